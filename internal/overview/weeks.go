package overview

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// weekFaults are what is wrong with the supply of the weeks that have begun by
// an ISO week: those that ended without a final plan, and the present one while
// it has no plan.
func weekFaults(h *history.History, f assist.Facts) []assist.Fault {
	var list []assist.Fault
	o, period := f.Terms.Office, f.Period
	ended := h.Ended()
	if last := h.Run().Period; last != period { // nobody has run in this week yet
		ended = h.EndedUnfrozen(last, period)
	}
	for _, u := range ended {
		why := "该周一直没有收到货源计划；以后请在截单前把《货源计划》放入 收件箱/市局"
		switch {
		case u.Planned:
			why = "该周有货源计划，但截单后程序一直没有运行，到周末已不能再定稿；请检查程序为何停机"
		case h.CameUndecided(u.Week):
			why = "该周收到的几份货源计划是同一填报日期，分不出用哪一份，都没有采用；以后请只放一份，并写明填报日期"
		}
		list = append(list, assist.Fault{Text: fmt.Sprintf("%s 未定稿：%s。该周没有帮扶供货，涉及在册 %d 户，请%s核对", u.Week, why, u.Enrolled, o.MarketingDesk())})
	}
	if _, several := f.UndecidedOf(assist.PlanForm, period); !several && h.PlanState(period) == assist.PlanMissing && h.Expected(period) {
		list = append(list, missing(assist.PlanForm, period, fmt.Sprintf("缺%s货源计划：该周已经开始，还没有定稿；%s，收到后即按截单时的名册定稿", period, f.AskForPlan("尽快"))))
	}
	return append(list, plain(lateCutoffs(h, f))...)
}

// lateFreezes tell the plans that were frozen after some of their order days, until their
// weeks are over: whoever ordered before has not ordered by them.
func lateFreezes(f assist.Facts) []string {
	var list []string
	for _, p := range f.LatePlans() {
		customers, cartons := p.Missed()
		list = append(list, fmt.Sprintf("%s 供货方案 %s 才定稿，订货日在此之前的有 %d 户、帮扶加量 %d 条：请%s核对能否补订，不能补订的告知县区",
			p.Week, assist.Clock(p.Frozen), customers, cartons, f.Terms.Office.MarketingDesk()))
	}
	return list
}

// lateCutoffs tell the weeks whose cut-off 截止调整 has moved past their Monday: until then
// nothing of them is final, and nobody can be supplied. A cut-off on the Monday itself is
// what a holiday asks for.
func lateCutoffs(h *history.History, f assist.Facts) []string {
	var list []string
	for _, c := range f.Terms.Cutoffs {
		begins := c.Week.Monday()
		if assist.DateOf(c.At) <= begins || c.Week.Before(f.Period) || h.PlanState(c.Week) == assist.PlanFinal {
			continue
		}
		list = append(list, fmt.Sprintf("截止调整把 %s 的截单推到 %s，晚于该周开始（%s）：在此之前不定稿、不能按计划供货，涉及在册 %d 户。请%s核对；填错的，在 %s 的“%s”里改正",
			c.Week, assist.Clock(c.At), begins, h.Roster().OnRoll(), f.Terms.Office.MarketingDesk(), assist.PolicyPath, assist.CutoffTable))
	}
	return list
}
