package assist

import "sort"

// History is the sales on file of one customer: the months that are packed, and
// those that stand beside them, both ascending. It is read by All and Span.
type History struct {
	Licence string
	Months  []SalesMonth

	packing *Packing
	packed  []byte
}

// Margin (毛利) is the gross margin computed from the sales history (Margin of the definitions).
type Margin struct {
	Months   int  // months on file: first month with a sale … the window's last
	Sum      Fen  // Σ cartons × (retail − wholesale) over the window
	Yearly   Fen  // Sum ÷ Months × 12, rounded down; decisions use Sum and Months
	Cartons  int  // Σ cartons over the window
	Unpriced bool // a product missing from the catalogue states no prices: the margin is uncomputed
}

// Window is the complete calendar months before the month of a date.
func Window(on Date, months int) (from, to Month) { return on.Month() - Month(months), on.Month() - 1 }

// MarginOn computes the margin over the window before a date, with the
// catalogue's prices, else the row's own when both stand.
func (h History) MarginOn(on Date, months int, products Catalogue) Margin {
	from, to := Window(on, months)
	var m Margin
	first := Month(0)
	for sm := range h.Span(from, to) {
		if len(sm.Lines) == 0 {
			continue
		}
		if first == 0 {
			first = sm.Month
		}
		for _, s := range sm.Lines {
			each, ok := unitMargin(s, products)
			m.Unpriced = m.Unpriced || !ok
			m.Sum += each * Fen(s.Cartons)
			m.Cartons += s.Cartons
		}
	}
	if first == 0 {
		return m
	}
	m.Months = int(to-first) + 1
	m.Yearly = m.Sum * 12 / Fen(m.Months)
	return m
}

func unitMargin(s Sale, products Catalogue) (Fen, bool) {
	if p, ok := products.Barcode(s.Barcode); ok {
		return p.Retail - p.Wholesale, true
	}
	if s.Retail > 0 && s.Wholesale > 0 {
		return s.Retail - s.Wholesale, true
	}
	return 0, false
}

// First is the month of the first sale on file; 0 for none.
func (h History) First() Month {
	for m := range h.All() {
		if len(m.Lines) > 0 {
			return m.Month
		}
	}
	return 0
}

// Between calls yield for each sale from a day up to and including another.
func (h History) Between(from, to Date, yield func(Sale)) {
	for m := range h.Span(from.Month(), to.Month()) {
		for _, s := range m.Lines {
			if s.Day >= from && s.Day <= to {
				yield(s)
			}
		}
	}
}

// Seller (畅销规格) is one product of a customer's best sellers.
type Seller struct {
	Barcode string
	Cartons int // net of returns
}

// Recent is what 推荐 looks at: the best sellers (most cartons net of returns
// first, then barcode; none with ≤ 0) and the number of distinct order dates
// of a span. A date with returns only is no order date.
type Recent struct {
	Sellers []Seller
	Orders  int
}

// RecentTo sums up the days up to and including a day.
func (h History) RecentTo(day Date, days int) Recent {
	net := map[string]int{}
	dates := map[Date]bool{}
	h.Between(day-Date(days)+1, day, func(s Sale) {
		net[s.Barcode] += s.Cartons
		if s.Cartons > 0 {
			dates[s.Day] = true
		}
	})
	r := Recent{Orders: len(dates)}
	for code, n := range net {
		if n > 0 {
			r.Sellers = append(r.Sellers, Seller{code, n})
		}
	}
	sort.Slice(r.Sellers, func(i, j int) bool {
		a, b := r.Sellers[i], r.Sellers[j]
		if a.Cartons != b.Cartons {
			return a.Cartons > b.Cartons
		}
		return a.Barcode < b.Barcode
	})
	return r
}
