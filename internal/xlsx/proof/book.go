package proof

import "bangfu/internal/sheet"

// Book has a page with everything a printed page can have.
func Book() sheet.Book {
	page := sheet.Page{
		Name: "汇总", Title: "备案汇总表", Left: "填报单位：市局", Right: "填报日期：2026-11-27", Notes: []string{"说明一"},
		Blocks: []sheet.Block{{
			Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "户数"}, {Header: "金额（元）"}, {Header: "占比"}, {Header: "月均"}, {Header: "许可证号", Text: true}},
			Rows: [][]sheet.Value{
				{sheet.S("甲县").With(sheet.Bad), sheet.I(12), sheet.Fen(int64(123456789)), sheet.Percent(6512), sheet.Hundredths(-1250), sheet.S("014022110001")},
				{sheet.S("乙县"), sheet.I(0), sheet.Fen(int64(-5)), sheet.Percent(3), {}, sheet.S("=1+1")},
			},
			Total:  []sheet.Value{sheet.S("合计"), sheet.I(12)},
			Filter: true,
		}},
		Sign:  []string{"单位负责人：", "审核人：", "制表人："},
		Chart: &sheet.Chart{Title: "户数", Labels: 0, Series: []int{1}, Stacked: true},
	}
	machine := sheet.Page{Name: "导入", Bare: true, Blocks: []sheet.Block{{
		Columns: []sheet.ColumnSpec{{Header: "客户编码"}, {Header: "数量"}}, Rows: [][]sheet.Value{{sheet.S("014022110001"), sheet.I(3)}},
	}}}
	return sheet.Book{Title: "汇总", Author: "市局", Created: "2026-11-27T02:00:00Z", Pages: []sheet.Page{page, machine}}
}
