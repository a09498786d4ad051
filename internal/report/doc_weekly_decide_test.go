package report

import (
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/sheet/sheettest"
)

// The report begins with what is to be decided, each once, and stays silent
// where there is nothing.
func TestWeeklyBeginsWithDecisions(t *testing.T) {
	f := someFacts()
	f.Doubts = []assist.Doubt{{Receipt: "HZ-SJ-20261125-002", Kind: assist.RegisterDoubt, What: "比上次少 44 户", Licences: []string{liDibao, wangBlind}, Since: day("2026-11-25")}}
	for i := range f.Rows.Opened() {
		if f.Rows.Opened()[i].Verdict.Outcome == assist.Held {
			f.Rows.Opened()[i].Verdict.Since = day("2026-11-02")
		}
	}
	f.Signals = append(f.Signals, assist.Signal{Code: "A105", Unit: "平城区", Licence: liDibao})
	text := paper.Text(WeeklyCity(f))
	head, _, found := strings.Cut(text, "一、基本情况")
	if !found {
		t.Fatal(text)
	}
	for _, want := range []string{
		"有疑1件：许可证状态（HZ-SJ-20261125-002）；请在待办_市局的“待确认”中填确认或作废（见五）。",
		"未报1个单位：开发区（11月25日18:00截止），请督促补报。",
		"等市局答复超过14天的1户，自2026年11月2日起",
		"货源不足1个规格，共少10条",
		"超期未走访1户（见五）：请督促县区走访并报送走访台账。",
	} {
		if strings.Count(text, want) != 1 || !strings.Contains(head, want) {
			t.Errorf("not said once, before the first part: %s\n%s", want, head)
		}
	}
	unit := paper.Text(WeeklyUnit(f, "开发区"))
	if head, _, _ := strings.Cut(unit, "一、基本情况"); !strings.Contains(head, "本周未报送，报送截止11月25日18:00，已过截止：请尽快补报") {
		t.Errorf("a silent unit is not told so first:\n%s", head)
	}
}

// The head, the table of reasons and 五 agree on whose turn it is: a row that went
// back for something else is the county's, whatever the city is asked besides; and
// what waits for the city waits from the day it became its turn.
func TestOneAnswerWhoseTurnItIs(t *testing.T) {
	f := someFacts()
	p := place("HZ-140215-20261126-001", 7)
	city, wrong := finding("Q307", p, "W", fengCity, assist.TurnCity), finding("V112", p, "F", fengCity, assist.TurnCounty)
	both := finding("Q504", p, "G", fengCity, assist.TurnCounty)
	say := func(o assist.Outcome, since, turned string, found ...assist.Finding) string {
		g := f
		g.Rows = assist.ApplicationRows{}
		for _, r := range f.Rows.Opened() {
			if r.Licence == fengCity {
				r.Verdict.Outcome, r.Verdict.Findings, r.Verdict.Since = o, found, day(since)
				if turned != "" {
					r.Verdict.Turned = day(turned)
				}
				g.Rows = g.Rows.With(r)
			}
		}
		return paper.Text(WeeklyCity(g))
	}
	for _, c := range []struct {
		text          string
		stands, lacks []string
	}{
		{say(assist.Returned, "2026-11-02", "", wrong, city), []string{"| Q307 | 临时困难待市局确认 | 0 | 1 | 0 | 县区", "由县区处理1户"}, []string{"由市局处理", "等市局答复"}},
		{say(assist.Held, "2026-11-02", "", city), []string{"| Q307 | 临时困难待市局确认 | 1 | 0 | 0 | 市局", "由市局处理1户", "等市局答复超过14天的1户，自2026年11月2日起"}, []string{"由县区处理"}},
		{say(assist.Held, "2026-11-02", "", both, city), []string{"| Q307 | 临时困难待市局确认 | 1 | 0 | 0 | 市局", "| Q504 | 电话或地址与他人相同 | 1 | 0 | 0 | 县区", "由县区处理1户"}, nil},
		{say(assist.Held, "2026-07-02", "2026-11-05", city), []string{"等市局答复超过14天的1户，自2026年11月5日起"}, nil},
		{say(assist.Held, "2026-07-02", "2026-11-20", city), []string{"由市局处理1户"}, []string{"等市局答复"}},
	} {
		for _, want := range c.stands {
			if !strings.Contains(c.text, want) {
				t.Errorf("no %s\n%s", want, c.text)
			}
		}
		for _, other := range c.lacks {
			if strings.Contains(c.text, other) {
				t.Errorf("it says %s\n%s", other, c.text)
			}
		}
	}
}

// What stands in brackets is what last week's paper told, whatever became of its rows
// since; who was filed since by such a row is told beside those who still wait.
func TestBracketsAreWhatWasPublished(t *testing.T) {
	f := someFacts()
	f.LastReviews = []assist.Reviewed{{Unit: "平城区", Held: 2, Returned: 1}, {Unit: "云州区", Filed: 3, Held: 1}}
	filed := person("云州区", "140215100099", "韩样", assist.Dibao, place("HZ-140215-20261105-001", 9))
	late := filing("0099", filed, "2026-11-24", "2027-11-24")
	f.Rows = f.Rows.With(judged(filed, assist.Filed))
	f.Roster = f.Roster.Snapshot()
	f.Roster.Fold(joinedBy(late, "低保"))
	for _, c := range []struct{ unit, want string }{
		{"", "本周审核申请7户（7户），其中备案3户（3户）、待核2户（3户）、退回1户（1户）、不符合1户（0户）。往期的申请本周转为备案1户。"},
		{"平城区", "本周审核申请3户（3户），其中备案1户（0户）、待核1户（2户）、退回1户（1户）。"},
		{"云州区", "往期的申请本周转为备案1户。"},
	} {
		doc := WeeklyCity(f)
		if c.unit != "" {
			doc = WeeklyUnit(f, c.unit)
		}
		if text := paper.Text(doc); !strings.Contains(text, c.want) || c.unit == "平城区" && strings.Contains(text, "往期的申请") {
			t.Errorf("%s: no %s\n%s", c.unit, c.want, text)
		}
	}
}

// What was withdrawn after the freeze is taken off wherever the report tells of supply,
// and said with its reason; as long as the order day is ahead the report begins with it.
func TestWithdrawnSupplyIsTakenOff(t *testing.T) {
	f := someFacts()
	f.Plan.State, f.Plan.Frozen = assist.PlanFinal, cutoff
	lost := func(licence, code, unit string, n int) assist.Removal {
		return assist.Removal{Move: assist.Withdrawn, Unit: unit, Licence: licence, Barcode: code, Cartons: n, Day: f.Week.On(time.Tuesday), Reason: assist.OnHold, At: runAt}
	}
	before := f.Plan
	before.Week = week("2026-W48")
	before.Removed = []assist.Removal{lost(sunMoved, yunyan, "云州区", 1)}
	f.Plan.Removed = []assist.Removal{lost(liDibao, yunyan, "平城区", 2), lost(liDibao, qipilang, "平城区", 5)}
	f.Plans, f.Live = []assist.WeekPlan{before}, []assist.WeekPlan{f.Plan}
	all := f
	all.Plan.Unserved = nil
	restored := f
	back := lost(liDibao, yunyan, "平城区", 2)
	back.Move = assist.Restored
	restored.Plan.Removed = append(restored.Plan.Removed[:2:2], back)
	restored.Live = []assist.WeekPlan{restored.Plan}
	past := f
	past.Today, past.Period = f.Week.On(time.Wednesday), week("2026-W49")
	onDay, after := past, past
	onDay.Today = f.Week.On(time.Tuesday)
	after.Live = []assist.WeekPlan{f.Plan}
	after.Live[0].Removed = []assist.Removal{lost(liDibao, yunyan, "平城区", 2)}
	after.Live[0].Removed[0].At = f.Week.On(time.Tuesday).Time().Add(9 * time.Hour)
	later := lost(wangBlind, yunyan, "平城区", 2)
	later.Day = f.Week.On(time.Friday)
	both := onDay
	both.Live = []assist.WeekPlan{f.Plan}
	both.Live[0].Removed = append(f.Plan.Removed[:2:2], later)
	for _, c := range []struct {
		what, text    string
		stands, lacks []string
	}{
		{"city", paper.Text(WeeklyCity(f)), []string{
			"第49周供货定稿后有撤销：" + liDibao + "（平城区，12月1日订货）；请货源处在订货日前从订货系统中撤下，数量和原因见供货撤销。",
			"向1户（1户）投放帮扶加量1条（7条），涉及规格1个（2个），这些客户的原供应量1条（2条）。", "申请量18条，定稿时分配8条，分配的占可用量34.8%。",
			"定稿时在册4户，其中未供货2户：暂停1户、货源不足1户。定稿后撤销1户2个规格7条（暂停1户），不再重新分配；投放的户数和条数已扣除。",
			"第48周的方案本周撤销1户1个规格1条（暂停1户），括号内的数已扣除。", "平城区 | 0 | 1 | 0 | 7", "= 合计 | 1 | 2 | 1 | 7", "> 注：定稿后全部撤销的1户，既不计受益，也不计未供货。"}, nil},
		{"unit", paper.Text(WeeklyUnit(f, "平城区")), []string{
			"第49周供货定稿后有撤销：李样（" + liDibao + "，12月1日订货）；由货源处从订货系统中撤下，请告知客户，数量和原因见供货撤销。",
			"没有客户得到帮扶加量（第48周1户、7条）", "定稿后撤销1户2个规格7条（暂停1户）"}, []string{sunMoved, "订货日前"}},
		{"everybody was dealt for", paper.Text(WeeklyCity(all)), []string{"定稿时在册2户全部得到供货。定稿后撤销1户2个规格7条（暂停1户）"}, []string{"在册客户全部"}},
		{"restored", paper.Text(WeeklyCity(restored)), []string{"投放帮扶加量3条（7条）", "定稿后撤销1户1个规格5条（暂停1户）"}, []string{"定稿后全部撤销"}},
		{"on the order day", paper.Text(WeeklyCity(onDay)), []string{"第49周供货定稿后有撤销：" + liDibao + "（平城区，12月1日订货）；订货日已到，请货源处立即核对订单和送货，已订上的撤下或办理退货，数量和原因见供货撤销。"}, []string{"在订货日前"}},
		{"on the order day, unit", paper.Text(WeeklyUnit(onDay, "平城区")), []string{"第49周供货定稿后有撤销：李样（" + liDibao + "，12月1日订货）；订货日已到，由货源处核对订单和送货，请告知客户，数量和原因见供货撤销。"}, []string{"从订货系统中撤下"}},
		{"withdrawn on the order day, told later", paper.Text(WeeklyCity(after)), []string{"订货日已到，请货源处立即核对订单和送货"}, []string{"在订货日前"}},
		{"one has ordered, one not yet", paper.Text(WeeklyCity(both)), []string{
			wangBlind + "（平城区，12月4日订货）；请货源处在订货日前从订货系统中撤下，数量和原因见供货撤销。\n",
			"第49周供货定稿后有撤销：" + liDibao + "（平城区，12月1日订货）；订货日已到，请货源处"}, nil},
		{"the sheet", sheettest.Dump(Removals(onDay, onDay.Plan, "")), []string{"订货日都已到：请货源处核对订单和送货是否已按本表调整，已订上的撤下或办理退货。"}, []string{"请货源处在订货日前"}},
		{"after the order day", paper.Text(WeeklyCity(past)), nil, []string{"撤下"}},
	} {
		for _, want := range c.stands {
			if !strings.Contains(c.text, want) {
				t.Errorf("%s: no %s\n%s", c.what, want, c.text)
			}
		}
		for _, other := range c.lacks {
			if strings.Contains(c.text, other) {
				t.Errorf("%s: it says %s\n%s", c.what, other, c.text)
			}
		}
	}
}

// A plan that is missing for the week that has begun is asked for first, in the words of
// the report, and not again among the troubles.
func TestAMissingPlanOfTheRunningWeekIsAskedForFirst(t *testing.T) {
	f := someFacts()
	f.Faults = append(f.Faults, assist.Fault{Topic: assist.OfMissing, Form: assist.PlanForm, Week: f.Period, Text: "缺2026-W48货源计划：该周已经开始，还没有定稿；请货源处尽快把《货源计划》放入 收件箱/市局，收到后即按截单时的名册定稿"})
	text := paper.Text(WeeklyCity(f))
	head, rest, _ := strings.Cut(text, "一、基本情况")
	if want := "缺第48周货源计划（该周已经开始）：请货源处尽快把《货源计划》放入收件箱/市局，收到后即按截止时的名册定稿。"; !strings.Contains(head, want) || strings.Contains(rest, "W48货源计划") || strings.Contains(rest, "《货源计划》") {
		t.Errorf("%s\n%s", want, text)
	}
}

// What the city itself has sent and was refused its report begins with, with the receipt,
// and says nowhere else; a plan that is missing is not asked for as if none had come.
func TestWhatTheCitySentInVainIsToldFirst(t *testing.T) {
	f := someFacts()
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	city := func(receipt string, forms ...assist.Form) assist.Taken {
		t := assist.Taken{Receipt: receipt, SHA: receipt, Name: receipt, Unit: assist.City, At: f.At, Seen: f.At}
		for _, x := range forms {
			t.Tables = append(t.Tables, assist.Table{Form: x, Sheet: string(x), Refused: true})
		}
		return t
	}
	torn := city("HZ-SJ-20261126-009")
	torn.Refused = true
	f.Files = append(f.Files, city("HZ-SJ-20261126-001", assist.RegisterForm), city("HZ-SJ-20261126-002", assist.PlanForm), torn)
	f.Faults = append(f.Faults,
		assist.Fault{Topic: assist.OfUnused, Form: assist.RegisterForm, Receipts: []string{"HZ-SJ-20261126-001"}, Text: "许可证状态（回执 HZ-SJ-20261126-001）没有收下，仍按 2026-11-20 的登记认定在册共 3 户（平城区 3 户）。请证件处按回执改好后重新放入 收件箱/市局"},
		assist.Fault{Topic: assist.OfUnused, Form: assist.PlanForm, Receipts: []string{"HZ-SJ-20261126-002"}, Text: "货源计划（回执 HZ-SJ-20261126-002）没有收下，没有采用其中任何一行。请货源处按回执改好后重新放入 收件箱/市局"},
		assist.Fault{Topic: assist.OfUnused, Form: assist.AdjustmentForm, Receipts: []string{"HZ-SJ-20261126-003"}, Text: "名单调整（回执 HZ-SJ-20261126-003）有 2 行没有执行，名册照旧：第 7 行 140215100018、第 8 行 140221100005（像是 140221100006）。请市局按回执改好后重新放入 收件箱/市局"},
	)
	refusedPlan := f.Faults[len(f.Faults)-2]
	text := paper.Text(WeeklyCity(f))
	head, rest, _ := strings.Cut(text, "一、基本情况")
	says(t, "the head", head, []string{
		"许可证状态（回执 HZ-SJ-20261126-001）没有收下，仍按2026年11月20日的登记",
		"缺第49周货源计划（11月26日18:00截止）：报来的（回执 HZ-SJ-20261126-002）没有收下，请货源处按回执改好《货源计划》，重新放入收件箱/市局，收到后才能安排供货。",
		"有2行没有执行，名册照旧：第7行 140215100018、第8行 140221100005（像是",
		"整份退回的文件1份，没有收下任何一行：HZ-SJ-20261126-009。请按回执改好，重新放入收件箱/市局。",
	}, []string{"没有采用其中任何一行"})
	says(t, "the head", head, []string{"平城区 HZ-140213-20261125-002"}, nil)
	says(t, "below", rest, nil, []string{"HZ-SJ-20261126", "HZ-140213-20261125-002"})
	begun := f
	begun.Faults = append(f.Faults, assist.Fault{Topic: assist.OfMissing, Form: assist.PlanForm, Week: f.Period, Text: "缺2026-W48货源计划：该周已经开始"})
	says(t, "a week that has begun", paper.Text(WeeklyCity(begun)), []string{"缺第48周货源计划（该周已经开始）：报来的（回执 HZ-SJ-20261126-002）没有收下，请货源处尽快按回执改好《货源计划》，重新放入收件箱/市局，收到后即按截止时的名册定稿。"}, nil)
	good := city("HZ-SJ-20261126-010", assist.PlanForm)
	good.Tables[0].Refused = false
	f.Files = append(f.Files, good)
	says(t, "a good one came", paper.Text(WeeklyCity(f)), []string{"缺第49周货源计划（11月26日18:00截止）：请货源处把《货源计划》放入收件箱/市局", "没有采用其中任何一行"}, nil)
	f.Faults, f.Plan.State = []assist.Fault{refusedPlan}, assist.PlanDraft
	says(t, "there is an earlier plan", paper.Text(WeeklyCity(f)), []string{"货源计划（回执 HZ-SJ-20261126-002）没有收下，没有采用其中任何一行。请货源处"}, nil)
	says(t, "a unit", paper.Text(WeeklyUnit(f, "平城区")), nil, []string{"HZ-SJ-"})
}

// A row that waits for a 确认 past its last day is not asked for: what only a 确认 settles
// is the county's in every paper and list of the city and of the unit, and of the rest the
// city is asked for what is still possible.
func TestALateConfirmationIsNotAskedFor(t *testing.T) {
	held := func(code, applied string, who assist.Turn) assist.Facts {
		f := someFacts()
		for i := range f.Rows.Opened() {
			if r := &f.Rows.Opened()[i]; r.Licence == fengCity {
				r.Applied, r.Verdict.Since = day(applied), day("2026-09-01")
				r.Verdict.Findings = []assist.Finding{finding(code, r.Place, "R", fengCity, who)}
				r.Verdict.Findings[0].Fix = "做法"
			}
		}
		return f
	}
	const anew = "申请日期已过90天、市局不能再确认的1户按新的申请日期重新申请"
	const wait, add = "等市局答复超过14天的1户，自2026年9月1日起：请在待办_市局的“名单调整”中确认。", "等市局答复超过14天的1户，自2026年9月1日起：申请日期已过90天，不能再确认，请补录参数或更新许可证状态。"
	for _, c := range []struct {
		what  string
		facts assist.Facts
		city  []string
		unit  []string
		lacks []string // of both
		lists []string
	}{
		{"in time", held("Q307", "2026-08-28", assist.TurnCity), []string{wait, "由市局处理1户"}, []string{"由市局处理1户，县区等候答复"}, []string{anew}, []string{"等待市局确认 1 户"}},
		{"too late", held("Q307", "2026-08-27", assist.TurnCounty), []string{"由县区处理4户", "县区把" + anew, "待市局确认而过了期限的，由县区重新申请", fengCity + " | 待核 | Q307 过了市局确认期限，须重新申请 | 县区"},
			[]string{anew + "（见五）", fengCity + " | 冯样 | 待核 | Q307 过了市局确认期限，须重新申请 | 县区"}, []string{"等市局答复", "由市局处理", "县区等候答复", "在核实说明中答复（见五）"},
			[]string{"等待市局确认 0 户", "另有 1 户申请日期已过 90 天，不能再确认，已转由县区重新申请：云州区 " + fengCity}},
		{"a parameter is missing", held("Q309", "2026-08-28", assist.TurnCity), []string{"请在待办_市局的“名单调整”中确认，或补录参数。"}, nil, nil, nil},
		{"a parameter helps", held("Q309", "2026-08-27", assist.TurnCity), []string{add, "由市局处理1户"}, []string{"由市局处理1户，县区等候答复"}, []string{anew, "名单调整”中确认"}, []string{"等待市局确认 1 户"}},
	} {
		city, unit, list := paper.Text(WeeklyCity(c.facts)), paper.Text(WeeklyUnit(c.facts, "云州区")), sheettest.Dump(CityWaiting(c.facts, adjustment, settlement))
		says(t, c.what+", city", city, c.city, c.lacks)
		says(t, c.what+", unit", unit, c.unit, c.lacks)
		says(t, c.what+", 待办_市局", list, c.lists, nil)
	}
}

// says reports what a text lacks, and what it should not say.
func says(t *testing.T, what, text string, stands, lacks []string) {
	t.Helper()
	for _, want := range stands {
		if !strings.Contains(text, want) {
			t.Errorf("%s: no %s\n%s", what, want, text)
		}
	}
	for _, other := range lacks {
		if strings.Contains(text, other) {
			t.Errorf("%s: it says %s\n%s", what, other, text)
		}
	}
}

// Who does not order in the week has no order day in the list of those without supply,
// and whose term is over is told until when it was.
func TestUnservedTellWhatIsSo(t *testing.T) {
	f := someFacts()
	f.Plan.Unserved = []assist.Unserved{
		{Unit: "平城区", Licence: liDibao, Day: day("2026-12-01"), Reason: assist.NoOrderWeek},
		{Unit: "平城区", Licence: wangBlind, Day: day("2026-12-04"), Reason: assist.Expired, Detail: "帮扶截止日 2026-12-03"},
	}
	text := paper.Text(SupplyDocument(f, "平城区"))
	for _, want := range []string{"李样 |  | 本周不订货", "王样 | 2026-12-04 周五 | 已到期（帮扶截止日 2026-12-03）"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
	if list := sheettest.Dump(UnitSupply(f, "平城区")); strings.Contains(list, "2026-12-01 星期二 | 本周不订货") {
		t.Error(list)
	}
	if text := paper.Text(WeeklyUnit(f, "平城区")); !strings.Contains(text, "未供货2户：本周不订货1户、订货日前到期1户。") {
		t.Error(text)
	}
}

// The printed roll says until when somebody is suspended: who orders after that is
// supplied, and stands on the supply list of the same day.
func TestTheRollTellsTheEndOfASuspension(t *testing.T) {
	f := someFacts()
	f.Roster = f.Roster.Snapshot()
	pause := func(licence, by string, until assist.Date) {
		x := *f.Roster.Filings[licence]
		x.Suspended, x.SuspendedBy, x.SuspendedTo = true, by, until
		f.Roster.Filings[licence] = &x
	}
	pause(liDibao, assist.ByCity, day("2026-11-28"))
	pause(wangBlind, assist.ByRegister, 0)
	pause(sunMoved, assist.ByCity, f.Roster.Filings[sunMoved].End)
	pause(zhaoFire, assist.ByCity, 0)
	want := []string{"其中暂停4户：", sunMoved + "（至" + f.Roster.Filings[sunMoved].End.String() + "帮扶期满）", liDibao + "（至2026-11-28，此后订货的照常供货）", wangBlind + "（许可证恢复有效前）", zhaoFire + "（恢复前）"}
	for _, w := range want {
		if text := paper.Text(RollDocument(f)); !strings.Contains(text, w) {
			t.Errorf("no %s\n%s", w, text)
		}
	}
}

// A unit whose households a register in doubt concerns is told so, with their licences and
// what holds meanwhile; another is told nothing. A plan in doubt is nobody's errand there,
// and no report says that a held plan freezes by itself.
func TestAUnitIsToldOfADoubt(t *testing.T) {
	f := someFacts()
	f.Plan.State, f.At = assist.PlanDraft, cutoff.Add(time.Hour)
	plan := assist.Doubt{Receipt: "HZ-SJ-20261125-003", Kind: assist.PlanDoubt, Week: f.Week, What: "缺档位列", Licences: []string{sunMoved}, Since: today, Holds: true}
	f.Plan.Doubt = &plan
	f.Register.Day = day("2026-11-16")
	f.Doubts = []assist.Doubt{{Receipt: "HZ-SJ-20261125-002", Kind: assist.RegisterDoubt, What: "少 44 户", Licences: []string{liDibao, sunMoved}, Since: today}, plan}
	owner := f.Roster.Of(sunMoved).Unit
	if f.Roster.Of(liDibao).Unit == owner {
		t.Fatal("the fixture's two customers are of one unit")
	}
	for unit, want := range map[string]string{
		f.Roster.Of(liDibao).Unit: "许可证状态有疑，市局核实前仍按2026年11月16日的登记，涉及1户：李样（" + liDibao + "）。请协助核对这些客户的许可证。",
		owner:                     "许可证状态有疑，市局核实前仍按2026年11月16日的登记，涉及1户：孙样（" + sunMoved + "）。请协助核对这些客户的许可证。",
	} {
		if text := paper.Text(WeeklyUnit(f, unit)); !strings.Contains(text, want) || strings.Contains(text, "货源计划第49周有疑") || !strings.Contains(text, "为草案（货源计划有疑，核实后定稿）") {
			t.Errorf("%s: no %s, or a plan is its errand\n%s", unit, want, text)
		}
	}
	if text := paper.Text(WeeklyUnit(f, "开发区")); strings.Contains(text, "有疑，市局核实前") {
		t.Errorf("a unit without one is told of a doubt:\n%s", text)
	}
	city := paper.Text(WeeklyCity(f))
	if want := "供货方案为草案（货源计划有疑，核实后定稿）"; !strings.Contains(city, want) || strings.Contains(city, "截止后定稿") {
		t.Errorf("the city's report: no %s\n%s", want, city)
	}
}

// A unit whose customers are overdue for a visit is told which, and where all of
// them stand; its report never says in one part what to do and in the next that
// nothing is wrong.
func TestAUnitIsToldWhomToVisit(t *testing.T) {
	f := someFacts()
	f.Rows, f.Files = assist.ApplicationRows{}, nil
	f.Register.Day = today
	for _, u := range f.Terms.Units {
		f.Terms.Dibao = append(f.Terms.Dibao, assist.DibaoStandard{Unit: u.Name, From: day("2026-01-01"), Urban: 700_00, Rural: 7000_00})
	}
	f.Signals = []assist.Signal{{Code: "A105", Unit: "平城区", Licence: liDibao}, {Code: "A104", Unit: "云冈区", Licence: sunMoved}}
	text := paper.Text(WeeklyUnit(f, "平城区"))
	_, trouble, _ := strings.Cut(text, "五、存在问题")
	if want := "超期未走访（超过31天）：李样（" + liDibao + "）。"; !strings.Contains(trouble, want) {
		t.Errorf("no %s\n%s", want, trouble)
	}
	more := f
	for _, licence := range []string{wangBlind, sunMoved, "140213100099"} {
		more.Signals = append(more.Signals, assist.Signal{Code: "A105", Unit: "平城区", Licence: licence})
	}
	if want := "等；名单见在册与待办“在册”的提醒。"; !strings.Contains(paper.Text(WeeklyUnit(more, "平城区")), want) {
		t.Errorf("of four: no %s", want)
	}
	for _, unit := range []string{"平城区", "开发区"} { // 开发区 is silent
		if text := paper.Text(WeeklyUnit(f, unit)); strings.Contains(text, "需要办理的事项") && strings.Contains(text, "本周没有发现需要处理的问题") {
			t.Errorf("%s: something to do, and nothing wrong:\n%s", unit, text)
		}
	}
	for unit, want := range map[string]int{"平城区": 1, "云冈区": 0} {
		n := 0
		for _, row := range newStandingOf(f, unit).roll().Blocks[0].Rows {
			if last := row[len(row)-1]; strings.Contains(last.Text, "超过 31 天未走访，请走访") {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: 在册 names %d to visit, want %d", unit, n, want)
		}
	}
}

// That a plan is wanted, and by when, is said to the city once, at the head.
func TestAMissingPlanIsAskedForOnce(t *testing.T) {
	f := someFacts()
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	f.At = cutoff.Add(time.Hour)
	text := paper.Text(WeeklyCity(f))
	if strings.Count(text, "缺第49周货源计划（11月26日18:00截止，已过）") != 1 || strings.Count(text, "收到货源计划") > 0 || strings.Count(text, "收到后才能安排供货") != 1 {
		t.Error(text)
	}
	if text := paper.Text(WeeklyUnit(f, "平城区")); strings.Count(text, "收到货源计划后立即定稿") != 1 {
		t.Error(text)
	}
}

// Of one class there is nothing to compare: no chart, and no class without a customer.
func TestSharesCompareClasses(t *testing.T) {
	for _, c := range []struct {
		classes [3]int
		want    string
	}{{[3]int{8, 0, 0}, ""}, {[3]int{12, 0, 1}, "低保 临时困难"}, {[3]int{1, 2, 3}, "低保 残疾 临时困难"}, {[3]int{}, ""}} {
		var got []string
		for _, b := range shares(assist.Followed{ByClass: c.classes}, &numbering{}) {
			for _, p := range b.(paper.Shares).Parts {
				got = append(got, p.Label)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.classes, got, c.want)
		}
	}
}

// What a county sent and nobody could judge stands at the head of the city's report: unit,
// file, how many rows, and who has to act; and not a second time among the troubles.
func TestRefusedSheetsOfACountyAreADecision(t *testing.T) {
	f := someFacts()
	f.Files = append(f.Files,
		assist.Taken{Receipt: "HZ-140215-20261126-021", SHA: "21", Unit: "云州区", Seen: runAt, At: runAt, Kind: assist.KindApplication,
			Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表", Refused: true}, {Form: assist.WishForm, Sheet: "帮扶申请表", Read: 3}},
			Counts: []assist.SheetCount{{Sheet: "申请表", Read: 12, Returned: 12}, {Sheet: "帮扶申请表", Read: 3, Filed: 3}}},
		assist.Taken{Receipt: "HZ-KFQ-20261126-022", SHA: "22", Unit: "开发区", Seen: runAt, At: runAt, Kind: assist.KindApplication, Refused: true,
			Tables: []assist.Table{{Form: assist.ApplicationForm, Sheet: "申请表"}}, Counts: []assist.SheetCount{{Sheet: "申请表", Read: 7, Returned: 7}}})
	text := paper.Text(WeeklyCity(f))
	head, rest, _ := strings.Cut(text, "一、")
	for _, want := range []string{
		"整份退回的文件2份，没有收下任何一行：平城区 HZ-140213-20261125-002、开发区 HZ-KFQ-20261126-022（7行）。由报送单位按回执改好，重新放入收件箱。",
		"没有收下的工作表1张，上面的行一行都没有登记：云州区 HZ-140215-20261126-021申请表（12行）。由报送单位按回执改好，重新放入收件箱。",
	} {
		if !strings.Contains(head, want) || strings.Contains(rest, want) {
			t.Errorf("%s is not told once at the head\n%s", want, text)
		}
	}
}
