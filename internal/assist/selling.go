package assist

import "iter"

// Selling (月均销量) is what 备案名单 tells of a customer's sales.
type Selling struct {
	Cartons int  // of the window before the run's month
	Months  int  // of the window: from the first month with a sale on; 0 for none
	OnFile  bool // there are sales, of whatever month
}

// SellingOf sums up everybody's sales, which need not be held for it.
func SellingOf(f Facts, everybody iter.Seq[History]) map[string]Selling {
	window := f.Terms.Limit(MarginWindow, f.Today).Int()
	all := map[string]Selling{}
	for h := range everybody {
		m := h.MarginOn(f.Today, window, f.Terms.Products)
		all[h.Licence] = Selling{m.Cartons, m.Months, h.First() != 0}
	}
	return all
}
