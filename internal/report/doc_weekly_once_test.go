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

// busyFacts are those of a week in which everything that a report tells of happens, each
// thing in a number of its own.
func busyFacts() assist.Facts {
	f := someFacts()
	f.Plan.State, f.At = assist.PlanDraft, cutoff.Add(-time.Hour)
	f.Register.Day = day("2026-11-16")
	for i := range 37 {
		f.Signals = append(f.Signals, assist.Signal{Code: "A105", Unit: "平城区", Licence: fmt.Sprintf("1402131005%02d", i)})
	}
	for i := range 51 {
		measure := "许可证有效期止"
		if i > 22 {
			measure = "帮扶截止日"
		}
		f.Signals = append(f.Signals, assist.Signal{Code: "A107", Unit: "平城区", Licence: fmt.Sprintf("1402131006%02d", i), Measure: measure})
	}
	f.FollowUp = &assist.Summary{Total: assist.Followed{Visiting: assist.Visiting{Customers: 90, Covered: 53, Overdue: 37, NotDue: 29, Suspended: 2}}}
	doubtful := assist.Doubt{Receipt: "HZ-SJ-20261125-002", Kind: assist.RegisterDoubt, What: "比上次少 44 户", Since: today}
	for i := range 43 {
		doubtful.Licences = append(doubtful.Licences, fmt.Sprintf("1402131007%02d", i))
	}
	f.Doubts = []assist.Doubt{doubtful}
	f.Faults = []assist.Fault{{Text: "许可证状态（回执 HZ-SJ-20261125-002）有疑：比上次少 44 户；涉及在册共 43 户（平城区 40 户、云州区 3 户）"}}
	for i := range 31 {
		row := person("云州区", fmt.Sprintf("1402151008%02d", i), "冯样", assist.Temporary, place("HZ-140215-20261105-001", 30+i))
		held := judged(row, assist.Held, finding("Q307", row.Place, "W", row.Licence, assist.TurnCity))
		held.Verdict.Since = day("2026-11-05")
		f.Rows = f.Rows.With(held)
	}
	return f
}

// proseOf is the running text of a report: without tables, figures and titles.
func proseOf(d paper.Doc) string {
	var list []string
	for _, b := range d.Blocks {
		if p, ok := b.(paper.Paragraph); ok {
			list = append(list, p.Text)
		}
	}
	return strings.Join(list, "\n")
}

// In the running text each fact is told once: how many at the head, of whom below.
func TestAFactIsToldOnce(t *testing.T) {
	f := busyFacts()
	for _, c := range []struct {
		unit, what, number string
	}{
		{"", "overdue visits", "37"}, {"平城区", "overdue visits", "37"},
		{"", "customers of a doubt", "43"},
		{"", "waiting for the city for long", "31"},
		{"", "terms in the signals", "28"}, {"", "not due for a visit", "29"},
	} {
		text := proseOf(WeeklyCity(f))
		if c.unit != "" {
			text = proseOf(WeeklyUnit(f, c.unit))
		}
		if n := len(regexp.MustCompile(`(^|[^0-9])`+c.number+`[户条]`).FindAllString(text, -1)); n != 1 {
			t.Errorf("%s: %s (%s) are told %d times\n%s", c.unit, c.what, c.number, n, text)
		}
	}
	for what, most := range map[string]int{"未报": 1, "有疑": 2, "走访超期|超期未走访": 3, "待核的在核实说明": 1, "月26日18:00": 1, "没有货源计划|缺第49周货源计划": 0} {
		for _, d := range []paper.Doc{WeeklyCity(f), WeeklyUnit(f, "平城区")} {
			if n := len(regexp.MustCompile(what).FindAllString(proseOf(d), -1)); n > most {
				t.Errorf("%s: %s stands %d times\n%s", d.Title, what, n, proseOf(d))
			}
		}
	}
}

// A silent unit reads its deadline in one place, whether it has passed or not.
func TestADeadlineIsToldOnce(t *testing.T) {
	for _, past := range []bool{false, true} {
		f := someFacts()
		for i := range f.Reports {
			if r := &f.Reports[i]; r.Unit == "开发区" {
				r.Past = past
				if !past {
					r.Deadline = at("2026-11-26 17:00")
				}
			}
		}
		text := proseOf(WeeklyUnit(f, "开发区"))
		want := map[bool]string{true: "报送截止11月25日18:00，已过截止", false: "下次报送截止：2026年11月26日（周四17:00）。"}[past]
		if !strings.Contains(text, want) || strings.Count(text, "11月25日")+strings.Count(text, "11月26日（周四")+strings.Count(text, "17:00") != map[bool]int{true: 1, false: 2}[past] {
			t.Errorf("past %v: no %s, or more than once\n%s", past, want, text)
		}
	}
}

// What ends soon is told with what it is: a licence, a certificate or a term.
func TestWhatEndsIsNamed(t *testing.T) {
	text := paper.Text(WeeklyCity(busyFacts()))
	for _, want := range []string{"A107 临近到期51条（许可证23条、帮扶期28条）", "除走访超期（见五）外，监督信号53条", "| 帮扶期/60日内到期", "帮扶期即将到期1户（60日内"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
}

// The week before the supply week still runs: it is named, and never a past one.
func TestTheWeekBeforeIsNamed(t *testing.T) {
	f := someFacts()
	before := f.Plan
	before.Week = week("2026-W48")
	f.Plans = []assist.WeekPlan{before}
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	text := paper.Text(WeeklyCity(f))
	for _, want := range []string{"尚无供货方案。第48周供货向2户投放帮扶加量8条。", "帮扶加量/第49周 | 帮扶加量/第48周"} {
		if !strings.Contains(text, want) || strings.Contains(text, "上一供货周") {
			t.Errorf("no %s\n%s", want, text)
		}
	}
}

// A chart of products has those that were asked for.
func TestNoBarsOfNothing(t *testing.T) {
	f := someFacts()
	f.Plan.Balance = append(f.Plan.Balance, assist.Balance{Barcode: "6900000000099", Name: "无人申请", BestSelling: true, Pool: 9})
	if text := paper.Text(WeeklyCity(f)); strings.Contains(text, "无人申请") || !strings.Contains(text, "有申请的2个畅销规格申请量与分配量") {
		t.Error(text)
	}
}

// What is made for the operator is told in a paper in the paper's words.
func TestAPaperSpeaksItsOwnTongue(t *testing.T) {
	for text, want := range map[string]string{
		"货源计划2026-W50有疑；截单时间不定稿，到2026-12-06 12:00仍未了结": "货源计划第50周有疑；截止时间不定稿，到2026年12月6日12:00仍未了结",
		"2026-W09 未定稿": "第9周未定稿", "货源计划 2026-W50有疑": "货源计划第50周有疑", "（2026-10-20）": "（2026年10月20日）", "把《货源计划》放入 收件箱/市局": "把《货源计划》放入收件箱/市局", "回执 HZ-140213-20261125-002": "回执 HZ-140213-20261125-002", "2026-13-40": "2026-13-40",
		"参数表“低保标准”A4、A9的县区（云冈区、天镇县）不是县区表里的单位，没有采用，其他行照旧；请在 参数/政策参数.xlsx 里改正": "参数表“低保标准”A4、A9的县区（云冈区、天镇县）不是县区表里的单位，没有采用，其他行照旧；请在参数/政策参数.xlsx里改正",
		"政策参数.xlsx 的 “县区” 表": "政策参数.xlsx 的“县区”表", "C33的值（单规格加量上限，2026-11-02 起）“十条”无法采用，仍按 2013-08-01 起的 10": "C33的值（单规格加量上限，2026年11月2日起）“十条”无法采用，仍按 2013年8月1日起的 10",
	} {
		if got := inPaper(text); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// When nobody has reported, that is said in a word: before the deadline nobody has failed.
func TestNobodyHasReported(t *testing.T) {
	for past, want := range map[bool][]string{
		true:  {"## 二、审核与备案\n本周没有收到申请。", "3个单位都未报（11月25日18:00、11月26日18:00截止），请督促补报。", "| 平城区 | 未报"},
		false: {"本周应报送单位3个，还没有单位报送。", "| 平城区 | 未到期"},
	} {
		f := noFacts()
		f.Terms.Units = someTerms().Units
		for i, u := range f.Terms.Units {
			deadline := at("2026-11-25 18:00")
			if i == 0 {
				deadline = cutoff
			}
			f.Reports = append(f.Reports, assist.UnitReport{Unit: u.Name, State: assist.Silent, Past: past, Deadline: deadline})
		}
		text := paper.Text(WeeklyCity(f))
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("past %v: no %s\n%s", past, w, text)
			}
		}
		if _, troubles, _ := strings.Cut(text, "五、存在问题"); strings.Contains(troubles, "尚未报送") {
			t.Errorf("past %v: who may still report is a trouble\n%s", past, text)
		}
	}
}

// A unit is told whose licence or certificate ends, and when; its table of terms stands
// right below what is said of them.
func TestAUnitIsToldWhatEnds(t *testing.T) {
	f := someFacts()
	f.Signals = []assist.Signal{
		{Code: "A107", Unit: "平城区", Licence: liDibao, Measure: "许可证有效期止", Span: "2027-01-29"}, {Code: "A107", Unit: "平城区", Licence: wangBlind, Measure: "低保证有效期止", Span: "2026-12-05"},
		{Code: "A107", Unit: "平城区", Licence: liDibao, Measure: "帮扶截止日", Span: "2026-12-16"},
	}
	text := paper.Text(WeeklyUnit(f, "平城区"))
	if want := "许可证临近到期或已到期的：李样（" + liDibao + "，2027年1月29日）；低保证临近到期或已到期的：王样（" + wangBlind + "，2026年12月5日）；请提醒客户办理延续或换证。"; !strings.Contains(text, want) || !strings.Contains(text, "A107 临近到期3条（见六）") {
		t.Errorf("no %s\n%s", want, text)
	}
	_, next, _ := strings.Cut(text, "六、下一步工作")
	lines := strings.Split(next, "\n")
	for i, line := range lines {
		if strings.Contains(line, "帮扶期即将到期") && !strings.Contains(lines[i+1], "即将到期的客户") {
			t.Errorf("the table does not follow:\n%s", next)
		}
	}
}

// A title that would break within a word breaks after the unit's name, and is one line
// in the document's properties.
func TestALongNameTakesItsLine(t *testing.T) {
	f := someFacts()
	f.Terms.Units[2].Name = "莫力达瓦达斡尔族自治旗"
	for _, d := range []paper.Doc{WeeklyUnit(f, "莫力达瓦达斡尔族自治旗"), SummaryDocument(summing(f, "莫力达瓦达斡尔族自治旗"))} {
		if text := d.Blocks[0].(paper.Title).Text; !strings.HasPrefix(text, "莫力达瓦达斡尔族自治旗\n") || strings.Contains(d.Title, "\n") {
			t.Errorf("%q, %q", text, d.Title)
		}
	}
	if text := WeeklyUnit(f, "平城区").Blocks[0].(paper.Title).Text; strings.Contains(text, "\n") {
		t.Error(text)
	}
}

// The summary tells once how many were overdue and where, in the part on troubles, and
// what went wrong with the supply.
func TestTheSummaryTellsTroublesOnce(t *testing.T) {
	f := someFacts()
	for i, w := range []string{"2026-W44", "2026-W46", "2026-W47"} {
		p := f.Plan
		p.Week, p.State, p.Frozen = week(w), assist.PlanFinal, cutoff
		if i == 1 {
			p.Removed = []assist.Removal{{Move: assist.Withdrawn, Unit: "平城区", Licence: liDibao, Barcode: yunyan, Cartons: 2, Day: p.Week.On(time.Tuesday), Reason: assist.OnHold, At: runAt}}
		}
		f.Plans = append(f.Plans, p)
	}
	s := summing(f, "")
	s.Summary.Total.Visiting = assist.Visiting{Customers: 90, Covered: 53, Overdue: 37, Visits: 60, Visited: 53, Services: []int{0, 40, 30, 0, 0}}
	s.Summary.Units[0].Visiting.Overdue, s.Summary.Units[1].Visiting.Overdue = 30, 7
	text := proseOf(SummaryDocument(s))
	for _, want := range []string{"应走访90户，其中按期走访53户（58.9%），其余超期（见四）", "期末超期未走访37户：平城区（30户）、云州区（7户）。",
		"服务内容：定期走访40次、节日慰问30次（一次走访可有几项）。", "有1周没有定稿供货方案，没有帮扶供货：第45周。", "定稿后撤销1户次、2条，已从投放中扣除。"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("no %s\n%s", want, text)
		}
	}
	if strings.Count(text, "37户") != 1 || strings.Contains(text, "退出原因") {
		t.Error(text)
	}
}

// The signals of a period are of two kinds: what happened in it, and how things stand at
// its end. The report tells how many of each, and names to a unit who is overdue.
func TestSummaryTellsItsSignalsApart(t *testing.T) {
	s := summing(someFacts(), "平城区")
	unit := &s.Summary.Units[0]
	unit.Signals = []assist.SignalCount{{Code: "A101", Raised: 3, Answered: 1}, {Code: "A105", Raised: 1}, {Code: "A107", Raised: 4}}
	unit.Visiting.Overdue = 1
	for i := range s.Summary.Customers {
		s.Summary.Customers[i].Visiting.Overdue = 0
		if s.Summary.Customers[i].Licence == wangBlind {
			s.Summary.Customers[i].Visiting.Overdue = 1
		}
	}
	text := paper.Text(SummaryDocument(s))
	for _, want := range []string{"监督信号8条（期末的情况5条，期内发生的3条），已答复1条", "A105、A107是期末的情况，其他是期内发生的。", "期末超期未走访1户：王样（" + wangBlind + "）。"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
	unit.Signals = unit.Signals[1:]
	if text := paper.Text(SummaryDocument(s)); !strings.Contains(text, "监督信号5条（都是期末的情况），尚未答复") || strings.Contains(text, "期内发生的") {
		t.Error(text)
	}
	unit.Signals = []assist.SignalCount{{Code: "A101", Raised: 3, Answered: 1}}
	if text := paper.Text(SummaryDocument(s)); strings.Contains(text, "期末的情况") {
		t.Error(text)
	}
}
