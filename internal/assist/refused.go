package assist

import (
	"path"
	"slices"
	"strings"
)

// OpenRefusals (整份退回) are the week's files of a unit, or of all (""), of which nothing
// was taken and in whose place nothing has come since.
func (f Facts) OpenRefusals(unit string) []Taken {
	week := slices.Collect(f.WeekFiles())
	var open []Taken
	for i, t := range week {
		if t.Refused && (unit == "" || t.Unit == unit) && !f.Accepted[t.SHA] && !slices.ContainsFunc(week[i+1:], t.replacedBy) {
			open = append(open, t)
		}
	}
	return open
}

// replacedBy reports whether a later file stands for a refused one: its mended receipt,
// or one of the same kind and of the same 填报日期 or later; for a file that nobody could
// read, which has no kind, one of the same name, whatever it ends in.
func (t Taken) replacedBy(later Taken) bool {
	switch {
	case later.Unit != t.Unit || later.Refused:
		return false
	case later.Ours == t.Receipt:
		return true
	case t.Misplaced():
		return false
	case t.Kind == KindUnknown:
		return t.Name != "" && stem(later.Name) == stem(t.Name)
	}
	return later.Kind == t.Kind && later.Reported >= t.Reported
}

// stem is a file's name without its ending: who is told to save it in another format
// changes that alone.
func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// Misplaced reports whether a file was refused because it lies in another unit's
// folder (S009): nothing that this unit sends stands for it.
func (t Taken) Misplaced() bool {
	return slices.ContainsFunc(t.Findings, func(x Finding) bool { return x.Code == "S009" })
}
