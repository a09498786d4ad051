package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// The note on brackets stands only over a report that has some, and says of which week
// they are: the supply's are of the supply week before, which is still running.
func TestNoteOnBracketsStandsOverSome(t *testing.T) {
	empty := oneCustomer(day("2027-06-30"))
	empty.Roster = assist.NewRoster()
	empty.Files = []assist.Taken{{Receipt: "HZ-140213-20261105-001", Unit: "平城区", At: at("2026-11-05 09:00"), Seen: at("2026-11-05 09:00")}}
	supplied := someFacts()
	before := supplied.Plan
	before.Week = week("2026-W48")
	supplied.Plans = []assist.WeekPlan{before}
	unsupplied := someFacts()
	unsupplied.Plans = nil
	quoted := empty // a text that looks like a figure in brackets is none
	quoted.Faults = []assist.Fault{{Text: "3户（2户）"}}
	for _, c := range []struct {
		facts assist.Facts
		want  string
	}{{empty, ""}, {supplied, "注：括号内为上周数，货源投放的为第48周数。"}, {unsupplied, "注：括号内为上周数。"}, {quoted, ""}} {
		text := paper.Text(WeeklyUnit(c.facts, "平城区"))
		got := ""
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "> 注：") {
				got = strings.TrimSpace(line[2:])
			}
		}
		if got != c.want {
			t.Errorf("the note is %q, want %q\n%s", got, c.want, text)
		}
	}
}

// What only the city can do is not asked of a unit, and no code stands without its name.
func TestWeeklyOfAUnitAsksNothingOfTheCity(t *testing.T) {
	f := noFacts()
	f.Terms = someTerms()
	unit := paper.Text(WeeklyUnit(f, "平城区"))
	if strings.Contains(unit, "放入") || !strings.Contains(unit, "许可证状态登记还没有，") || strings.Count(unit, "县区不用处理") != 2 {
		t.Error(unit)
	}
	city := paper.Text(WeeklyCity(f))
	head, body, _ := strings.Cut(city, "一、基本情况")
	if !strings.Contains(head, "缺许可证状态登记：请证件处放入收件箱/市局") || strings.Contains(body, "许可证状态登记") {
		t.Error(city)
	}
	row := judged(person("平城区", liDibao, "李样", assist.Dibao, place("HZ-140213-20261126-001", 5)), assist.Returned)
	for _, code := range []string{"V104", "V111", "Q504"} {
		row.Verdict.Findings = append(row.Verdict.Findings, finding(code, row.Place, "G", liDibao, assist.TurnCounty))
	}
	if got := reasonsOf(row); strings.Count(got, "；") != 2 || !strings.Contains(got, "Q504 ") {
		t.Errorf("a reason without its name: %s", got)
	}
}

// The products named as short are the shortest, not the first by barcode.
func TestWeeklyNamesTheShortest(t *testing.T) {
	var list []assist.Balance
	for i, lack := range []int{1, 7, 3, 9, 9} {
		list = append(list, assist.Balance{Name: string(rune('甲' + i)), Asked: 10 + lack, Given: 10})
	}
	list = append(list, assist.Balance{Name: "足", Asked: 4, Given: 4})
	got, want := worstShort(list), "最缺的是"+string(rune('甲'+3))+"少9条、"+string(rune('甲'+4))+"少9条、"+string(rune('甲'+1))+"少7条"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := productWords(list); got != "申请83条，少29条："+want+"。" {
		t.Error(got)
	}
	if got := productWords(list[5:]); got != "1个规格的申请全部满足。" {
		t.Error(got)
	}
}

// Who is on the roll is due for a visit or told of as not due; of those due who is
// overdue is told once, in another part.
func TestVisitsAreToldApart(t *testing.T) {
	for want, v := range map[string]assist.Visiting{
		"按31天一次走访，在册7户中应走访2户，都在近31天内走访过；备案未满31天的5户，不计入应走访。":                {Customers: 2, Covered: 2, NotDue: 5},
		"按31天一次走访，在册3户中应走访3户，其中按期走访2户（66.7%），其余超期（见五）。":                    {Customers: 3, Covered: 2, Overdue: 1},
		"按31天一次走访，在册5户目前没有到期应走访的（备案未满31天的5户）。":                             {NotDue: 5},
		"按31天一次走访，在册5户中应走访1户，已超期（见五）；备案未满31天的1户、暂停帮扶的2户、不在帮扶期内的1户，不计入应走访。": {Customers: 1, Overdue: 1, NotDue: 1, Suspended: 2, Outside: 1},
		"按31天一次走访，没有在册客户要走访。":                                              {},
	} {
		if got := coverageOf(v, 31, "五"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What a unit's products were short of is told as they were dealt: what was withdrawn
// afterwards was not short.
func TestShortIsWhatWasShortAtTheFreeze(t *testing.T) {
	f := someFacts()
	f.Plan.State, f.Plan.Lines = assist.PlanFinal, nil
	for i := range mostOwn + 1 {
		f.Plan.Lines = append(f.Plan.Lines, assist.SupplyLine{Week: f.Week, Unit: "平城区", Day: f.Week.On(time.Tuesday), Licence: liDibao,
			Barcode: fmt.Sprint("690000000000", i), Demand: 10, Extra: 8}.Keep())
	}
	first := f.Plan.Lines[0].Open()
	f.Plan.Removed = []assist.Removal{{Move: assist.Withdrawn, Unit: first.Unit, Licence: first.Licence, Barcode: first.Barcode, Cartons: first.Extra, Day: first.Day, Reason: assist.OnHold, At: runAt}}
	if text := paper.Text(WeeklyUnit(f, "平城区")); !strings.Contains(text, "投放帮扶加量48条") || !strings.Contains(text, "申请70条，少14条：") {
		t.Error(text)
	}
}

// In a unit's paper a licence never stands without the name of its customer.
func TestAUnitsWeeklyNamesWhomItSpeaksOf(t *testing.T) {
	f := someFacts()
	f.Doubts = []assist.Doubt{{Receipt: "HZ-SJ-20261126-001", Kind: assist.RegisterDoubt, Licences: []string{liDibao}}}
	f.Signals = []assist.Signal{{Code: "A105", Unit: "平城区", Licence: wangBlind}, {Code: "A107", Unit: "平城区", Licence: liDibao, Measure: "许可证有效期止", Span: "2026-12-01"}}
	f.Plan.State, f.Plan.Frozen = assist.PlanFinal, cutoff
	f.Plan.Removed = []assist.Removal{{Move: assist.Withdrawn, Unit: "平城区", Licence: wangBlind, Barcode: yunyan, Cartons: 2, Day: f.Week.On(time.Tuesday), Reason: assist.OnHold, At: runAt}}
	f.Live = []assist.WeekPlan{f.Plan}
	text, seen := paper.Text(WeeklyUnit(f, "平城区")), map[string]int{}
	names := map[string]string{liDibao: "李", wangBlind: "王", zhengHeld: "郑", chenBack: "陈"}
	for _, line := range strings.Split(text, "\n") {
		for _, licence := range regexp.MustCompile(`\b140\d{9}\b`).FindAllString(line, -1) {
			seen[licence]++
			if name := names[licence]; name == "" || !strings.Contains(line, name) {
				t.Errorf("%s stands without its name: %s", licence, line)
			}
		}
	}
	if seen[liDibao] < 3 || seen[wangBlind] < 2 || seen[zhengHeld] == 0 || seen[chenBack] == 0 {
		t.Errorf("not all places speak: %v\n%s", seen, text)
	}
}
