package overview

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// leftFaults tell, of a week that is final, which 货源计划 it was dealt by and which newer
// ones were left aside, and why: who sent them must look at 供货表.
func leftFaults(f assist.Facts) []string {
	if f.Plan.State != assist.PlanFinal || f.Plan.Source == nil {
		return nil
	}
	var left []string
	newer := false
	for _, t := range f.Files {
		if why := leftWhy(t, f.Week); newer && why != "" {
			left = append(left, "回执 "+t.Receipt+"（"+why+"）")
		}
		newer = newer || t.Receipt == f.Plan.Source.Receipt
	}
	if len(left) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s 的供货表已按货源计划（回执 %s）定稿，后来的没有采用：%s。该周不再改变；请%s核对供货表，下一周的计划请在截单前放入 收件箱/市局",
		f.Week, f.Plan.Source.Receipt, strings.Join(left, "、"), f.Terms.Office.MarketingDesk())}
}

// leftWhy is why the plan that a file brings for a week was left aside at its freeze; ""
// for a file that brings none, and for one of which the city said 作废.
func leftWhy(t assist.Taken, w assist.Week) string {
	switch {
	case slices.Contains(t.Late, w):
		return "定稿以后才收到"
	case slices.Contains(t.Undecided, assist.Claim{Form: assist.PlanForm, Week: w}):
		return "与另一份是同一填报日期，分不出用哪一份"
	}
	for _, s := range t.Settled {
		if s.Kind == assist.PlanDoubt && s.Week == w && s.How == "" && s.Unused() {
			return "有疑，定稿时还没有核实：" + s.What
		}
	}
	return ""
}
