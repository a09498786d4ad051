package history

import (
	"slices"
	"time"

	"bangfu/internal/assist"
)

// RegisterEntry is a 许可证状态 as it was entered.
type RegisterEntry struct {
	Register
	Seq  int64
	Kept []assist.RegisterRow // rows of an earlier register that still count
}

// Register is the 许可证状态 in force; its SHA is "" when there is none.
func (h *History) Register() RegisterEntry { return h.register }

// Registers are the register in force and those in doubt.
func (h *History) Registers() []RegisterEntry {
	return append([]RegisterEntry{h.register}, h.pending...)
}

// RegisterDoubt is the doubt of the latest register that waits for 确认; nil when
// none does.
func (h *History) RegisterDoubt() *assist.Doubt {
	if len(h.pending) == 0 {
		return nil
	}
	return h.pending[len(h.pending)-1].Doubt
}

// foldRegister puts a register in force, which ends every doubt about earlier
// ones, or lets it wait. One that is entered again takes its own place.
func foldRegister(h *History, e assist.Entry, b Register, kept []assist.RegisterRow) {
	r := RegisterEntry{Register: b, Seq: e.Seq, Kept: kept}
	again := slices.IndexFunc(h.pending, func(p RegisterEntry) bool { return p.Receipt == b.Receipt })
	switch {
	case b.Receipt == h.register.Receipt:
		h.register = r
	case b.Doubt == nil:
		h.register, h.pending = r, nil
		h.accept(assist.RegisterForm)
	case again >= 0:
		h.pending[again] = r
	default:
		h.pending = append(h.pending, r)
		h.accept(assist.RegisterForm)
	}
}

// foldSettlement puts what is confirmed in force, and takes what is void away.
func foldSettlement(h *History, e assist.Entry, s Settlement, p SettlementPerson) {
	what := ""
	for _, d := range h.doubts {
		if d.Kind == assist.PlanDoubt && d.Same(assist.Doubt{Receipt: s.Doubted, Kind: s.Kind, Week: s.Week}) {
			what = d.What
		}
	}
	h.settle(s.Doubted, assist.Settled{Kind: s.Kind, Week: s.Week, At: e.At, How: s.Action, By: s.Receipt, Name: p.By, What: what})
	if s.Kind == assist.FileDoubt {
		return
	}
	if s.Kind == assist.PlanDoubt {
		for i, o := range h.offers[s.Week] {
			if o.Plan.Receipt == s.Doubted {
				h.offers[s.Week][i].Action = s.Action
			}
		}
		return
	}
	i := slices.IndexFunc(h.pending, func(p RegisterEntry) bool { return p.Receipt == s.Doubted })
	switch {
	case i < 0:
	case s.Action == assist.Confirm:
		h.register, h.pending = h.pending[i], nil
	default:
		h.pending = slices.Delete(h.pending, i, i+1)
	}
}

// settle notes of a file how a doubt about it ended.
func (h *History) settle(receipt string, s assist.Settled) {
	if i, known := h.receipt[receipt]; known {
		h.files[i].Settle(s)
	}
}

// foldDoubts notes what is in doubt after a run, and how what was before has ended.
func foldDoubts(h *History, e assist.Entry, b Doubts, _ nobody) {
	for _, d := range h.doubts {
		if !slices.ContainsFunc(b.Doubts, d.Same) && !h.saidOf(d, e.At) {
			s := h.endOf(d, e.At)
			s.Waits = doubted(b.Doubts, s.By)
			h.settle(d.Receipt, s)
		}
		h.mark(d.Receipt, false)
	}
	for _, d := range b.Doubts {
		h.mark(d.Receipt, true)
	}
	h.doubts = b.Doubts
}

// doubted reports a file of which something is in doubt.
func doubted(list []assist.Doubt, receipt string) bool {
	return slices.ContainsFunc(list, func(d assist.Doubt) bool { return d.Receipt == receipt })
}

// mark notes of a file whether it is in doubt.
func (h *History) mark(receipt string, doubt bool) {
	if i, known := h.receipt[receipt]; known {
		h.files[i].InDoubt = doubt
	}
}

// saidOf reports that the city settled a doubt at an instant.
func (h *History) saidOf(d assist.Doubt, at time.Time) bool {
	t, _ := h.File(d.Receipt)
	return slices.ContainsFunc(t.Settled, func(s assist.Settled) bool { return s.Kind == d.Kind && s.Week == d.Week && s.At.Equal(at) })
}

// endOf is how a doubt has ended of which nobody said anything: by the plan that its week
// was frozen by, or by the file that is used, or waits, in its place.
func (h *History) endOf(d assist.Doubt, at time.Time) assist.Settled {
	s := assist.Settled{Kind: d.Kind, Week: d.Week, At: at}
	if d.Kind == assist.PlanDoubt {
		s.What = d.What
	}
	used := ""
	if d.Kind == assist.RegisterDoubt {
		list := h.Registers()
		used = list[len(list)-1].Receipt
	} else if frozen, final := h.Frozen(d.Week); final && frozen.Plan.Source != nil {
		used, s.Frozen = frozen.Plan.Source.Receipt, true
	} else if p := h.Plan(d.Week); p != nil {
		used = p.Receipt
	}
	if used != d.Receipt {
		s.By, s.Frozen = used, false
	}
	return s
}

// Doubts are what was in doubt after the last run.
func (h *History) Doubts() []assist.Doubt { return h.doubts }

// Held is the doubt that keeps the plan of a week from being frozen by its
// cut-off, as the last run saw it; nil when none does.
func (h *History) Held(w assist.Week) *assist.Doubt {
	for i, d := range h.doubts {
		if d.Holds && d.Week == w {
			return &h.doubts[i]
		}
	}
	return nil
}

// Rejected is the receipt of the latest register or plan that an S refused, while
// none has been taken since; "" when there is none.
func (h *History) Rejected(f assist.Form) string { return h.rejected[f] }

// accept notes that a register or a plan was taken.
func (h *History) accept(f assist.Form) {
	h.accepted[f] = h.at
	delete(h.rejected, f)
}

// reject notes a register or a plan that an S refuses. In one run, another that
// was taken counts.
func (h *History) reject(t assist.Taken) {
	if t.Unit != assist.City {
		return
	}
	for _, f := range []assist.Form{assist.RegisterForm, assist.PlanForm} {
		if t.RefusedForm(f) && !h.accepted[f].Equal(h.at) {
			h.rejected[f] = t.Receipt
		}
	}
}
