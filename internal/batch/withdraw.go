package batch

import (
	"context"

	"bangfu/internal/history"
	"bangfu/internal/plan"
)

// enterWithdrawals enters what customers of the final plans of weeks that have
// not ended have lost or regained by what this run knows (供货撤销).
func (s *Site) enterWithdrawals(ctx context.Context, r *pass) error {
	for _, w := range r.h.FrozenFrom(r.period()) {
		b, _ := r.h.Frozen(w)
		p, err := frozenPlan(ctx, r.h, ofTx(r.tx), b)
		if err != nil {
			return err
		}
		for _, x := range plan.Withdraw(plan.Frozen{
			Plan: p, Roster: r.h.Roster(), Since: r.h.ChangesSince(w), Register: r.register, Adjustments: r.h.Adjustments(), At: r.at,
		}) {
			body, person := history.OfRemoval(w, x)
			if err := r.enter(history.KindWithdrawal, x.Licence, body, person); err != nil {
				return err
			}
		}
	}
	return nil
}
