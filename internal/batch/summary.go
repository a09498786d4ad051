package batch

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
	"bangfu/internal/report"
	"bangfu/internal/results"
	"bangfu/internal/sheet"
)

var periodForm = regexp.MustCompile(`^(\d{4})(?:Q([1-4]))?$`)

// parsePeriod reads 2026 or 2026Q4: its first and last day.
func parsePeriod(text string) (from, to assist.Date, err error) {
	m := periodForm.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, Mend("--period “"+text+"”写法不对", "应写成 2026（年度）或 2026Q4（季度）", nil)
	}
	year, _ := strconv.Atoi(m[1])
	first, months := time.January, 12
	if m[2] != "" {
		q, _ := strconv.Atoi(m[2])
		first, months = time.Month(3*q-2), 3
	}
	from = assist.Day(year, first, 1)
	return from, from.AddMonths(months) - 1, nil
}

// Summary writes the 帮扶工作总结报告 of a period (五.7): city and each unit, as PDF
// and as a workbook to be completed by hand. It follows from the ledger alone.
func (s *Site) Summary(ctx context.Context, period string, at time.Time) ([]string, error) {
	from, to, err := parsePeriod(period)
	if err != nil {
		return nil, err
	}
	h, err := fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, err
	}
	if h.seq == 0 {
		return nil, Mend("台账里还没有任何记录", "请先运行 bangfu run", nil)
	}
	terms, err := s.archivedTerms(ctx, h.run.Terms)
	if err != nil {
		return nil, err
	}
	f, err := s.summaryFacts(ctx, h, terms, from, to)
	if err != nil {
		return nil, err
	}
	outs, err := s.cook(ctx, s.summaryRecipes(f, period, from, to))
	if err != nil {
		return nil, err
	}
	paths, faults, err := s.publish(outs)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%s", faults[0])
	}
	return paths, err
}

// summaryFacts are the facts of the last run, with the sales and the frozen
// plans the whole period needs.
func (s *Site) summaryFacts(ctx context.Context, h *history, t assist.Terms, from, to assist.Date) (assist.Facts, error) {
	f, err := s.facts(ctx, h, ofLedger(s.Ledger), t)
	if err != nil {
		return f, err
	}
	back := assist.Month(t.Limit(assist.ResultMonths, to).Int() + t.Limit(assist.MarginWindow, to).Int())
	if f.Histories, err = histories(s.Ledger.Sales(ctx, h.seq, from.Month()-back, 0, h.customers())); err != nil {
		return f, err
	}
	f.Plans = nil
	for _, w := range h.frozenWeeks(assist.WeekOf(from), assist.WeekOf(to)) {
		p, err := frozenPlan(ctx, ofLedger(s.Ledger), h.frozen[w])
		if err != nil {
			return f, err
		}
		f.Plans = append(f.Plans, p)
	}
	return f, nil
}

// summaryRecipes are the reports of a period: the city's, then each unit's.
func (s *Site) summaryRecipes(f assist.Facts, period string, from, to assist.Date) []recipe {
	sum := results.Summarise(f, from, min(to, f.Today)) // what is not over yet ends with the last run
	var list []recipe
	for _, unit := range append([]string{""}, unitNames(f.Terms)...) {
		r := report.Summing{Facts: f, Summary: sum, Period: period, Unit: unit}
		list = append(list,
			s.document(s.Place.Summary(orCity(unit), period), func() paper.Doc { return report.SummaryDocument(r) }),
			book(s.Place.SummaryXLSX(orCity(unit), period), func() sheet.Book { return report.SummaryBook(r) }))
	}
	return list
}
