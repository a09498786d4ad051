package assist

// Selling (月均销量) is what 备案名单 tells of a customer's sales.
type Selling struct {
	Cartons int  // of the window before the run's month
	Months  int  // of the window: from the first month with a sale on; 0 for none
	OnFile  bool // there are sales, of whatever month
}

// SellingOf sums up everybody's sales. It is far smaller than these, which need not be
// held for it.
func SellingOf(f Facts) map[string]Selling {
	window := f.Terms.Limit(MarginWindow, f.Today).Int()
	all := make(map[string]Selling, len(f.Histories))
	for licence, h := range f.Histories {
		m := h.MarginOn(f.Today, window, f.Terms.Products)
		all[licence] = Selling{m.Cartons, m.Months, h.sold()}
	}
	return all
}

// sold reports whether a sale is on file.
func (h History) sold() bool {
	for m := range h.All() {
		if len(m.Lines) > 0 {
			return true
		}
	}
	return false
}
