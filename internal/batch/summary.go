package batch

import (
	"context"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/audit"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/paper"
	"bangfu/internal/report"
	"bangfu/internal/results"
	"bangfu/internal/sheet"
)

// Summary writes the 帮扶工作总结报告 of a period (五.7): city and each unit, as PDF
// and as a workbook to be completed by hand. It follows from the ledger alone.
func (s *Site) Summary(ctx context.Context, period string, at time.Time) (paths, faults []string, err error) {
	span, ok := results.ParsePeriod(period)
	if !ok {
		return nil, nil, notice.Misspelt(period)
	}
	h, err := s.Reader().Fold(ctx)
	if err == nil && span.From < h.RememberedFrom() {
		h, err = history.FoldWhole(s.Ledger.Entries(ctx, 0))
	}
	if err != nil {
		return nil, nil, err
	}
	if h.Seq() == 0 {
		return nil, nil, notice.NothingEntered()
	}
	began, ended := assist.DateOf(h.Began()), assist.DateOf(h.RunAt())
	if span.To < began || ended < span.From {
		return nil, nil, notice.OutsideLedger(period, began, ended)
	}
	terms, err := s.termsIn(ctx, h)
	if err != nil {
		return nil, nil, err
	}
	return s.publishSummary(ctx, h, terms, span, anyUnit)
}

// summaryAgain writes those of the 总结 of a period that are wanted as they were
// when the ledger ended with an entry.
func (s *Site) summaryAgain(ctx context.Context, span results.Period, upto int64, wanted func(path string) bool) (faults []string, err error) {
	h, err := history.FoldWhole(s.Ledger.Entries(ctx, upto))
	if err != nil {
		return nil, err
	}
	then, terms, err := s.siteAsItWas(ctx, h)
	if err != nil {
		return nil, err
	}
	_, faults, err = then.publishSummary(ctx, h, terms, span, wanted)
	return faults, err
}

// publishSummary publishes those of the 总结 of a period that are wanted.
func (s *Site) publishSummary(ctx context.Context, h *history.History, t assist.Terms, span results.Period, wanted func(path string) bool) (paths, faults []string, err error) {
	f, sum, err := s.summaryFacts(ctx, h, t, span)
	if err != nil {
		return nil, nil, err
	}
	list := slices.DeleteFunc(s.summaryRecipes(f.Indexed(), sum, span), func(r recipe) bool { return !wanted(r.path) })
	paths, faults, bad, err := s.publish(ctx, list)
	return paths, append(faults, s.toldOf(bad)...), err
}

// summaryFacts are the facts of the last run with what a period needs besides:
// the sales since before anybody's assistance began, its frozen plans and those
// frozen in it for later weeks, and its signals; and the summary of it. What is not over
// yet ends with the last run.
func (s *Site) summaryFacts(ctx context.Context, h *history.History, t assist.Terms, span results.Period) (f assist.Facts, sum assist.Summary, err error) {
	if f, err = s.facts(ctx, h, ofLedger(s.Ledger), t); err != nil {
		return f, sum, err
	}
	first := span.From.Month()
	for _, x := range h.Roster().Filings {
		first = min(first, x.Start.Month())
	}
	first -= assist.Month(t.Limit(assist.ResultMonths, f.Today).Int())
	f.Plans = nil
	for _, w := range h.FrozenFrom(assist.WeekOf(span.From)) {
		b, _ := h.Frozen(w)
		if assist.WeekOf(span.To).Before(w) && assist.DateOf(b.Plan.Frozen) > span.To {
			break
		}
		p, err := frozenPlan(ctx, h, ofLedger(s.Ledger), b)
		if err != nil {
			return f, sum, err
		}
		f.Plans = append(f.Plans, p)
	}
	to := min(span.To, f.Today)
	sold := s.soldSince(ctx, h, ofLedger(s.Ledger), first, f.Roster.At(to), t)
	f.Histories = sold.history
	f.Signals = audit.Between(f, span.From, to)
	f.Reporting = s.Settings.ReportingOf(f, span.From, to, h.Began())
	sum = results.Summarise(f, span.From, to)
	f.Histories = nil
	return f, sum, sold.err
}

// summaryRecipes are the reports of a period: the city's, then each unit's.
func (s *Site) summaryRecipes(f assist.Facts, sum assist.Summary, span results.Period) []recipe {
	var list []recipe
	for _, unit := range append([]string{""}, unitNames(f.Terms)...) {
		r := report.Summing{Facts: f, Summary: sum, Span: span.Title(), Unit: unit, Ends: span.To}
		list = append(list,
			s.document(s.Place.Summary(orCity(unit), span.Text), func() paper.Doc { return report.SummaryDocument(r) }),
			book(s.Place.SummaryXLSX(orCity(unit), span.Text), func() sheet.Book { return report.SummaryBook(r) }))
	}
	return list
}
