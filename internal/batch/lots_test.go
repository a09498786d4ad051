package batch

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// mixed lives some weeks of three units whose licences alternate, and of whose customers
// the sales of three are held at a time (0: of all). In summer some
// order the same on one day, the fourth of each unit what was dealt to it, the last far more
// than ever.
func mixed(t *testing.T, held int) *town {
	b := newTown(t, 3)
	b.held = held
	var all []cells
	rows, sales := map[string][]cells{}, map[string][]cells{}
	buy := func(unit string, c cells, day string, product, cartons int) {
		sales[unit] = append(sales[unit], b.bought(c, day, product, cartons))
	}
	send := func(day string) {
		for _, u := range b.terms.Units {
			b.send(u.Name, day, assist.SalesForm, sales[u.Name]...)
		}
		clear(sales)
	}
	for i, u := range b.terms.Units {
		for n := range 5 {
			c := b.customer(u.Name, n, "2026-07-03").with("许可证号", fmt.Sprintf("1402111%05d", 3*n+i))
			all, rows[u.Name] = append(all, c), append(rows[u.Name], c)
			for _, day := range []string{"2026-04-08", "2026-05-13", "2026-06-10", "2026-06-24", "2026-06-30"} {
				buy(u.Name, c, day, n%3, 2+i+n)
			}
		}
		b.sendAll(u.Name, "2026-07-03", map[assist.Form][]cells{
			assist.ApplicationForm: rows[u.Name], assist.WishForm: {b.wish(rows[u.Name][3], "2026-07-03", 4, 0, 1)},
		})
	}
	b.register("2026-07-03", all, nil)
	b.offers("2026-07-03", "2026-W29", 20, 40, 40)
	b.offers("2026-07-03", "2026-W30", 60, 40, 40)
	send("2026-07-03")
	for _, at := range []string{"2026-07-06 09:00", "2026-07-09 18:30", "2026-07-16 18:30"} {
		b.run(at)
	}
	for _, u := range b.terms.Units {
		for n, c := range rows[u.Name] {
			for week, day := range []string{"2026-07-15", "2026-07-22", "2026-07-29", "2026-08-12", "2026-08-26"} {
				buy(u.Name, c, day, n%3, []int{2, 5, 5, 4, 20 * (week + 1) * (week + 1)}[n])
			}
		}
		late := b.customer(u.Name, 9, "2026-09-07").with("许可证号", fmt.Sprintf("140211190%03d", len(sales)))
		b.send(u.Name, "2026-09-07", assist.ApplicationForm, late)
	}
	b.register("2026-09-07", all, nil)
	send("2026-09-07")
	b.run("2026-09-07 09:00")
	_, faults, err := b.Summary(t.Context(), "2026Q3", b.at("2026-09-07 10:00"))
	b.must(err)
	if len(faults) > 0 {
		t.Error(faults)
	}
	return b
}

// TestLotsOfSalesChangeNothing: a city whose sales are read lot by lot holds the same facts
// and the same papers in the end, to the byte, as one whose sales are held at once.
func TestLotsOfSalesChangeNothing(t *testing.T) {
	t.Parallel()
	whole, lots := mixed(t, 0), mixed(t, 3)
	if d := differ(lots.ending(), whole.ending()); d != "" {
		t.Error(d)
	}
	f, err := lots.factsOf(t.Context(), lots.fold())
	lots.must(err)
	raised := map[string]bool{}
	for _, s := range f.Signals {
		raised[s.Code] = true
	}
	if !raised["A101"] || !raised["A103"] || f.FollowUp.Total.Effect.Customers == 0 || f.FollowUp.Total.Usage.Ordered == 0 {
		t.Errorf("this city shows too little: %v, %+v, %d compared", raised, f.FollowUp.Total.Usage, f.FollowUp.Total.Effect.Customers)
	}
}

// TestEachLotIsReadOnceAWalk: whoever looks at everybody's sales looks at them unit by
// unit, so that of three units each is read as often as somebody looks at all, and an error
// of any of these readings is told. What is held at once is read once.
func TestEachLotIsReadOnceAWalk(t *testing.T) {
	t.Parallel()
	b := mixed(t, 3)
	terms, err := b.termsIn(t.Context(), b.fold())
	b.must(err)
	facts := func(torn int) (reads []string, err error) {
		from := ofLedger(b.Ledger)
		sales := from.sales
		from.sales = func(ctx context.Context, upto int64, first, to assist.Month, some map[string]bool) iter.Seq2[assist.SalesMonth, error] {
			reads = append(reads, fmt.Sprint(len(some)))
			if len(reads) == torn {
				return func(yield func(assist.SalesMonth, error) bool) { yield(assist.SalesMonth{}, context.DeadlineExceeded) }
			}
			return sales(ctx, upto, first, to, some)
		}
		_, err = b.facts(t.Context(), b.fold(), from, terms)
		return reads, err
	}
	reads, err := facts(0)
	b.must(err)
	// audit: on file, signals; results: on file, effects, use; what the roll tells
	if got, want := strings.Join(reads, " "), strings.TrimSpace(strings.Repeat("6 6 6 ", 6)); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
	for torn := range reads {
		if _, err := facts(torn + 1); err == nil {
			t.Errorf("reading %d failed and nobody says so", torn+1)
		}
	}
	b.held = 0
	if reads, err = facts(0); err != nil || strings.Join(reads, " ") != "18" {
		t.Errorf("held at once: read %s (%v)", reads, err)
	}
}
