package report

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/results"
	"bangfu/internal/sheet/sheettest"
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
	for l := range f.Plan.Lines.All() {
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
	s := Summing{Facts: f, Summary: results.Summarise(f, day("2026-01-01"), f.Today), Span: "2026年度", Ends: day("2026-12-31")}
	if text := paper.Text(SummaryDocument(s)); !strings.Contains(text, "第49周供货已定稿，到2026年11月26日还没有到订货日的2户、帮扶加量8条，计入下一次统计。") {
		t.Error(text)
	}
	f.Plan.State = assist.PlanDraft
	s.Facts = f
	if text := paper.Text(SummaryDocument(s)); strings.Contains(text, "已定稿、到") {
		t.Errorf("a draft is told as frozen:\n%s", text)
	}
}

// Of fewer than five households no mean is told, in no report, and no table and no
// chart made of them: it would be the sales of a single shop. The workbook has them.
func TestAFewShopsAreNoStatistic(t *testing.T) {
	for n, told := range map[int]bool{0: false, 1: false, 4: false, 5: true} {
		f := someFacts()
		sum := results.Summarise(f, day("2026-01-01"), f.Today)
		month := func(cartons int) []assist.MonthPair {
			return []assist.MonthPair{{Own: assist.MonthSales{Month: 1, Customers: n, Cartons: cartons * n, Margin: 100_00}}}
		}
		sum.Total.Effect = assist.Effect{Customers: n, Before: month(12), After: month(0)}
		sum.Total.Usage.OnFile = 8
		f.FollowUp = &sum
		annual, weekly := paper.Text(SummaryDocument(Summing{Facts: f, Summary: sum, Span: "2026年度", Ends: day("2026-12-31")})), paper.Text(WeeklyCity(f))
		for _, text := range []string{annual, weekly} {
			if strings.Contains(text, "0.0条（-100.0%）") != told {
				t.Errorf("%d households: told %v\n%s", n, !told, text)
			}
		}
		if strings.Contains(annual, "帮扶成效（户月均）") != told || strings.Contains(annual, "户均月销量") != told {
			t.Errorf("%d households: the table or the chart stands: %v\n%s", n, !told, annual)
		}
		if want := "只有" + count(n) + "户，不足5户，不比较销量和毛利。"; strings.Contains(annual, want) != (n > 0 && !told) {
			t.Errorf("%d households: %s\n%s", n, want, annual)
		}
	}
}

// In the printed table a unit with fewer than five households has no means; the
// workbook has them.
func TestAUnitOfAFewHasNoMeans(t *testing.T) {
	f := someFacts()
	sum := results.Summarise(f, day("2026-01-01"), f.Today)
	month := func(n, cartons int) []assist.MonthPair {
		return []assist.MonthPair{{Own: assist.MonthSales{Month: 1, Customers: n, Cartons: cartons * n, Margin: 100_00}}}
	}
	for i, n := range []int{4, 5, 0} {
		sum.Units[i].Effect = assist.Effect{Customers: n, Before: month(n, 12), After: month(n, 18)}
	}
	sum.Total.Effect = assist.Effect{Customers: 9, Before: month(9, 12), After: month(9, 18)}
	s := Summing{Facts: f, Summary: sum, Span: "2026年度", Ends: day("2026-12-31")}
	text := paper.Text(SummaryDocument(s))
	for _, want := range []string{"| 平城区 | 4 | — | — | —", "| 云州区 | 5 | 12.00 | 18.00 | +50.0%", "= 合计 | 9 | 12.00 | 18.00", "可比户数不足 5 户的县区不单列均数，计入合计。"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
	if book := sheettest.Dump(SummaryBook(s)); !strings.Contains(book, "平城区 | 4 | 12.00 | 18.00") {
		t.Error(book)
	}
}

// Who came and who left are summed up apart; problems carried over add up.
func TestSumsThatMeanSomething(t *testing.T) {
	f := someFacts()
	sum := results.Summarise(f, day("2026-01-01"), f.Today)
	sum.Total.Why, sum.Total.WhyLeft = []assist.Counted{{Text: "低保", N: 19}, {Text: "残疾", N: 1}}, []assist.Counted{{Text: "到期未复核", N: 16}}
	sum.Total.Visiting.Carried, sum.Total.Visiting.Raised, sum.Total.Visiting.Solved, sum.Total.Visiting.Open = 16, 33, 23, 23
	sum.Total.Visiting.Brought, sum.Total.Visiting.Taken = 1, 4
	text := paper.Text(SummaryDocument(Summing{Facts: f, Summary: sum, Span: "2026年度", Ends: day("2026-12-31")}))
	for _, want := range []string{"= 合计 | 新增20户次、退出16户次", "走访反映的问题：期初未解决16件、随客户转入（迁入或重新备案）1件、本期提出33件、已解决23件、随客户转出（迁出或退出）4件、期末处理中23件。"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
}

// On paper the visits of the units stand beside one another, and the problems they found in a
// table of their own; the workbook has all columns on one sheet.
func TestProblemsHaveATable(t *testing.T) {
	f := someFacts()
	sum := results.Summarise(f, day("2026-01-01"), f.Today)
	for _, v := range []*assist.Visiting{&sum.Total.Visiting, &sum.Units[0].Visiting} {
		v.Carried, v.Brought, v.Raised, v.Solved, v.Taken, v.Open, v.Customers = 5, 1, 3, 2, 4, 3, 7
	}
	s := Summing{Facts: f, Summary: sum, Span: "2026年度", Ends: day("2026-12-31")}
	text := paper.Text(SummaryDocument(s))
	for _, want := range []string{"覆盖率 | 走访次数 | 经营指导 | 定期走访 | 节日慰问 | 即时服务 | 网络服务\n", "　走访反映的问题\n| 县区 | 期初未解决 | 转入问题 | 提出问题 | 已解决 | 转出问题 | 处理中\n", "= 合计 | 5 | 1 | 3 | 2 | 4 | 3\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s\n%s", want, text)
		}
	}
	if book := sheettest.Dump(SummaryBook(s)); !strings.Contains(book, "网络服务 | 期初未解决 | 转入问题 | 提出问题 | 已解决 | 转出问题 | 处理中") {
		t.Error(book)
	}
	s.Unit = sum.Units[0].Unit
	if text := paper.Text(SummaryDocument(s)); strings.Contains(text, "　走访反映的问题") || !strings.Contains(text, "走访反映的问题：期初未解决5件、随客户转入（迁入或重新备案）1件、本期提出3件") {
		t.Error(text)
	}
	s.Unit, sum.Total.Visiting.Brought, sum.Total.Visiting.Taken = "", 0, 0
	s.Summary = sum
	if text := paper.Text(SummaryDocument(s)); !strings.Contains(text, "| 县区 | 期初未解决 | 提出问题 | 已解决 | 处理中\n") {
		t.Error(text)
	}
}
