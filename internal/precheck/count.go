package precheck

import (
	"fmt"

	"bangfu/internal/assist"
)

// Counts makes the lines of 行数核对 for one file: every row that was read has
// exactly one outcome. A refused sheet counts its data rows as 退回; an
// unreadable file has no line.
func (j *Judged) Counts(sub *assist.Submission) ([]assist.SheetCount, error) {
	if j.rows == nil {
		j.countRows()
	}
	var list []assist.SheetCount
	for _, t := range sub.Tables {
		c := assist.SheetCount{Sheet: t.Sheet, Read: t.Read, Blank: t.Blank, Totals: t.Totals, Headers: t.Headers}
		switch {
		case t.Refused || j.Verdict.Refused[sub.Receipt]:
			c.Returned = t.Rows()
		case t.Form == assist.SalesForm:
			c.Filed, c.Returned = sub.Sales.Taken, sub.Sales.Returned
		default:
			c = c.Plus(j.rows[[2]string{sub.Receipt, t.Sheet}])
		}
		if !c.Balanced() {
			return nil, &Unbalanced{sub.Receipt, c}
		}
		list = append(list, c)
	}
	return list, nil
}

// countRows counts the rows of every sheet by outcome, at one go.
func (j *Judged) countRows() {
	j.rows = map[[2]string]assist.SheetCount{}
	for a := range j.Verdict.Applications.All() {
		c := j.rows[[2]string{a.Receipt, a.Sheet}]
		c.AddRow(a.Verdict)
		j.rows[[2]string{a.Receipt, a.Sheet}] = c
	}
	for o := range j.Verdict.Others() {
		c := j.rows[[2]string{o.Receipt, o.Sheet}]
		c.Add(o.Outcome, 1)
		j.rows[[2]string{o.Receipt, o.Sheet}] = c
	}
}

// Unbalanced is a sheet of whose rows not each has exactly one outcome: a fault
// of the program, over which nothing may be entered.
type Unbalanced struct {
	Receipt string
	Count   assist.SheetCount
}

// Error says which sheet, and how many rows are on each side.
func (u *Unbalanced) Error() string {
	return fmt.Sprintf("行数核对不平：回执 %s 工作表“%s”读到 %d 行，结果合计 %d 行", u.Receipt, u.Count.Sheet, u.Count.Read, u.Count.Sum())
}
