package audit

import (
	"testing"

	"bangfu/internal/assist"
)

// An order keeps its lines when the months after it are read, whose lines take the
// place of those before.
func TestOrdersOutliveTheirMonth(t *testing.T) {
	var packing assist.Packing
	h := assist.History{Licence: "140213100001"}
	for i, n := range []int{3, 5, 7} {
		m := assist.Day(2026, 9, 1).Month() + assist.Month(i)
		h = packing.Add(h, assist.SalesMonth{Licence: h.Licence, Month: m, Lines: []assist.Sale{{Day: m.First(), Barcode: "6901028339957", Cartons: n}}})
	}
	want := []string{"6901028339957×3", "6901028339957×5", "6901028339957×7"}
	orders := ordersOf(h)
	for i, o := range orders {
		if len(orders) != len(want) || o.words() != want[i] {
			t.Errorf("order %d of %d: %s, want %s", i, len(orders), o.words(), want[i])
		}
	}
}
