package batch

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// tellIdle tells the city of each row of 名单调整 of this run that has changed
// nothing, on its receipt.
func (r *pass) tellIdle() {
	if len(r.decided) == 0 {
		return
	}
	told := check.Idle(r.decided, check.Effects{
		Roster: r.h.Roster(), Done: r.effective(), Decisions: r.h.Adjustments(), Rows: r.verdict.Applications, Today: r.today, Terms: r.terms,
	})
	r.verdict.ChangeOthers(func(j *assist.Judged) bool {
		f, idle := told[j.Place]
		if idle {
			j.Findings = append(j.Findings, f)
		}
		return idle
	})
}

// effective are the rows of 名单调整 that have changed the roll, will do so on
// their day as things stand, or have settled an application.
func (r *pass) effective() map[assist.Place]bool {
	done := map[assist.Place]bool{}
	roll := r.h.Roster().Snapshot()
	apply := func(changes []assist.Change) {
		for _, c := range changes {
			roll.Fold(c)
		}
	}
	ahead := r.h.Ahead(r.today)
	slices.SortStableFunc(ahead, func(a, b assist.Adjustment) int { return int(a.From - b.From) })
	for _, a := range ahead {
		apply(assist.Elapse(roll, a.From))
		apply(assist.Adjust(roll, []assist.Adjustment{a}, a.From))
	}
	for _, c := range roll.Changes {
		done[c.Source] = true
	}
	for _, a := range r.verdict.Answers {
		done[a.Source] = true
	}
	return done
}
