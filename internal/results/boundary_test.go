package results

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// A month is a customer's own in 帮扶成效 when it lies whole before the exit: the day
// of the exit is the first on which nobody is helped.
func TestMonthsBeforeAnExitAreItsOwn(t *testing.T) {
	for exit, want := range map[string]string{
		"2026-10-31": "[5/50/1|— — —]", // of September, October and November
		"2026-11-01": "[5/50/1|— 6/60/1|— —]",
		"2026-11-30": "[5/50/1|— 6/60/1|— —]",
		"2026-12-01": "[5/50/1|— 6/60/1|— 7/70/1|—]",
	} {
		c := newCity("2026-12-31")
		c.join("2026-09-01", "平城区", an, assist.Dibao)
		c.buys(an, "2026-08-07 红4", "2026-09-04 红5", "2026-10-09 红6", "2026-11-06 红7", "2026-12-04 红8")
		c.leave(exit, an, "歇业")
		e := Summarise(c.Facts, day("2026-07-01"), day("2026-12-31")).Total.Effect
		got := "["
		for i, m := range e.After {
			if i > 0 {
				got += " "
			}
			if got += month(m.Own); m.Own.Known() {
				got += "|" + month(m.Others)
			}
		}
		if got += "]"; got != want {
			t.Errorf("exit on %s: %s, want %s", exit, got, want)
		}
	}
}

// A month is known when the sales of the unit reach into its last week: what was sent in
// the middle of a month is no month, though the month is over by the day of the report.
func TestAMonthIsKnownWhenItsLastWeekWasSent(t *testing.T) {
	for last, want := range map[string]string{
		"2026-12-18 红8": "[5/50/1 6/60/1 —]", "2026-12-24 红8": "[5/50/1 6/60/1 —]",
		"2026-12-25 红8": "[5/50/1 6/60/1 8/80/1]", "2027-01-04 红8": "[5/50/1 6/60/1 0/0/0]",
	} {
		c := newCity("2027-01-05")
		c.join("2026-10-01", "平城区", an, assist.Dibao)
		c.join("2026-10-01", "平城区", bo, assist.Dibao)
		c.buys(an, "2026-08-07 红4", "2026-10-09 红5", "2026-11-06 红6", last)
		c.buys(bo, "2026-12-04 红1")
		var months []string
		for _, f := range Summarise(c.Facts, day("2026-01-01"), day("2027-01-05")).Customers {
			for _, m := range f.Effect.After {
				if f.Licence == an {
					months = append(months, month(m.Own))
				}
			}
		}
		if got := fmt.Sprint(months); got != want {
			t.Errorf("last sale %s: %s, want %s", last, got, want)
		}
	}
}

// A period has its first and its last day; what lies a day beside them is not of it.
func TestFirstAndLastDaysOfAPeriod(t *testing.T) {
	c := newCity("2026-12-31")
	c.join("2025-12-31", "平城区", an, assist.Dibao) // for a year: the last day of the term is 2026-12-31
	c.join("2026-12-31", "平城区", bo, assist.Dibao)
	for _, w := range []string{"2026-W27", "2026-W28", "2026-W29"} { // Fridays 2026-07-03, 10, 17
		c.gives(w, an, red, 0, 1)
	}
	c.visit("2026-12-20", an, "定期走访", "", "", "")
	c.visit("2026-12-31", bo, "定期走访", "", "", "")
	for _, x := range []struct {
		from, to string
		weeks    int
		due      int // customers to be visited, each of whom was
		visits   int
	}{
		{"2026-07-03", "2026-07-17", 3, 0, 0},
		{"2026-07-04", "2026-07-16", 1, 0, 0},
		{"2026-07-01", "2026-12-31", 3, 2, 2}, // 薄 came, and was visited, on the last day; 安's term ends on it
		{"2026-12-20", "2026-12-30", 0, 1, 1},
		{"2026-12-21", "2026-12-30", 0, 1, 0},
	} {
		got := Summarise(c.Facts, day(x.from), day(x.to)).Total
		if got.Usage.Weeks != x.weeks || got.Visiting.Visits != x.visits || got.Visiting.Covered != x.due {
			t.Errorf("%s to %s: %d weeks with supply, %d visits, %d visited in time; want %d, %d, %d", x.from, x.to, got.Usage.Weeks, got.Visiting.Visits, got.Visiting.Covered, x.weeks, x.visits, x.due)
		}
	}
}

// Cartons of a product whose price the catalogue does not know are counted apart, not
// valued at nothing.
func TestCartonsWithoutAPrice(t *testing.T) {
	c := newCity("2026-12-31")
	c.Terms.Products = assist.NewCatalogue([]assist.Product{{Barcode: red, Name: "红", Wholesale: 90_00}, {Barcode: blue, Name: "蓝"}})
	c.join("2026-01-05", "平城区", an, assist.Dibao)
	c.gives("2026-W28", an, red, 0, 2)
	c.gives("2026-W28", an, blue, 0, 3)
	if u := Summarise(c.Facts, day("2026-07-01"), day("2026-12-31")).Total.Usage; u.Value != 180_00 || u.Unpriced != 3 {
		t.Errorf("%s 元, %d cartons without a price", u.Value.Yuan(), u.Unpriced)
	}
}
