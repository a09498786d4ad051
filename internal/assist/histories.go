package assist

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Histories answer with the sales on file of a customer. Of a very great city not all are
// held at a time: who asks for everybody's asks unit by unit, as ByUnit has them.
type Histories func(licence string) History

// Of are the sales of a customer; nil Histories know nobody's.
func (h Histories) Of(licence string) History {
	if h == nil {
		return History{Licence: licence}
	}
	return h(licence)
}

// ByUnit puts licences in the order of their units, those of one ascending.
func ByUnit(licences iter.Seq[string], unit func(licence string) string, rank func(unit string) int) []string {
	type customer struct {
		rank          int
		unit, licence string
	}
	var all []customer
	for licence := range licences {
		name := unit(licence)
		all = append(all, customer{rank(name), name, licence})
	}
	slices.SortFunc(all, func(a, b customer) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.unit, b.unit), strings.Compare(a.licence, b.licence))
	})
	list := make([]string, len(all))
	for i, c := range all {
		list[i] = c.licence
	}
	return list
}

// UnitOf is the unit that filed a customer last; "" for none.
func (r *Roster) UnitOf(licence string) string {
	if f := r.Filings[licence]; f != nil {
		return f.Unit
	}
	return ""
}
