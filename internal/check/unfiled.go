package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// noteUnfiled remembers the last application of a customer that was not filed, for
// what rows of other forms are told.
func (b *bench) noteUnfiled(a assist.JudgedApplication) {
	switch key := a.Unit + a.Licence; {
	case a.Verdict.Superseded():
	case a.Business == assist.Withdrawal && a.Verdict.Outcome != assist.Filed: // asks for no assistance
	case a.Verdict.Outcome == assist.Filed:
		delete(b.unfiled, key)
	default:
		b.unfiled[key] = a.Verdict
	}
}

// stranger is the finding of a row of another form whose customer is not on the roll:
// where something is known of him, it is told instead of asking for his application.
func (b *bench) stranger(l *subject, code, message string) []assist.Finding {
	known := assist.Stranger{Unit: l.Unit, Last: b.unfiled[l.Unit+l.licence], Filing: b.Roster.Of(l.licence)}
	told, ok := known.Told(l.Place)
	if !ok {
		return l.one(code, column.Licence, message)
	}
	f := l.advised(code, column.Licence, told.Message, told.Fix)
	f.Case = told.Case
	return []assist.Finding{f}
}
