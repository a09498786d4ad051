package report

import (
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// slipFacts are facts whose plan is final and deals wangBlind a line.
func slipFacts(line assist.SupplyLine, removed ...assist.Removal) assist.Facts {
	f := someFacts()
	line.Week, line.Unit, line.Licence, line.Barcode, line.Day = f.Week, "平城区", wangBlind, yunyan, day("2026-12-04")
	f.Plan.State, f.Plan.Lines, f.Plan.Unserved, f.Plan.Removed = assist.PlanFinal, keptLines(line), nil, removed
	for i := range f.Plan.Removed {
		r := &f.Plan.Removed[i]
		r.Unit, r.Licence, r.Barcode, r.Day, r.At = "平城区", wangBlind, yunyan, line.Day, time.Date(2026, time.November, 27, 9, 0, 0, 0, assist.Zone)
	}
	return f
}

// A household reads what it gets after whatever was withdrawn, why that is less
// than it asked for, until when it is helped and whom to call.
func TestSlipTellsAHousehold(t *testing.T) {
	const tail = "您的帮扶到2027年11月25日为止"
	lost := assist.Removal{Move: assist.Withdrawn, Cartons: 8, Reason: assist.LicenceFault}
	for name, c := range map[string]struct {
		facts assist.Facts
		says  []string
		never []string
	}{
		"in full": {slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8}),
			[]string{"您的订货日是12月4日（周五）", "这次帮扶再加8条", "| 2 | 8 | 8 | 10 | \n", tail, "（电话："}, []string{"不够分", "撤下"}},
		"more than the limit": {slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 30, Demand: 10, Extra: 10}),
			[]string{"| 2 | 30 | 10 | 12 | 每种规格一次最多加10条\n"}, []string{"不够分"}},
		"too little": {slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 3}),
			[]string{"| 2 | 8 | 3 | 5 | 这一周全市不够分，大家轮着一条条分\n"}, nil},
		"chosen by the program": {slipFacts(assist.SupplyLine{Origin: assist.Recommended, Base: 2, Asked: 4, Demand: 4, Extra: 4}),
			[]string{"| 2 | — | 4 | 6 | \n", "“—”：没有收到您的选择，或选的这周不是畅销，按您近期订得多的安排。"}, nil},
		"withdrawn": {slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8}, lost),
			[]string{"这次没有帮扶加量，原因见表中说明", "| 2 | 8 | 0 | 2 | 原定8条，因许可证现在不能供货撤下8条\n"}, []string{"不够分", "再加8条"}},
		"withdrawn and restored": {slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8}, lost, assist.Removal{Move: assist.Restored, Cartons: 8}),
			[]string{"这次帮扶再加8条", "| 2 | 8 | 8 | 10 | \n"}, []string{"撤下"}},
	} {
		text := paper.Text(SlipDocument(c.facts, wangBlind))
		for _, want := range c.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", name, want, text)
			}
		}
		for _, never := range c.never {
			if strings.Contains(text, never) {
				t.Errorf("%s: says %q in\n%s", name, never, text)
			}
		}
	}
}

// A household whose assistance rests reads until when.
func TestSlipTellsHowLongItRests(t *testing.T) {
	for _, c := range []struct {
		by    string
		until assist.Date
		want  string
	}{
		{assist.ByCity, day("2026-12-31"), "您的帮扶暂停到2026年12月31日，此后订货的照常安排。您的帮扶到2027年11月25日为止"},
		{assist.ByCity, day("2027-12-31"), "您的帮扶暂停到期满为止。"},
		{assist.ByCity, 0, "您的帮扶暂停着，恢复后再安排。"},
		{assist.ByRegister, 0, "您的许可证状态不是有效，帮扶暂停，恢复有效后再安排，请向专卖部门办理。"},
		{assist.ByCity, day("2026-11-20"), "您的帮扶到2027年11月25日为止"},
	} {
		f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
		f.Roster.Fold(assist.Change{Day: f.Today, Kind: assist.Suspended, Licence: wangBlind, Unit: "平城区", By: c.by, Until: c.until})
		if text := paper.Text(SlipDocument(f, wangBlind)); !strings.Contains(text, c.want) || c.until == day("2026-11-20") && strings.Contains(text, "暂停") {
			t.Errorf("%s %v: no %s in\n%s", c.by, c.until, c.want, text)
		}
	}
}

// Whose assistance has ended reads why, and what brings it back.
func TestSlipTellsWhyItEnded(t *testing.T) {
	for _, c := range []struct {
		by     string
		reason string
		today  assist.Date
		want   string
	}{
		{assist.ByCalendar, "私事", day("2027-12-01"), "您的帮扶已于2027年11月25日到期：没有办理复核；2028年2月23日以前找营销部办理复核，可以恢复。"},
		{assist.ByCalendar, "私事", day("2028-02-24"), "到期：没有办理复核；仍有困难的，可以重新申请。"},
		{assist.ByRegister, "私事", day("2027-12-01"), "结束：您的烟草专卖零售许可证已经失效。"},
		{assist.ByCity, "停止经营", day("2027-12-01"), "结束：市局办理了退出，写明的原因是“停止经营”；不明白的，请问下面的单位。"},
		{assist.ByCity, " 核查时已停业。", day("2027-12-01"), "写明的原因是“核查时已停业”；不明白的"},
		{assist.ByCity, "身份证 140221 19700101 0012 系他人", day("2027-12-01"), "系他人”；不明白的"},
		{assist.ByCity, "", day("2027-12-01"), "结束：经核查不再符合帮扶条件；不明白的，请问下面的单位。"},
		{assist.ByCity, "。", day("2027-12-01"), "结束：经核查不再符合帮扶条件；不明白的，请问下面的单位。"},
		{assist.ByCounty, "私事", day("2027-12-01"), "结束：按申报办理了退出；仍有困难的，可以重新申请。"},
	} {
		f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
		f.Today = c.today
		f.Roster.Fold(assist.Change{Day: day("2027-11-26"), Kind: assist.Left, Licence: wangBlind, Unit: "平城区", By: c.by, Reason: c.reason})
		if text := paper.Text(SlipDocument(f, wangBlind)); !strings.Contains(text, c.want) || strings.Contains(text, "私事") || strings.Contains(text, "19700101") {
			t.Errorf("%s: no %s in\n%s", c.by, c.want, text)
		}
	}
}

// Whose application waits, with its own unit or another, is not told to apply once more, and
// whom to ask is who decides about it.
func TestSlipTellsOfAnApplicationThatWaits(t *testing.T) {
	for _, c := range []struct {
		by, unit string
		business assist.Business
		outcome  assist.Outcome
		want     string
	}{
		{assist.ByCounty, "云州区", assist.NewCustomer, assist.Held, "结束：您在云州区的申请正在核实，通过后再安排。"},
		{assist.ByCounty, "云州区", assist.NewCustomer, assist.Returned, "结束：您在云州区的申请还要补正，请找云州区营销部，通过后再安排。"},
		{assist.ByCalendar, "平城区", assist.Reverification, assist.Held, "到期：您的申请正在核实，通过后再安排。"},
		{"", "平城区", assist.Reverification, assist.Held, "您报的复核正在核实。"},
	} {
		f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
		f.Today = day("2027-12-01")
		if c.by != "" {
			f.Roster.Fold(assist.Change{Day: day("2027-11-26"), Kind: assist.Left, Licence: wangBlind, Unit: "平城区", By: c.by})
		}
		row := person(c.unit, wangBlind, "王样", assist.Disability, place("HZ-140215-20271126-001", 5))
		row.Business = c.business
		waits := judged(row, c.outcome)
		waits.Verdict.Since = day("2027-11-30")
		f.Rows = f.Rows.With(waits)
		text := paper.Text(SlipDocument(f.Indexed(), wangBlind))
		if !strings.Contains(text, c.want) || strings.Contains(text, "重新申请") || strings.Contains(text, "办理复核") || !strings.Contains(text, "请问"+c.unit+"营销部（电话") {
			t.Errorf("no %s in\n%s", c.want, text)
		}
	}
}

// Before a week whose plan has not come it is not said that the household gets nothing.
func TestSlipBeforeThePlan(t *testing.T) {
	f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
	f.Plan.State, f.Plan.Lines = assist.PlanMissing, nil
	for today, want := range map[assist.Date]string{
		f.Plan.Week.Monday() - 1: "2026年第49周（11月30日至12月6日）的帮扶加量还没有安排：货源计划还没有下来，定下以后再告诉您。",
		f.Plan.Week.Monday():     "2026年第49周（11月30日至12月6日）没有帮扶加量：这一周没有货源计划。",
	} {
		f.Today = today
		if text := paper.Text(SlipDocument(f, wangBlind)); !strings.Contains(text, want) {
			t.Errorf("%s: no %s in\n%s", today, want, text)
		}
	}
}

// Nobody who is off the list is promised anything.
func TestSlipOfSomebodyOffTheList(t *testing.T) {
	f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
	f.Plan.State, f.Plan.Lines = assist.PlanMissing, nil
	f.Roster.Fold(assist.Change{Day: f.Today, Kind: assist.Left, Licence: wangBlind, Unit: "平城区", By: assist.ByCounty})
	if text := paper.Text(SlipDocument(f, wangBlind)); !strings.Contains(text, "没有帮扶加量：您已不在帮扶名单上。") || strings.Contains(text, "还没有安排") {
		t.Error(text)
	}
}

// The fullest slip, of eight products none of which is given in full, is half a page.
func TestSlipIsHalfAPage(t *testing.T) {
	f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 10, Demand: 10, Extra: 3})
	line := f.Plan.Lines[0]
	f.Plan.Lines = nil
	for range 8 {
		f.Plan.Lines = append(f.Plan.Lines, line)
	}
	set := laid(t, SlipDocument(f, wangBlind))
	if len(set.Pages) != 1 {
		t.Fatalf("%d pages", len(set.Pages))
	}
	bottom := 0.0
	for _, r := range set.Pages[0].Ink().Runs {
		bottom = max(bottom, r.Y)
	}
	if half := set.Pages[0].Height / 2; bottom > half {
		t.Errorf("the slip reaches down to %.0f of %.0f points", bottom, half)
	}
}

// Whoever is paused reads until when, or what to do; whose day to order has passed is not
// told of it as of something to come; and whose term ends before that day is told so
// while it still runs.
func TestSlipTellsHowLong(t *testing.T) {
	unserved := func(reason string, change func(*assist.Filing)) assist.Facts {
		f := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
		f.Plan.Lines = nil
		f.Plan.Unserved = []assist.Unserved{{Unit: "平城区", Licence: wangBlind, Day: day("2026-12-04"), Reason: reason}}
		x := f.Roster.Of(wangBlind)
		change(&x)
		f.Roster = f.Roster.Snapshot()
		f.Roster.Filings[wangBlind] = &x
		return f
	}
	paused := func(by string, until assist.Date) func(*assist.Filing) {
		return func(x *assist.Filing) { x.Suspended, x.SuspendedBy, x.SuspendedTo = true, by, until }
	}
	late := slipFacts(assist.SupplyLine{Origin: assist.Requested, Base: 2, Asked: 8, Demand: 8, Extra: 8})
	late.Today = day("2026-12-05")
	for name, c := range map[string]struct {
		facts assist.Facts
		says  string
		never string
	}{
		"paused until a day":     {unserved(assist.OnHold, paused(assist.ByCity, day("2026-12-31"))), "您的帮扶暂停到2026年12月31日，此后订货的照常安排。", "恢复后再安排"},
		"paused without an end":  {unserved(assist.OnHold, paused(assist.ByCity, 0)), "您的帮扶暂停着，恢复后再安排。", "暂停到"},
		"paused by the register": {unserved(assist.OnHold, paused(assist.ByRegister, 0)), "您的许可证状态不是有效，帮扶暂停，恢复有效后再安排，请向专卖部门办理。", "暂停到"},
		"paused to the end":      {unserved(assist.OnHold, paused(assist.ByCity, day("2027-12-31"))), "您的帮扶暂停到期满为止。", "照常安排"},
		"will be paused":         {unserved(assist.OnHold, func(*assist.Filing) {}), "没有帮扶加量：到您订货时帮扶暂停。", "您的帮扶暂停"},
		"ends before its order":  {unserved(assist.Expired, func(x *assist.Filing) { x.End = day("2026-12-01") }), "没有帮扶加量：到您订货时帮扶已到期，请先找营销部办理复核。", "已经到期"},
		"ended":                  {unserved(assist.Expired, func(x *assist.Filing) { x.End = day("2026-11-20") }), "没有帮扶加量：您的帮扶已经到期，需要的请找营销部办理复核。", "到您订货时"},
		"left after its end": {unserved(assist.NoWish, func(x *assist.Filing) {
			x.End, x.Exited, x.ExitBy = day("2026-11-20"), day("2026-11-26"), assist.ByCity
		}), "您的帮扶已于2026年11月20日结束：", "11月26日结束"},
		"its day has passed": {late, "您的订货日12月4日（周五）已过。除本档位原有供应外，这次帮扶加了8条：", "再加"},
	} {
		text := paper.Text(SlipDocument(c.facts, wangBlind))
		if !strings.Contains(text, c.says) || strings.Contains(text, c.never) {
			t.Errorf("%s: no %q, or %q, in\n%s", name, c.says, c.never, text)
		}
	}
}
