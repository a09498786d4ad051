package batch

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// endedAtMost is how many weeks back a run looks for weeks that ended without a
// final plan: a machine that slept longer has other worries.
const endedAtMost = 53

// endedUnfrozen are the weeks from one to another, that one left out, that ended
// without a final plan (未定稿).
func endedUnfrozen(h *history.History, from, to assist.Week) []history.Unfrozen {
	if from.IsZero() {
		return nil
	}
	if oldest := to.Add(-endedAtMost); from.Before(oldest) {
		from = oldest
	}
	var list []history.Unfrozen
	for w := from; w.Before(to); w = w.Next() {
		if _, frozen := h.Frozen(w); !frozen && h.Expected(w) {
			list = append(list, history.Unfrozen{Week: w, Planned: h.Plan(w) != nil, Enrolled: len(h.Roster().Enrolled())})
		}
	}
	return list
}

// enterUnfrozen enters every week that has ended without a final plan since the
// last run, which came in the given ISO week.
func (r *pass) enterUnfrozen(last assist.Week) error {
	for _, u := range endedUnfrozen(r.h, last, r.period()) {
		if err := r.enter(history.KindUnfrozen, "", u, nil); err != nil {
			return err
		}
	}
	return nil
}

// weekFaults are what is wrong with the supply of the weeks that have begun by
// an ISO week: those that ended without a final plan, and the present one while
// it has no plan.
func weekFaults(h *history.History, o assist.Office, period assist.Week) []string {
	var list []string
	ended := h.Ended()
	if last := h.Run().Period; last != period { // nobody has run in this week yet
		ended = endedUnfrozen(h, last, period)
	}
	for _, u := range ended {
		why := "该周一直没有收到货源计划；以后请在截单前把《货源计划》放入 收件箱/市局"
		if u.Planned {
			why = "该周有货源计划，但截单后程序一直没有运行，到周末已不能再定稿；请检查程序为何停机"
		}
		list = append(list, fmt.Sprintf("%s 未定稿：%s。该周没有帮扶供货，涉及在册 %d 户，请%s核对", u.Week, why, u.Enrolled, o.MarketingDesk()))
	}
	if h.PlanState(period) == assist.PlanMissing && h.Expected(period) {
		list = append(list, fmt.Sprintf("缺%s货源计划：该周已经开始，还没有定稿；请%s尽快把《货源计划》放入 收件箱/市局，收到后即按截单时的名册定稿", period, o.MarketingDesk()))
	}
	return list
}
