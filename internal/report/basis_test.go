package report

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/results"
)

// 供货表 names the plan it was dealt from, with the limits of its freeze.
func TestSupplyNamesItsBasis(t *testing.T) {
	f := someFacts()
	f.Plan.Source = &assist.SupplyPlan{Week: f.Plan.Week, Receipt: "HZ-SJ-20261123-003"}
	then := f.Terms
	then.Limits = append(slices.Clone(f.Terms.Limits), assist.Limit{Name: "单规格加量上限", From: day("2026-11-28"), Value: 6_0000})
	f.PlanTerms = &then
	want := "依据：货源计划 HZ-SJ-20261123-003；每户最多 8 个规格，每个规格最多加 6 条。"
	for _, p := range Supply(f, false).Pages {
		if !p.Bare && !slices.Contains(p.Notes, want) {
			t.Errorf("%s does not say %s: %v", p.Name, want, p.Notes)
		}
	}
}

// A week that is frozen and not yet delivered is told apart from none.
func TestSummaryTellsWhatIsAhead(t *testing.T) {
	f := someFacts()
	f.Plan.State = assist.PlanFinal
	extra, customers := 0, map[string]bool{}
	for _, l := range f.Plan.Lines {
		if l.Day <= f.Today {
			t.Fatalf("a line of the coming week lies on %s", l.Day)
		}
		if extra += l.Extra; l.Extra > 0 {
			customers[l.Licence] = true
		}
	}
	if extra != 8 || len(customers) != 2 {
		t.Fatalf("the fixture deals %d cartons to %d households", extra, len(customers))
	}
	s := Summing{Facts: f, Summary: results.Summarise(f, day("2026-01-01"), f.Today), Span: "2026 年度"}
	if text := paper.Text(SummaryDocument(s)); !strings.Contains(text, "另有1周已定稿、到2026年11月26日还没有到订货日：2户、帮扶加量8条，计入下一次统计。") {
		t.Error(text)
	}
	f.Plan.State = assist.PlanDraft
	s.Facts = f
	if text := paper.Text(SummaryDocument(s)); strings.Contains(text, "另有") {
		t.Errorf("a draft is told as frozen:\n%s", text)
	}
}
