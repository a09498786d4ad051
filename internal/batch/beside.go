package batch

import (
	"context"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
	"bangfu/internal/history"
)

// putRightBeside tells of the values that somebody put right under 填报值 of the
// 回执 sheet, where none is read.
func (s *Site) putRightBeside(ctx context.Context, r *pass) error {
	for _, f := range r.files {
		if len(f.sub.Beside) == 0 {
			continue
		}
		others, err := s.othersIn(ctx, r.h, f.sub.Ours)
		if err != nil {
			return err
		}
		f.sub.Faults = append(f.sub.Faults, check.PutRightBeside(f.sub, r.saidBy(f.sub.Ours, others))...)
	}
	return nil
}

// othersIn are the rows of a receipt, applications apart: as they are remembered, or as
// their entries tell.
func (s *Site) othersIn(ctx context.Context, h *history.History, receipt string) ([]assist.Judged, error) {
	if h.Forgotten(receipt) {
		return s.Reader().OthersIn(ctx, h, receipt)
	}
	var list []assist.Judged
	for _, kept := range h.Others() {
		if kept.Heading().Receipt == receipt {
			list = append(list, kept.Open())
		}
	}
	return list, nil
}

// saidBy is 填报值 of the findings of an earlier receipt, by sheet, cell and code; others
// are its rows, applications apart.
func (r *pass) saidBy(receipt string, others []assist.Judged) map[[3]string]string {
	said := map[[3]string]string{}
	if receipt == "" {
		return said
	}
	file, _ := r.h.File(receipt)
	list := slices.Clone(file.Findings)
	for a := range r.h.Rows().All() {
		if a.Receipt == receipt {
			list = append(list, a.Verdict.Findings...)
		}
	}
	for _, o := range others {
		list = append(list, o.Findings...)
	}
	for _, x := range list {
		said[[3]string{x.Sheet, x.Cell, x.Code}] = x.Value
	}
	return said
}
