package report

import (
	"fmt"
	"slices"
	"sort"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// mostReasons is how many rules the table of reasons names.
const mostReasons = 6

// reviewed is 二、审核与备案: what came in and what became of it.
func (w *weekly) reviewed() {
	w.head("二、审核与备案")
	older := ""
	if n := w.filedLate(); n > 0 {
		older = fmt.Sprintf("往期的申请本周转为备案%d户。", n)
	}
	applied := w.figure(func(t assist.Tally) int { return t.Applications })
	outcomes := w.withFigures("户", []string{"备案", "待核", "退回", "不符合"}, []figure{
		w.figure(func(t assist.Tally) int { return t.Filed }), w.figure(func(t assist.Tally) int { return t.Held }),
		w.figure(func(t assist.Tally) int { return t.Returned }), w.figure(func(t assist.Tally) int { return t.Ineligible })})
	switch {
	case applied.nothing():
		w.say("%s本周没有收到申请。%s", w.reporting(), older)
	case applied.now == 0:
		w.say("%s本周没有收到申请（上周%d户）。%s", w.reporting(), applied.before, older)
	default:
		w.say("%s本周审核申请%s，其中%s。%s", w.reporting(), w.inWords(applied, "户"), outcomes, older)
	}
	if w.unit == "" {
		w.reasonTable()
	}
}

// filedLate is how many customers this week's runs have filed by an application of an
// earlier week, which had waited: they are among 新增 and not among the week's 备案.
func (w *weekly) filedLate() int {
	earlier := map[string]bool{}
	for r := range w.RowsIn("") {
		earlier[r.Receipt] = true
	}
	for t := range w.WeekFiles() {
		delete(earlier, t.Receipt)
	}
	late := map[string]bool{}
	for _, c := range w.roster.Changes {
		if assist.WeekOf(c.Day) == w.Period && earlier[c.Source.Receipt] && (w.unit == "" || c.Unit == w.unit) {
			late[c.Unit+c.Licence] = true
		}
	}
	return len(late)
}

// reporting says how many reported this week and how many sent files last week; who
// is silent or late stands at the head and in 五.
func (w *weekly) reporting() string {
	if w.unit != "" {
		return w.ownReporting()
	}
	if len(w.units) == 0 {
		return "没有应报送的单位。"
	}
	by := map[assist.ReportState]int{}
	for _, u := range w.units {
		by[u.Report.State]++
	}
	came := figure{by[assist.Reported] + by[assist.Late], w.cameLastWeek(), w.begun}
	switch open := slices.ContainsFunc(w.units, func(u assist.Tally) bool { return !u.Report.Past }); {
	case came.nothing() && !open: // the report begins with it
		return ""
	case came.nothing():
		return fmt.Sprintf("本周应报送单位%d个，还没有单位报送。", len(w.units))
	}
	text := fmt.Sprintf("本周应报送单位%d个，已报送%s", len(w.units), w.inWords(came, "个"))
	if how := inOrder("个", quantity{"按时", by[assist.Reported]}, quantity{"迟报", by[assist.Late]}); how != "" {
		text += "：" + how
	}
	return text + "。"
}

func (w *weekly) ownReporting() string {
	r := oneOf(w.units).Report
	switch {
	case r.State == assist.Reported:
		return "本周按时报送，首次收到" + hourProse(r.First) + "。"
	case r.State == assist.Late:
		return fmt.Sprintf("本周迟报：报送截止%s，首次收到%s。", hourProse(r.Deadline), hourProse(r.First))
	case r.Deadline.IsZero():
		return "本周未报送。"
	case r.Past: // said at the head of the report
		return ""
	}
	return "本周尚未报送，还没有到报送截止（见六）。"
}

// cameLastWeek is how many of the units sent a file last week that was not
// refused as a whole, nor left as it was handed out.
func (w *weekly) cameLastWeek() int {
	came := map[string]bool{}
	for _, t := range w.Files {
		if _, known := w.Terms.Unit(t.Unit); known && !t.Refused && !t.Unfilled() && assist.WeekOf(assist.DateOf(t.Seen)) == w.Period.Add(-1) {
			came[t.Unit] = true
		}
	}
	return len(came)
}

// reasonTable counts the rules that keep rows from being filed.
func (w *weekly) reasonTable() {
	list := w.reasonCounts()
	if len(list) == 0 {
		return
	}
	t := paper.Table{Columns: columns("规则", "原因", "待核", "退回", "不符合", "由谁处理")}
	t.Columns[1].Weight, t.Columns[1].Align = 1, paper.Left
	figuresFrom(&t, 2)
	t.Columns[5].Align = paper.Center
	for _, c := range list[:min(len(list), mostReasons)] {
		t.Rows = append(t.Rows, append(append([]string{c.code, reasonOf(c.code)}, wholeTexts(c.held, c.returned, c.ineligible)...), c.whoActs()))
	}
	t.Notes = []string{"注：含往期仍在等待的申请；一户有几个原因的，各计一次。"}
	if w.openCounts().expired > 0 {
		t.Notes[0] += "待市局确认而过了期限的，由县区重新申请。"
	}
	if n := len(list) - mostReasons; n > 0 {
		t.Notes[0] += fmt.Sprintf("另有%d个原因，见备案汇总表“退回与待核”。", n)
	}
	w.table("待核、退回与不符合的原因", "户", t)
}

// reasonCounts is the rules by how many rows they keep, most first.
func (w *weekly) reasonCounts() []reasonCount {
	at := map[string]int{}
	var list []reasonCount
	for _, row := range w.waitingAll() {
		for code, turn := range reasonsFor(row.Verdict) {
			i, known := at[code]
			if !known {
				i = len(list)
				at[code] = i
				list = append(list, reasonCount{code: code})
			}
			list[i].add(row.Verdict.Outcome, turn)
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := list[i].rows(), list[j].rows(); a != b {
			return a > b
		}
		return list[i].code < list[j].code
	})
	return list
}

// reasonsFor are the rules that keep a row from being filed, also that which refuses its
// sheet or file, and who acts next on each; of somebody erased by what was counted then.
func reasonsFor(v assist.Judged) map[string]assist.Turn {
	codes := map[string]assist.Turn{}
	for _, x := range v.Told() {
		if _, seen := codes[x.Code]; !seen && x.Keeps() {
			codes[x.Code] = x.Turn
		}
	}
	for _, code := range v.Codes {
		if x := (assist.Finding{Code: code, Level: assist.Level(code[:1])}); x.Keeps() {
			codes[code] = x.Rule().Turn
		}
	}
	if v.Refused != "" {
		codes[v.Refused] = assist.TurnCounty
	}
	return codes
}

// waitingAll is the rows that are not filed, this week's first.
func (w *weekly) waitingAll() []assist.JudgedApplication {
	return append(w.fresh[:len(w.fresh):len(w.fresh)], w.older...)
}
