package overview

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
)

// leftFaults tell, of a week that is final, which 货源计划 it was dealt by and which newer
// ones were left aside, and why: who sent them must look at 供货表.
func leftFaults(f assist.Facts) []string {
	if f.Plan.State != assist.PlanFinal || f.Plan.Source == nil {
		return nil
	}
	left := f.PlansLeft(nil)
	if len(left) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s 的供货表已按货源计划（回执 %s）定稿，后来的没有采用：%s。该周不再改变；请%s核对供货表，下一周的计划请在截单前放入 收件箱/市局",
		f.Week, f.Plan.Source.Receipt, strings.Join(left, "、"), f.Terms.Office.MarketingDesk())}
}
