package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// A case of the tests is written the way a clerk reads a row, one "列名: 值" a
// line; a blank value is "空", a column the sheet lacks is "无此列". What a line
// leaves out is as in the sample row of the form.

// sample rows that every rule lets pass, in the order of their columns.
var sampleRows = map[assist.Form]string{
	assist.ApplicationForm: `业务类型: 新增
许可证号: 140225100001
客户名称: 老槐树商店
经营者姓名: 甄样本
身份证号: 140221197001010012
联系电话: 13512340001
经营地址: 永安镇槐树街1号
市场类型: 城镇
客户档位: 9
订货周期: 每周
订货日: 周三
许可证有效期止: 2028-06-30
户籍类别: 城镇
家庭人口: 3
家庭年收入: 18000
卷烟年毛利: 空
困难类别: 低保
低保证号: DB0225001
低保证有效期止: 2027-03-31
残疾人姓名: 空
与经营者关系: 空
残疾人证号: 空
困难说明: 空
证明材料: 低保证、户口簿
帮扶起始日: 空
帮扶截止日: 空
申请日期: 2026-11-10
客户经理意见: 同意
客户经理: 甲经理
客户经理日期: 2026-11-11
营销部意见: 同意
营销部审核人: 乙审核
营销部日期: 2026-11-12
县局意见: 同意
县局审批人: 丙审批
县局日期: 2026-11-13
退出原因: 空
核实说明: 空
备注: 空`,
	assist.WishForm: `许可证号: 140225100001
经营者姓名: 甄样本
规格1: 6901028075015
规格2: 空
规格3: 空
规格4: 空
规格5: 空
规格6: 空
规格7: 空
规格8: 空
规格9: 空
每规格加量: 5
服务需求: 经营指导
申请日期: 2026-11-20
备注: 空`,
	assist.VisitForm: `走访日期: 2026-11-20
许可证号: 140225100001
经营者姓名: 甄样本
走访人: 甲经理
服务类型: 定期走访
经营情况: 空
存在问题: 空
帮扶措施: 空
问题状态: 无
下次走访日期: 空`,
	assist.SalesForm: `许可证号: 140225100001
客户名称: 老槐树商店
订货日期: 2026-10-07
卷烟条码: 6901028075015
卷烟名称: 空
数量: 2
批发价: 381.60
零售价: 450
金额: 763.20`,
	assist.PlanForm: `供货周: 2026-W49
卷烟条码: 6901028075015
卷烟名称: 空
畅销: 是
帮扶可用量: 100
3档: 6
2档: 4
1档: 2`,
	assist.RegisterForm: `许可证号: 140225100001
经营者姓名: 甄样本
状态: 有效
有效期止: 2028-06-30
县区: 浑源县`,
	assist.AdjustmentForm: `许可证号: 140225100001
动作: 确认
生效日期: 2026-11-20
截止日期: 空
原因: 已入户核实
经办人: 丁经办`,
	assist.SettlementForm: `回执号: HZ-SJ-20261123-001
类别: 许可证状态
动作: 确认
原因: 已与专卖科核对
经办人: 丁经办`,
}

// columns are the headers of a form in the order of its sample row.
func columns(f assist.Form) []string {
	var list []string
	for line := range strings.Lines(sampleRows[f]) {
		h, _, _ := strings.Cut(line, ":")
		list = append(list, h)
	}
	return list
}

var choices = map[string]string{
	"业务类型": "新增 复核 变更 退出", "市场类型": "城镇 乡村", "订货周期": "每周 单周 双周 不访销", "订货日": "周一 周二 周三 周四 周五 周六 周日",
	"户籍类别": "城镇 农村", "困难类别": "低保 残疾 临时困难", "与经营者关系": "本人 配偶 父母 子女", "客户经理意见": "同意 不同意",
	"营销部意见": "同意 不同意", "县局意见": "同意 不同意", "问题状态": "已解决 处理中 无", "畅销": "是 否",
	"状态": "有效 停业 歇业 注销 撤销 收回 吊销", "动作": "确认 暂停 恢复 退出",
}

// card is one row of a case as it was written.
type card struct {
	elsewhere string // where an answer stands that is not read
	form      assist.Form
	place     assist.Place
	unit      string
	day       assist.Date // 填报日期
	cells     map[string]string
	absent    map[string]bool
	faults    []sheet.Fault
}

func newCard(form assist.Form, text string) *card {
	c := &card{form: form, cells: map[string]string{}, absent: map[string]bool{}, unit: "浑源县", day: day("2026-11-23")}
	c.fill(sampleRows[form])
	c.fill(text)
	return c
}

func (c *card) fill(text string) {
	for line := range strings.Lines(text) {
		h, v, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		c.absent[h] = v == "无此列"
		if v == "空" || v == "无此列" {
			v = ""
		}
		c.cells[h] = v
	}
}

// row makes what every decoded row carries; faults are added while values are read.
func (c *card) row() assist.Row {
	r := assist.Row{Place: c.place, Unit: c.unit, Reported: c.day, Faults: c.faults}
	var packing assist.CellPacking
	packing.Begin(c.place.Row)
	for i, h := range columns(c.form) {
		if !c.absent[h] {
			packing.Add(column.Header(h), i+2, c.cells[h])
		}
	}
	r.Cells = packing.Cells()
	return r
}

func (c *card) fault(kind sheet.FaultKind, h, read string, allowed ...string) {
	i := slices.Index(columns(c.form), h)
	c.faults = append(c.faults, sheet.Fault{Kind: kind, Sheet: c.place.Sheet, Row: c.place.Row, Header: column.Header(h), Cell: sheet.Address(i+2, c.place.Row), Value: c.cells[h], Read: read, Allowed: allowed})
}

// value is the text under a header, after the faults that any cell may have.
func (c *card) value(h string) string {
	v := c.cells[h]
	switch {
	case strings.HasPrefix(v, "#"):
		c.fault(sheet.FormulaError, h, "")
		return ""
	case v == "图片":
		c.fault(sheet.PictureOnly, h, "")
		return ""
	case strings.HasPrefix(v, "="):
		c.fault(sheet.FormulaUnsaved, h, "")
		return ""
	case strings.HasSuffix(v, "……"):
		c.fault(sheet.TextCut, h, "")
		return ""
	case strings.Contains(v, "E+"):
		if h == "许可证号" {
			c.fault(sheet.NotLicence, h, "按科学计数法保存，后面的数字已丢失")
		} else {
			c.fault(sheet.DigitsLost, h, "")
		}
		return ""
	case strings.Contains(v, "　"):
		c.fault(sheet.Folded, h, strings.ReplaceAll(v, "　", ""))
		return strings.ReplaceAll(v, "　", "")
	}
	if list := strings.Fields(choices[h]); v != "" && len(list) > 0 && !slices.Contains(list, v) {
		c.fault(sheet.NotChoice, h, "", list...)
		return ""
	}
	return v
}

func (c *card) date(h string) assist.Date {
	v := c.value(h)
	d, ok := assist.ParseDate(v)
	if v != "" && !ok {
		c.fault(sheet.NotDate, h, "")
	}
	return d
}

func (c *card) fen(h string) assist.Fen {
	v := c.value(h)
	if v == "" {
		return -1
	}
	whole, frac, _ := strings.Cut(strings.TrimPrefix(v, "-"), ".")
	n, err := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	switch {
	case strings.Contains(v, "万"):
		c.fault(sheet.TenThousand, h, "")
		return -1
	case err != nil || v[0] == '-' && h != "金额":
		c.fault(sheet.NotAmount, h, "")
		return -1
	case v[0] == '-':
		return assist.Fen(-n)
	}
	return assist.Fen(n)
}

func (c *card) whole(h string, kind sheet.FaultKind, least, blank int) int {
	v := c.value(h)
	if v == "" {
		return blank
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least {
		c.fault(kind, h, "")
		return -1
	}
	return n
}

func (c *card) licence() string {
	v := c.value("许可证号")
	if v == "" || len(v) == 12 && allDigits(v) {
		return v
	}
	c.fault(sheet.NotLicence, "许可证号", "是 "+itoa(len(v))+" 位数字")
	return ""
}

func (c *card) list(h string) []string {
	return strings.FieldsFunc(c.value(h), func(r rune) bool { return r == '、' })
}

func (c *card) application() assist.Application {
	a := assist.Application{
		Business: assist.Business(c.value("业务类型")), Licence: c.licence(), Shop: c.value("客户名称"), Operator: c.value("经营者姓名"),
		ID: c.value("身份证号"), Phone: c.value("联系电话"), Address: c.value("经营地址"), Market: c.value("市场类型"),
		Cycle: assist.Cycle(c.value("订货周期")), OrderDay: c.value("订货日"), LicenceEnd: c.date("许可证有效期止"),
		Household: c.value("户籍类别"), Members: max(0, c.whole("家庭人口", sheet.NotWhole, 1, 0)), Income: c.fen("家庭年收入"), Margin: c.fen("卷烟年毛利"),
		Hardship: assist.Hardship(c.value("困难类别")), DibaoNo: c.value("低保证号"), DibaoEnd: c.date("低保证有效期止"),
		DisabledBy: c.value("残疾人姓名"), Relation: c.value("与经营者关系"), DisabledNo: c.value("残疾人证号"), Story: c.value("困难说明"),
		Proofs: c.list("证明材料"), Start: c.date("帮扶起始日"), End: c.date("帮扶截止日"), Applied: c.date("申请日期"),
		ExitReason: c.value("退出原因"), Answer: c.value("核实说明"), Elsewhere: c.elsewhere, Remark: c.value("备注"),
	}
	a.Grade = c.whole("客户档位", sheet.NotGrade, 1, 0)
	if a.Grade > 30 {
		c.fault(sheet.NotGrade, "客户档位", "")
		a.Grade = 0
	}
	for i, h := range column.Approvals {
		a.Approvals[i] = assist.Approval{Opinion: c.value(string(h.Opinion)), Name: c.value(string(h.Name)), Day: c.date(string(h.Day))}
	}
	for _, h := range columns(c.form) {
		if c.cells[h] == "" && needed[column.Header(h)] && !c.absent[h] && (a.Business != assist.Withdrawal || onExit[column.Header(h)]) {
			c.fault(sheet.Missing, h, "")
		}
	}
	a.Row = c.row()
	return a
}

func (c *card) wish() assist.Wish {
	w := assist.Wish{Licence: c.licence(), Operator: c.value("经营者姓名"), Each: c.whole("每规格加量", sheet.NotWhole, 1, 10), Services: c.list("服务需求"), Applied: c.date("申请日期")}
	for i := 1; i <= 9; i++ {
		h := "规格" + itoa(i)
		v := c.value(h)
		if v == "" {
			continue
		}
		p := assist.WishedProduct{Header: column.Header(h), Text: v}
		if q, ok := testProducts.Named(v); ok {
			p.Barcode = q.Barcode
		} else if assist.ValidEAN13(v) {
			p.Barcode = v
		} else {
			c.fault(sheet.NotProduct, h, "")
		}
		w.Products = append(w.Products, p)
	}
	w.Row = c.row()
	return w
}

func (c *card) visit() assist.Visit {
	v := assist.Visit{Day: c.date("走访日期"), Licence: c.licence(), Operator: c.value("经营者姓名"), Visitor: c.value("走访人"), Services: c.list("服务类型"), State: c.value("问题状态"), Next: c.date("下次走访日期")}
	v.Row = c.row()
	return v
}

func (c *card) sale() assist.SaleRow {
	s := assist.SaleRow{Place: c.place, Licence: c.licence(), Product: c.value("卷烟名称"), Amount: c.fen("金额")}
	if c.cells["金额"] == "" {
		s.Amount = -1
	}
	s.Sale.Day = c.date("订货日期")
	s.Sale.Barcode = c.value("卷烟条码")
	if p, ok := testProducts.Named(s.Sale.Barcode); ok {
		s.Sale.Barcode = p.Barcode
	} else if named, ok := testProducts.Named(s.Product); ok && !assist.ValidEAN13(s.Sale.Barcode) {
		c.fault(sheet.CodeByName, "卷烟条码", named.Barcode)
		s.Sale.Barcode = named.Barcode
	} else if own, known := testProducts.Barcode(s.Sale.Barcode); ok && known && own.Barcode != named.Barcode {
		c.fault(sheet.NameDiffers, "卷烟名称", own.Name)
	} else if !assist.ValidEAN13(s.Sale.Barcode) {
		c.fault(sheet.NotProduct, "卷烟条码", "")
		s.Sale.Barcode = ""
	}
	s.Sale.Cartons = c.whole("数量", sheet.NotSignedWhole, -1<<40, 0)
	s.Sale.Wholesale, s.Sale.Retail = max(0, c.fen("批发价")), max(0, c.fen("零售价"))
	s.Total = c.cells["合计"]
	for _, f := range c.faults {
		s.Faults = append(s.Faults, assist.FaultOfSale{Kind: uint8(f.Kind), Header: f.Header, Read: f.Read})
	}
	row := c.row()
	s.Cells = func(h column.Header) assist.Cell {
		cell, _ := row.Cells.Of(h)
		return cell
	}
	if s.Total != "" {
		s.Faults = nil
	}
	return s
}

func (c *card) plan() assist.PlanRow {
	p := assist.PlanRow{Barcode: c.value("卷烟条码"), Name: c.value("卷烟名称"), BestText: c.cells["畅销"]}
	p.BestSelling = p.BestText == "√" || c.value("畅销") == "是"
	p.Week, _ = assist.ParseWeek(c.value("供货周"))
	p.Pool = c.whole("帮扶可用量", sheet.NotWhole, 0, -1)
	for g := 1; g <= 3; g++ {
		p.Base[g] = c.whole(string(grade(g)), sheet.NotWhole, 0, 0)
	}
	for g := 4; g <= 30; g++ {
		p.Base[g] = max(p.Base[3], 0)
	}
	p.Row = c.row()
	return p
}

func (c *card) register() assist.RegisterRow {
	r := assist.RegisterRow{Licence: c.licence(), Operator: c.value("经营者姓名"), Status: c.value("状态"), End: c.date("有效期止"), UnitName: c.value("县区")}
	r.Row = c.row()
	return r
}

func (c *card) adjustment() assist.Adjustment {
	a := assist.Adjustment{Licence: c.licence(), Action: assist.Action(c.value("动作")), From: c.date("生效日期"), Until: c.date("截止日期"), Reason: c.value("原因"), By: c.value("经办人")}
	a.Row = c.row()
	return a
}

func (c *card) settlement() assist.Settlement {
	s := assist.Settlement{Doubted: c.value("回执号"), Category: c.value("类别"), Action: assist.Action(c.cells["动作"]), Reason: c.value("原因"), By: c.value("经办人")}
	switch s.Action {
	case assist.Confirm, assist.Void:
	case "":
		c.fault(sheet.Missing, "动作", "")
	default:
		c.fault(sheet.NotChoice, "动作", "", "确认", "作废")
	}
	s.Row = c.row()
	return s
}

func day(s string) assist.Date {
	d, ok := assist.ParseDate(s)
	if !ok {
		panic(fmt.Sprintf("no date %q", s))
	}
	return d
}

// The city of the tests: two units, one dibao standard, one rural income.
var testProducts = assist.NewCatalogue([]assist.Product{
	{Barcode: "6901028075015", Pack: "6901028075763", Name: "中华(硬)", Aliases: []string{"硬中华"}, Wholesale: 381_60, Retail: 450_00, OnSale: true},
	{Barcode: "6901028138536", Name: "七匹狼(软灰)", Wholesale: 185_50, Retail: 210_00, OnSale: true},
	{Barcode: "6901028339957", Name: "云烟(硬云龙细支)", Wholesale: 129_30, Retail: 150_00, OnSale: true},
	{Barcode: "6901028340618", Name: "云烟(小熊猫家园)", Wholesale: 158_00, Retail: 180_00, OnSale: true},
})

func testTerms() assist.Terms {
	return assist.Terms{
		Office: assist.Office{City: "大同市", Province: "山西省", AreaCode: "0352"},
		Units: []assist.Unit{
			{Name: "浑源县", Code: "140225", Prefixes: []string{"140225"}, Aliases: []string{"浑源"}},
			{Name: "云冈区", Code: "140214", Prefixes: []string{"140214", "140203"}, Aliases: []string{"云冈", "矿区"}},
		},
		Dibao:    []assist.DibaoStandard{{Unit: "浑源县", From: day("2025-01-01"), Urban: 630_00, Rural: 6420_00}},
		Rural:    []assist.RuralIncome{{Unit: "浑源县", Year: 2025, Income: 11514_00}},
		Products: testProducts,
	}
}

func TestSampleRowsPass(t *testing.T) {
	a := newCard(assist.ApplicationForm, "")
	a.place = assist.Place{Receipt: "HZ-1", Sheet: "申请表", Row: 5}
	if got := a.application(); len(got.Faults) > 0 {
		t.Fatalf("the sample row has faults: %+v", got.Faults)
	}
}
