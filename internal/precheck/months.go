package precheck

import (
	"iter"
	"sort"

	"bangfu/internal/assist"
)

// CustomerMonth is a customer's month.
type CustomerMonth struct {
	Licence string
	Month   assist.Month
}

// Months are the kept rows of one sales history by customer and month.
type Months map[CustomerMonth][]assist.Sale

func (m Months) add(row assist.SaleRow) {
	k := CustomerMonth{row.Licence, row.Sale.Day.Month()}
	m[k] = append(m[k], row.Sale)
}

// All yields the months by licence and month, each month's lines by day, then barcode.
func (m Months) All() iter.Seq2[assist.SalesMonth, error] {
	return func(yield func(assist.SalesMonth, error) bool) {
		keys := make([]CustomerMonth, 0, len(m))
		for k := range m {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool {
			if keys[i].Licence != keys[j].Licence {
				return keys[i].Licence < keys[j].Licence
			}
			return keys[i].Month < keys[j].Month
		})
		for _, k := range keys {
			lines := m[k]
			sort.SliceStable(lines, func(i, j int) bool {
				if lines[i].Day != lines[j].Day {
					return lines[i].Day < lines[j].Day
				}
				return lines[i].Barcode < lines[j].Barcode
			})
			if !yield(assist.SalesMonth{Licence: k.Licence, Month: k.Month, Lines: lines}, nil) {
				return
			}
		}
	}
}
