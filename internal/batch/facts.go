package batch

import (
	"context"
	"iter"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/audit"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/overview"
	"bangfu/internal/plan"
	"bangfu/internal/results"
	"bangfu/internal/terms"
)

// reading is what facts are read from besides the fold: the ledger, or a run's
// transaction, which sees its own entries.
type reading struct {
	sales  salesReader
	lines  func(ctx context.Context, week assist.Week) iter.Seq2[assist.SupplyLine, error]
	served func(ctx context.Context, before assist.Week, weeks int) (map[ledger.Served]ledger.Share, error)
	known  *sold // what need not be read again
}

func ofLedger(l *ledger.Ledger) reading { return reading{l.Sales, l.PlanLines, l.Served, nil} }

func ofTx(t *ledger.Tx) reading { return reading{t.Sales, t.PlanLines, t.Served, nil} }

// present is what a run reads of the present from, as its transaction has left it.
func (r *pass) present() reading {
	from := ofTx(r.tx)
	from.known = r.sold
	return from
}

// supplyFacts are what the supply of a week, and its documents, are made from but for the
// sales: what is known after the last entry of a history.
func (s *Site) supplyFacts(ctx context.Context, h *history.History, t assist.Terms, w assist.Week) (assist.Facts, error) {
	today := assist.DateOf(h.RunAt())
	f := assist.Facts{
		At: h.RunAt(), Today: today, Period: assist.WeekOf(today), Week: w, Program: h.Run().Program,
		Terms: t, TermsFiles: h.TermsFiles(), Adjustments: h.Adjustments(), Files: h.Files(), Rows: assist.Packed(h.Rows()), Others: assist.Packed(h.Others()),
		Roster: h.Roster(), Visits: h.Visits(), VisitsCounted: h.VisitsCounted(), Wishes: h.Wishes(), Replies: h.Replies(), Erased: h.Erased(), Undecided: h.Undecided(today),
	}
	for _, a := range h.Asides() {
		f.Aside = append(f.Aside, assist.SalesAside{Receipt: a.Receipt, Unit: a.Unit, Licences: a.Licences})
	}
	s.tellTerms(h, &f)
	var err error
	f.Register, err = s.register(ctx, h, t)
	return f, err
}

// facts are everything known after the last entry of a history, in the week of
// its last run.
func (s *Site) facts(ctx context.Context, h *history.History, from reading, t assist.Terms) (assist.Facts, error) {
	f, err := s.supplyFacts(ctx, h, t, assist.WeekOf(assist.DateOf(h.RunAt())).Next())
	if err != nil {
		return f, err
	}
	for _, w := range h.FrozenFrom(f.Period) {
		b, _ := h.Frozen(w)
		f.Live = append(f.Live, b.Plan)
	}
	f.Reports = s.Settings.ReportsOf(f)
	f.BeforeWeek, f.Before = h.RollBefore(f.Week)
	f.LastReviews = h.ReviewsOf(f.Period.Add(-1))
	if f.Plans, err = s.earlierPlans(ctx, h, from, f.Week, t); err != nil {
		return f, err
	}
	sold := s.soldFor(ctx, h, from, f)
	if f.Plan, err = s.weekPlan(ctx, h, from, f, sold); err != nil {
		return f, err
	}
	f.Doubts = h.Doubts()
	f.Histories = sold.history
	f.Signals = audit.Signals(f)
	year := results.SummariseUnits(f, assist.Day(f.Today.Year(), time.January, 1), f.Today)
	f.FollowUp, f.Selling = &year, assist.SellingOf(f, sold.everybody())
	f.Histories, f.Wishes = nil, nil // all that follows from them is known
	if sold.err != nil {
		return f, sold.err
	}
	f.Faults = overview.Faults(h, f, s.Settings.Deadlines)
	return f, nil
}

// factsOf are the facts of a history under the terms in force after its last entry.
func (s *Site) factsOf(ctx context.Context, h *history.History) (assist.Facts, error) {
	t, err := s.termsIn(ctx, h)
	if err != nil {
		return assist.Facts{}, err
	}
	return s.facts(ctx, h, ofLedger(s.Ledger), t)
}

// tellTerms puts down what of 参数 has changed since the last freeze, and what
// the week's plan was dealt by.
func (s *Site) tellTerms(h *history.History, f *assist.Facts) {
	f.TermsNotes, f.TermsDay = h.TermsNotes(), h.Book().Day()
	if dealt := h.BookOf(f.Week); dealt != nil {
		by := s.termsOf(*dealt)
		f.PlanTerms = &by
	}
	before, now := h.BookAtFreeze(), h.Book()
	if before == nil || now == nil {
		return
	}
	old := s.termsOf(*before)
	f.TermsBefore, f.TermsDeleted = &old, terms.Deleted(*before, *now)
}

// weekPlan is the supply plan of the week: the frozen one, else a draft.
func (s *Site) weekPlan(ctx context.Context, h *history.History, from reading, f assist.Facts, sold *sold) (assist.WeekPlan, error) {
	if b, ok := h.Frozen(f.Week); ok {
		return frozenPlan(ctx, h, from, b)
	}
	return s.draft(ctx, h, from, f, sold, f.Today)
}

// frozenPlan is a final plan with its lines.
func frozenPlan(ctx context.Context, h *history.History, from reading, b history.Freeze) (assist.WeekPlan, error) {
	p := b.Plan
	for l, err := range from.lines(ctx, p.Week) {
		if err != nil {
			return p, err
		}
		l.Unit = h.UnitNow(l.Unit, p.Frozen)
		if n := len(p.Lines); n > 0 && p.Lines[n-1].Licence == l.Licence {
			l.Licence = p.Lines[n-1].Licence // one text for all lines of a customer
		}
		p.Lines = append(p.Lines, l.Keep())
	}
	return p, nil
}

// draft plans the week of the facts from its 货源计划, and says what of it is in
// doubt. The roll is that of a day; 推荐 looks back from it, but never from later
// than the day of the cut-off.
func (s *Site) draft(ctx context.Context, h *history.History, from reading, f assist.Facts, sold *sold, day assist.Date) (assist.WeekPlan, error) {
	monday := f.Week.Monday()
	served, err := from.served(ctx, f.Week, f.Terms.Limit(assist.FairWeeks, monday).Int())
	if err != nil {
		return assist.WeekPlan{}, err
	}
	frozen := f.Plans
	if frozen == nil {
		if frozen, err = s.earlierPlans(ctx, h, from, f.Week, f.Terms); err != nil {
			return assist.WeekPlan{}, err
		}
	}
	cutoff := s.Settings.CutoffOf(f.Terms, f.Week)
	back := min(day, assist.DateOf(cutoff))
	days := f.Terms.Limit(assist.RecommendDays, back).Int()
	p := plan.Choose(plan.Input{
		Week: f.Week, Today: day, Cutoff: cutoff, Terms: f.Terms, Roster: f.Roster, Register: f.Register,
		Wishes: f.Wishes, Adjustments: f.Adjustments, Served: shares(served),
		Recent: func(licence string) assist.Recent { return sold.history(licence).RecentTo(back, days) },
	}, h.Offers(f.Week), frozen)
	return p, sold.err
}

func shares(served map[ledger.Served]ledger.Share) map[assist.Wanting]assist.Share {
	m := make(map[assist.Wanting]assist.Share, len(served))
	for k, v := range served {
		m[assist.Wanting{Licence: k.Licence, Barcode: k.Barcode}] = assist.Share{Extra: int64(v.Extra), Demand: int64(v.Demand)}
	}
	return m
}

// earlierPlans are the frozen plans of the fair window, ascending.
func (s *Site) earlierPlans(ctx context.Context, h *history.History, from reading, before assist.Week, t assist.Terms) ([]assist.WeekPlan, error) {
	oldest := before.Add(-t.Limit(assist.FairWeeks, before.Monday()).Int())
	var list []assist.WeekPlan
	for _, w := range h.FrozenWeeks(oldest, before.Add(-1)) {
		b, _ := h.Frozen(w)
		p, err := frozenPlan(ctx, h, from, b)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}
