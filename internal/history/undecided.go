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

// foldChosen notes of one of several files of one day how it ended.
func foldChosen(h *History, e assist.Entry, b Chosen, _ nobody) {
	for _, s := range b.Ended {
		s.At = e.At
		h.settle(b.Receipt, s)
	}
}

// Unchosen are the files of one day with another of which it is open, on a day, which is used.
func (h *History) Unchosen(day assist.Date) []string {
	var list []string
	for _, t := range h.files {
		if len(t.Undecided) > 0 && !h.Chosen(t, day) {
			list = append(list, t.Receipt)
		}
	}
	return list
}

// EndsOf are how it ended that a file stood beside another of one day: by the file that is
// used, or waits, in its place, or with its week.
func (h *History) EndsOf(t assist.Taken) []assist.Settled {
	var list []assist.Settled
	for _, c := range t.Undecided {
		s := assist.Settled{Kind: assist.RegisterDoubt, Week: c.Week}
		if c.Form == assist.PlanForm {
			s.Kind = assist.PlanDoubt
		}
		if frozen, final := h.Frozen(c.Week); final && c.Form == assist.PlanForm && frozen.Plan.Source != nil {
			s.By = frozen.Plan.Source.Receipt
		} else if used := h.usedAfter(c, t); len(used) > 0 {
			s.By = used[len(used)-1]
			s.Waits = doubted(h.doubts, s.By)
		}
		s.Over = s.By == ""
		list = append(list, s)
	}
	return list
}

// decided reports whether a claim of a file need not be decided any more.
func (h *History) decided(c assist.Claim, t assist.Taken, day assist.Date) bool {
	if c.Form == assist.PlanForm {
		if _, final := h.Frozen(c.Week); final || c.Week.Sunday() < day {
			return true
		}
	}
	return len(h.usedAfter(c, t)) > 0
}

// usedAfter are the receipts of the files that were taken for a claim of a file after it.
func (h *History) usedAfter(c assist.Claim, t assist.Taken) []string {
	return slices.DeleteFunc(h.usedFor(c), func(receipt string) bool {
		used, known := h.File(receipt)
		return !known || !used.At.After(t.At) && !(used.At.Equal(t.At) && used.Reported > t.Reported)
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
