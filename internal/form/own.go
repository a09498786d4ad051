package form

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// An ownPaper is a workbook that the program itself sends to a unit: it is
// known by a sheet and by headers that stand on it.
type ownPaper struct {
	name    string
	sheet   string
	headers []string
}

var ownPapers = []ownPaper{
	{"收件情况", "收件情况", []string{"文件名", "首次看到", column.Status, "下一步"}},
	{"供货表", "供货明细", []string{column.Licence, column.Barcode, "原供应量", "帮扶加量"}},
	{standingPaper, "待办", nil},
}

// standingPaper is 在册与待办, whose 复核申请表 is prefilled; renewalSheet is that.
const (
	standingPaper = "在册与待办"
	renewalSheet  = "复核申请表"
)

// paperOf is the name of our own paper that a workbook is; "" for none.
func paperOf(list []*tab) string {
	for _, p := range ownPapers {
		t := named(list, p.sheet)
		if t == nil || p.name == standingPaper && (named(list, "在册") == nil || named(list, renewalSheet) == nil) {
			continue
		}
		if len(p.headers) == 0 || slices.ContainsFunc(t.rows, func(r sheet.Row) bool { return holdsAll(r, p.headers) }) {
			return p.name
		}
	}
	return ""
}

func holdsAll(r sheet.Row, headers []string) bool {
	for _, h := range headers {
		if !slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return compact(c.Text) == h }) {
			return false
		}
	}
	return true
}

// untouched reports a row of the prefilled 复核申请表 in which nobody filled in
// what is left to the county: the day and the approvals.
func (l *layout) untouched(r sheet.Row) bool {
	for i, c := range l.form.Columns {
		if col := l.cols[i]; col > 0 && (c.Header == column.Applied || c.Judged && c.OnExit) && !void(&c, r.At(col)) {
			return false
		}
	}
	return true
}

// isRenewal reports the prefilled sheet of 在册与待办.
func isRenewal(l *layout, paper string) bool {
	return paper == standingPaper && l.form.Name == assist.ApplicationForm && foldSheet(l.name) == renewalSheet
}
