package batch

import (
	"context"
	"iter"
	"sort"

	"bangfu/internal/assist"
)

// salesKey is a customer's month.
type salesKey struct {
	licence string
	month   assist.Month
}

// salesMonths gathers the kept rows of one sales history by customer and month.
type salesMonths map[salesKey][]assist.Sale

func (m salesMonths) add(row assist.SaleRow) {
	k := salesKey{row.Licence, row.Sale.Day.Month()}
	m[k] = append(m[k], row.Sale)
}

// all yields the months by licence and month, each month's lines by day, then barcode.
func (m salesMonths) all() iter.Seq2[assist.SalesMonth, error] {
	return func(yield func(assist.SalesMonth, error) bool) {
		keys := make([]salesKey, 0, len(m))
		for k := range m {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool {
			if keys[i].licence != keys[j].licence {
				return keys[i].licence < keys[j].licence
			}
			return keys[i].month < keys[j].month
		})
		for _, k := range keys {
			lines := m[k]
			sort.SliceStable(lines, func(i, j int) bool {
				if lines[i].Day != lines[j].Day {
					return lines[i].Day < lines[j].Day
				}
				return lines[i].Barcode < lines[j].Barcode
			})
			if !yield(assist.SalesMonth{Licence: k.licence, Month: k.month, Lines: lines}, nil) {
				return
			}
		}
	}
}

// stage keeps a sales history's months in the ledger's staging, outside the
// run's transaction, and lets go of them here.
func (s *Site) stage(ctx context.Context, r *pass, f *decoded) error {
	if len(f.months) == 0 || f.sub.Damage != nil {
		return nil
	}
	if err := s.Ledger.Stage(ctx, f.arrived.sha, f.months.all()); err != nil {
		return err
	}
	r.staged[f.arrived.sha] = true
	f.months = nil
	return nil
}

// histories are the sales on file of some customers, over the months a run looks at.
func histories(months iter.Seq2[assist.SalesMonth, error]) (map[string]assist.History, error) {
	all := map[string]assist.History{}
	for m, err := range months {
		if err != nil {
			return nil, err
		}
		h := all[m.Licence]
		h.Licence = m.Licence
		h.Months = append(h.Months, m)
		all[m.Licence] = h
	}
	return all, nil
}
