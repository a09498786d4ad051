package audit

import (
	"strings"

	"bangfu/internal/assist"
)

// answer is what the city has said about a signal's facts: the latest 答复 of
// its number, else the latest 名单调整 that answers it; "" while it is open.
func (d *desk) answer(x finding) string {
	text := ""
	for _, r := range d.Replies {
		if r.Signal == x.Number && strings.TrimSpace(r.Text) != "" {
			text = r.Text
		}
	}
	if text != "" {
		return text
	}
	paused := false // it is answered by a 暂停 alone
	for _, a := range d.Adjustments {
		switch {
		case a.Licence != x.Licence:
		case answers(a, x) && !(x.lasts && d.over(a)):
			text = "名单调整 " + string(a.Action) + "（" + a.From.String() + " 起）：" + a.Reason
			paused = a.Action == assist.Suspend && !names(a, x)
		case x.lasts && paused && a.Action == assist.Resume && max(a.From, a.Taken) <= d.to:
			text, paused = "", false
		}
	}
	return text
}

// over reports a 暂停 whose last day has passed.
func (d *desk) over(a assist.Adjustment) bool {
	return a.Action == assist.Suspend && a.Until != 0 && a.Until < d.to
}

// answers reports whether a 名单调整 row of its licence answers a signal. What was
// decided before the facts were complete speaks of other things, from whatever day it
// holds. What was decided since answers when it names the signal, or suspends or
// removes the customer.
func answers(a assist.Adjustment, x finding) bool {
	if strings.Contains(a.Reason, x.Number) {
		return true
	}
	return a.Taken >= x.known && (a.Action == assist.Suspend || a.Action == assist.Remove || names(a, x))
}

// names reports whether the reason names the signal: its number, or its code alone.
func names(a assist.Adjustment, x finding) bool {
	return strings.Contains(a.Reason, x.Number) || strings.Contains(a.Reason, x.Code) && !strings.Contains(a.Reason, x.Code+"-")
}
