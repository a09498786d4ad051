package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/results"
	"bangfu/internal/sheet/sheettest"
)

// A week with order days on both sides of a period's edge counts for both periods, which
// both say; a week that was supplied on one side alone, or to another unit, does not.
func TestAWeekOverTheEdgeOfAPeriod(t *testing.T) {
	const tail = "跨期，期内期外都有供货：相邻两期的供货周数都计入，条数按订货日分别计入，不重复。"
	const first, last = "第27周（6月29日至7月5日）", "第40周（9月28日至10月4日）"
	line := func(unit, licence, at string, extra int) assist.SupplyLine {
		return assist.SupplyLine{Week: assist.WeekOf(day(at)), Unit: unit, Licence: licence, Barcode: yunyan, Day: day(at), Extra: extra}
	}
	const wide, narrow = "平城区", "云州区"
	for name, c := range map[string]struct {
		lines      []assist.SupplyLine
		unit       string
		from, ends string
		today      string
		want       string
	}{
		"both edges": {[]assist.SupplyLine{line(wide, wangBlind, "2026-06-30", 1), line(wide, wangBlind, "2026-07-02", 1), line(wide, wangBlind, "2026-09-30", 1), line(wide, wangBlind, "2026-10-02", 1)},
			"", "2026-07-01", "2026-09-30", "2026-11-26", first + "、" + last + tail},
		"the quarter before": {[]assist.SupplyLine{line(wide, wangBlind, "2026-06-30", 1), line(wide, wangBlind, "2026-07-02", 1)},
			"", "2026-04-01", "2026-06-30", "2026-11-26", first + tail},
		"of one unit":        {[]assist.SupplyLine{line(wide, wangBlind, "2026-06-30", 1), line(wide, wangBlind, "2026-07-02", 1)}, wide, "2026-07-01", "2026-09-30", "2026-11-26", first + tail},
		"of two, the city":   {[]assist.SupplyLine{line(narrow, zhaoFire, "2026-06-30", 1), line(wide, wangBlind, "2026-07-02", 1)}, "", "2026-07-01", "2026-09-30", "2026-11-26", first + tail},
		"of two, one":        {[]assist.SupplyLine{line(narrow, zhaoFire, "2026-06-30", 1), line(wide, wangBlind, "2026-07-02", 1)}, wide, "2026-07-01", "2026-09-30", "2026-11-26", ""},
		"nothing before":     {[]assist.SupplyLine{line(wide, wangBlind, "2026-06-30", 0), line(wide, wangBlind, "2026-07-02", 1)}, "", "2026-07-01", "2026-09-30", "2026-11-26", ""},
		"nothing within":     {[]assist.SupplyLine{line(wide, wangBlind, "2026-06-30", 1), line(wide, wangBlind, "2026-07-08", 1)}, "", "2026-07-01", "2026-09-30", "2026-11-26", ""},
		"a period under way": {[]assist.SupplyLine{line(wide, wangBlind, "2026-08-11", 1), line(wide, wangBlind, "2026-08-14", 1)}, "", "2026-07-01", "2026-09-30", "2026-08-12", ""},
	} {
		f := someFacts()
		f.Today, f.Plan, f.Plans = day(c.today), assist.WeekPlan{}, nil
		for _, l := range c.lines {
			if n := len(f.Plans); n == 0 || f.Plans[n-1].Week != l.Week {
				f.Plans = append(f.Plans, assist.WeekPlan{Week: l.Week, State: assist.PlanFinal})
			}
			p := &f.Plans[len(f.Plans)-1]
			p.Lines = append(p.Lines, l.Keep())
		}
		ends := day(c.ends)
		s := Summing{Facts: f, Unit: c.unit, Summary: results.Summarise(f, day(c.from), min(ends, f.Today)), Span: "2026年第3季度", Ends: ends}
		for kind, text := range map[string]string{"paper": paper.Text(SummaryDocument(s)), "workbook": sheettest.Dump(SummaryBook(s))} {
			if c.want == "" && strings.Contains(text, "跨期") || !strings.Contains(text, c.want) {
				t.Errorf("%s, %s: no %q in\n%s", name, kind, c.want, text)
			}
		}
	}
}
