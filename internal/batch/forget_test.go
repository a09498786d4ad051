package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/audit"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/page"
	"bangfu/internal/results"

	"pgregory.net/rapid"
)

// visitedYears is a paper ledger of a few customers whom two units visit for some
// years, some of it told late.
type visitedYears struct{ list []assist.Entry }

func (y *visitedYears) enter(at time.Time, kind, licence string, body, person any) {
	e := assist.Entry{Seq: int64(len(y.list) + 1), At: at, Kind: kind, Licence: licence}
	e.Body, _ = json.Marshal(body) // plain values
	if person != nil {
		e.Person, _ = json.Marshal(person)
	}
	y.list = append(y.list, e)
}

func (y *visitedYears) entries() iter.Seq2[assist.Entry, error] {
	return func(yield func(assist.Entry, error) bool) {
		for _, e := range y.list {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// drawVisits draws the years, a run every three weeks.
func drawVisits(t *rapid.T) (y visitedYears, last time.Time) {
	first := time.Date(2026, 1, 8, 18, 30, 0, 0, assist.Zone)
	runs := rapid.IntRange(20, 90).Draw(t, "runs")
	for n := range runs {
		last = first.AddDate(0, 0, 21*n)
		y.enter(last, history.KindRun, "", history.Run{Period: assist.WeekOf(assist.DateOf(last))}, nil)
		for i := range rapid.IntRange(0, 5).Draw(t, "visits") {
			v := assist.Visit{
				Day: assist.DateOf(last) - assist.Date(rapid.IntRange(0, 500).Draw(t, "days ago")), State: rapid.SampledFrom([]string{"已解决", "处理中", "无", ""}).Draw(t, "state"),
				Problem: rapid.SampledFrom([]string{"", "无", "断货", "断货。", "屋漏", "停电"}).Draw(t, "problem"), Services: []string{"定期走访"},
			}
			v.Unit = rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "unit")
			place := assist.Place{Receipt: fmt.Sprintf("HZ-%d", n), Sheet: "走访台账", Row: i + 3}
			y.enter(last, history.KindVisit, fmt.Sprintf("14010110001%d", rapid.IntRange(1, 3).Draw(t, "customer")), place, v)
		}
	}
	return y, last
}

// visitedFacts are the facts of a history as far as visits are looked at.
func visitedFacts(h *history.History, last time.Time) assist.Facts {
	today := assist.DateOf(last)
	f := assist.Facts{
		At: last, Today: today, Period: assist.WeekOf(today), Week: assist.WeekOf(today).Next(), Roster: assist.NewRoster(),
		Terms:  assist.Terms{Units: []assist.Unit{{Name: "甲"}, {Name: "乙"}}, Products: assist.NewCatalogue(nil), Limits: []assist.Limit{{Name: assist.VisitDays, Value: 90 * 10000}}},
		Visits: h.Visits(), VisitsCounted: h.VisitsCounted(),
	}
	for i := range 3 {
		licence := fmt.Sprintf("14010110001%d", i+1)
		f.Roster.Fold(assist.Change{Day: today - 400, Kind: assist.Joined, Licence: licence, Unit: "甲", By: assist.ByCounty, Filing: &assist.Filing{
			Number: fmt.Sprint(i), Unit: "甲", FiledOn: today - 400, Start: today - 400, End: today + 400, Application: &assist.Application{Licence: licence},
		}})
	}
	return f
}

// TestWhatIsForgottenIsNotAskedFor: what is told of visits by a history that forgets
// them is told alike by one that remembers all.
func TestWhatIsForgottenIsNotAskedFor(t *testing.T) {
	t.Parallel()
	forgot := 0
	rapid.Check(t, func(t *rapid.T) {
		for range 25 { // a check of other laws is a life, of this one the visits of a few years
			forgot += forgottenAlike(t)
		}
	})
	if forgot < 100 {
		t.Errorf("only %d visits were forgotten: the test proves little", forgot)
	}
}

// forgottenAlike draws visits, compares what is told of them, and counts those that
// were forgotten.
func forgottenAlike(t *rapid.T) int {
	y, last := drawVisits(t)
	brief, err1 := history.Fold(y.entries())
	whole, err2 := history.FoldWhole(y.entries())
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	had, has := visitedFacts(whole, last), visitedFacts(brief, last)
	for _, from := range []assist.Date{assist.Day(last.Year(), time.January, 1), brief.RememberedFrom()} {
		if a, b := results.Summarise(had, from, had.Today), results.Summarise(has, from, has.Today); !reflect.DeepEqual(a, b) {
			t.Fatalf("from %s: %+v, forgetting %+v", from, a.Total.Visiting, b.Total.Visiting)
		}
	}
	if a, b := audit.Signals(had), audit.Signals(has); !reflect.DeepEqual(a, b) {
		t.Fatalf("signals %+v, forgetting %+v", a, b)
	}
	for _, unit := range []string{"", "甲", "乙"} {
		if a, b := boardOf(t, had, unit), boardOf(t, has, unit); a != b {
			t.Fatalf("the board of %q: %s", unit, differ([]string{a}, []string{b}))
		}
	}
	return len(whole.Visits()) - len(brief.Visits())
}

func boardOf(t *rapid.T, f assist.Facts, unit string) string {
	html, err := page.Board{Facts: f, Unit: unit, Receipt: func(assist.Taken) string { return "" }, Deadline: func(string) time.Time { return time.Time{} }}.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

// TestVisitsOfYearsPast: of the years before the last one, a customer's latest visits
// and the last word on each problem are remembered, and the others counted; who asks
// for all gets all.
func TestVisitsOfYearsPast(t *testing.T) {
	t.Parallel()
	var y visitedYears
	day := func(year int, m time.Month, d int) time.Time { return time.Date(year, m, d, 18, 0, 0, 0, assist.Zone) }
	visit := func(at time.Time, n int, problem, state string) {
		v := assist.Visit{Day: assist.DateOf(at), Problem: problem, State: state}
		v.Unit = "甲"
		y.enter(at, history.KindVisit, "140101100011", assist.Place{Receipt: "HZ", Row: n}, v)
	}
	y.enter(day(2026, 3, 1), history.KindRun, "", history.Run{}, nil)
	for n := range 20 {
		visit(day(2026, 3, 1+n), n, map[bool]string{true: "屋漏"}[n < 3], "处理中")
	}
	y.enter(day(2027, 3, 1), history.KindRun, "", history.Run{}, nil)
	visit(day(2027, 3, 1), 20, "", "无")
	if h, err := history.Fold(y.entries()); err != nil || len(h.Visits()) != 21 || len(h.VisitsCounted()) != 0 {
		t.Errorf("in the year after: %d visits, %v counted, %v", len(h.Visits()), h.VisitsCounted(), err)
	}
	y.enter(day(2028, 1, 2), history.KindRun, "", history.Run{}, nil)
	h, err := history.Fold(y.entries())
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for v := range h.Visits().All() {
		rows = append(rows, v.Place.Row)
	}
	if want := []int{2, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}; !slices.Equal(rows, want) {
		t.Errorf("remembered: %v, want %v", rows, want)
	}
	if n := h.VisitsCounted()[[2]string{"甲", "140101100011"}]; n != 6 || h.RememberedFrom() != assist.Day(2027, 1, 1) {
		t.Errorf("%d counted, remembered from %s", n, h.RememberedFrom())
	}
	if all, err := history.FoldWhole(y.entries()); err != nil || len(all.Visits()) != 21 || all.RememberedFrom() != 0 {
		t.Errorf("of all: %d, %v", len(all.Visits()), err)
	}
}

// TestRowsOfYearsPastAreRead: what became of the rows of a file long past is read from
// its entries, and trace tells all; only rows of applications that live on, of their
// files and of 名单调整 are remembered.
func TestRowsOfYearsPastAreRead(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	book, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	s := &Site{Ledger: book, Program: "test"}
	const licence = "140101100011"
	receipt := func(n int) string { return fmt.Sprintf("HZ-1-%d", n) }
	for n := range 40 {
		at := time.Date(2026, 1, 8, 18, 30, 0, 0, assist.Zone).AddDate(0, n, 0)
		tx, err := book.Begin(ctx, at)
		enter := func(kind, licence string, body, person any) {
			if _, failed := tx.Append(kind, licence, body, person); failed != nil {
				err = failed
			}
		}
		enter(history.KindRun, "", history.Run{Period: assist.WeekOf(assist.DateOf(at))}, nil)
		enter(history.KindFile, "", history.File{Receipt: receipt(n), Unit: "甲", SHA: fmt.Sprint(n)}, history.FilePerson{Name: "走访.xlsx"})
		place := assist.Place{Receipt: receipt(n), Sheet: "走访台账", Row: 3}
		told := assist.Judged{Place: place, Form: assist.VisitForm, Unit: "甲", Licence: licence, Outcome: assist.Returned, Findings: []assist.Finding{{Code: "V901", Level: assist.LevelReturn, Message: fmt.Sprint("第", n)}}}
		if n == 3 {
			told.Form = assist.AdjustmentForm
		}
		body, person := history.OfJudged(told)
		enter(history.KindJudged, licence, body, person)
		if n == 5 { // an application that waits, beside the visit
			place.Sheet = "申请表"
			enter(history.KindApplication, licence, place, assist.Application{Licence: licence})
			body, person = history.OfJudged(assist.Judged{Place: place, Form: assist.ApplicationForm, Unit: "甲", Outcome: assist.Held})
			enter(history.KindJudged, licence, body, person)
		}
		if err == nil {
			err = tx.Commit()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	brief, err1 := history.Fold(book.Entries(ctx, 0))
	whole, err2 := history.FoldWhole(book.Entries(ctx, 0))
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	var rows []string
	for _, kept := range brief.Others()[:3] {
		j := kept.Open()
		rows = append(rows, j.Receipt)
	}
	if want := []string{receipt(3), receipt(5), receipt(24)}; !slices.Equal(rows, want) {
		t.Errorf("the first that are remembered: %v, want %v", rows, want)
	}
	for n := range 40 {
		a, err1 := s.othersIn(ctx, whole, receipt(n))
		b, err2 := s.othersIn(ctx, brief, receipt(n))
		if err1 != nil || err2 != nil || len(a) != 1 || !reflect.DeepEqual(a, b) {
			t.Errorf("of file %d: %+v %v, forgetting %+v %v", n, a, err1, b, err2)
		}
	}
	told, err := s.Reader().Trace(ctx, licence, false)
	if err != nil || len(told.Rows) != 41 {
		t.Errorf("trace tells %d rows, %v", len(told.Rows), err)
	}
}
