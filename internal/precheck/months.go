package precheck

import (
	"cmp"
	"iter"
	"slices"

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
		slices.SortFunc(keys, func(a, b CustomerMonth) int {
			return cmp.Or(cmp.Compare(a.Licence, b.Licence), cmp.Compare(a.Month, b.Month))
		})
		for _, k := range keys {
			lines := m[k]
			slices.SortStableFunc(lines, func(a, b assist.Sale) int {
				return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Barcode, b.Barcode))
			})
			if !yield(assist.SalesMonth{Licence: k.Licence, Month: k.Month, Lines: lines}, nil) {
				return
			}
		}
	}
}
