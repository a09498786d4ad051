package overview_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/overview"
)

const licence = "140214100001"

var (
	thursday = time.Date(2026, 11, 26, 9, 0, 0, 0, assist.Zone)
	row      = assist.Place{Receipt: "HZ-YZQ-20261126-001", Sheet: "申请表", Row: 5}
)

// onlyALedger is a ledger file with nothing around it: one row that waits, and
// its customer's filing.
func onlyALedger(t *testing.T) overview.Reader {
	t.Helper()
	ctx := context.Background()
	book, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	tx, err := book.Begin(ctx, thursday)
	if err != nil {
		t.Fatal(err)
	}
	judged := assist.Judged{
		Place: row, Form: assist.ApplicationForm, Unit: "云州区", Licence: licence, Outcome: assist.Held, Since: assist.DateOf(thursday),
		Findings: []assist.Finding{{Code: "Q103", Level: assist.LevelHold, Turn: assist.TurnCounty, Sheet: row.Sheet, Cell: "C5", Message: "前缀不是本县区的"}},
	}
	body, person := history.OfJudged(judged)
	for _, e := range []struct {
		kind, licence string
		body, person  any
	}{
		{history.KindRun, "", history.Run{Period: assist.Week{Year: 2026, Number: 48}, Program: "test"}, nil},
		{history.KindFile, "", history.File{Receipt: row.Receipt, Unit: "云州区", Seen: thursday, Kind: assist.KindApplication}, history.FilePerson{Name: "甲.xlsx"}},
		{history.KindApplication, licence, row, assist.Application{Row: assist.Row{Unit: "云州区", Place: row}, Licence: licence, Operator: "孙庆"}},
		{history.KindJudged, licence, body, person},
	} {
		if _, err := tx.Append(e.kind, e.licence, e.body, e.person); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return overview.Reader{Ledger: book, Program: "test"}
}

// asked is a status at an instant of two units whose register nobody has sent.
func asked(at time.Time) overview.Asked {
	return overview.Asked{
		At:        at,
		Terms:     assist.Terms{Units: []assist.Unit{{Name: "云州区", Deadline: time.Wednesday}, {Name: "平城区", Deadline: time.Thursday}}, Office: assist.Office{Marketing: "营销中心", Licensing: "专卖科"}},
		Deadlines: assist.Deadlines{Zone: assist.Zone, Cutoff: assist.WeekHour{Day: time.Thursday, Hour: 18}, Latest: assist.WeekHour{Day: time.Sunday, Hour: 12}},
	}
}

// TestALedgerAloneIsTraced: what became of a licence is known without its
// workspace; of one that nobody sent, that is said.
func TestALedgerAloneIsTraced(t *testing.T) {
	r := onlyALedger(t)
	told, err := r.Trace(context.Background(), licence, false)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(len(told.Rows), told.Rows[0].Receipt, told.Rows[0].Outcome, told.Rows[0].Findings[0].Code), "1HZ-YZQ-20261126-001待核Q103"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if _, err := r.Trace(context.Background(), "140214199999", false); err == nil || !strings.Contains(err.Error(), "台账里没有许可证号 140214199999") {
		t.Errorf("a licence nobody sent: %v", err)
	}
}

// TestALedgerAloneSaysHowThingsStand: who has reported and when, what waits for
// whom, and what the city must mend.
func TestALedgerAloneSaysHowThingsStand(t *testing.T) {
	r := onlyALedger(t)
	h, err := r.Fold(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	st := overview.StatusOf(h, asked(thursday))
	var units []string
	for _, u := range st.Units {
		units = append(units, fmt.Sprintf("%s %s 过期%v 待核%d", u.Unit, u.State, u.Past, u.Held))
	}
	for what, c := range map[string]struct{ got, want string }{
		"units":   {strings.Join(units, "；"), "云州区 迟报 过期true 待核1；平城区 未报 过期false 待核0"},
		"waiting": {fmt.Sprint(st.Waiting), "[{县区 云州区 140214100001 Q103 2026-11-26}]"},
		"plan":    {fmt.Sprintf("%s %s %s", st.Week, st.Plan, assist.Clock(st.Cutoff)), "2026-W49 missing 2026-11-26 18:00"},
		"faults": {strings.Join(st.Faults, "\n"), "还没有许可证状态登记：请专卖科把《许可证状态》放入 收件箱/市局\n" +
			"缺2026-W49货源计划：请营销中心在 2026-11-26 18:00 前把《货源计划》放入 收件箱/市局"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s\nwant %s", what, c.got, c.want)
		}
	}
	late := overview.StatusOf(h, asked(time.Date(2026, 11, 26, 18, 30, 0, 0, thursday.Location())))
	if want := "缺2026-W49货源计划：请营销中心尽快把《货源计划》放入 收件箱/市局（截止时间 2026-11-26 18:00 已过，收到后立即定稿）"; !slices.Contains(late.Faults, want) {
		t.Errorf("after the cut-off: %q", late.Faults)
	}
}

// TestASnapshotOfOneProgramIsNotAnothers: a reader begins with the snapshot of
// its own program alone, and folds into the same with one and without.
func TestASnapshotOfOneProgramIsNotAnothers(t *testing.T) {
	r, ctx := onlyALedger(t), context.Background()
	without := foldKept(t, r)
	kept, ok, err := r.Ledger.Snapshot(ctx, "")
	if !ok || err != nil || !strings.HasPrefix(kept.Version, "test ") {
		t.Fatalf("no snapshot of this program was kept: %q %v", kept.Version, err)
	}
	kept.Data = []byte("x") // whoever begins with it fails
	if err := r.Ledger.PutSnapshot(ctx, kept); err != nil {
		t.Fatal(err)
	}
	other, err := overview.Reader{Ledger: r.Ledger, Program: "other"}.Fold(ctx)
	if err != nil || other.Seq() != without.Seq() {
		t.Errorf("another program's snapshot was taken: %v", err)
	}
	if err := r.Keep(ctx, without); err != nil {
		t.Fatal(err)
	}
	with, err := r.Fold(ctx)
	if err != nil || !reflect.DeepEqual(with.Rows(), without.Rows()) {
		t.Errorf("with a snapshot the rows differ: %v", err)
	}
	if wrong, err := r.VerifySnapshot(ctx); len(wrong) > 0 || err != nil {
		t.Errorf("the snapshot is not what the entries fold into: %v %v", wrong, err)
	}
}

// TestAFoldGoesUpToAnEntry: with a snapshot of the last entry, which a fold that goes there
// begins with, and no other.
func TestAFoldGoesUpToAnEntry(t *testing.T) {
	r, ctx := onlyALedger(t), context.Background()
	whole := foldKept(t, r)
	last := whole.Seq()
	for upto := int64(1); upto <= last; upto++ {
		want, err := history.Fold(r.Ledger.Entries(ctx, upto))
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.FoldTo(ctx, upto)
		if err != nil || got.Seq() != upto || !bytes.Equal(bytesOf(t, got), bytesOf(t, want)) {
			t.Errorf("up to entry %d of %d it goes to %d: %v", upto, last, got.Seq(), err)
		}
	}
	without, err := history.Fold(r.Ledger.Entries(ctx, 0, history.KindRun, history.KindFile, history.KindJudged))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Keep(ctx, without); err != nil { // one that lacks the application tells who began with it
		t.Fatal(err)
	}
	for upto, rows := range map[int64]int{last: 0, last - 1: 1} {
		if got, err := r.FoldTo(ctx, upto); err != nil || len(got.Rows()) != rows {
			t.Errorf("up to entry %d it holds %d rows, want %d: %v", upto, len(got.Rows()), rows, err)
		}
	}
}

// foldKept is a ledger folded, and kept as its snapshot.
func foldKept(t *testing.T, r overview.Reader) *history.History {
	t.Helper()
	h, err := r.Fold(context.Background())
	if err == nil {
		err = r.Keep(context.Background(), h)
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// bytesOf is a history as a snapshot has it.
func bytesOf(t *testing.T, h *history.History) []byte {
	t.Helper()
	b, err := h.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFailedRunsAreCounted: since the first of them, with the reason of the last.
func TestFailedRunsAreCounted(t *testing.T) {
	var f *overview.Failed
	f = f.Again(thursday, fmt.Errorf("one"))
	f = f.Again(thursday.Add(time.Hour), fmt.Errorf("two"))
	st := overview.Status{Faults: []string{"缺计划"}}
	st.TellFailed(f)
	st.TellFailed(f)
	if got, want := fmt.Sprint(st.Faults), "[连续失败 2 次，自 2026-11-26 09:00，原因：没有做完（two） 缺计划]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if st.TellFailed(nil); len(st.Faults) != 1 {
		t.Errorf("after a good run: %v", st.Faults)
	}
}

// TestACutoffAfterItsWeekBeginsIsTold: 截止调整 may put off a week's cut-off until its order
// days are over; who is to be supplied then is told from the day it is typed, until the
// week is over. After a holiday the Monday itself is a day to choose, and no fault.
func TestACutoffAfterItsWeekBeginsIsTold(t *testing.T) {
	week := assist.WeekOf(assist.DateOf(thursday)).Next()
	for name, c := range map[string]struct {
		cutoff, at time.Time
		told       bool
	}{
		"before its week, as always":       {thursday.AddDate(0, 0, 1), thursday, false},
		"on its Saturday, the week before": {thursday.AddDate(0, 0, 9), thursday, true},
		"on its Saturday, in its week":     {thursday.AddDate(0, 0, 9), thursday.AddDate(0, 0, 7), true},
		"on its Saturday, afterwards":      {thursday.AddDate(0, 0, 9), thursday.AddDate(0, 0, 14), false},
		"on its Monday at noon":            {week.Monday().Time().Add(12 * time.Hour), thursday, false},
		"on its Monday, that day":          {week.Monday().Time().Add(12 * time.Hour), thursday.AddDate(0, 0, 4), false},
		"at the end of its Monday":         {week.Monday().Time().Add(24*time.Hour - time.Minute), thursday, false},
		"as its Tuesday begins":            {week.Monday().Time().Add(24 * time.Hour), thursday, true},
	} {
		a := asked(c.at)
		a.Terms.Cutoffs = []assist.Cutoff{{Week: week, At: c.cutoff}}
		told := strings.Join(overview.StatusOf(history.New(), a).Faults, "\n")
		want := "截止调整把 2026-W49 的截单推到 " + c.cutoff.Format("2006-01-02 15:04") + "，晚于该周开始（2026-11-30）"
		if strings.Contains(told, want) != c.told {
			t.Errorf("%s: %s", name, told)
		}
	}
}
