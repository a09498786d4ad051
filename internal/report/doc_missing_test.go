package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/results"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// A week without a plan is said once, asks of a unit nothing that the city must do,
// and nobody is to sign it.
func TestNobodySignsAMissingPlan(t *testing.T) {
	f := someFacts()
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	for unit, doc := range map[string]paper.Doc{"": SupplyDocument(f, ""), "平城区": SupplyDocument(f, "平城区")} {
		text := paper.Text(doc)
		if strings.Contains(text, "单位负责人") || strings.Count(text, "还没有第49周的货源计划：") != 1 || strings.Contains(text, "放入") != (unit == "") {
			t.Errorf("%q: %s", unit, text)
		}
	}
	for name, book := range map[string]sheet.Book{"city": Supply(f, false), "unit": UnitSupply(f, "平城区"), "goods": Goods(f, "平城区")} {
		for _, p := range book.Pages {
			if text := sheettest.Dump(sheet.Book{Pages: []sheet.Page{p}}); len(p.Sign) > 0 || !p.Bare && strings.Count(text, "还没有第49周的货源计划：") > 1 || strings.Contains(text, "放入") && name != "city" {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
	if pages := Supply(someFacts(), false).Pages; len(pages[0].Sign) == 0 {
		t.Error("a plan is not to be signed")
	}
}

// That a unit has nobody on the roll is not told as if all were supplied.
func TestAUnitWithoutCustomersIsNotSupplied(t *testing.T) {
	f := someFacts()
	if text := sheettest.Dump(UnitSupply(f, "开发区")); !strings.Contains(text, "没有在册客户，本周不供货") || strings.Contains(text, "全部得到供货") {
		t.Error(text)
	}
	f.Plan.Unserved = nil
	if text := sheettest.Dump(UnitSupply(f, "平城区")); !strings.Contains(text, "在册客户全部得到供货") {
		t.Error(text)
	}
}

// Where a customer asks for more than the limit, the two sums are told apart wherever
// one of them stands; else nothing is said.
func TestTheTwoSumsOfWhatWasAskedAreToldApart(t *testing.T) {
	f := someFacts()
	const words = "申请加量照申请填写"
	texts := func() []string {
		return []string{sheettest.Dump(Supply(f, false)), sheettest.Dump(UnitSupply(f, "平城区")), paper.Text(SupplyDocument(f, "")), paper.Text(SupplyDocument(f, "平城区"))}
	}
	for _, text := range texts() {
		if !strings.Contains(text, words) {
			t.Error(text)
		}
	}
	for i := range f.Plan.Lines {
		f.Plan.Lines[i].Asked = f.Plan.Lines[i].Demand
	}
	for _, text := range texts() {
		if strings.Contains(text, words) {
			t.Error(text)
		}
	}
}

// Of an empty city no bars are drawn, and the missing register is told once.
func TestAnEmptyCitysRollIsPlain(t *testing.T) {
	f := someFacts()
	if Roll(f).Pages[0].Chart == nil {
		t.Error("the fixture's chart is gone")
	}
	f.Roster, f.Register = assist.NewRoster(), assist.Register{}
	f.Faults = append(f.Faults, assist.Fault{Topic: assist.OfMissing, Form: assist.RegisterForm, Text: "还没有许可证状态登记：请证件处把《许可证状态》放入 收件箱/市局"})
	p := Roll(f).Pages[0]
	if text := sheettest.Dump(sheet.Book{Pages: []sheet.Page{p}}); p.Chart != nil || strings.Count(text, "放入 收件箱/市局") != 1 {
		t.Error(text)
	}
}

// A list that goes on names its unit and order day on each page.
func TestSupplyDocumentGoesOnWithItsHead(t *testing.T) {
	f := town(40, 0)
	for _, table := range tablesOf(SupplyDocument(f, "")) {
		if len(table.Rows) > 0 && table.Columns[0].Header == "序号" {
			if !strings.HasSuffix(table.Onward, "（续）") || !strings.Contains(table.Onward, "　订货日 ") && !strings.Contains(table.Onward, "　在册未供货") {
				t.Errorf("a list goes on without its head: %q", table.Onward)
			}
		}
	}
}

// Bars are drawn where more than one unit has something to compare, and a unit's
// summary says once where its customers are listed, and nothing without any.
func TestOneBarIsNoChart(t *testing.T) {
	f := oneCustomer(day("2027-06-30"))
	if text := paper.Text(WeeklyCity(f)); strings.Contains(text, "各县区在册户数") || Roll(f).Pages[0].Chart != nil {
		t.Error(text)
	}
	if text := paper.Text(WeeklyCity(someFacts())); !strings.Contains(text, "各县区在册户数") {
		t.Error(text)
	}
	for unit, want := range map[string]int{"平城区": 1, "开发区": 0} {
		s := Summing{Facts: someFacts(), Unit: unit, Span: "2026年度", Ends: day("2026-12-31"), Summary: results.Summarise(someFacts(), day("2026-01-01"), today)}
		if text := paper.Text(SummaryDocument(s)); strings.Count(text, "逐户明细") != want {
			t.Errorf("%s: %s", unit, text)
		}
	}
}
