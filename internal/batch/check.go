package batch

import (
	"context"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/precheck"
)

// Check judges one file as a run of this workspace would, enters nothing and
// keeps nothing. unit is the folder the file would be dropped into; "" takes
// the file's own 填报单位.
func (s *Site) Check(ctx context.Context, name string, data []byte, unit string, at time.Time) (precheck.Checked, error) {
	r := &pass{at: at, today: assist.DateOf(at), dry: true}
	if err := s.known(ctx, r); err != nil {
		return precheck.Checked{}, err
	}
	checked, err := precheck.Check(ctx, precheck.Ask{
		Name: name, Data: data, Unit: unit, At: at, Rules: s.rules(r), Tell: s.unmarked(""),
		Known: func(f precheck.File) (check.Set, error) { return s.against(ctx, r, f) },
	})
	if err == nil && r.sold != nil {
		err = r.sold.err
	}
	return checked, err
}

// known reads what the workspace holds into a pass that only looks.
func (s *Site) known(ctx context.Context, r *pass) (err error) {
	if r.h, err = s.Reader().Fold(ctx); err != nil {
		return err
	}
	f, err := s.presentTerms(ctx, r.h, r.at, false)
	if err != nil {
		return err
	}
	r.terms = s.termsOf(f.Book)
	r.register, err = s.register(ctx, r.h, r.terms)
	return err
}

// Terms are the workspace's parameters as a run of now would use them.
func (s *Site) Terms(ctx context.Context, at time.Time) (assist.Terms, error) {
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return assist.Terms{}, err
	}
	f, err := s.presentTerms(ctx, h, at, false)
	return s.termsOf(f.Book), err
}

// against is what one file is judged against.
func (s *Site) against(ctx context.Context, r *pass, f precheck.File) (check.Set, error) {
	r.files = []*decoded{{sub: f.Sub, months: f.Months}}
	err := s.readSales(ctx, r, nil, ofLedger(s.Ledger))
	return check.Set{
		Roster: r.h.Roster(), Register: r.register, Adjustments: r.h.Adjustments(), Answers: r.h.Answers(),
		Shown: r.h.HasShown, Said: r.h.Said(), Plan: r.h.Plan(r.period().Next()),
		History: r.sold.history,
	}, err
}
