package report

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/results"
	"bangfu/internal/sheet"
)

// codesOnly hold codes: digits that nobody adds up.
var codesOnly = map[sheet.Header]bool{
	"许可证号": true, "卷烟条码": true, "身份证号": true, "联系电话": true, "客户编码": true, "商品编码": true, "填报值": true,
	"卷烟名称":  true,            // its barcode, where the catalogue does not know it
	"许可证前缀": true, "值": true, // of 参数 also the prefixes of a unit
}

// everyBook is every workbook of some facts.
func everyBook(f assist.Facts) []sheet.Book {
	books := []sheet.Book{
		Roll(f), Supply(f, false), Supervision(f), Licensing(f), CityWaiting(f, adjustment, settlement), Removals(f, f.Plan, ""),
		Sightings("平城区", []string{"城区"}, []Seen{{Name: "申请.xlsx", First: runAt, Size: 20480, State: "已收", Receipt: "HZ-140213-20261124-001"}}, runAt),
		SummaryBook(summing(f, "")), SummaryBook(summing(f, "平城区")),
	}
	for _, u := range f.Terms.Units {
		books = append(books, UnitSupply(f, u.Name), Goods(f, u.Name), UnitTodo(f, u.Name, renewalForm, wishForm), Removals(f, f.Plan, u.Name))
	}
	return books
}

// What sorts and adds up is a number or a date; a text looks like neither.
func TestDatesAndNumbersAreNoTexts(t *testing.T) {
	number := regexp.MustCompile(`^-?[\d,]+(\.\d+)?( ?[%元条户天周次行倍]| 字节)?$`)
	day := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}( .*)?$`)
	seen := map[sheet.ValueKind]bool{}
	for _, f := range []assist.Facts{someFacts(), town(7, 5)} {
		for i := range f.Signals {
			f.Signals[i].Value = "38 天"
		}
		for _, b := range everyBook(f) {
			for where, v := range cellsOf(b) {
				seen[v.Kind] = true
				if v.Kind == sheet.Str && (day.MatchString(v.Text) || number.MatchString(v.Text)) {
					t.Errorf("%s %s: the text %q", b.Title, where, v.Text)
				}
			}
		}
	}
	for _, k := range []sheet.ValueKind{sheet.Int, sheet.Money, sheet.Ratio, sheet.Dec, sheet.Day, sheet.Weekday, sheet.Moment} {
		if !seen[k] {
			t.Errorf("no workbook has a value of kind %d", k)
		}
	}
}

// cellsOf are the values of a book's tables, but for the columns of codes, by
// sheet, header and row.
func cellsOf(b sheet.Book) map[string]sheet.Value {
	cells := map[string]sheet.Value{}
	for _, p := range b.Pages {
		for n, k := range p.Blocks {
			for i, row := range append(slices.Collect(k.All()), k.Total) {
				for j, v := range row {
					if !codesOnly[k.Columns[j].Header] {
						cells[fmt.Sprintf("%s %d %s %d", p.Name, n, k.Columns[j].Header, i)] = v
					}
				}
			}
		}
	}
	return cells
}

// Each sheet with rows to look through has one filter, and its list is the only
// table or the first; on 回执 few headlines stand above it, on 汇总 what is to be
// done, and on 变更情况 the sums that the contract puts there.
func TestListsCanBeFiltered(t *testing.T) {
	above := map[string]bool{"回执": true, "汇总": true, "变更情况": true}
	forms := map[string]bool{"复核申请表": true, "帮扶申请表": true, "待确认": true, "总结报告": true} // to be filled in
	for _, b := range everyBook(town(7, 5)) {
		for _, p := range b.Pages {
			filters := 0
			for _, k := range p.Blocks {
				if k.Filter {
					filters++
				}
			}
			if p.Bare || forms[p.Name] {
				continue
			}
			if filters != 1 || !p.Blocks[0].Filter && !above[p.Name] {
				t.Errorf("%s %s: %d filters on %d tables", b.Title, p.Name, filters, len(p.Blocks))
			}
		}
	}
}

// summing is the year of some facts, summed up.
func summing(f assist.Facts, unit string) Summing {
	return Summing{Facts: f, Unit: unit, Summary: results.Summarise(f, day("2026-01-01"), f.Today), Span: "2026年度", Ends: day("2026-12-31")}
}
