package form

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// An ownPaper is a workbook that the program itself writes, or a parameter
// workbook: it is known by a sheet and by headers that stand on it. 在册与待办 is
// known by three sheets; its 复核申请表 and 帮扶申请表 are handed out filled in.
type ownPaper struct {
	name    string
	sheet   string
	headers []column.Header
}

var ownPapers = []ownPaper{
	{assist.SightingsPaper, assist.SightingsPaper, []column.Header{column.FileName, column.FirstSeen, column.Status, column.NextStep}},
	{assist.SupplyPaper, assist.LinesPaper, []column.Header{column.Licence, column.Barcode, column.Base, column.Extra}},
	{assist.GoodsPaper, assist.GoodsPaper, []column.Header{column.Barcode, column.Product, column.BestSelling, column.Status}},
	{assist.SupplyPaper, assist.BalanceSheet, []column.Header{column.Barcode, column.Available, column.WantedSum, column.Dealt}},
	{assist.WithdrawnPaper, assist.WithdrawnPaper, []column.Header{column.Licence, column.Barcode, column.Removed}},
	{assist.RollPaper, assist.RollSheet, []column.Header{column.FilingNo, column.SpecialMark, column.Licence}},
	{assist.WatchPaper, assist.WatchSheet, nil},
	{assist.LicensingPaper, assist.LicensingSheet, []column.Header{column.Licence, column.Matter, column.Until}},
	{assist.SummaryPaper, assist.SummarySheet, []column.Header{column.Part, column.Content, column.Addition}},
	{assist.PolicyFile, string(limitTable.Name), []column.Header{column.Parameter, column.From, column.Value}},
	{assist.CatalogueFile, string(productTable.Name), []column.Header{column.Barcode, column.Title, column.Wholesale}},
	{assist.TodoPaper, assist.TodoSheet, nil},
}

// paperOf is the name of our own paper that a workbook is; "" for none. A receipt
// with the sender's sheets is the sender's workbook; one without any is that of a
// file that could not be read, or the one sheet that a csv keeps of it.
func paperOf(list []*tab) string {
	if !slices.ContainsFunc(list, func(t *tab) bool { return t.receipt() == "" }) {
		return assist.ReceiptPaper
	}
	for _, p := range ownPapers {
		t := named(list, p.sheet)
		if t == nil || p.name == assist.TodoPaper && (named(list, assist.EnrolledSheet) == nil || named(list, assist.RenewalSheet) == nil) {
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
	if d.sub.Paper != assist.TodoPaper {
		return false
	}
	return f == assist.WishForm || f == assist.ApplicationForm && foldSheet(name) == assist.RenewalSheet
}
