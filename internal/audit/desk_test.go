package audit

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
)

// An order has its own lines as long as it is looked at, whatever months stand before it.
func TestOrdersOfMonths(t *testing.T) {
	var packing assist.Packing
	h := assist.History{Licence: "140213100001"}
	for i, n := range []int{3, 5, 7} {
		m := assist.Day(2026, 9, 1).Month() + assist.Month(i)
		h = packing.Add(h, assist.SalesMonth{Licence: h.Licence, Month: m, Lines: []assist.Sale{{Day: m.First(), Barcode: "6901028339957", Cartons: n}}})
	}
	want := []string{"6901028339957×3", "6901028339957×5", "6901028339957×7"}
	var got []string
	for o := range ordersOf(h.All()) {
		got = append(got, o.words())
	}
	if !slices.Equal(got, want) {
		t.Errorf("orders %v, want %v", got, want)
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
