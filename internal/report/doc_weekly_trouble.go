package report

import (
	"fmt"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// mostOpen is how many waiting rows a report names.
const mostOpen = 20

// troubles is 五、存在问题: who did not report, what waits and for whom, and what
// is missing or old.
func (w *weekly) troubles() {
	w.head("五、存在问题")
	var lines []string
	add := func(s string) {
		if s != "" {
			lines = append(lines, s)
		}
	}
	add(w.silentWords())
	for _, s := range w.refusedFiles("") {
		add(strings.TrimPrefix(s, "另有 "))
	}
	add(w.openWords())
	add(w.shortWords())
	if w.Plan.State == assist.PlanMissing {
		add("缺" + w.Week.String() + "货源计划，供货方案不能定稿，由市局营销中心提供。")
	}
	for _, s := range append(w.registerNote(), w.standardNote()...) {
		add(s)
	}
	for _, s := range w.Faults {
		add(strings.TrimRight(s, "。") + "。")
	}
	w.list(lines, "本周没有发现需要处理的问题。")
	w.silentTable()
	w.openTable()
}

// silentWords names who is late or silent.
func (w *weekly) silentWords() string {
	if w.unit != "" {
		return ""
	}
	var parts []string
	for _, s := range []assist.ReportState{assist.Silent, assist.Late} {
		var names []string
		for _, u := range w.units {
			if u.Report.State == s {
				names = append(names, u.Unit)
			}
		}
		if len(names) > 0 {
			parts = append(parts, fmt.Sprintf("%s%d个：%s", s, len(names), strings.Join(names, "、")))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "；") + "。"
}

// silentTable lists who is late or silent, with the deadline.
func (w *weekly) silentTable() {
	if w.unit != "" {
		return
	}
	t := paper.Table{Columns: columns("县区", "状态", "报送截止", "首次收到")}
	for _, u := range w.units {
		r := u.Report
		if r.State == assist.Reported {
			continue
		}
		state, first := string(r.State), dash
		if r.State == assist.Silent && !r.Past {
			state += "（未到截止）"
		}
		if !r.First.IsZero() {
			first = clock(r.First)
		}
		t.Rows = append(t.Rows, []string{u.Unit, state, clock(r.Deadline), first})
	}
	if len(t.Rows) > 0 {
		w.table("未报与迟报单位", "", t)
	}
}

// openRows are the rows somebody still has to act on, longest waiting first.
func (w *weekly) openRows() []assist.JudgedApplication {
	list := only(w.waitingAll(), func(r assist.JudgedApplication) bool { return r.Verdict.Outcome != assist.Ineligible })
	sort.SliceStable(list, func(i, j int) bool { return list[i].Verdict.Since < list[j].Verdict.Since })
	return list
}

// turnOf is who acts next on a row; a row whose sheet was refused is the county's.
func turnOf(row assist.JudgedApplication) assist.Turn {
	if row.Verdict.Outcome == assist.Returned {
		return assist.TurnCounty
	}
	return waitsFor(row.Verdict)
}

// openWords counts what waits, by whose turn it is.
func (w *weekly) openWords() string {
	list := w.openRows()
	if len(list) == 0 {
		return ""
	}
	turns := map[assist.Turn]int{}
	returned := 0
	for _, r := range list {
		turns[turnOf(r)]++
		if r.Verdict.Outcome == assist.Returned {
			returned++
		}
	}
	return fmt.Sprintf("未办结的申请%d户，其中退回%d户、待核%d户；等待县区处理%d户，等待市局处理%d户。", len(list), returned, len(list)-returned,
		turns[assist.TurnCounty], turns[assist.TurnCity]+turns[assist.TurnOperator])
}

// openTable lists the rows that wait, by licence.
func (w *weekly) openTable() {
	list := w.openRows()
	if len(list) == 0 {
		return
	}
	t := paper.Table{Columns: columns("县区", "许可证号", "结果", "规则", "由谁处理", "自何时")}
	if w.unit != "" {
		t.Columns = t.Columns[1:]
	}
	t.Columns[len(t.Columns)-3].Weight, t.Columns[len(t.Columns)-3].Align = 1, paper.Left
	for _, r := range list[:min(len(list), mostOpen)] {
		row := []string{r.Unit, rowName(r), string(r.Verdict.Outcome), codesOf(r), string(turnOf(r)), r.Verdict.Since.String()}
		t.Rows = append(t.Rows, row[len(row)-len(t.Columns):])
	}
	if n := len(list) - mostOpen; n > 0 {
		t.Notes = []string{fmt.Sprintf("注：按等待时间先后列前%d户，其余%d户见%s。", mostOpen, n, w.fullList())}
	}
	w.table("未办结的申请", "", t)
}

// fullList is the workbook that names all that wait.
func (w *weekly) fullList() string {
	if w.unit == "" {
		return "备案汇总表“退回与待核”"
	}
	return "在册与待办表“待办”"
}

// rowName names a row without personal data: its licence, else its place. What
// was typed in place of a licence may be anything.
func rowName(r assist.JudgedApplication) string {
	if len(r.Licence) == 12 {
		return r.Licence
	}
	return fmt.Sprintf("%s 第%d行", r.Receipt, r.Place.Row)
}

// shortWords names the products of which there was too little.
func (w *weekly) shortWords() string {
	var parts []string
	for _, b := range w.offered() {
		if b.Given < b.Asked {
			parts = append(parts, fmt.Sprintf("%s少%d条", b.Name, b.Asked-b.Given))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("货源不足的规格%d个：%s。", len(parts), strings.Join(parts, "、"))
}
