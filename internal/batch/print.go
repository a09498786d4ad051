package batch

import (
	"context"
	"errors"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/history"
	"bangfu/internal/overview"
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
	for i := range h.Rows() {
		if h.Rows()[i].Licence == licence {
			found = &h.Rows()[i]
		}
	}
	if found == nil || h.Erased()[licence] {
		return nil, unprintable(h, licence, "申请表")
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
		return fault.Mend("许可证号 "+licence+" 的个人信息已清除，没有"+paper+"可打印", "留下的记录用 bangfu trace "+licence+" 查看", nil)
	}
	for _, r := range slices.Backward(h.Rows()) {
		if r.Licence == licence {
			return fault.Mend("许可证号 "+licence+" 还没有备案（最近一次申报："+string(r.Verdict.Outcome)+"），没有"+paper+"可打印", "用 bangfu trace "+licence+" 查看原因，备案后再打印", nil)
		}
	}
	return fault.Mend("台账里没有许可证号 "+licence+" 的申请，没有"+paper+"可打印", overview.UnknownAdvice, nil)
}

// PrintSlip is 帮扶供货告知单 of one household on the roll, or lately on it.
func (s *Site) PrintSlip(ctx context.Context, licence string) ([]byte, error) {
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return nil, err
	}
	if _, known := h.Roster().Last(licence); !known || h.Erased()[licence] {
		return nil, unprintable(h, licence, "告知单")
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
