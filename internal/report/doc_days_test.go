package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// oneCustomer is a city of one unit with one customer, whose term ends on a day.
func oneCustomer(end assist.Date) assist.Facts {
	f := noFacts()
	f.Terms = someTerms()
	f.Roster.Fold(joinedBy(filing("0001", person("平城区", liDibao, "李样", assist.Dibao, place("HZ-140213-20251216-001", 5)), "2025-12-16", end.String()), "低保"))
	return f
}

// lapsed is the same city after the customer's term has ended.
func lapsed(end assist.Date) assist.Facts {
	f := oneCustomer(end)
	f.Roster.Fold(assist.Change{Day: end + 1, Kind: assist.Left, Licence: liDibao, Unit: "平城区", Reason: assist.ReasonLapsed, By: assist.ByCalendar})
	return f
}

// waits are rows of 申请表 that have waited for so many days.
func waits(code string, turn assist.Turn, days ...int) []assist.JudgedApplication {
	var list []assist.JudgedApplication
	for i, n := range days {
		p := place("HZ-140213-20260601-001", 5+i)
		a := person("平城区", fmt.Sprintf("1402131002%02d", i), "陈样", assist.Temporary, p)
		row := judged(a, assist.Held, finding(code, p, "G", a.Licence, turn))
		row.Verdict.Since = today - assist.Date(n)
		list = append(list, row)
	}
	return list
}

// The first and the last day on which each sentence of 周报 that counts by days is said.
// The run is of 2026-11-26; 60 days later is 2027-01-25.
func TestWeeklyFirstAndLastDays(t *testing.T) {
	held := func(code string, turn assist.Turn, days ...int) assist.Facts {
		f := oneCustomer(day("2027-06-30"))
		f.Rows = assist.ApplicationRows{}.With(waits(code, turn, days...)...)
		return f
	}
	supplied := func(asked, given int) assist.Facts {
		f := oneCustomer(day("2027-06-30"))
		f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanFinal, Cutoff: cutoff, Balance: []assist.Balance{{Barcode: yunyan, Name: "云烟", BestSelling: true, Pool: 50, Asked: asked, Given: given}}}
		return f
	}
	for _, c := range []struct {
		title  string
		facts  assist.Facts
		words  string // stand once in the text, or not at all
		spoken bool
	}{
		{"a term that ends on the sixtieth day", oneCustomer(day("2027-01-25")), "即将到期1户（60日内，至2027年1月25日），最早1月25日到期", true},
		{"a term that ends a day later", oneCustomer(day("2027-01-26")), "即将到期", false},
		{"lapsed 90 days ago", lapsed(today - 90), "已到期退出的1户，到期后90天内", true},
		{"lapsed 91 days ago", lapsed(today - 91), "已到期退出", false},
		{"waits for the city for 14 days", held("Q307", assist.TurnCity, 14), "等市局答复超过14天", false},
		{"waits for the city for 15 days, another longer", held("Q307", assist.TurnCity, 20, 15), "等市局答复超过14天的2户，最早自2026年11月6日起", true},
		{"30 days before 180 are over", held("Q504", assist.TurnCounty, 150), "最早的待核现等县区答复，满180天（2026年12月26日）仍未答复的退回", true},
		{"31 days before 180 are over", held("Q504", assist.TurnCounty, 149), "最早的待核", false},
		{"one carton too few", supplied(11, 10), "货源不足1个规格，共少1条", true},
		{"just enough", supplied(10, 10), "货源不足", false},
	} {
		text := paper.Text(WeeklyCity(c.facts))
		if said := strings.Count(text, c.words); said > 1 || (said == 1) != c.spoken {
			t.Errorf("%s: said %d times: %s\n%s", c.title, said, c.words, text)
		}
	}
}

// The sheet of those whose term ends soon begins and ends on the same days, and says
// of each how long it still runs.
func TestDueSheetFirstAndLastDays(t *testing.T) {
	for _, c := range []struct {
		end    assist.Date
		lapsed bool
		want   string // "" for no line
	}{
		{day("2027-01-25"), false, "还有 60 天到期，请报复核"},
		{day("2027-01-26"), false, ""},
		{today, false, "今天到期，请立即报复核"},
		{today - 90, true, "2026-11-26 前报复核可恢复"},
		{today - 91, true, ""},
	} {
		f := oneCustomer(c.end)
		if c.lapsed {
			f = lapsed(c.end)
		}
		for _, p := range UnitTodo(f, "平城区", renewalForm, wishForm).Pages {
			if p.Name != "60日内到期" {
				continue
			}
			text := sheettest.Dump(sheet.Book{Pages: []sheet.Page{p}})
			if strings.Contains(text, liDibao) != (c.want != "") || !strings.Contains(text, c.want) {
				t.Errorf("a term that ends on %s: want %q\n%s", c.end, c.want, text)
			}
		}
	}
}

// A week is compared with the one before as soon as something was entered before its
// Monday, and no sooner.
func TestBegunBefore(t *testing.T) {
	f := noFacts()
	for when, want := range map[string]bool{"2026-11-22 23:59": true, "2026-11-23 00:00": false} {
		f.Files = []assist.Taken{{Receipt: "HZ-140213-1", At: at(when)}}
		if begunBefore(f) != want {
			t.Errorf("a file of %s: begun before %v", when, !want)
		}
	}
}

// Of more products than a chart holds it shows those most asked for, most first.
func TestTheMostWantedProductsAreShown(t *testing.T) {
	f := oneCustomer(day("2027-06-30"))
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanFinal, Cutoff: cutoff}
	for i := range 9 {
		f.Plan.Balance = append(f.Plan.Balance, assist.Balance{Barcode: fmt.Sprint(6901028000000 + i), Name: fmt.Sprintf("样烟%d号", i), BestSelling: true, Pool: 90, Asked: 10 * (i + 1), Given: 1})
	}
	var shown []string
	for _, b := range WeeklyCity(f).Blocks {
		if c, ok := b.(paper.PairBars); ok {
			for _, bar := range c.Bars {
				shown = append(shown, bar.Label)
			}
		}
	}
	if got := strings.Join(shown, " "); got != "样烟8号 样烟7号 样烟6号 样烟5号 样烟4号 样烟3号" {
		t.Errorf("shown: %s", got)
	}
}

// A licence is near its end on the sixtieth day before, and still good on its last.
func TestLicencesFirstAndLastDays(t *testing.T) {
	for end, want := range map[assist.Date]string{
		today + 61: "",
		today + 60: "即将到期 还有 60 天到期，请优先办理延续。",
		today:      "即将到期 今天到期，请立即办理延续。",
		today - 1:  "已到期 许可证已过有效期，不供货；请办理延续。",
	} {
		f := oneCustomer(day("2027-06-30"))
		f.Register = assist.Register{Receipt: "HZ-SJ-1", Day: today, Licences: assist.RegisterRows{liDibao: assist.RegisterRow{Licence: liDibao, Status: "有效", End: end}.Keep()}}
		got := ""
		for _, row := range Licensing(f).Pages[0].Blocks[0].Rows {
			got += row[4].Text + " " + row[8].Text
		}
		if got != want {
			t.Errorf("a licence good until %s: %q, want %q", end, got, want)
		}
	}
}

// A register is old when more than 30 days have passed since its own.
func TestRegisterGrowsOld(t *testing.T) {
	for age, old := range map[assist.Date]bool{30: false, 31: true} {
		f := oneCustomer(day("2027-06-30"))
		f.Register = assist.Register{Receipt: "HZ-SJ-1", Day: today - age}
		if got := strings.Contains(sheettest.Dump(Roll(f)), "未更新"); got != old {
			t.Errorf("a register %d days old is said to be old: %v", age, got)
		}
	}
}

// A returned row of 走访台账 is settled by a whole sheet of the same 填报日期 or a
// later one, and not by one of an earlier.
func TestAWholeSheetSettlesReturnedRows(t *testing.T) {
	for sent, open := range map[assist.Date]bool{today - 1: true, today: false, today + 1: false} {
		f := oneCustomer(day("2027-06-30"))
		for i, reported := range []assist.Date{today, sent} {
			f.Files = append(f.Files, assist.Taken{Receipt: fmt.Sprint("HZ-140213-", i), Unit: "平城区", Kind: assist.KindVisits, Seen: runAt, At: runAt.Add(time.Duration(i) * time.Hour), Reported: reported, Tables: []assist.Table{{Form: assist.VisitForm, Sheet: "走访台账"}}})
		}
		p := assist.Place{Receipt: "HZ-140213-0", Sheet: "走访台账", Row: 5}
		f.Others = assist.OtherRows{}.With(assist.Judged{Place: p, Form: assist.VisitForm, Unit: "平城区", Licence: sunMoved, Outcome: assist.Returned, Findings: []assist.Finding{finding("V203", p, "A", sunMoved, assist.TurnCounty)}})
		if got := strings.Contains(sheettest.Dump(UnitTodo(f, "平城区", renewalForm, wishForm)), "“去年”不是日期"); got != open {
			t.Errorf("after a sheet of %s: the row is open %v", sent, got)
		}
	}
}
