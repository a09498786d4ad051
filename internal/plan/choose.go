package plan

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// Choose drafts the week by the 货源计划 that is used and says which of those that
// came is in doubt (有疑). The latest sound one is used, and else the latest: then
// the doubt holds, and the cut-off does not freeze the draft. frozen are the final
// plans of earlier weeks, ascending.
func Choose(in Input, offers []assist.Offer, frozen []assist.WeekPlan) assist.WeekPlan {
	var doubt *assist.Doubt
	var waits assist.WeekPlan
	for _, o := range slices.Backward(offers) {
		if o.Action == assist.Void {
			continue
		}
		in.Source = &o.Plan
		draft := drafted(in)
		why := doubts(o, draft, frozen, in)
		if why == "" {
			draft.Doubt = doubt
			return draft
		}
		if doubt == nil {
			doubt = &assist.Doubt{Receipt: o.Plan.Receipt, Kind: assist.PlanDoubt, Week: in.Week, What: why, Licences: draft.Awaiting(), Since: o.On}
			waits = draft
		}
	}
	if doubt == nil {
		in.Source = nil
		return drafted(in)
	}
	doubt.Holds = true
	waits.Doubt = doubt
	return waits
}

// doubts says why a plan is in doubt; "" when it is not, or somebody said 确认.
func doubts(o assist.Offer, draft assist.WeekPlan, frozen []assist.WeekPlan, in Input) string {
	if o.Action == assist.Confirm {
		return ""
	}
	why := slices.Clone(o.Plan.Doubts)
	if drop := assist.Drop(draft, frozen, in.cutOff, in.Terms, in.Today); drop != "" {
		why = append(why, drop)
	}
	return strings.Join(why, "；")
}

// cutOff reports whom the register in force does not let be supplied: it is sound
// or somebody said 确认, and that less is dealt because of them is no fault of the plan.
func (in Input) cutOff(licence string) bool {
	row, _ := in.Register.Licences.Of(licence)
	return !in.Register.Silent(licence) && !row.Valid()
}
