package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Removals is 供货撤销: cartons that customers lost after the freeze; they are
// not dealt again.
func Removals(f assist.Facts) sheet.Book {
	week := f.Plan.Week
	p := sheet.Page{
		Name: "供货撤销", Title: "帮扶供货撤销清单（" + week.String() + "）",
		Left: "填报单位：" + issuer(f, ""), Right: dated(f, "条"), Sign: signatures,
		Notes: []string{"以下数量在定稿后失去供货资格，请营销中心从订货系统中撤下；撤下的数量不再重新分配。"},
	}
	b := sheet.Block{Empty: "定稿后没有撤销", Filter: true,
		Columns: narrow(heads("县区", "许可证号", "卷烟条码", "撤销数量", "原因~", "依据~", "时间", "卷烟名称~"), map[string]float64{"原因": 20, "依据": 36, "时间": 17, "卷烟名称": 24})}
	for _, x := range f.Plan.Removed {
		row := append(texts(x.Unit, x.Licence, x.Barcode), sheet.I(x.Cartons))
		b.Rows = append(b.Rows, append(row, texts(x.Reason, x.Basis, clock(x.At), f.Terms.Products.Name(x.Barcode))...))
	}
	b.Total = totalled(b.Columns, b.Rows, "撤销数量")
	p.Blocks = []sheet.Block{b}
	return bound("帮扶供货撤销清单 "+week.String(), f.At, p)
}
