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
