package batch

import (
	"fmt"

	"bangfu/internal/assist"
)

// counts makes the lines of 行数核对 for one file: every row that was read has
// exactly one outcome. A refused sheet counts its data rows as 退回; an
// unreadable file has no line.
func (r *pass) counts(f *decoded) ([]assist.SheetCount, error) {
	sub := f.sub
	var list []assist.SheetCount
	for _, t := range sub.Tables {
		c := assist.SheetCount{Sheet: t.Sheet, Read: t.Read, Blank: t.Blank, Totals: t.Totals, Headers: t.Headers}
		switch {
		case t.Refused || r.verdict.Refused[sub.Receipt]:
			c.Returned = t.Rows()
		case t.Form == assist.SalesForm:
			c.Filed, c.Returned = sub.Sales.Taken, sub.Sales.Returned
		default:
			r.countRows(&c, sub.Receipt, t)
		}
		if !c.Balanced() {
			return nil, Mend(
				fmt.Sprintf("行数核对不平：回执 %s 工作表“%s”读到 %d 行，结果合计 %d 行，本次运行未提交任何内容", sub.Receipt, t.Sheet, c.Read, c.Sum()),
				"请保留该文件并把此提示交给维护人员", nil)
		}
		list = append(list, c)
	}
	return list, nil
}

func (r *pass) countRows(c *assist.SheetCount, receipt string, t assist.Table) {
	for _, a := range r.verdict.Applications {
		if a.Receipt == receipt && a.Sheet == t.Sheet {
			c.AddRow(a.Verdict)
		}
	}
	for _, j := range r.verdict.Rows {
		if j.Receipt == receipt && j.Sheet == t.Sheet {
			c.Add(j.Outcome, 1)
		}
	}
}
