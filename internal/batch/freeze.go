package batch

import (
	"context"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/overview"
)

// lateness says in which ISO week a run freezes a plan: in that of the cut-off,
// where it takes its own files first, or in a later one, where it freezes what
// was on file before it.
type lateness bool

const (
	onTime lateness = false
	late   lateness = true
)

// latenessOf is that of a run in an ISO week for a cut-off.
func latenessOf(cutoff time.Time, run assist.Week) lateness {
	return lateness(assist.WeekOf(assist.DateOf(cutoff)).Before(run))
}

// noDoubt is for weeks of which it is yet to be seen what is in doubt.
func noDoubt(assist.Week) *assist.Doubt { return nil }

// due lists, ascending, the weeks whose plan this run freezes, on time or late:
// planned, not over, past their cut-off, or past their last hour when a doubt
// holds them, and not frozen.
func (s *Site) due(r *pass, when lateness, held func(assist.Week) *assist.Doubt) []assist.Week {
	var list []assist.Week
	for _, w := range r.h.PlannedWeeks(r.period()) {
		cutoff := s.Settings.CutoffOf(r.terms, w)
		_, frozen := r.h.Frozen(w)
		if !frozen && !r.at.Before(cutoff) && s.mayFreeze(r, w, held(w)) && latenessOf(cutoff, r.period()) == when {
			list = append(list, w)
		}
	}
	return list
}

// mayFreeze reports whether a week past its cut-off may be frozen: nothing holds it, or
// its last hour has come.
func (s *Site) mayFreeze(r *pass, w assist.Week, doubt *assist.Doubt) bool {
	return doubt == nil || !doubt.Holds || !r.at.Before(s.Settings.LatestOf(r.terms, w))
}

// enterPlan makes the run's facts with the week's plan, and freezes every plan
// whose cut-off has passed in this ISO week and that nothing holds; what is in
// doubt then is entered. The frozen files come back, those that were frozen late
// among them.
func (s *Site) enterPlan(ctx context.Context, r *pass) (assist.Facts, []output, error) {
	s.progress(notice.Planning, 0, 1)
	if err := s.enterWithdrawals(ctx, r); err != nil {
		return assist.Facts{}, nil, err
	}
	r.register = assist.Register{} // the facts read it again, and it is held once
	f, err := s.facts(ctx, r.h, r.present(), r.terms)
	if err != nil {
		return f, nil, err
	}
	found := []*assist.Doubt{r.h.RegisterDoubt()}
	for _, w := range s.due(r, onTime, noDoubt) {
		if w == f.Week {
			err = s.tryFreeze(ctx, r, &f)
		} else {
			var doubt *assist.Doubt
			doubt, err = s.freezeBeside(ctx, r, w)
			found = append(found, doubt)
		}
		if err != nil {
			return f, nil, err
		}
	}
	if f.Plan.State == assist.PlanDraft {
		found = append(found, f.Plan.Doubt)
	}
	r.sold, r.register = nil, f.Register // nobody looks at sales any more
	f.Doubts = doubts(found...)
	if err := r.enterDoubts(f.Doubts); err != nil {
		return f, nil, err
	}
	if err := r.enterChosen(r.open); err != nil {
		return f, nil, err
	}
	f.Files, f.Undecided = r.h.Files(), r.h.Undecided(f.Today) // a freeze ends what was to be decided of its plans
	f.Faults = overview.Faults(r.h, f, s.Settings.Deadlines)
	return f, r.frozen, nil
}

// tryFreeze freezes the plan of some facts unless a doubt holds it.
func (s *Site) tryFreeze(ctx context.Context, r *pass, f *assist.Facts) error {
	if !s.mayFreeze(r, f.Week, f.Plan.Doubt) {
		return nil
	}
	return s.freeze(ctx, r, f)
}

// freezeBeside freezes a week that is not the one after the run's, since 截止调整
// moved its cut-off; the doubt that holds it comes back.
func (s *Site) freezeBeside(ctx context.Context, r *pass, w assist.Week) (*assist.Doubt, error) {
	f, err := s.supplyFacts(ctx, r.h, r.terms, w)
	if err != nil {
		return nil, err
	}
	if f.Plan, err = s.draft(ctx, r.h, ofTx(r.tx), f, s.soldFor(ctx, r.h, r.present(), f), f.Today); err != nil {
		return nil, err
	}
	if err := s.tryFreeze(ctx, r, &f); err != nil || f.Plan.State == assist.PlanFinal {
		return nil, err
	}
	return f.Plan.Doubt, nil
}

// enterLate freezes the weeks whose cut-off lies in an earlier ISO week, from
// what was on file before this run.
func (s *Site) enterLate(ctx context.Context, r *pass) error {
	for _, w := range s.due(r, late, noDoubt) {
		if r.before == nil {
			h, err := s.beforeRun(ctx, r)
			if err != nil {
				return err
			}
			r.before = h
		}
		f, day, err := s.lateFacts(ctx, r.before, r.terms, w)
		if err != nil {
			return err
		}
		if f.Plan, err = s.draft(ctx, r.h, ofTx(r.tx), f, s.soldFor(ctx, r.before, ofTx(r.tx), f), day); err != nil {
			return err
		}
		if err := s.tryFreeze(ctx, r, &f); err != nil {
			return err
		}
	}
	return nil
}

// beforeRun is the history up to the entry that opens the run.
func (s *Site) beforeRun(ctx context.Context, r *pass) (*history.History, error) {
	h, err := s.Reader().Fold(ctx)
	if err != nil {
		return nil, err
	}
	err = h.Add(r.opening)
	h.Follow(r.h)
	return h, err
}

// lateFacts are what the supply of a week is made from, but for the sales, by a run that comes late:
// what a history says up to the entry that opens the run, with the roll of the
// day of the cut-off, or of the run before when that came after it.
func (s *Site) lateFacts(ctx context.Context, h *history.History, t assist.Terms, w assist.Week) (assist.Facts, assist.Date, error) {
	f, err := s.supplyFacts(ctx, h, t, w)
	if err != nil {
		return f, 0, err
	}
	last := assist.DateOf(h.RunBefore())
	day := max(last, assist.DateOf(s.Settings.CutoffOf(t, w)))
	f.Roster = rollOf(f, last, day)
	return f, day, nil
}

// rollOf is the roll of some facts as the calendar, 名单调整 and the register
// have left it on a day, when it was last looked at on another.
func rollOf(f assist.Facts, last, day assist.Date) *assist.Roster {
	roll := f.Roster.Snapshot()
	apply := func(changes []assist.Change) {
		for _, c := range changes {
			roll.Fold(c)
		}
	}
	var due []assist.Adjustment
	for _, a := range f.Adjustments {
		if a.From > last {
			due = append(due, a)
		}
	}
	apply(assist.Elapse(roll, day))
	apply(assist.Adjust(roll, due, day))
	apply(f.Register.ChangesOf(roll, day))
	return roll
}

// freeze makes the plan of some facts final, cooks its files and enters both.
// When a file cannot be made the week stays open: the next run freezes it.
func (s *Site) freeze(ctx context.Context, r *pass, f *assist.Facts) error {
	f.Plan.State, f.Plan.Frozen = assist.PlanFinal, r.at
	f.Plan.Left = f.PlansLeft(f.Plan.Doubt)
	if d := f.Plan.Doubt; d != nil && !d.Holds {
		f.Plan.Doubt = nil // it was about another plan of the week
	}
	outs, bad, err := s.cook(ctx, s.frozenRecipes(f.Indexed()))
	if err != nil {
		return err
	}
	if len(bad) > 0 {
		f.Plan.State, f.Plan.Frozen, r.bad = assist.PlanDraft, time.Time{}, append(r.bad, bad...)
		return nil
	}
	r.frozen, r.froze = append(r.frozen, outs...), append(r.froze, f.Plan.Week)
	return s.enterFreeze(r, f.Plan, outs)
}

// enterFreeze enters a final plan with the hashes of its files.
func (s *Site) enterFreeze(r *pass, p assist.WeekPlan, outs []output) error {
	if kept, ok, err := s.keptPlan(r, p.Week); err != nil {
		return err
	} else if ok {
		return r.enterKept(kept)
	}
	if err := putLines(r.tx, p.Week, p.Lines.All()); err != nil {
		return err
	}
	p.Lines = nil
	body := history.Freeze{Plan: p}
	for _, o := range outs {
		body.Outputs = append(body.Outputs, history.Output{Path: s.Place.Rel(o.path), SHA: archive.Sum(o.data)})
	}
	return r.enter(history.KindFreeze, "", body, nil)
}

// enterUnfrozen enters every week that has ended without a final plan since the
// last run, which came in the given ISO week.
func (r *pass) enterUnfrozen(last assist.Week) error {
	for _, u := range r.h.EndedUnfrozen(last, r.period()) {
		if err := r.enter(history.KindUnfrozen, "", u, nil); err != nil {
			return err
		}
	}
	return nil
}
