package results

import (
	"maps"
	"slices"

	"bangfu/internal/assist"
)

// usage is what became of extra cartons, while it is being counted.
type usage struct {
	assist.Usage
	weeks     map[assist.Week]bool
	customers map[string]bool
	products  map[string]bool
}

func newUsage() usage {
	return usage{weeks: map[assist.Week]bool{}, customers: map[string]bool{}, products: map[string]bool{}}
}

// dealt are the lines of a unit's customers in the final plan of a week.
type dealt struct {
	week  assist.Week
	lines assist.SupplyLines
	lost  map[assist.Wanting]int // withdrawn of them
}

// dealtTo are the lines of the frozen plans by the unit that filed the customer last,
// those of a unit by week.
func (d *desk) dealtTo() map[string][]dealt {
	to := map[string][]dealt{}
	for _, p := range d.FrozenPlans() {
		lost := p.Lost()
		for rest := p.Lines; len(rest) > 0; {
			unit, n := d.Roster.UnitOf(rest[0].Licence), 1
			for n < len(rest) && d.Roster.UnitOf(rest[n].Licence) == unit {
				n++
			}
			to[unit] = append(to[unit], dealt{p.Week, rest[:n], lost})
			rest = rest[n:]
		}
	}
	return to
}

// usage sums up the frozen plans whose order days lie in the period (六), unit by unit, as
// sales are looked at. A week counts for 利用率 once the unit has sent its sales.
func (d *desk) usage() {
	to := d.dealtTo()
	for _, unit := range slices.SortedFunc(maps.Keys(to), d.inOrder) {
		for _, week := range to[unit] {
			d.use(week)
		}
	}
}

// use sums up what a unit's customers made of their cartons of a week.
func (d *desk) use(w dealt) {
	net := map[string]map[string]int{} // by licence and product, of those with sales on file
	for l := range w.lines.All() {
		l.Extra -= w.lost[assist.Wanting{Licence: l.Licence, Barcode: l.Barcode}]
		if l.Extra == 0 || l.Day < d.from || l.Day > d.to {
			continue
		}
		if net[l.Licence] == nil && d.sold.Day(l.Unit, l.Day) {
			net[l.Licence], _ = d.Histories.Of(l.Licence).Net(w.week.Monday(), w.week.Sunday())
		}
		for _, to := range d.accounts(l.Licence, l.Unit) {
			to.usage.count(l, net[l.Licence], d.Terms.Products)
		}
	}
}

// count adds a line with cartons; net is nil while its sales are not on file.
func (u *usage) count(l assist.SupplyLine, net map[string]int, products assist.Catalogue) {
	u.weeks[l.Week], u.customers[l.Licence], u.products[l.Barcode] = true, true, true
	u.Planned += l.Extra
	if p, ok := products.Barcode(l.Barcode); ok && p.Wholesale > 0 {
		u.Value += p.Wholesale * assist.Fen(l.Extra)
	} else {
		u.Unpriced += l.Extra
	}
	if net != nil {
		u.OnFile += l.Extra
		u.Ordered += l.Used(net[l.Barcode])
	}
}

func (u *usage) closed() assist.Usage {
	u.Weeks, u.Customers, u.Products = len(u.weeks), len(u.customers), len(u.products)
	return u.Usage
}
