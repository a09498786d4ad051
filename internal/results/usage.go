package results

import "bangfu/internal/assist"

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

// usage sums up the frozen plans whose order days lie in the period (六). A
// week counts for 利用率 once the unit has sent its sales.
func (d *desk) usage() {
	for _, p := range d.FrozenPlans() {
		net := map[string]map[string]int{} // by licence and product, of those with sales on file
		for l := range p.Kept().All() {
			if l.Extra == 0 || l.Day < d.from || l.Day > d.to {
				continue
			}
			if net[l.Licence] == nil && d.sold.Day(l.Unit, l.Day) {
				net[l.Licence], _ = d.Histories.Of(l.Licence).Net(p.Week.Monday(), p.Week.Sunday())
			}
			for _, to := range d.accounts(l.Licence, l.Unit) {
				to.usage.count(l, net[l.Licence], d.Terms.Products)
			}
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
