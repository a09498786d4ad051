package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
)

// yearWords say what has come of the assistance since the year began, as far
// as the facts bring a follow-up along: visits, use of the supply, sales before
// and after. A figure without a base is left to the summary report.
func (w *weekly) yearWords() string {
	if w.FollowUp == nil {
		return ""
	}
	l := w.FollowUp.Total
	v, u := l.Visiting, l.Usage
	if v.Visits == 0 && u.OnFile == 0 {
		return ""
	}
	var parts []string
	if v.Visits > 0 {
		parts = append(parts, fmt.Sprintf("走访%d次，涉及%d户", v.Visits, v.Visited))
	}
	if u.OnFile > 0 {
		parts = append(parts, fmt.Sprintf("已有销售记录的投放%d条，订购%d条，利用率%s", u.OnFile, u.Ordered, u.Rate().Percent()))
	}
	text := "今年以来" + strings.Join(parts, "；") + "。"
	before, after := comparable(l.Effect, assist.CartonsSold)
	if tells(l.Effect) && before.Known() && after.Known() {
		text += fmt.Sprintf("可比的%d户，户月均销量由帮扶前的%s条变为帮扶后的%s条（%s）。", l.Effect.Customers, before.Mean(1), after.Mean(1), assist.Growth(before, after))
	}
	return text
}
