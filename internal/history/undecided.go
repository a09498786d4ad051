package history

import (
	"slices"

	"bangfu/internal/assist"
)

// Undecided are the registers and plans of which several came for one day, so that none
// is used, until another file is taken for the same thing. A plan is asked for until its
// week is final or over.
func (h *History) Undecided(day assist.Date) []assist.Undecided {
	var list []assist.Undecided
	for _, t := range h.files {
		for _, c := range t.Undecided {
			if h.decided(c, t, day) {
				continue
			}
			i := slices.IndexFunc(list, func(u assist.Undecided) bool {
				return u.Claim == c && u.At.Equal(t.At) && u.Reported == t.Reported
			})
			if i < 0 {
				i = len(list)
				list = append(list, assist.Undecided{Claim: c, Reported: t.Reported, At: t.At, Meantime: h.meantime(c)})
			}
			list[i].Receipts = append(list[i].Receipts, t.Receipt)
		}
	}
	return list
}

// Chosen reports a file of several of one day of which nothing is to be chosen any more.
func (h *History) Chosen(t assist.Taken, day assist.Date) bool {
	open := func(c assist.Claim) bool { return !h.decided(c, t, day) }
	return len(t.Undecided) > 0 && !slices.ContainsFunc(t.Undecided, open)
}

// decided reports whether a claim of a file need not be decided any more.
func (h *History) decided(c assist.Claim, t assist.Taken, day assist.Date) bool {
	if c.Form == assist.PlanForm {
		if _, final := h.Frozen(c.Week); final || c.Week.Sunday() < day {
			return true
		}
	}
	return slices.ContainsFunc(h.usedFor(c), func(receipt string) bool {
		used, known := h.File(receipt)
		return known && (used.At.After(t.At) || used.At.Equal(t.At) && used.Reported > t.Reported)
	})
}

// usedFor are the receipts of the files that were taken for a claim: in force, in doubt
// or overtaken since.
func (h *History) usedFor(c assist.Claim) []string {
	var list []string
	if c.Form == assist.RegisterForm {
		for _, r := range h.Registers() {
			list = append(list, r.Receipt)
		}
		return list
	}
	for _, o := range h.offers[c.Week] {
		if o.Action != assist.Void {
			list = append(list, o.Plan.Receipt)
		}
	}
	return list
}

// meantime says what holds of a claim until it is decided.
func (h *History) meantime(c assist.Claim) string {
	if c.Form == assist.RegisterForm {
		held := assist.StillRegistered(h.register.Day)
		if h.register.Receipt == "" {
			held += "，许可证是否有效只按申请表填写的有效期判断"
		}
		return held
	}
	if p := h.Plan(c.Week); p != nil {
		return "仍用此前收到的计划（回执 " + p.Receipt + "）"
	}
	return "该周还没有可用的计划"
}

// CameUndecided reports whether plans of a week came of which none was used.
func (h *History) CameUndecided(w assist.Week) bool {
	return slices.ContainsFunc(h.files, func(t assist.Taken) bool {
		return slices.Contains(t.Undecided, assist.Claim{Form: assist.PlanForm, Week: w})
	})
}
