package batch

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/report"
)

// sleeper is a town whose files for 2026-W29 all lie there on Wednesday, and
// whose machine may then sleep: asked and recommended products, a sale on the
// last day that Thursday's 推荐 looks back to, a pool that is short, and
// suspensions announced for days on which nobody may be awake.
func sleeper(t *testing.T) *town {
	b := newTown(t, 2)
	var all []cells
	for n := range 6 {
		all = append(all, b.customer("平城区", n, "2026-07-03"))
	}
	b.register("2026-07-03", all, nil)
	b.offers("2026-07-03", "2026-W29", 9, 40, 40)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{
		assist.ApplicationForm: all,
		assist.WishForm: {b.wish(all[0], "2026-07-03", 6, 0, 1), b.wish(all[1], "2026-07-03", 6, 0), b.wish(all[2], "2026-07-03", 4, 1),
			b.wish(all[3], "2026-07-03", 4, 1), b.wish(all[4], "2026-07-03", 4, 1)},
	})
	b.send("平城区", "2026-07-03", assist.SalesForm, b.bought(all[5], "2026-04-11", 2, 7), b.bought(all[5], "2026-06-17", 2, 2))
	b.send(assist.City, "2026-07-08", assist.AdjustmentForm,
		adjustment(all[2]["许可证号"], "暂停", "2026-07-10", ""), adjustment(all[3]["许可证号"], "暂停", "2026-07-09", "2026-07-12"),
		adjustment(all[4]["许可证号"], "退出", "2026-07-09", ""))
	b.run("2026-07-08 09:00")
	return b
}

var w29 = assist.Week{Year: 2026, Number: 29}

// sleepers is what the week's plan is whenever the machine wakes.
var sleepers = []string{
	"00000 规格0 申请 6得5 货源不足", "00000 规格1 申请 6得6", "00001 规格0 申请 6得4 货源不足", "00003 规格1 申请 4得4", "00005 规格2 推荐 5得5",
}

// TestWhateverTheSleepThePlanIsTheSame: a machine that sleeps for any span over
// the cut-off ends in the same frozen week, as long as the week has not ended;
// what it froze rebuilds byte for byte.
func TestWhateverTheSleepThePlanIsTheSame(t *testing.T) {
	t.Parallel()
	instants := shareOf([]string{
		"2026-07-09 18:00", "2026-07-09 23:59", "2026-07-10 08:30", "2026-07-12 23:59", // the week of the cut-off
		"2026-07-13 00:00", "2026-07-13 08:30", "2026-07-15 12:00", "2026-07-19 23:59", // the supply week
	})
	minute := rapid.IntRange(0, 14759) // any minute from the cut-off to the end of the supply week
	for n := range sleeps {
		instants = append(instants, assist.Clock(time.Date(2026, 7, 9, 18, minute.Example(n), 0, 0, assist.Zone)))
	}
	for _, wakes := range instants {
		b := sleeper(t)
		res := b.run(wakes)
		if !strings.Contains(b.titled(w29), "2026-W29 定稿") {
			t.Errorf("%s: %s", wakes, b.titled(w29))
			continue
		}
		b.same(wakes, b.supplied(w29), sleepers...)
		if len(res.Frozen) != 1 || res.Frozen[0] != w29 {
			t.Errorf("%s: the run says it froze %v", wakes, res.Frozen)
		}
		for path := range b.frozenFiles(w29) {
			if strings.HasSuffix(path, ".xlsx") && !slices.Contains(res.Outputs, path) {
				t.Errorf("%s: %s was not published", wakes, path)
			}
		}
		b.whole(wakes, w29)
		b.done()
	}
}

// TestAPlanFrozenAfterOrderDaysSaysWhomItMissed: everybody orders on Wednesday; frozen on
// Thursday, the plan misses 4 households and their 24 cartons, and the city's and the
// unit's papers say so while the week lasts.
func TestAPlanFrozenAfterOrderDaysSaysWhomItMissed(t *testing.T) {
	t.Parallel()
	const city = "2026-W29 供货方案 2026-07-16 08:30 才定稿，订货日在此之前的有 4 户、帮扶加量 24 条：请"
	const unit = "第29周供货方案7月16日08:30才定稿，订货日在此之前的有4户、帮扶加量24条，由市局核对能否补订，请告知客户。"
	for wakes, want := range map[string]int{"2026-07-13 08:30": 0, "2026-07-15 23:30": 0, "2026-07-16 08:30": 1} {
		b := sleeper(t)
		res := b.run(wakes)
		f, err := b.factsOf(context.Background(), b.fold())
		b.must(err)
		for what, n := range map[string]int{
			"the run":  strings.Count(strings.Join(res.Faults, "\n"), city),
			"the city": strings.Count(paper.Text(report.WeeklyCity(f)), "第29周供货方案2026年7月16日08:30才定稿，订货日在此之前的有4户、帮扶加量24条："),
			"the unit": strings.Count(paper.Text(report.WeeklyUnit(f, "平城区")), unit),
			"another":  strings.Count(paper.Text(report.WeeklyUnit(f, "云冈区")), "才定稿") + want,
		} {
			if n != want {
				t.Errorf("%s: %s tells it %d times: %v", wakes, what, n, res.Faults)
			}
		}
		if later := b.run("2026-07-20 08:30"); strings.Contains(strings.Join(later.Faults, "\n"), "才定稿") {
			t.Errorf("%s: told in the week after: %v", wakes, later.Faults)
		}
		b.done()
	}
}

// whole proves that the ledger and a frozen week verify, and that a rebuilt
// outbox holds the same files.
func (t *town) whole(when string, w assist.Week) {
	t.Helper()
	if wrong, _, err := t.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("%s: verify: %v %v", when, wrong, err)
	}
	before := t.frozenFiles(w)
	t.must(os.RemoveAll(t.Place.Outboxes()))
	_, err := t.Rebuild(context.Background())
	t.must(err)
	after := t.frozenFiles(w)
	for path, data := range before {
		if after[path] != data {
			t.Errorf("%s: %s is another after a rebuild", when, path)
		}
	}
}

// TestWeekThatEndsUnfrozen: when the machine wakes after the week, the week is
// named until the week of the waking is over, and status says so before any run.
func TestWeekThatEndsUnfrozen(t *testing.T) {
	t.Parallel()
	b := sleeper(t)
	const told = "2026-W29 未定稿：该周有货源计划"
	st, err := b.Status(context.Background(), b.at("2026-07-20 08:00"), noNext)
	b.must(err)
	if !strings.Contains(strings.Join(st.Faults, "\n"), told) {
		t.Errorf("status before the run: %v", st.Faults)
	}
	b.offers("2026-07-20", "2026-W31", 9)
	for _, at := range []string{"2026-07-20 09:00", "2026-07-20 09:30", "2026-07-22 09:00"} {
		res := b.run(at)
		if said := strings.Join(res.Faults, "\n"); !res.Urgent || !strings.Contains(said, told) || !strings.Contains(said, "在册 6 户") || !strings.Contains(said, "缺2026-W30货源计划：该周已经开始") {
			t.Errorf("%s: urgent %v: %v", at, res.Urgent, res.Faults)
		}
	}
	if !strings.Contains(b.titled(w29), "草案") {
		t.Errorf("the ended week says %s", b.titled(w29))
	}
	rows := b.sheetOf(b.content(b.Place.Roll(w29.Add(2))), "汇总")
	if !slices.ContainsFunc(rows, func(r sheetRow) bool { return strings.Contains(r.Cells[0].Text, told) }) {
		t.Error("汇总 does not name the week")
	}
	b.run("2026-07-23 18:00")
	b.offers("2026-07-27", "2026-W32", 9)
	res := b.run("2026-07-27 09:00")
	if said := strings.Join(res.Faults, "\n"); strings.Contains(said, "W29") || !strings.Contains(said, "2026-W30 未定稿：该周一直没有收到货源计划") {
		t.Errorf("a week later: %v", res.Faults)
	}
	if res = b.run("2026-08-03 09:00"); strings.Contains(strings.Join(res.Faults, "\n"), "未定稿") {
		t.Errorf("two weeks later: %v", res.Faults)
	}
}

// content is a published file.
func (t *town) content(path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	t.must(err)
	return data
}

// TestSeveralWeeksDueAtOnce: with plans given for two weeks in advance, a machine
// that sleeps over both cut-offs freezes both in one run, the earlier first.
func TestSeveralWeeksDueAtOnce(t *testing.T) {
	t.Parallel()
	w30 := w29.Next()
	lines := map[string][]string{}
	for _, story := range [][]string{{"2026-07-09 18:00", "2026-07-16 18:00"}, {"2026-07-17 09:00"}} {
		b := sleeper(t)
		b.offers("2026-07-08", "2026-W30", 9, 40, 40)
		b.run("2026-07-08 10:00")
		var res Result
		for _, at := range story {
			res = b.run(at)
		}
		if res.Plan != assist.PlanFinal || res.Urgent {
			t.Errorf("%v: %s urgent %v: %v", story, res.Plan, res.Urgent, res.Faults)
		}
		b.same(fmt.Sprint(story), b.supplied(w29), sleepers...)
		key := fmt.Sprint(len(story))
		lines[key] = b.supplied(w30)
		b.whole(fmt.Sprint(story), w29)
		b.whole(fmt.Sprint(story), w30)
		b.done()
	}
	if len(lines["1"]) == 0 || !slices.Equal(lines["1"], lines["2"]) {
		t.Errorf("2026-W30 is %v after a sleep and %v without", lines["1"], lines["2"])
	}
}

// TestPlanOfAWeekThatHasBegun: a week that had no plan takes one that comes late,
// with the roll and the wishes of before; once frozen it takes no other.
func TestPlanOfAWeekThatHasBegun(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-12")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.sendAll("平城区", "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {one}, assist.WishForm: {b.wish(one, "2026-07-03", 5, 0)}})
	b.run("2026-07-08 09:00")
	b.run("2026-07-10 09:00")
	b.offers("2026-07-13", "2026-W29", 30)
	b.sendAll("平城区", "2026-07-12", map[assist.Form][]cells{
		assist.ApplicationForm: {two}, assist.WishForm: {b.wish(one, "2026-07-12", 9, 0), b.wish(two, "2026-07-12", 5, 0)},
	})
	res := b.run("2026-07-13 09:00")
	b.same("frozen on Monday", b.supplied(w29), "00000 规格0 申请 5得5")
	if said := strings.Join(res.Faults, "\n"); strings.Contains(said, "W29") || b.outcome(two["许可证号"]) != "备案" {
		t.Errorf("%s; %v", b.outcome(two["许可证号"]), res.Faults)
	}
	b.whole("on Monday", w29)
	b.offers("2026-07-14", "2026-W29", 1)
	res = b.run("2026-07-14 09:00")
	if !strings.Contains(strings.Join(res.Faults, "\n"), "2026-W29 的供货表已定稿") || !res.Urgent {
		t.Errorf("another plan for a frozen week: %v", res.Faults)
	}
	b.same("on Tuesday", b.supplied(w29), "00000 规格0 申请 5得5")
}

// TestMovedCutoffs: 截止调整 may move a cut-off into the supply week, or weeks
// ahead; a run in the ISO week of the cut-off takes its own files first.
func TestMovedCutoffs(t *testing.T) {
	t.Parallel()
	b := sleeper(t)
	w30 := w29.Next()
	b.terms.Cutoffs = append(b.terms.Cutoffs,
		assist.Cutoff{Week: w29, At: b.at("2026-07-13 12:00"), Basis: "假日"}, assist.Cutoff{Week: w30, At: b.at("2026-07-14 12:00"), Basis: "假日"})
	b.rule()
	b.offers("2026-07-08", "2026-W30", 9, 40, 40)
	b.run("2026-07-10 09:00")
	res := b.run("2026-07-13 11:30")
	if strings.Contains(b.titled(w29), "定稿") || res.Urgent {
		t.Errorf("before the moved cut-off: %s %v", b.titled(w29), res.Faults)
	}
	one := b.customer("平城区", 0, "2026-07-03")
	b.send("平城区", "2026-07-13", assist.WishForm, b.wish(one, "2026-07-13", 1, 1))
	b.run("2026-07-13 12:00")
	if !strings.Contains(b.titled(w29), "定稿") || !slices.Contains(b.supplied(w29), "00000 规格1 申请 1得1") {
		t.Errorf("at the moved cut-off: %s %v", b.titled(w29), b.supplied(w29))
	}
	if res = b.run("2026-07-14 12:00"); res.Plan != assist.PlanFinal {
		t.Errorf("the week after, two days early: %s", res.Plan)
	}
	b.whole("moved", w29)
	b.whole("moved", w30)
}

// TestLateOverTheYearsEnd: a year of 53 weeks, and the turn of the year, are
// weeks like any other.
func TestLateOverTheYearsEnd(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	one := b.customer("平城区", 0, "2026-12-15")
	b.register("2026-12-15", []cells{one}, nil)
	b.offers("2026-12-15", "2026-W53", 5)
	b.offers("2026-12-15", "2027-W01", 5)
	b.sendAll("平城区", "2026-12-15", map[assist.Form][]cells{assist.ApplicationForm: {one}, assist.WishForm: {b.wish(one, "2026-12-15", 5, 0)}})
	b.run("2026-12-15 09:00")
	res := b.run("2027-01-03 23:00")
	for _, w := range []assist.Week{{Year: 2026, Number: 53}, {Year: 2027, Number: 1}} {
		b.same(w.String(), b.supplied(w), "00000 规格0 申请 5得5")
		if !strings.Contains(b.titled(w), "定稿") {
			t.Errorf("%s", b.titled(w))
		}
	}
	if said := strings.Join(res.Faults, "\n"); strings.Contains(said, "未定稿") {
		t.Errorf("no plan was ever due before 2026-W53: %v", res.Faults)
	}
	res = b.run("2027-01-18 09:00")
	if said := strings.Join(res.Faults, "\n"); !strings.Contains(said, "2027-W02 未定稿") || strings.Contains(said, "W53") || strings.Contains(said, "W01") {
		t.Errorf("after the turn of the year: %v", res.Faults)
	}
	b.whole("at the year's end", assist.Week{Year: 2026, Number: 53})
}

// noNext knows no schedule.
func noNext(at time.Time) (time.Time, error) { return at, nil }

// TestLateWeekIsWithdrawnFrom: who loses the right in the very run that freezes
// a week late, or later in that week, is withdrawn; each unit finds its own.
func TestLateWeekIsWithdrawnFrom(t *testing.T) {
	t.Parallel()
	b := sleeper(t)
	zero, one := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	b.adjust("2026-07-13", zero["许可证号"], "退出", "2026-07-13", "")
	b.run("2026-07-13 09:00")
	products := b.terms.Products.List
	log := []string{zero["许可证号"] + " " + products[0].Barcode + " 撤销5 退出", zero["许可证号"] + " " + products[1].Barcode + " 撤销6 退出"}
	b.same("frozen", b.supplied(w29), sleepers...)
	b.same("on Monday", b.withdrawn(w29, assist.City), log...)
	b.adjust("2026-07-14", one["许可证号"], "暂停", "2026-07-14", "")
	b.run("2026-07-14 09:00")
	log = append(log, one["许可证号"]+" "+products[0].Barcode+" 撤销4 暂停")
	b.same("on Tuesday", b.withdrawn(w29, "平城区"), log...)
	b.same("another unit", b.withdrawn(w29, "云冈区"))
	told, err := b.Reader().Trace(context.Background(), one["许可证号"], false)
	b.must(err)
	if w := told.Withdrawn; len(w) != 1 || w[0].Change != "撤销" || w[0].Cartons != 4 || w[0].Week != w29 {
		t.Errorf("trace: %v", w)
	}
	b.whole("withdrawn from", w29)
}
