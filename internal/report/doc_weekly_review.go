package report

import (
	"fmt"
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
	if n := len(w.older); n > 0 {
		older = fmt.Sprintf("另有往期仍在等待的%d户。", n)
	}
	outcomes := "。"
	if w.sum.Applications > 0 {
		outcomes = fmt.Sprintf("，其中备案%s、待核%s、退回%s、不符合%s。",
			w.figure(func(t assist.Tally) int { return t.Filed }).told("户"), w.figure(func(t assist.Tally) int { return t.Held }).told("户"),
			w.figure(func(t assist.Tally) int { return t.Returned }).told("户"), w.figure(func(t assist.Tally) int { return t.Ineligible }).told("户"))
	}
	w.say("%s本周审核申请%s%s%s", w.reporting(), w.figure(func(t assist.Tally) int { return t.Applications }).told("户"), outcomes, older)
	if w.unit == "" {
		w.reasonTable()
	}
}

// reporting says who reported this week and how many sent files last week.
func (w *weekly) reporting() string {
	if w.unit != "" {
		return w.ownReporting()
	}
	by := map[assist.ReportState]int{}
	for _, u := range w.units {
		by[u.Report.State]++
	}
	came := figure{by[assist.Reported] + by[assist.Late], w.cameLastWeek(), w.begun}
	return fmt.Sprintf("本周应报送单位%d个，已报送%s：按时%d个、迟报%d个；未报%d个。", len(w.units), came.told("个"), by[assist.Reported], by[assist.Late], by[assist.Silent])
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
	return "本周尚未报送，报送截止" + hourProse(r.Deadline) + "。"
}

// cameLastWeek is how many of the units sent a file last week that was not
// refused as a whole.
func (w *weekly) cameLastWeek() int {
	came := map[string]bool{}
	for _, t := range w.Files {
		if _, known := w.Terms.Unit(t.Unit); known && !t.Refused && assist.WeekOf(assist.DateOf(t.Seen)) == w.Period.Add(-1) {
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
		t.Rows = append(t.Rows, append(append([]string{c.code, reasonOf(c.code)}, strs(c.held, c.returned, c.ineligible)...), c.whoActs()))
	}
	t.Notes = []string{"注：含往期仍在等待的申请；一户有几个原因的，各计一次。"}
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
		seen := map[string]bool{}
		for _, x := range row.Verdict.Findings {
			if !openFinding(x) || seen[x.Code] {
				continue
			}
			seen[x.Code] = true
			i, known := at[x.Code]
			if !known {
				i = len(list)
				at[x.Code] = i
				list = append(list, reasonCount{code: x.Code, turn: x.Turn})
			}
			list[i].add(row.Verdict.Outcome)
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

// waitingAll is the rows that are not filed, this week's first.
func (w *weekly) waitingAll() []assist.JudgedApplication {
	return append(w.fresh[:len(w.fresh):len(w.fresh)], w.older...)
}
