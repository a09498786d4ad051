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

// Of a customer whose row of the register was left out the form's own date is looked at.
func TestALicenceLeftOutOfTheRegisterEnds(t *testing.T) {
	for what, c := range map[string]struct {
		left map[string]bool
		want int
	}{"left out": {map[string]bool{"140213100001": true}, 1}, "not listed": {nil, 0}} {
		city := newCity(t)
		city.tell([]string{"在册 140213100001 平城区 2026-01-05 2028-12-31", "登记 140213100002 2030-01-01"})
		city.Register.Left = c.left
		for f := range city.Roster.Enrolled() {
			f.Application.LicenceEnd = city.Today + 10
		}
		n := 0
		for _, s := range Signals(city.Facts) {
			if s.Code == "A107" && s.Measure == "许可证有效期止" {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d signals of the licence's end, want %d", what, n, c.want)
		}
	}
}
