package history

import "bangfu/internal/assist"

// Overtaken is the receipt of the file that is in force in place of an earlier one,
// in whole or in part; "" when none is. rows are the plain rows of the earlier file,
// and from is the first week whose 货源计划 still matters. Sales are not looked at.
func (h *History) Overtaken(receipt string, rows []assist.Judged, from assist.Week) string {
	t, _ := h.File(receipt)
	for _, by := range []string{h.otherPlan(receipt, from), h.otherRegister(t), h.otherRow(t), h.otherWish(receipt, rows), h.otherDecision(receipt)} {
		if by != "" {
			return by
		}
	}
	return ""
}

// otherPlan is the 货源计划 in force of a week for which this one came, too.
func (h *History) otherPlan(receipt string, from assist.Week) string {
	for _, w := range h.PlannedWeeks(from) {
		came := false
		for _, o := range h.Offers(w) {
			came = came || o.Plan.Receipt == receipt
		}
		if p := h.Plan(w); came && p != nil && p.Receipt != receipt {
			return p.Receipt
		}
	}
	return ""
}

// otherRegister is the register in force in place of this one.
func (h *History) otherRegister(t assist.Taken) string {
	if now := h.register.Receipt; t.Kind == assist.KindRegister && now != t.Receipt {
		return now
	}
	return ""
}

// otherRow is the file of a later row of 申请表 for a licence of this file.
func (h *History) otherRow(t assist.Taken) string {
	last, mine := map[string]assist.JudgedApplication{}, map[string]bool{}
	for a := range h.rows.All() {
		if a.Unit != t.Unit || a.Licence == "" || a.Verdict.Standing == assist.Repeated {
			continue
		}
		last[a.Licence] = a
		mine[a.Licence] = mine[a.Licence] || a.Receipt == t.Receipt
	}
	by := ""
	for licence, a := range last {
		if mine[licence] && a.Receipt != t.Receipt && a.Receipt > by {
			by = a.Receipt
		}
	}
	return by
}

// otherWish is the file of the wish in force of a customer who wished in this one.
func (h *History) otherWish(receipt string, rows []assist.Judged) string {
	wishes := h.Wishes()
	for _, j := range rows {
		if w, ok := wishes.Of(j.Licence); ok && j.Form == assist.WishForm && w.Receipt != receipt {
			return w.Receipt
		}
	}
	return ""
}

// otherDecision is the 名单调整 that has decided last where a customer of this one
// stands on the roll; 确认 decides nothing about that.
func (h *History) otherDecision(receipt string) string {
	last, mine := map[string]string{}, map[string]bool{}
	for _, a := range h.adjusts {
		if a.Action == assist.Confirm {
			continue
		}
		last[a.Licence] = a.Place.Receipt
		mine[a.Licence] = mine[a.Licence] || a.Place.Receipt == receipt
	}
	by := ""
	for licence, now := range last {
		if mine[licence] && now != receipt {
			by = max(by, now)
		}
	}
	return by
}
