package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// The 总结报告 tells which units did not report, in which weeks, and what they never sent; to a
// unit its own; and nothing of who always did.
func TestSummaryTellsWhoDidNotReport(t *testing.T) {
	f := someFacts()
	weeks := func(names ...string) (list []assist.Week) {
		for _, n := range names {
			list = append(list, week(n))
		}
		return list
	}
	f.Reporting = []assist.Reporting{
		{Unit: "平城区", Due: 47, Silent: weeks("2026-W03", "2026-W09", "2026-W10", "2026-W11"), Late: weeks("2026-W20"), Lacking: []assist.Form{assist.VisitForm}},
		{Unit: "云州区", Due: 47},
		{Unit: "开发区", Due: 47, Late: weeks("2026-W05", "2026-W06"), Lacking: []assist.Form{assist.SalesForm}}, // nobody was helped there: it has no sales
	}
	for unit, want := range map[string]string{
		"":    "每周报送：未报的单位1个、共4周次，迟报的单位2个、共3周次，有的表期内没有报过的单位1个，见表4。",
		"平城区": "每周报送：应报47周，未报4周（第3、9至11周），迟报1周（第20周），期内没有报过走访台账。",
		"云州区": "",
		"开发区": "每周报送：应报47周，迟报2周（第5至6周）。",
	} {
		text := paper.Text(SummaryDocument(summing(f, unit)))
		if want == "" && strings.Contains(text, "每周报送") || !strings.Contains(text, want) {
			t.Errorf("%q lacks %s in\n%s", unit, want, text)
		}
		table := strings.Contains(text, "| 平城区 | 47 | 4 | 1 | 第3、9至11周 | 第20周 | 走访台账") && strings.Contains(text, "| 开发区 | 47 | 0 | 2 |") && !strings.Contains(text, "| 云州区 | 47")
		if table != (unit == "") {
			t.Errorf("%q: the table is there: %v\n%s", unit, table, text)
		}
	}
	if text := paper.Text(SummaryDocument(summing(someFacts(), ""))); strings.Contains(text, "报送情况") {
		t.Error("a period in which all reported speaks of it")
	}
}
