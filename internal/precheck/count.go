package precheck

import (
	"fmt"

	"bangfu/internal/assist"
)

// Counts makes the lines of 行数核对 for one file: every row that was read has
// exactly one outcome. A refused sheet counts its data rows as 退回; an
// unreadable file has no line.
func (j *Judged) Counts(sub *assist.Submission) ([]assist.SheetCount, error) {
	var list []assist.SheetCount
	for _, t := range sub.Tables {
		c := assist.SheetCount{Sheet: t.Sheet, Read: t.Read, Blank: t.Blank, Totals: t.Totals, Headers: t.Headers}
		switch {
		case t.Refused || j.Verdict.Refused[sub.Receipt]:
			c.Returned = t.Rows()
		case t.Form == assist.SalesForm:
			c.Filed, c.Returned = sub.Sales.Taken, sub.Sales.Returned
		default:
			j.countRows(&c, sub.Receipt, t)
		}
		if !c.Balanced() {
			return nil, &Unbalanced{sub.Receipt, c}
		}
		list = append(list, c)
	}
	return list, nil
}

func (j *Judged) countRows(c *assist.SheetCount, receipt string, t assist.Table) {
	for _, a := range j.Verdict.Applications {
		if a.Receipt == receipt && a.Sheet == t.Sheet {
			c.AddRow(a.Verdict)
		}
	}
	for _, o := range j.Verdict.Rows {
		if o.Receipt == receipt && o.Sheet == t.Sheet {
			c.Add(o.Outcome, 1)
		}
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
