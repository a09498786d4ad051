package terms

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// instead is what holds where a dated row says nothing that can be used and
// nothing was said before: what an earlier row of the same says, else what is
// built in; "" when there is neither.
func instead(t assist.TermsTable, row assist.TermsRow, c assist.TermsColumn) string {
	day, value := "", ""
	for _, r := range t.Rows {
		from, text := r.Cells[column.From].Text, r.Cells[c.Header].Text
		if text != "" && from < row.Cells[column.From].Text && from >= day && sameSubject(t, r, row) {
			day, value = from, text
		}
	}
	if value != "" {
		return "仍按 " + day + " 起的 " + value
	}
	if name := row.Cells[column.Parameter].Text; t.Name == assist.LimitTable && c.Header == column.Value {
		if d, ok := assist.DefaultOf(name); ok {
			return "仍按程序内置的 " + d.Value.String()
		}
	}
	return ""
}

// sameSubject reports two rows that speak of the same, whatever their dates.
func sameSubject(t assist.TermsTable, a, b assist.TermsRow) bool {
	for _, c := range t.Columns {
		if c.Key && c.Header != column.From && a.Cells[c.Header].Text != b.Cells[c.Header].Text {
			return false
		}
	}
	return true
}
