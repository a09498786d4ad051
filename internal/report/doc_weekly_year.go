package report

import (
	"fmt"

	"bangfu/internal/assist"
)

// year says what has come of the assistance since the year began, as far as the
// facts bring a follow-up along: visits in time, use of the supply, sales
// before and after.
func (w *weekly) year() {
	if w.FollowUp == nil {
		return
	}
	l := w.FollowUp.Total
	if w.unit != "" {
		l, _ = w.FollowUp.Of(w.unit)
	}
	v, u := l.Visiting, l.Usage
	w.say("今年以来走访%d次；目前应走访%d户，按期走访%d户，覆盖率%s。已有销售记录的投放%d条，订购%d条，利用率%s。%s",
		v.Visits, v.Customers, v.Covered, v.Coverage().Percent(), u.OnFile, u.Ordered, u.Rate().Percent(), effectWords(l.Effect))
}

// effectWords compares the months before and after, where there is a base.
func effectWords(e assist.Effect) string {
	before, after := comparable(e, assist.CartonsSold)
	if !before.Known() || !after.Known() {
		return "帮扶前后的销量暂无可比户（—）。"
	}
	return fmt.Sprintf("帮扶前后可比的%d户，户月均销量由%s条变为%s条（%s）。", e.Customers, before.Mean(1), after.Mean(1), assist.Growth(before, after))
}
