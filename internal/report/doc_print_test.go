package report

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// printedFacts are someFacts with what only a form shows: a narrative, a
// certificate, two telephones and approvals.
func printedFacts() assist.Facts {
	f := someFacts()
	for i := range f.Rows.Opened() {
		a := f.Rows.Opened()[i].Application
		if a.Licence != wangBlind {
			continue
		}
		a.DisabledNo, a.DisabledBy, a.Relation, a.DibaoNo = "14022119700101001243", "王某某", "配偶", "低字第20260017号"
		a.Phone, a.DibaoEnd = "13935200001/0352-2041234", day("2027-06-30")
		a.Story = "经营者电话13935200001，身份证140221197001010012，因病致困。"
		a.Approvals = [3]assist.Approval{{Opinion: "同意", Name: "甲样", Day: day("2026-11-20")}, {Opinion: "同意", Name: "乙样", Day: day("2026-11-21")}, {Opinion: "同意", Name: "丙样", Day: day("2026-11-23")}}
		f.Rows.Opened()[i].Verdict.Clause, f.Rows.Opened()[i].Verdict.Grounds = "三.2", "卷烟年毛利 18000.00 元 ≥ 家庭年收入 20000.00 元的 60%"
	}
	return f
}

// rowOf is the last row of a licence.
func rowOf(f assist.Facts, licence string) assist.JudgedApplication {
	var found assist.JudgedApplication
	for _, row := range f.Rows.Opened() {
		if row.Licence == licence && row.Verdict.Standing == assist.Fresh {
			found = row
		}
	}
	return found
}

var faces = sync.OnceValues(func() (face.Set, error) { return face.Load("", "") })

// laid sets a document.
func laid(t testing.TB, d paper.Doc) paper.Pages {
	t.Helper()
	set, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := paper.Lay(d, set)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func TestDocuments(t *testing.T) {
	f := printedFacts()
	for _, c := range []struct {
		name  string
		doc   paper.Doc
		pages int // at most
	}{
		{"打印_备案名单", RollDocument(f), 1},
		{"打印_供货明细", SupplyDocument(f, ""), 2},
		{"打印_供货明细_平城区", SupplyDocument(f, "平城区"), 1},
		{"打印_回执_HZ-140213-20261125-001", ReceiptDocument(ReplyOf(f, f.Files[4])), 2},
		{"打印_回执_HZ-140213-20261125-002", ReceiptDocument(ReplyOf(f, f.Files[5])), 1},
		{"打印_告知单", SlipDocument(f, wangBlind), 1},
		{"打印_申请表", FormDocument(f, rowOf(f, wangBlind), false), 1},
		{"打印_申请表_全", FormDocument(f, rowOf(f, wangBlind), true), 1},
		{"打印_申请表_未备案", FormDocument(f, rowOf(f, zhengHeld), false), 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden(t, c.name, paper.Text(c.doc))
			if n := len(laid(t, c.doc).Pages); n > c.pages {
				t.Errorf("%d pages, at most %d", n, c.pages)
			}
		})
	}
}

// personal are the numbers of the fixture that no masked document may show.
var personal = []string{"140221197001010012", "13935200001", "2041234", "14022119700101001243", "20260017"}

// masked are all masked documents of a run.
func maskedDocuments(f assist.Facts) map[string]paper.Doc {
	docs := map[string]paper.Doc{"周报": WeeklyCity(f), "名单": RollDocument(f), "供货": SupplyDocument(f, "")}
	for _, u := range f.Terms.Units {
		docs["周报 "+u.Name], docs["供货 "+u.Name] = WeeklyUnit(f, u.Name), SupplyDocument(f, u.Name)
	}
	for licence := range peopleOf(f).roster.Filings {
		docs["告知单 "+licence] = SlipDocument(f, licence)
	}
	for _, taken := range f.Files {
		docs["回执 "+taken.Receipt] = ReceiptDocument(ReplyOf(f, taken))
	}
	for i, row := range f.Rows.Opened() {
		docs[fmt.Sprint("申请表 ", i)] = FormDocument(f, row, false)
	}
	return docs
}

func TestDocumentsHidePersonalNumbers(t *testing.T) {
	f := printedFacts()
	// personal numbers also stand where people type them by mistake
	for i := range f.Rows.Opened() {
		row := &f.Rows.Opened()[i]
		row.Application.Shop += "电话13935200001"
		row.Application.Address += " 13935200001"
		for j := range row.Verdict.Findings {
			x := &row.Verdict.Findings[j]
			x.Value, x.Message = "140221197001010012", x.Message+"：残疾人证14022119700101001243，电话13935200001"
		}
	}
	for licence := range f.Roster.Filings {
		x := f.Roster.Of(licence)
		x.Application = copyOf(x.Application)
		x.Application.Shop += "电话13935200001"
		x.Application.Address += " 13935200001"
		f.Roster.Filings[licence] = &x
	}
	// a misspelt number is one too
	misspelt := "1402211970010"
	for i := range f.Rows.Opened() {
		row := &f.Rows.Opened()[i]
		if row.Licence == chenBack {
			row.Application.ID = ""
			row.Application.Cells = typedCells(map[column.Header]assist.Cell{"身份证号": {Addr: "F5", Text: misspelt}})
			row.Verdict.Findings[0].Value, row.Verdict.Findings[0].Message = misspelt, "身份证号“"+misspelt+"”只有 13 位"
		}
	}
	f.Files[4].Name = "张三140221197001010012.xlsx"
	for name, d := range maskedDocuments(f) {
		text := paper.Text(d) + d.Subject
		for _, n := range append([]string{misspelt}, personal...) {
			if i := strings.Index(text, n); i >= 0 {
				t.Errorf("%s shows %s: %s", name, n, text[max(0, i-60):i+20])
			}
		}
	}
	full := paper.Text(FormDocument(f, rowOf(f, wangBlind), true))
	for _, n := range personal {
		if !strings.Contains(full, n) {
			t.Errorf("the full form does not show %s", n)
		}
	}
}

func TestDocumentPropertiesNameNobody(t *testing.T) {
	f := printedFacts()
	for name, d := range maskedDocuments(f) {
		for _, who := range []string{"王样", "李样", "副食店", ".xlsx", "140221197001010012"} {
			if strings.Contains(d.Title+d.Author+d.Subject+d.Foot, who) {
				t.Errorf("%s: properties name %s", name, who)
			}
		}
		if d.Created.IsZero() || d.Author == "" {
			t.Errorf("%s: no date or no author", name)
		}
	}
}

// tablesOf are the tables of a document, those that are kept on one page too.
func tablesOf(d paper.Doc) []paper.Table {
	var list []paper.Table
	for _, b := range d.Blocks {
		if kept, is := b.(paper.KeepTogether); is {
			list = append(list, tablesOf(paper.Doc{Blocks: kept.Blocks})...)
		}
		if t, is := b.(paper.Table); is {
			list = append(list, t)
		}
	}
	return list
}

// The control totals of the printed supply are recounted from the plan's lines.
func TestSupplyDocumentRecount(t *testing.T) {
	f := printedFacts()
	for _, unit := range []string{"", "平城区", "云州区", "开发区"} {
		extra, lines, served, products := 0, 0, map[string]bool{}, map[string]bool{}
		for l := range f.Plan.Lines.All() {
			if unit != "" && l.Unit != unit {
				continue
			}
			lines++
			extra += l.Extra
			if l.Extra > 0 {
				served[l.Licence], products[l.Barcode] = true, true
			}
		}
		want := fmt.Sprintf("控制总数：帮扶加量 %d 条，受益 %d 户，%d 个规格，供货明细 %d 行；", extra, len(served), len(products), lines)
		text := paper.Text(SupplyDocument(f, unit))
		if !strings.Contains(text, want) {
			t.Errorf("%s: not found: %s", unit, want)
		}
		rows, sum := 0, 0
		for _, x := range tablesOf(SupplyDocument(f, unit)) {
			if len(x.Columns) == 13 {
				rows += x.Len()
				sum += columnSum([][]string{x.Total}, 10)
			}
		}
		unserved := 0
		for _, u := range f.Plan.Unserved {
			if unit == "" || u.Unit == unit {
				unserved++
				if !strings.Contains(text, "| "+u.Licence+" | ") {
					t.Errorf("%s: %s got nothing and is not named", unit, u.Licence)
				}
			}
		}
		if want := fmt.Sprintf("在册未供货 %d 户", unserved); !strings.Contains(text, want) {
			t.Errorf("%s: not found: %s", unit, want)
		}
		if rows != lines || sum != extra {
			t.Errorf("%s: %d rows with %d cartons printed, want %d with %d", unit, rows, sum, lines, extra)
		}
	}
}

// crowded is a receipt with many findings, each as long as wanted.
func crowded(findings, long int) Reply {
	f := printedFacts()
	r := ReplyOf(f, f.Files[4])
	for i := range findings {
		x := finding("V203", place(r.Receipt, 20+i), "AB", "", assist.TurnCounty)
		x.Message, x.Fix = strings.Repeat("这个日期写得不对，", long), strings.Repeat("改成这样的日期，", long)
		x.Value = strings.Repeat("值", long)
		r.Taken.Findings = append(r.Taken.Findings, x)
	}
	for i := range findings / 10 {
		r.Unchecked = append(r.Unchecked, assist.Unchecked{Code: "V106", Why: fmt.Sprint("缺少第", i, "项数据：", strings.Repeat("说明", long*3))})
		r.Taken.Counts = append(r.Taken.Counts, assist.SheetCount{Sheet: fmt.Sprint("申请表", i), Read: 1, Filed: 1})
	}
	return r
}

func TestReceiptDocumentFitsTwoPages(t *testing.T) {
	for _, n := range []int{0, 1, 9, 25, 60, 500} {
		for _, long := range []int{1, 4, 12} {
			r := crowded(n, long)
			d := ReceiptDocument(r)
			if p := len(laid(t, d).Pages); p > 2 {
				t.Errorf("%d findings %d long: %d pages", n, long, p)
			}
			table := d.Blocks[len(d.Blocks)-1].(paper.Table)
			listed, note := listedFindings(d)
			all := len(r.findings())
			if listed.findings < all && listed.rows < 4 {
				t.Errorf("%d findings %d long: only %d lines", n, long, listed.rows)
			}
			if together := strings.HasPrefix(note, fmt.Sprintf("问题共%d条，列不下的，同一规则的合在一行", all)); together != (listed.rows < all) {
				t.Errorf("%d findings, %d lines: %v", all, listed.rows, table.Notes)
			}
		}
	}
}

func TestDocumentsOfExtremes(t *testing.T) {
	none := assist.Facts{At: runAt, Today: today, Period: week("2026-W48"), Week: week("2026-W49"), Plan: assist.WeekPlan{State: assist.PlanMissing, Cutoff: cutoff}}
	long := printedFacts()
	for i := range long.Rows.Opened() {
		a := long.Rows.Opened()[i].Application
		a.Shop, a.Story = strings.Repeat("长名商店", 15), strings.Repeat("家中遭遇困难需要帮扶", 30)
	}
	one := printedFacts()
	one.Terms.Units = one.Terms.Units[:1]
	one.Roster = foldAll(joinedBy(filing("0001", person("平城区", liDibao, "李样", assist.Dibao, place("HZ-140213-20251216-001", 5)), "2025-12-16", "2026-12-16"), "低保"))
	unplanned := printedFacts()
	unplanned.Plan = assist.WeekPlan{State: assist.PlanMissing, Cutoff: cutoff}
	for name, f := range map[string]assist.Facts{"none": none, "long": long, "one": one, "unplanned": unplanned} {
		for title, d := range maskedDocuments(f) {
			pages := laid(t, d)
			if len(pages.Pages) == 0 || len(pages.Missing) > 0 {
				t.Errorf("%s %s: %d pages, missing %v", name, title, len(pages.Pages), pages.Missing)
			}
			if strings.HasPrefix(title, "申请表") && len(pages.Pages) > 2 {
				t.Errorf("%s %s: %d pages", name, title, len(pages.Pages))
			}
		}
	}
	if text := paper.Text(SupplyDocument(unplanned, "")); !strings.Contains(text, "还没有第49周的货源计划：请货源处在2026年11月26日18:00前把《货源计划》") {
		t.Errorf("a missing plan is not told:\n%s", text)
	}
	if text := paper.Text(RollDocument(none)); !strings.Contains(text, "（目前无人在册）") {
		t.Errorf("an empty roll is not told:\n%s", text)
	}
}

func TestErasedPersonOnPaper(t *testing.T) {
	f := printedFacts()
	a := assist.JudgedApplication{Application: &assist.Application{Row: assist.Row{Place: place("HZ-140213-20251216-001", 7), Unit: "平城区"}, Licence: wuErased, Hardship: assist.Dibao, Income: -1, Margin: -1}}
	text := paper.Text(FormDocument(f, a, true))
	for _, want := range []string{"经营者姓名：已清除", "身份证号：已清除", "大烟弱备〔2025〕0006号", "已退出（2026-11-26）"} {
		if !strings.Contains(text, want) {
			t.Errorf("not found: %s\n%s", want, text)
		}
	}
}

// BenchmarkDocuments makes and sets the largest documents: a roll of 3,000 and
// the supply of 6,000 lines.
func BenchmarkDocuments(b *testing.B) {
	f := printedFacts()
	f.Roster = assist.NewRoster()
	for i := range 3000 {
		licence := fmt.Sprintf("1402131%05d", i)
		f.Roster.Fold(joinedBy(filing(fmt.Sprintf("%04d", i), person("平城区", licence, "李样", assist.Dibao, place("HZ-140213-20251216-001", 5+i)), "2025-12-16", "2026-12-16"), "低保"))
		for range 2 {
			l := f.Plan.Lines[0]
			l.Licence = licence
			f.Plan.Lines = append(f.Plan.Lines, l)
		}
	}
	for name, make := range map[string]func() paper.Doc{"roll": func() paper.Doc { return RollDocument(f) }, "supply": func() paper.Doc { return SupplyDocument(f, "") }} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(len(laid(b, make()).Pages)), "pages")
			}
		})
	}
}
