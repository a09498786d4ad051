package assist

import "maps"

// OnFile (已有销售) says which sales of a unit are on file. Units send their sales by the
// month, so that a customer who is not in a month its unit has sent ordered
// nothing in it, while of a month not sent nothing is known.
type OnFile struct {
	last   map[string]Date
	months map[unitMonth]bool
}

type unitMonth struct {
	unit  string
	month Month
}

// SalesOnFile reads it off the histories of everybody who was ever filed.
func SalesOnFile(f Facts) OnFile {
	o := OnFile{last: map[string]Date{}, months: map[unitMonth]bool{}}
	for _, licence := range ByUnit(maps.Keys(f.Roster.Filings), f.Roster.UnitOf, f.Terms.Rank()) {
		unit := f.Roster.UnitOf(licence)
		for m := range f.Histories.Of(licence).All() {
			if n := len(m.Lines); n > 0 {
				o.months[unitMonth{unit, m.Month}] = true
				o.last[unit] = max(o.last[unit], m.Lines[n-1].Day)
			}
		}
	}
	return o
}

// Last is the last day of which the unit has sent a sale; 0 for none.
func (o OnFile) Last(unit string) Date { return o.last[unit] }

// Day reports whether an order of that day would be known.
func (o OnFile) Day(unit string, day Date) bool {
	return day <= o.last[unit] && o.month(unit, day.Month())
}

// month reports whether the unit has sent sales of a month.
func (o OnFile) month(unit string, m Month) bool { return o.months[unitMonth{unit, m}] }

// Whole reports whether the unit has sent a month to its end: there are sales of it, and
// the last on file is of its last week, or later. Most customers order every week.
func (o OnFile) Whole(unit string, m Month) bool {
	return o.month(unit, m) && o.last[unit] > m.Last()-daysOfWeek
}

const daysOfWeek = 7

// Net is what a customer ordered of each product from a day up to and
// including another, less its returns, and the sum of it.
func (h History) Net(from, to Date) (net map[string]int, all int) {
	net = map[string]int{}
	h.Between(from, to, func(s Sale) {
		net[s.Barcode] += s.Cartons
		all += s.Cartons
	})
	return net, all
}

// Used is how many of the extra cartons (订购) a customer took who ordered net
// cartons of the product in the week: what it ordered beyond 原供应量.
func (l SupplyLine) Used(net int) int { return min(max(net-l.Base, 0), l.Extra) }
