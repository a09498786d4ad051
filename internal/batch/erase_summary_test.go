package batch

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/xlsx/read"
)

// figures are the figures of a 总结, a unit a line; but for the classes and reasons,
// which go with the person.
func (t *town) figures(path string) (lines []string) {
	t.Helper()
	for _, of := range []struct {
		sheet   string
		columns []string
	}{
		{"在册变化", []string{"期初在册", "新增", "退出", "期末在册", "期内帮扶"}},
		{"货源支持", []string{"受益户数", "规格数", "帮扶加量(条)", "按批发价(元)", "已有销售的投放(条)", "其中订购(条)", "利用率"}},
		{"走访与服务", []string{"应走访", "按期走访", "走访次数"}},
	} {
		rows, total := t.summed(path, of.sheet, of.columns...)
		for _, row := range append(rows, total) {
			line := of.sheet
			for _, c := range of.columns {
				line += " " + c + row[c]
			}
			lines = append(lines, line)
		}
	}
	made, _, _ := strings.Cut(string(t.core(path)), "</dcterms:created>")
	return append(lines, made[strings.LastIndex(made, ">")+1:])
}

// core is the part of a workbook that holds its properties.
func (t *town) core(path string) []byte {
	t.Helper()
	for part := range read.Raw(t.content(path)) {
		if bytes.Contains(part, []byte("<cp:coreProperties")) {
			return part
		}
	}
	return nil
}

// TestErasureChangesNoFigureOfAPastReport: 总结 that were made before more was
// known are made again as they were, each of what the ledger held on its day; of
// the one who is erased the words alone go. Once more, and they stay.
func TestErasureChangesNoFigureOfAPastReport(t *testing.T) {
	t.Parallel()
	b, one, two, three := quarter(t)
	visit := cells{"走访人": "示例经理", "服务类型": "定期走访", "问题状态": "无"}
	b.send("云冈区", "2026-09-25", assist.VisitForm, visit.with("许可证号", three["许可证号"], "走访日期", "2026-08-20"))
	b.send("云冈区", "2026-09-25", assist.ApplicationForm, three.on("2026-09-22").with("业务类型", "退出", "退出原因", "歇业转让"))
	b.run("2026-09-28 09:00")
	report := func(period, at string) {
		t.Helper()
		_, _, err := b.Summary(context.Background(), period, b.at(at))
		b.must(err)
	}
	report("2026Q3", "2026-09-28 10:00")
	more := func(day string) { // of the quarter, known after it
		b.send("平城区", day, assist.VisitForm, visit.with("许可证号", one["许可证号"], "走访日期", "2026-09-02"), visit.with("许可证号", two["许可证号"], "走访日期", "2026-09-03"))
		b.send("平城区", day, assist.SalesForm, b.bought(one, "2026-07-15", 0, 4), b.bought(two, "2026-07-15", 1, 30))
		b.run(day + " 09:00")
	}
	more("2026-10-12")
	report("2026", "2026-10-12 10:00")
	b.send("平城区", "2026-11-02", assist.ApplicationForm, two.on("2026-11-02").with("业务类型", "退出", "退出原因", "歇业转让"))
	b.run("2026-11-02 09:00")

	before := map[string][]string{}
	for _, unit := range []string{assist.City, "平城区", "云冈区"} {
		for _, period := range []string{"2026Q3", "2026"} {
			path := b.Place.SummaryXLSX(unit, period)
			before[path] = b.figures(path)
		}
	}
	for path, want := range map[string][]string{
		b.Place.SummaryXLSX("云冈区", "2026Q3"): {"走访与服务 应走访0 按期走访0 走访次数1", "2026-09-28T01:00:00Z"},
		b.Place.SummaryXLSX("平城区", "2026Q3"): {"走访与服务 应走访2 按期走访0 走访次数0", "2026-09-28T01:00:00Z"},
		b.Place.SummaryXLSX("平城区", "2026"):   {"走访与服务 应走访2 按期走访0 走访次数2", "2026-10-12T01:00:00Z"},
	} {
		if got := before[path]; differ(got[len(got)-2:], want) != "" {
			t.Errorf("%s before: %v", b.Place.Rel(path), got)
		}
	}
	printed := map[string][]byte{}
	for path := range before {
		pdf := strings.TrimSuffix(path, ".xlsx") + ".pdf"
		printed[pdf] = b.content(pdf)
	}
	for _, gone := range []struct {
		who cells
		at  string
	}{{three, "2026-11-09 09:00"}, {two, "2026-11-10 09:00"}} {
		_, err := b.Erase(context.Background(), gone.who["许可证号"], "本人要求", "clerk", b.at(gone.at))
		b.must(err)
		for path, old := range before {
			if d := differ(b.figures(path), old); d != "" {
				t.Errorf("%s after %s: %s", b.Place.Rel(path), gone.at, d)
			}
			if bytes.Contains([]byte(b.words(b.content(path))), []byte(gone.who["经营者姓名"])) {
				t.Errorf("%s still names who was erased", b.Place.Rel(path))
			}
			if made := b.made(strings.TrimSuffix(path, ".xlsx") + ".pdf"); made != old[len(old)-1] {
				t.Errorf("%s: the printed report was made %s", b.Place.Rel(path), made)
			}
		}
	}
	for path, old := range printed { // the class of who is erased is told no more, as in the workbook
		if bytes.Equal(b.content(path), old) {
			t.Errorf("%s was not made again", b.Place.Rel(path))
		}
	}
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v %v", wrong, err)
	}
}

// made is when a PDF says it was made, in UTC.
func (t *town) made(path string) string {
	t.Helper()
	_, rest, _ := strings.Cut(string(t.content(path)), "/CreationDate (D:")
	at, err := time.ParseInLocation("20060102150405", rest[:min(14, len(rest))], assist.Zone)
	t.must(err)
	return at.UTC().Format(time.RFC3339)
}
