package assist

import (
	"cmp"
	"slices"
)

// comes is the day from which a row counts: its 生效日期, or the day it was taken
// when that is later.
func (a Adjustment) comes() Date { return max(a.From, a.Taken) }

// inTurn orders decisions as they come into force, however long the machine slept.
func inTurn(a, b Adjustment) int {
	return cmp.Or(cmp.Compare(a.comes(), b.comes()), cmp.Compare(a.From, b.From))
}

// Paused is the 暂停 of the city that stands over a licence on a day, on the
// roll or not: only a later 恢复 or its own last day ends it. Of several that
// stand it is the one that lasts longest.
func Paused(rows []Adjustment, licence string, day Date) (Adjustment, bool) {
	var own []Adjustment
	for i := range rows {
		if a := &rows[i]; a.Licence == licence && a.comes() <= day && (a.Action == Suspend || a.Action == Resume) {
			own = append(own, *a)
		}
	}
	slices.SortStableFunc(own, inTurn)
	var longest Adjustment
	for _, a := range own {
		switch {
		case a.Action == Resume:
			longest = Adjustment{}
		case lasts(a.Until, day) && (longest.Action == "" || lasts(a.Until, longest.Until) && longest.Until != 0):
			longest = a
		}
	}
	return longest, longest.Action == Suspend
}

// lasts reports whether a last day, 0 for none, is a day or later.
func lasts(until, day Date) bool { return until == 0 || until >= day }

// covers reports whether a suspended filing stays so at least as long as a
// 暂停 would make it: the city's, without an end or with a later one.
func (f Filing) covers(a Adjustment, today Date) bool {
	if f.SuspendedBy != ByCity || !f.SuspendedOn(today) {
		return false
	}
	return f.SuspendedTo == 0 || a.Until != 0 && a.Until <= f.SuspendedTo
}
