package assist

import "slices"

// PlansLeft (没有采用的计划) tell the 货源计划 that came after the one a week is final by and
// were left aside, and why, in the order in which they came. waits is a doubt that is yet
// to be entered as ended; nil for none.
func (f Facts) PlansLeft(waits *Doubt) []string {
	var left []string
	newer := false
	for _, t := range f.Files {
		if why := t.leftWhy(f.Plan.Week, waits); newer && why != "" {
			left = append(left, "回执 "+t.Receipt+"（"+why+"）")
		}
		newer = newer || f.Plan.Source != nil && t.Receipt == f.Plan.Source.Receipt
	}
	return left
}

// leftWhy is why the plan that a file brings for a week was left aside at its freeze; ""
// for a file that brings none, and for one of which the city said 作废.
func (t Taken) leftWhy(w Week, waits *Doubt) string {
	const doubtful = "有疑，定稿时还没有核实："
	switch {
	case slices.Contains(t.Late, w):
		return "定稿以后才收到"
	case slices.Contains(t.Undecided, Claim{Form: PlanForm, Week: w}):
		return "与另一份是同一填报日期，分不出用哪一份"
	case waits != nil && waits.Kind == PlanDoubt && waits.Week == w && waits.Receipt == t.Receipt:
		return doubtful + waits.What
	}
	for _, s := range t.Settled {
		if s.Kind == PlanDoubt && s.Week == w && s.How == "" && s.Unused() {
			return doubtful + s.What
		}
	}
	return ""
}
