package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

func TestWeeklyText(t *testing.T) {
	f := someFacts()
	f.Visits = assist.KeptVisits{
		assist.Visit{Row: assist.Row{Unit: "平城区"}, Day: day("2026-11-24"), Licence: liDibao, Services: []string{"经营指导", "定期走访"}, State: "处理中"}.Keep(),
		assist.Visit{Row: assist.Row{Unit: "云州区"}, Day: day("2026-11-18"), Licence: sunMoved, Services: []string{"即时服务"}, State: "无"}.Keep(),
	}
	f.Plans = []assist.WeekPlan{{Week: week("2026-W48"), State: assist.PlanFinal, Lines: keptLines([]assist.SupplyLine{
		{Week: week("2026-W48"), Unit: "云州区", Licence: qianGone, Barcode: yunyan, Base: 2, Demand: 4, Extra: 4}}...)}}
	golden(t, "帮扶工作周报", paper.Text(WeeklyCity(f)))
	golden(t, "帮扶工作周报_平城区", paper.Text(WeeklyUnit(f, "平城区")))
	golden(t, "帮扶工作周报_开发区", paper.Text(WeeklyUnit(f, "开发区")))
	golden(t, "帮扶工作周报_首期", paper.Text(WeeklyCity(noFacts())))
}

// The figures of the sentences are counted once more from the facts, by hand
// so to speak: the town has no exits and no row replaces another.
func TestWeeklyRecount(t *testing.T) {
	f := town(15, 5)
	for _, unit := range append([]string{""}, unitNames(f)...) {
		doc := WeeklyCity(f)
		if unit != "" {
			doc = WeeklyUnit(f, unit)
		}
		text := paper.Text(doc)
		for pattern, want := range recounted(f, unit) {
			m := regexp.MustCompile(pattern).FindStringSubmatch(text)
			if m == nil {
				if want[0]+want[1] > 0 { // nothing is said of a zero
					t.Errorf("%q: no sentence %s", unit, pattern)
				}
				continue
			}
			if got := strings.Join(m[1:], " "); got != fmt.Sprint(want[0])+" "+fmt.Sprint(want[1]) {
				t.Errorf("%q: %s says %s, recounted %v", unit, pattern, got, want)
			}
		}
	}
}

func unitNames(f assist.Facts) []string {
	var names []string
	for _, u := range f.Terms.Units {
		names = append(names, u.Name)
	}
	return names
}

// recounted is what sentences must say: this week and the last, by pattern.
func recounted(f assist.Facts, unit string) map[string][2]int {
	n := map[string][2]int{}
	add := func(pattern, key string, place int) {
		x := n[pattern+key]
		x[place]++
		n[pattern+key] = x
	}
	const both = `(\d+)[户次条]（(\d+)[户次条]）`
	for _, p := range []string{"在册弱势群体客户", "低保", "残疾", "临时困难", "新增", "本周审核申请", "备案", "待核", "退回", "不符合", "投放帮扶加量", "本周走访"} {
		n[p+both] = [2]int{}
	}
	ours := func(u string) bool { return unit == "" || u == unit }
	monday := day("2026-11-23")
	for _, x := range f.Roster.Filings {
		if !ours(x.Unit) {
			continue
		}
		add("在册弱势群体客户", both, 0)
		add(string(x.Application.Hardship), both, 0)
		if x.FiledOn < monday {
			add("在册弱势群体客户", both, 1)
			add(string(x.Application.Hardship), both, 1)
		}
		if x.FiledOn >= monday {
			add("新增", both, 0)
		} else if x.FiledOn >= monday-7 {
			add("新增", both, 1)
		}
	}
	open := [2]int{}
	for _, r := range f.Rows.Opened() {
		if !ours(r.Unit) {
			continue
		}
		place := 1 // the file of last week
		if strings.HasSuffix(r.Receipt, "-2") {
			place = 0
		}
		add("本周审核申请", both, place)
		add(string(r.Verdict.Outcome), both, place)
		if o := r.Verdict.Outcome; o == assist.Held && (unit == "" || !citys(r)) || o == assist.Returned {
			open[map[assist.Outcome]int{assist.Returned: 0, assist.Held: 1}[o]]++
		}
	}
	if open[0] > 0 && open[1] > 0 { // a unit's begins with what it does about them
		n[map[bool]string{true: `未办结的申请\d+户[^：]*：退回(\d+)户、待核(\d+)户`, false: `退回(\d+)户按回执改正后重报，待核(\d+)户在核实说明中答复`}[unit == ""]] = open
	}
	for i, p := range []assist.WeekPlan{f.Plan, f.Plans[len(f.Plans)-1]} {
		sum := n["投放帮扶加量"+both]
		for l := range p.Lines.All() {
			if ours(l.Unit) {
				sum[i] += l.Extra
			}
		}
		n["投放帮扶加量"+both] = sum
	}
	for v := range f.Visits.All() {
		if ours(v.Unit) && v.Day >= monday-7 {
			add("本周走访", both, map[bool]int{true: 0, false: 1}[v.Day >= monday])
		}
	}
	if n["本周审核申请"+both][0] == 0 {
		for _, p := range []string{"备案", "待核", "退回", "不符合"} {
			delete(n, p+both)
		}
	}
	return n
}

// citys reports whether the city alone is asked about a row.
func citys(r assist.JudgedApplication) bool {
	return !slices.ContainsFunc(r.Verdict.Findings, func(x assist.Finding) bool { return x.Level == assist.LevelHold && x.Turn == assist.TurnCounty })
}

// typedFacts are facts whose every text a person typed holds something personal.
func typedFacts() assist.Facts {
	f := someFacts()
	typed := person("云州区", "", "蒋样", assist.Dibao, place("HZ-140215-20261126-001", 9))
	typed.Cells = typedCells(map[column.Header]assist.Cell{"许可证号": {Text: "140221197001010012"}})
	f.Rows = f.Rows.With(judged(typed, assist.Returned, finding("V101", typed.Place, "C", "", assist.TurnCounty)))
	for i := range f.Rows.Opened() {
		r := &f.Rows.Opened()[i]
		for k := range r.Verdict.Findings {
			x := &r.Verdict.Findings[k]
			x.Message, x.Value, x.Fix = "姓名“李样”与登记“赵样”不符，电话 13935200001", "140221197001010012", "同 "+sunMoved+" 核对"
		}
	}
	for i := range f.Roster.Changes {
		if f.Roster.Changes[i].Kind == assist.Left && f.Roster.Changes[i].By != assist.ByCalendar {
			f.Roster.Changes[i].Reason = "李样病故"
		}
	}
	f.Visits = assist.KeptVisits{assist.Visit{Row: assist.Row{Unit: "平城区"}, Day: today, Licence: liDibao, Operator: "李样", Visitor: "王样", Situation: "13935200001", Problem: "李样", State: "处理中"}.Keep()}
	f.Signals[1].Others = []string{liDibao}
	f.Signals[1].Reply = "李样父子"
	f.Files[4].Name = "李样.xlsx"
	return f
}

// A weekly report holds no address, identity, certificate or phone number, in its text or
// its properties; the city's names nobody, a unit's its own customers beside their licences
// and nobody else.
func TestWeeklyNamesNobody(t *testing.T) {
	for _, c := range []struct {
		doc   paper.Doc
		names []string // of others
	}{
		{WeeklyCity(typedFacts()), []string{"样"}},
		{WeeklyUnit(typedFacts(), "平城区"), []string{"赵样", "冯样", "卫样", "父子"}},
		{WeeklyUnit(typedFacts(), "云州区"), []string{"李样", "王样", "郑样", "陈样", "父子"}},
		{WeeklyCity(town(3, 3)), []string{"样"}},
	} {
		d := c.doc
		if head := d.Title + d.Author + d.Subject + d.Foot; strings.Contains(head, "样") {
			t.Errorf("%s names somebody", head)
		}
		text := paper.Text(d) + d.Title + d.Author + d.Subject + d.Foot
		for _, secret := range append(c.names, "140221197001010012", "14022119700101001243", "13935200001", "病故", ".xlsx", "副食店") {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s", d.Title, secret)
			}
		}
	}
}

// A unit's report names no licence of another unit, nor another unit.
func TestWeeklyUnitNamesNoOther(t *testing.T) {
	for _, f := range []assist.Facts{typedFacts(), town(4, 4)} {
		owner := map[string]string{}
		for l, x := range f.Roster.Filings {
			owner[l] = x.Unit
		}
		for _, r := range f.Rows.Opened() {
			if r.Licence != "" {
				owner[r.Licence] = r.Unit
			}
		}
		for _, u := range unitNames(f) {
			text := paper.Text(WeeklyUnit(f, u))
			for licence, of := range owner {
				if of != u && strings.Contains(text, licence) {
					t.Errorf("the report of %s names %s of %s", u, licence, of)
				}
			}
			for _, other := range unitNames(f) {
				if other != u && strings.Contains(text, other) {
					t.Errorf("the report of %s names %s", u, other)
				}
			}
		}
	}
}

// The same facts give the same document.
func TestWeeklyRepeats(t *testing.T) {
	if a, b := paper.Text(WeeklyCity(town(5, 5))), paper.Text(WeeklyCity(town(5, 5))); a != b {
		t.Error("two reports of the same facts differ")
	}
}
