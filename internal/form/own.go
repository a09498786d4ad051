package form

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// An ownPaper is a workbook that the program itself writes, or a parameter
// workbook: it is known by a sheet and by headers that stand on it.
type ownPaper struct {
	name    string
	sheet   string
	headers []column.Header
}

var ownPapers = []ownPaper{
	{"收件情况", "收件情况", []column.Header{column.FileName, column.FirstSeen, column.Status, column.NextStep}},
	{"供货表", "供货明细", []column.Header{column.Licence, column.Barcode, column.Base, column.Extra}},
	{"畅销与规格", "畅销与规格", []column.Header{column.Barcode, column.Product, column.BestSelling, column.Status}},
	{"供货表", "规格平衡", []column.Header{column.Barcode, column.Available, column.WantedSum, column.Dealt}},
	{"供货撤销", "供货撤销", []column.Header{column.Licence, column.Barcode, column.Removed}},
	{"备案汇总表", "备案名单", []column.Header{column.FilingNo, column.SpecialMark, column.Licence}},
	{"监督清单", "监督汇总", nil},
	{"许可证清单", "许可证关注", []column.Header{column.Licence, column.Matter, column.Until}},
	{"总结报告", "总结报告", []column.Header{column.Part, column.Content, column.Addition}},
	{assist.PolicyFile, string(limitTable.Name), []column.Header{column.Parameter, column.From, column.Value}},
	{assist.CatalogueFile, string(productTable.Name), []column.Header{column.Barcode, column.Title, column.Wholesale}},
	{standingPaper, "待办", nil},
}

// standingPaper is 在册与待办, whose 复核申请表 (RenewalSheet) and 帮扶申请表 are prefilled.
const standingPaper = "在册与待办"

// paperOf is the name of our own paper that a workbook is; "" for none.
func paperOf(list []*tab) string {
	for _, p := range ownPapers {
		t := named(list, p.sheet)
		if t == nil || p.name == standingPaper && (named(list, "在册") == nil || named(list, assist.RenewalSheet) == nil) {
			continue
		}
		if len(p.headers) == 0 || slices.ContainsFunc(t.rows, func(r sheet.Row) bool { return holdsAll(r, p.headers) }) {
			return p.name
		}
	}
	return ""
}

func holdsAll(r sheet.Row, headers []column.Header) bool {
	for _, h := range headers {
		if !slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return compact(c.Text) == string(h) }) {
			return false
		}
	}
	return true
}

// untouched reports a row of a prefilled form in which nobody filled in what is
// left to the county: of 复核申请表 the day and the approvals, of 帮扶申请表 all but
// who it is.
func (l *layout) untouched(r sheet.Row) bool {
	for i, c := range l.form.Columns {
		if col := l.cols[i]; col > 0 && l.form.leftToCounty(&c) && !isBlank(&c, r.At(col)) {
			return false
		}
	}
	return true
}

// leftToCounty reports a column that a prefilled form leaves to the county.
func (f *Form) leftToCounty(c *Column) bool {
	if f == wishForm {
		return c.Header != column.Licence && c.Header != column.Operator
	}
	return c.Header == column.Applied || c.Judged && c.OnExit
}

// prefilled reports a sheet of 在册与待办 that is handed out filled in.
func (d *decoder) prefilled(f assist.Form, name string) bool {
	if d.paper != standingPaper {
		return false
	}
	return f == assist.WishForm || f == assist.ApplicationForm && foldSheet(name) == assist.RenewalSheet
}
