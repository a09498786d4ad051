package check

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// whose are the columns without which nobody can know whose row it is.
var whose = []column.Header{column.Licence, column.ID, column.Operator}

// hopelessRow reports whether a row of 申请表 can be set against no other: one
// cannot know whose it is, or more than half of what it needs is blank.
func hopelessRow(a assist.JudgedApplication) bool {
	if slices.ContainsFunc(a.Verdict.Findings, func(f assist.Finding) bool {
		return f.Rule().Hopeless || f.Code == "V201" && slices.ContainsFunc(whose, func(h column.Header) bool { return a.Text(h) == "" && a.Addr(h) == f.Cell })
	}) {
		return true
	}
	blank := 0
	columns := filledBy(a.Business)
	for h := range columns {
		if a.Text(h) == "" {
			blank++
		}
	}
	return 2*blank > len(columns)
}

// required are the columns marked with * in the form.
var required = headers(func(c column.Column) bool { return c.Required })

// filledBy are the columns that a row of a 业务类型 fills in.
func filledBy(b assist.Business) map[column.Header]bool {
	if b == assist.Withdrawal {
		return onExit
	}
	return required
}
