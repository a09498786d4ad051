package batch

import (
	"context"
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
		r.arrived[i].by, r.arrived[i].twice = by, true
	}
	return nil
}

// overtaken is the receipt of the file that is in force in place of an earlier
// one, in whole or in part; "" when none is.
func (s *Site) overtaken(ctx context.Context, r *pass, receipt string) (string, error) {
	rows, err := r.h.Plain(s.Reader().Bodies(ctx), "", receipt)
	if err != nil {
		return "", err
	}
	others, err := s.othersIn(ctx, r.h, receipt)
	if err != nil {
		return "", err
	}
	if by := r.h.Overtaken(receipt, append(rows, others...), r.period()); by != "" {
		return by, nil
	}
	return s.Reader().LaterSales(ctx, receipt)
}
