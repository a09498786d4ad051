package history

import (
	"slices"

	"bangfu/internal/assist"
)

func foldPlan(h *History, e assist.Entry, p assist.SupplyPlan, _ nobody) {
	h.accept(assist.PlanForm)
	h.offers[p.Week] = append(h.offers[p.Week], assist.Offer{Plan: p, On: assist.DateOf(e.At)})
}

func foldFreeze(h *History, _ assist.Entry, b Freeze, _ nobody) {
	h.frozen[b.Plan.Week], h.changes[b.Plan.Week] = b, len(h.roster.Changes)
	h.rolls = append(h.rolls, b.Plan.Week)
	h.rolls = h.rolls[max(0, len(h.rolls)-2):] // this week's and the one before it
	h.termsNew = h.run.Terms
	h.terms.frozen[b.Plan.Week], h.terms.fresh = h.terms.book, true
	h.forgetDetails(b.Plan.Week.Add(-detailWeeks))
}

func foldUnfrozen(h *History, _ assist.Entry, b Unfrozen, _ nobody) {
	h.unfrozen[b.Week] = b
	h.ended = append(h.ended, b)
}

// Ended are the weeks that ended without a final plan, as far as runs in the
// ISO week of the last run have found it.
func (h *History) Ended() []Unfrozen { return h.ended }

// filesSince are where in the files those stand that were taken in since a week began.
func (h *History) filesSince(w assist.Week) []int {
	var list []int
	for i := range h.files {
		if assist.DateOf(h.files[i].At) >= w.Monday() {
			list = append(list, i)
		}
	}
	return list
}

// beginWeek keeps of the files of the last run's week those that are of the next run's,
// too. Who sets the clock back has them all looked for.
func (h *History) beginWeek(next assist.Week) {
	if next.Before(h.run.Period) {
		h.ofWeek = h.filesSince(next)
		return
	}
	h.ofWeek = slices.DeleteFunc(h.ofWeek, func(i int) bool { return assist.DateOf(h.files[i].At) < next.Monday() })
}

// noteOfWeek notes a file that was taken in, or again, as one of the last run's week.
func (h *History) noteOfWeek(file int) {
	at, noted := slices.BinarySearch(h.ofWeek, file)
	if !noted && assist.DateOf(h.files[file].At) >= h.run.Period.Monday() {
		h.ofWeek = slices.Insert(h.ofWeek, at, file)
	}
}

// weekReviews counts the applications of the last run's week as they stand.
func (h *History) weekReviews() []assist.Reviewed {
	f := assist.Facts{Period: h.run.Period}
	monday := f.Period.Monday()
	for _, i := range h.ofWeek {
		f.Files = append(f.Files, h.files[i])
	}
	from := len(h.rows) // they stand in order of taking
	for from > 0 {
		if t, _ := h.File(h.rows[from-1].Application.Place().Receipt); assist.DateOf(t.At) < monday {
			break
		}
		from--
	}
	f.Rows = assist.Packed(h.rows[from:])
	return assist.Reviews(f)
}

// ReviewsOf are the applications of a week as its last run counted them and its
// reports told them, when it is the week in which there was a run before the last
// one's; none in any other week.
func (h *History) ReviewsOf(w assist.Week) []assist.Reviewed {
	if h.reviewsOf != w {
		return nil
	}
	return h.reviews
}

// endedAtMost is how many weeks back a run looks for weeks that ended without a
// final plan: a machine that was off for longer has other faults to tell.
const endedAtMost = 53

// EndedUnfrozen are the weeks from one to another, that one left out, that ended
// without a final plan (未定稿).
func (h *History) EndedUnfrozen(from, to assist.Week) []Unfrozen {
	if from.IsZero() {
		return nil
	}
	if oldest := to.Add(-endedAtMost); from.Before(oldest) {
		from = oldest
	}
	var list []Unfrozen
	for w := from; w.Before(to); w = w.Next() {
		if _, frozen := h.Frozen(w); !frozen && h.Expected(w) {
			list = append(list, Unfrozen{Week: w, Planned: h.Plan(w) != nil, Enrolled: h.Roster().OnRoll()})
		}
	}
	return list
}

// Expected reports whether a week should have a 货源计划: it has one, or an
// earlier week had, or several came of which none is used. A city that never planned supply yet owes none.
func (h *History) Expected(w assist.Week) bool {
	for planned := range h.offers {
		if !w.Before(planned) {
			return true
		}
	}
	return h.CameUndecided(w)
}

// PlannedWeeks are the weeks from one on that have a 货源计划, ascending.
func (h *History) PlannedWeeks(from assist.Week) []assist.Week {
	var weeks []assist.Week
	for w := range h.offers {
		if !w.Before(from) && h.Plan(w) != nil {
			weeks = append(weeks, w)
		}
	}
	return ascending(weeks)
}

func ascending(weeks []assist.Week) []assist.Week {
	slices.SortFunc(weeks, func(a, b assist.Week) int { return int(a.Monday() - b.Monday()) })
	return weeks
}

// Offers are the 货源计划 of a week in the order in which they came.
func (h *History) Offers(w assist.Week) []assist.Offer { return h.offers[w] }

// Plan is the 货源计划 of a week that is used: the latest that is not in doubt by
// itself, else the latest; nil when none has come.
func (h *History) Plan(w assist.Week) *assist.SupplyPlan {
	var doubtful *assist.SupplyPlan
	for _, o := range slices.Backward(h.offers[w]) {
		switch {
		case o.Action == assist.Void:
		case o.Action == assist.Confirm || len(o.Plan.Doubts) == 0:
			return &o.Plan
		case doubtful == nil:
			doubtful = &o.Plan
		}
	}
	return doubtful
}

// PlanState is the state of a week's plan.
func (h *History) PlanState(w assist.Week) assist.PlanState {
	if _, ok := h.frozen[w]; ok {
		return assist.PlanFinal
	}
	if _, ok := h.unfrozen[w]; ok {
		return assist.PlanUnfrozen
	}
	if h.Plan(w) != nil {
		return assist.PlanDraft
	}
	return assist.PlanMissing
}

func foldWithdrawal(h *History, e assist.Entry, b Withdrawal, p WithdrawalPerson) {
	f := h.frozen[b.Week]
	f.Plan.Removed = append(f.Plan.Removed, assist.Removal{
		Move: b.Move, Unit: b.Unit, Licence: e.Licence, Barcode: b.Barcode, Cartons: b.Cartons, Day: b.Day, Reason: b.Reason, Basis: p.Basis, At: e.At,
	})
	h.frozen[b.Week] = f
}

// Frozen is the final plan of a week, without its lines but with what was
// withdrawn since, and its files.
func (h *History) Frozen(w assist.Week) (Freeze, bool) {
	b, ok := h.frozen[w]
	return b, ok
}

// ChangesSince are the changes of the roll since a week was frozen.
func (h *History) ChangesSince(w assist.Week) []assist.Change {
	return h.roster.Changes[h.changes[w]:]
}

// FrozenWeeks are the weeks with a final plan from one to another, both
// included, ascending.
func (h *History) FrozenWeeks(from, to assist.Week) []assist.Week {
	var weeks []assist.Week
	for w := range h.frozen {
		if !w.Before(from) && !to.Before(w) {
			weeks = append(weeks, w)
		}
	}
	return ascending(weeks)
}

// FrozenFrom are the frozen weeks from one on, ascending.
func (h *History) FrozenFrom(from assist.Week) []assist.Week {
	return h.FrozenWeeks(from, assist.Week{Year: 9999, Number: 52})
}

// LastFrozen is the latest week with a final plan; zero when there is none.
func (h *History) LastFrozen() assist.Week {
	var last assist.Week
	for w := range h.frozen {
		if last.Before(w) {
			last = w
		}
	}
	return last
}

// RollBefore is the roll at the last freeze of a week before the given one, and
// that week; nil when there is none.
func (h *History) RollBefore(w assist.Week) (assist.Week, *assist.Roster) {
	for _, frozen := range slices.Backward(h.rolls) {
		if frozen.Before(w) {
			return frozen, h.roster.After(h.changes[frozen])
		}
	}
	return assist.Week{}, nil
}
