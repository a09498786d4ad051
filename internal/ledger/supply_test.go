package ledger

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"bangfu/internal/assist"
)

func week(n int) assist.Week { return assist.Week{Year: 2026, Number: n} }

// planned is a plan of two customers: the first wants one product of which it
// gets extra out of demand, the second gets all of another.
func planned(w assist.Week, extra, demand int) []assist.SupplyLine {
	return []assist.SupplyLine{
		{Week: w, Unit: "浑源", Day: w.On(2), Licence: "140221000002", Grade: 12, Barcode: "6901028000017", Origin: assist.Requested, Base: 4, Asked: 9, Demand: demand, Extra: extra, Reason: "可用量<\"不足\">"},
		{Week: w, Unit: "云冈", Day: w.On(3), Licence: "140221000001", Grade: 3, Barcode: "6901028000024", Origin: assist.Recommended, Base: 1, Asked: 1, Demand: 1, Extra: 1},
	}
}

func freeze(t *testing.T, l *Ledger, w assist.Week, lines ...assist.SupplyLine) {
	t.Helper()
	tx := begin(t, l, monday)
	sum, err := tx.PutPlan(w, slices.Values(lines))
	must(t, err)
	if got, err := tx.Frozen(t.Context(), w); got != sum || err != nil {
		t.Errorf("frozen %q, put %q (%v)", got, sum, err)
	}
	commit(t, tx)
	clean(t, l)
}

func TestPutPlan(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	freeze(t, l, week(45), planned(week(45), 2, 5)...)
	freeze(t, l, week(46), planned(week(46), 3, 4)...)
	got := all(t, l.PlanLines(ctx, week(45)))
	if want := planned(week(45), 2, 5); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	text := `["2026-W45","浑源","2026-11-03","140221000002",12,"6901028000017","申请",4,9,5,2,"可用量<\"不足\">"]
["2026-W45","云冈","2026-11-04","140221000001",3,"6901028000024","推荐",1,1,1,1,""]
`
	want := fmt.Sprintf("1 2026-11-30 08:30:00 supply  {\"digest\":\"%s\",\"lines\":2,\"week\":\"2026-W45\"}  false\n", digest([]byte(text)))
	if got := show(all(t, l.Entries(ctx, 1))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var n int
	must(t, l.db.QueryRow("SELECT sum(extra) FROM supply WHERE barcode = '6901028000017'").Scan(&n))
	if n != 5 {
		t.Errorf("plain SQL counts %d, want 5", n)
	}

	before := dump(t, l)
	tx := begin(t, l, monday)
	if _, err := tx.PutPlan(week(45), slices.Values(planned(week(45), 1, 1))); !errors.Is(err, ErrFrozen) {
		t.Errorf("frozen twice: %v", err)
	}
	must(t, tx.Rollback())
	tx = begin(t, l, monday)
	if _, err := tx.PutPlan(week(47), slices.Values(planned(week(48), 1, 1))); err == nil {
		t.Error("lines of another week pass")
	}
	must(t, tx.Rollback())
	if got := dump(t, l); got != before {
		t.Errorf("left behind:\n%s", got)
	}
}

func TestServed(t *testing.T) {
	l := fresh(t)
	freeze(t, l, week(44), planned(week(44), 7, 70)...)
	freeze(t, l, week(45), planned(week(45), 1, 10)...)
	freeze(t, l, week(46)) // an empty plan is a plan
	freeze(t, l, assist.Week{Year: 2027, Number: 1}, planned(assist.Week{Year: 2027, Number: 1}, 2, 20)...)
	tx := begin(t, l, monday)
	_, err := tx.PutPlan(assist.Week{Year: 2027, Number: 2}, slices.Values(planned(assist.Week{Year: 2027, Number: 2}, 4, 40)))
	must(t, err)
	a, b := Served{"140221000002", "6901028000017"}, Served{"140221000001", "6901028000024"}
	for _, c := range []struct {
		before assist.Week
		weeks  int
		want   map[Served]Share
	}{
		{week(44), 52, map[Served]Share{}},
		{week(45), 52, map[Served]Share{a: {7, 70}, b: {1, 1}}},
		{week(47), 1, map[Served]Share{}},
		{week(47), 2, map[Served]Share{a: {1, 10}, b: {1, 1}}},
		{assist.Week{Year: 2027, Number: 2}, 3, map[Served]Share{a: {3, 30}, b: {2, 2}}},
		{assist.Week{Year: 2027, Number: 3}, 52, map[Served]Share{a: {14, 140}, b: {4, 4}}},
	} {
		got, err := tx.Served(t.Context(), c.before, c.weeks)
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("%d before %s: got %v, want %v (%v)", c.weeks, c.before, got, c.want, err)
		}
	}
	got, err := l.Served(t.Context(), assist.Week{Year: 2027, Number: 3}, 52)
	if want := (map[Served]Share{a: {10, 100}, b: {3, 3}}); err != nil || !maps.Equal(got, want) {
		t.Errorf("outside the transaction: got %v, want %v (%v)", got, want, err)
	}
}
