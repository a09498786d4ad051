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
	for _, a := range d.Adjustments {
		if answers(a, x) {
			text = "名单调整 " + string(a.Action) + "（" + a.From.String() + " 起）：" + a.Reason
		}
	}
	return text
}

// answers reports whether a 名单调整 row answers a signal of its licence: it
// names the number; or, not being older than the facts, it names the code, or
// suspends or removes the customer.
func answers(a assist.Adjustment, x finding) bool {
	switch {
	case a.Licence != x.Licence:
		return false
	case strings.Contains(a.Reason, x.Number):
		return true
	case a.From < x.known:
		return false
	case a.Action == assist.Suspend || a.Action == assist.Remove:
		return true
	}
	return strings.Contains(a.Reason, x.Code) && !strings.Contains(a.Reason, x.Code+"-")
}
