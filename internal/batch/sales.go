package batch

import (
	"context"
	"iter"

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

// sold are the sales on file of some customers from a month on, as a run has read
// them once; the zero sold knows nobody's.
type sold struct {
	from assist.Month
	of   map[string]bool
	all  map[string]assist.History
}

// soldBy reads the sales on file of customers after an entry; what a sold knows from
// the same month on is taken from there.
func (r reading) soldBy(ctx context.Context, upto int64, from assist.Month, customers map[string]bool) (map[string]assist.History, error) {
	rest := customers
	if r.known.from == from {
		rest = map[string]bool{}
		for licence, asked := range customers {
			rest[licence] = asked && !r.known.of[licence]
		}
	}
	all, err := histories(r.sales(ctx, upto, from, 0, rest))
	if err != nil {
		return nil, err
	}
	for licence := range customers {
		if h, ok := r.known.all[licence]; ok && !rest[licence] {
			all[licence] = h
		}
	}
	return all, nil
}
