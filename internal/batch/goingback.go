package batch

import (
	"context"
	"encoding/json"
	"fmt"

	"bangfu/internal/assist"
)

// goingBack finds, among the files that came before, those whose content a
// later file has replaced: dropping them again changes nothing, and that is said.
func (s *Site) goingBack(ctx context.Context, r *pass) error {
	for i, a := range r.arrived {
		if a.known == "" || r.stillInInbox(a.Waiting, a.known) {
			continue
		}
		by, err := s.overtaken(ctx, r, a.known)
		if err != nil {
			return err
		}
		r.arrived[i].by = by
	}
	return nil
}

// overtaken is the receipt of the file that is in force in place of an earlier
// one, in whole or in part; "" when none is.
func (s *Site) overtaken(ctx context.Context, r *pass, receipt string) (string, error) {
	t, _ := r.h.File(receipt)
	wish, err := s.otherWish(ctx, r, receipt)
	if err != nil {
		return "", err
	}
	for _, by := range []string{r.otherPlan(receipt), r.otherRegister(t), r.otherRow(t), wish} {
		if by != "" {
			return by, nil
		}
	}
	return s.otherSales(ctx, receipt)
}

// otherPlan is the 货源计划 in force of a week for which this one came, too.
func (r *pass) otherPlan(receipt string) string {
	for _, w := range r.h.PlannedWeeks(r.period()) {
		came := false
		for _, o := range r.h.Offers(w) {
			came = came || o.Plan.Receipt == receipt
		}
		if p := r.h.Plan(w); came && p != nil && p.Receipt != receipt {
			return p.Receipt
		}
	}
	return ""
}

func (r *pass) otherRegister(t assist.Taken) string {
	if now := r.h.Register().Receipt; t.Kind == assist.KindRegister && now != t.Receipt {
		return now
	}
	return ""
}

// otherRow is the file of a later row of 申请表 for a licence of this file.
func (r *pass) otherRow(t assist.Taken) string {
	last, mine := map[string]assist.JudgedApplication{}, map[string]bool{}
	for _, a := range r.h.Rows() {
		if a.Unit != t.Unit || a.Licence == "" || a.Verdict.Standing == assist.Repeated {
			continue
		}
		last[a.Licence] = a
		mine[a.Licence] = mine[a.Licence] || a.Receipt == t.Receipt
	}
	by := ""
	for licence, a := range last {
		if mine[licence] && a.Receipt != t.Receipt && a.Receipt > by {
			by = a.Receipt
		}
	}
	return by
}

// otherWish is the file of the wish in force of a customer who wished in this one.
func (s *Site) otherWish(ctx context.Context, r *pass, receipt string) (string, error) {
	rows, err := r.h.Plain(s.Reader().Bodies(ctx), "", receipt)
	if err != nil {
		return "", err
	}
	others, err := s.othersIn(ctx, r.h, receipt)
	wishes := r.h.Wishes()
	for _, j := range append(rows, others...) {
		if w, ok := wishes[j.Licence]; ok && j.Form == assist.WishForm && w.Receipt != receipt {
			return w.Receipt, err
		}
	}
	return "", err
}

// otherSales is the file of the sales in force of a month that this one held.
func (s *Site) otherSales(ctx context.Context, receipt string) (string, error) {
	var month struct{ Month, Receipt string }
	now, mine := map[[2]string]string{}, map[[2]string]bool{}
	for e, err := range s.Ledger.Entries(ctx, 0, assist.EntrySales) {
		if err == nil {
			err = json.Unmarshal(e.Body, &month)
		}
		if err != nil {
			return "", fmt.Errorf("batch: sales of %s: %w", receipt, err)
		}
		key := [2]string{e.Licence, month.Month}
		now[key] = month.Receipt
		mine[key] = mine[key] || month.Receipt == receipt
	}
	by := ""
	for key, other := range now {
		if mine[key] && other != receipt && other > by {
			by = other
		}
	}
	return by, nil
}
