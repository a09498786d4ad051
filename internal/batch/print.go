package batch

import (
	"context"
	"errors"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/report"
)

// printBody is who printed one person's form in full.
type printBody struct{ By string }

// PrintForm is one customer's form for the paper archive. In full it is
// entered in the ledger who printed it and when.
func (s *Site) PrintForm(ctx context.Context, licence string, full bool, by string, at time.Time) ([]byte, error) {
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return nil, err
	}
	var found *assist.JudgedApplication
	for a := range h.Rows().Backward() {
		if a.Licence == licence {
			found = &a
			break
		}
	}
	if found == nil || h.Erased()[licence] {
		return nil, unprintable(h, licence, assist.FormPaper)
	}
	f, err := s.factsOf(ctx, h)
	if err != nil {
		return nil, err
	}
	data, err := s.print(report.FormDocument(f, *found, full))
	if err != nil || !full {
		return data, err
	}
	return data, s.enterAlone(ctx, at, history.KindPrint, licence, printBody{by})
}

// unprintable says why there is no paper of a customer, and what to do.
func unprintable(h *history.History, licence, paper string) error {
	if h.Erased()[licence] {
		return notice.ErasedPaper(licence, paper)
	}
	for r := range h.Rows().Backward() {
		if r.Licence == licence {
			return notice.UnfiledPaper(licence, paper, r.Verdict.Outcome)
		}
	}
	return notice.UnknownPaper(licence, paper)
}

// PrintSlip is 帮扶供货告知单 of one household on the roll, or lately on it.
func (s *Site) PrintSlip(ctx context.Context, licence string) ([]byte, error) {
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return nil, err
	}
	if _, known := h.Roster().Last(licence); !known || h.Erased()[licence] {
		return nil, unprintable(h, licence, assist.SlipPaper)
	}
	f, err := s.factsOf(ctx, h)
	if err != nil {
		return nil, err
	}
	return s.print(report.SlipDocument(f, licence))
}

// enterAlone enters one fact outside a run.
func (s *Site) enterAlone(ctx context.Context, at time.Time, kind, licence string, body any) error {
	_, last, err := s.Ledger.Last(ctx)
	if err != nil {
		return err
	}
	if at.Before(last) {
		at = last
	}
	tx, err := s.Ledger.Begin(ctx, at)
	if err != nil {
		return err
	}
	e, err := tx.Append(kind, licence, body, nil)
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return errors.Join(s.witness(ctx), s.advance(ctx, e.Seq))
}
