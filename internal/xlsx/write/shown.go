package write

import "bangfu/internal/sheet"

// Widths of columns, in characters.
const (
	narrow   = 6.0   // no column is narrower
	textWide = 42.0  // a text column grows to this, then its text wraps
	wrapWide = 46.0  // the same for a column that is meant to wrap
	mostWide = 120.0 // no column is wider
)

// shown is a value as its number format shows it.
func shown(v sheet.Value) string {
	if v.Kind != sheet.Money {
		return v.String()
	}
	s := v.String()
	whole := len(s) - len(".00")
	for i := whole - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
