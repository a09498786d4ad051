package batch

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// stage keeps a sales history's months in the ledger's staging, outside the
// run's transaction, and lets go of them here.
func (s *Site) stage(ctx context.Context, r *pass, f *decoded) error {
	if len(f.months) == 0 || f.sub.Damage != nil {
		return nil
	}
	if err := s.Ledger.Stage(ctx, f.arrived.sha, f.months.All()); err != nil {
		return err
	}
	r.staged[f.arrived.sha] = true
	f.months = nil
	return nil
}

// salesReader reads months of sales as they were in force after an entry (0: the last),
// of some customers or, where licences is nil, of all.
type salesReader func(ctx context.Context, upto int64, from, to assist.Month, licences map[string]bool) iter.Seq2[assist.SalesMonth, error]

// soldMonths are the sales on file of some customers, packed.
type soldMonths struct {
	packing assist.Packing
	all     map[string]assist.History
}

// put adds months, which come by customer and ascending, behind those that stand there.
func (k *soldMonths) put(months iter.Seq2[assist.SalesMonth, error]) error {
	var h assist.History // of the customer whose months come now
	keep := func() {
		if h.Licence != "" {
			k.all[h.Licence] = h.Clip()
		}
	}
	for m, err := range months {
		if err != nil {
			return err
		}
		if m.Licence != h.Licence {
			keep()
			h = k.all[m.Licence]
		}
		h = k.packing.Add(h, m)
	}
	keep()
	return nil
}

// without are those of some customers of whom nothing stands there.
func (k *soldMonths) without(some map[string]bool) map[string]bool {
	rest := map[string]bool{}
	for licence := range some {
		if _, has := k.all[licence]; !has {
			rest[licence] = true
		}
	}
	return rest
}

// span is which months of sales are looked at: of everybody those from one on, of some an
// earlier window, too.
type span struct {
	from    assist.Month
	windows map[string]window
}

// window is some months, both included.
type window struct{ from, to assist.Month }

// with is the span, where a customer is judged by the months of a window.
func (s span) with(licence string, from, to assist.Month) {
	if licence == "" || from >= s.from {
		return
	}
	w, has := s.windows[licence]
	if !has {
		w = window{from, to}
	}
	s.windows[licence] = window{min(w.from, from), min(max(w.to, to), s.from-1)}
}

// earlier are those of some customers who have an earlier window, by that.
func (s span) earlier(customers map[string]bool) map[window]map[string]bool {
	by := map[window]map[string]bool{}
	for licence, asked := range customers {
		if w, has := s.windows[licence]; has && asked {
			if by[w] == nil {
				by[w] = map[string]bool{}
			}
			by[w][licence] = true
		}
	}
	return by
}

// heldSales is of how many customers a run holds the sales at a time, to the end of a
// unit: each has some 700 bytes of a year.
const heldSales = 20_000

// sold are the sales on file of some customers. Of more than a run holds at a time they
// are read lot by lot, as they are asked for; the zero sold knows nobody's.
type sold struct {
	span  span
	asked []asked // ascending by licence
	lots  int
	held  int                       // the lot that was read last
	all   map[string]assist.History // of that
	read  func(some map[string]bool) (map[string]assist.History, error)
	err   error // that came of reading a lot
}

// asked is a customer and the lot in which its sales are read.
type asked struct {
	licence string
	lot     int
}

// soldTo are the sales on file of customers, who come with their units and are asked for
// in this order. Most of them are held at a time, but those of a unit together: they are
// compared with each other.
func soldTo(customers iter.Seq2[string, string], of span, most int, read func(some map[string]bool) (map[string]assist.History, error)) *sold {
	s := &sold{span: of, read: read}
	known := map[string]bool{"": true}
	last, held := "", 0 // the unit, and how many are in its lot
	for unit, licence := range customers {
		if known[licence] {
			continue
		}
		known[licence] = true
		if s.lots == 0 || held >= most && unit != last {
			s.lots, held = s.lots+1, 0
		}
		last, held = unit, held+1
		s.asked = append(s.asked, asked{strings.Clone(licence), s.lots - 1}) // of the row that says it nothing is to stay
	}
	slices.SortFunc(s.asked, func(a, b asked) int { return strings.Compare(a.licence, b.licence) })
	if s.lots > 0 {
		s.hold(0)
	}
	return s
}

// lotOf is the lot of a customer, if it is asked for.
func (s *sold) lotOf(licence string) (lot int, known bool) {
	i, known := slices.BinarySearchFunc(s.asked, licence, func(a asked, licence string) int { return strings.Compare(a.licence, licence) })
	if !known {
		return 0, false
	}
	return s.asked[i].lot, true
}

// hold reads a lot, in the place of the one before; none after an error.
func (s *sold) hold(lot int) {
	s.held, s.all = lot, nil
	if s.err != nil {
		return
	}
	some := map[string]bool{}
	for _, a := range s.asked {
		if a.lot == lot {
			some[a.licence] = true
		}
	}
	s.all, s.err = s.read(some)
}

// history are the sales of a customer.
func (s *sold) history(licence string) assist.History {
	if s.lots > 1 {
		if lot, known := s.lotOf(licence); known && lot != s.held {
			s.hold(lot)
		}
	}
	return s.all[licence]
}

// everybody yields the sales of each customer of whom there are any, lot by lot.
func (s *sold) everybody() iter.Seq[assist.History] {
	return func(yield func(assist.History) bool) {
		for lot := range s.lots {
			if lot != s.held {
				s.hold(lot)
			}
			for _, h := range s.all {
				if !yield(h) {
					return
				}
			}
		}
	}
}

// knows reports whether the sales of a customer are held, from a month on and no others.
func (s *sold) knows(licence string, from assist.Month) bool {
	if s == nil || s.lots != 1 || s.span.from != from {
		return false
	}
	_, asked := s.lotOf(licence)
	_, more := s.span.windows[licence]
	return asked && !more
}

// letGo forgets the lot that is held, unless it is all there is.
func (s *sold) letGo() {
	if s.lots > 1 {
		*s = sold{}
	}
}

// soldSince are the sales from a month on that are on file after the last entry of a
// history, of all its customers, unit by unit as a roll has them.
func (s *Site) soldSince(ctx context.Context, h *history.History, from reading, first assist.Month, roll *assist.Roster, t assist.Terms) *sold {
	of, unit := span{from: first}, h.Customers()
	for licence := range roll.Filings {
		unit[licence] = roll.UnitOf(licence)
	}
	customers := func(yield func(unit, licence string) bool) {
		for _, licence := range assist.ByUnit(maps.Keys(unit), func(licence string) string { return unit[licence] }, t.Rank()) {
			if !yield(unit[licence], licence) {
				return
			}
		}
	}
	return soldTo(customers, of, s.most(), func(some map[string]bool) (map[string]assist.History, error) {
		return from.soldBy(ctx, h.Seq(), of, some)
	})
}

// soldFor are the sales that planning and audit look at, of facts after the last entry of
// a history.
func (s *Site) soldFor(ctx context.Context, h *history.History, from reading, f assist.Facts) *sold {
	return s.soldSince(ctx, h, from, salesFrom(f.Today, f.Terms), f.Roster, f.Terms)
}

// most is of how many customers the sales are held at a time.
func (s *Site) most() int { return cmp.Or(s.held, heldSales) }

// soldBy reads the sales on file of customers after an entry; what a sold knows already
// is taken from there.
func (r reading) soldBy(ctx context.Context, upto int64, of span, customers map[string]bool) (map[string]assist.History, error) {
	known := func(licence string) bool {
		_, more := of.windows[licence]
		return !more && r.known.knows(licence, of.from)
	}
	rest := map[string]bool{}
	for licence, asked := range customers {
		rest[licence] = asked && !known(licence)
	}
	k := soldMonths{all: map[string]assist.History{}}
	earlier := of.earlier(rest)
	for w, some := range earlier {
		if err := k.put(r.sales(ctx, upto, w.from, w.to, some)); err != nil {
			return nil, err
		}
	}
	if err := k.put(r.sales(ctx, upto, of.from, 0, rest)); err != nil {
		return nil, err
	}
	for w, some := range earlier { // whether anything is on file is asked, too
		if err := k.put(r.sales(ctx, upto, w.to+1, of.from-1, k.without(some))); err != nil {
			return nil, err
		}
	}
	for licence := range customers {
		if known(licence) {
			if h, ok := r.known.all[licence]; ok {
				k.all[licence] = h
			}
		}
	}
	return k.all, nil
}
