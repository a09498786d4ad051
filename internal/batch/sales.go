package batch

import (
	"context"
	"errors"
	"iter"
	"strings"

	"bangfu/internal/assist"
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

// histories are the sales on file of some customers, over the months a run looks at.
func histories(months iter.Seq2[assist.SalesMonth, error]) (map[string]assist.History, error) {
	all := map[string]assist.History{}
	var packing assist.Packing
	var h assist.History // of the customer whose months come now
	keep := func() {
		if h.Licence != "" {
			all[h.Licence] = h.Clip()
		}
	}
	for m, err := range months {
		if err != nil {
			return nil, err
		}
		if m.Licence != h.Licence {
			keep()
			h = assist.History{}
		}
		h = packing.Add(h, m)
	}
	keep()
	return all, nil
}

// heldSales is of how many customers a run holds the sales at a time: each has some
// 700 bytes of a year.
const heldSales = 20_000

// sold are the sales on file of some customers from a month on. Of more than a run
// holds at a time they are read lot by lot, as they are asked for; the zero sold knows
// nobody's.
type sold struct {
	from assist.Month
	lots []map[string]bool
	lot  map[string]int // of each customer
	held int            // the lot that was read last
	all  map[string]assist.History
	read func(some map[string]bool) (map[string]assist.History, error)
	err  error // that came of reading a lot
}

// soldTo are the sales on file of customers, who are asked for in this order; most of
// them are held at a time.
func soldTo(customers iter.Seq[string], from assist.Month, most int, read func(some map[string]bool) (map[string]assist.History, error)) *sold {
	s := &sold{from: from, lot: map[string]int{}, read: read}
	for licence := range customers {
		if _, known := s.lot[licence]; known || licence == "" {
			continue
		}
		if len(s.lot)%most == 0 {
			s.lots = append(s.lots, map[string]bool{})
		}
		licence = strings.Clone(licence) // of the row that says it nothing is to stay
		s.lot[licence] = len(s.lots) - 1
		s.lots[len(s.lots)-1][licence] = true
	}
	if len(s.lots) > 0 {
		s.hold(0)
	}
	return s
}

// hold reads a lot, in the place of the one before.
func (s *sold) hold(lot int) {
	all, err := s.read(s.lots[lot])
	s.held, s.all, s.err = lot, all, errors.Join(s.err, err)
}

// history are the sales of a customer.
func (s *sold) history(licence string) assist.History {
	if lot, known := s.lot[licence]; known && lot != s.held {
		s.hold(lot)
	}
	return s.all[licence]
}

// knows reports whether a customer's sales are held.
func (s *sold) knows(licence string) bool {
	_, known := s.lot[licence]
	return known && len(s.lots) == 1
}

// letGo forgets the lot that is held, unless it is all there is.
func (s *sold) letGo() {
	if len(s.lots) > 1 {
		*s = sold{}
	}
}

// soldBy reads the sales on file of customers after an entry; what a sold knows from
// the same month on is taken from there.
func (r reading) soldBy(ctx context.Context, upto int64, from assist.Month, customers map[string]bool) (map[string]assist.History, error) {
	known := func(licence string) bool { return r.known != nil && r.known.from == from && r.known.knows(licence) }
	rest := map[string]bool{}
	for licence, asked := range customers {
		rest[licence] = asked && !known(licence)
	}
	all, err := histories(r.sales(ctx, upto, from, 0, rest))
	if err != nil {
		return nil, err
	}
	for licence := range customers {
		if known(licence) {
			if h, ok := r.known.all[licence]; ok {
				all[licence] = h
			}
		}
	}
	return all, nil
}
