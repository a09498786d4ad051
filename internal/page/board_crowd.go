package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// crowd stands in place of lives that are too many for one page: on the city's board it
// leads to the boards of the units, which list them.
type crowd struct {
	Customers, Most int
	Shared          int // customers that more than one unit lists
	Units           []crowdUnit
}

// crowdUnit is a unit and the customers on its board.
type crowdUnit struct {
	Name, Path string
	Why        string // no board lists them
	Customers  int
	Licences   string // of the customers, for who looks for one
}

// crowd is nil where the page lists the lives.
func (l *lives) crowd() *crowd {
	if !l.tooMany() {
		return nil
	}
	c := &crowd{Customers: len(l.people), Most: l.limit()}
	if l.Unit != "" {
		return c
	}
	of := map[string][]string{} // by unit the licences on its board
	for _, p := range l.people {
		units := slices.Compact(slices.Sorted(slices.Values(append(p.before, p.unit))))
		for _, u := range units {
			of[u] = append(of[u], p.licence)
		}
		if len(units) > 1 {
			c.Shared++
		}
	}
	rank := l.Facts.Terms.Rank()
	for _, unit := range slices.SortedFunc(maps.Keys(of), func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b)) }) {
		c.Units = append(c.Units, l.crowdUnit(unit, slices.Sorted(slices.Values(of[unit]))))
	}
	return c
}

// crowdUnit is one unit and where its customers are listed.
func (l *lives) crowdUnit(unit string, licences []string) crowdUnit {
	u := crowdUnit{Name: unit, Path: l.Beside(unit), Customers: len(licences), Licences: strings.Join(licences, " ")}
	switch {
	case u.Path == "":
		u.Why = "没有自己的看板，请运维用 bangfu trace 许可证号 查"
	case len(licences) > l.limit():
		u.Path, u.Why = "", "这个县区的也列不下，请运维用 bangfu trace 许可证号 查"
	}
	return u
}
