package batch

import (
	"context"
	"path/filepath"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/overview"
	"bangfu/internal/place"
)

// ofPlan are the papers of a week that speak of its plan and lie beside 供货表. 监督清单
// and 许可证清单, into which people write, do not.
var ofPlan = []string{assist.RollPaper, assist.ListPaper, assist.WeeklyPaper, assist.GoodsPaper}

// lateRecipes are the papers of the weeks that a run froze late: those of the last run of the
// ISO week before, which told of no plan or of a draft, told again with the final plan.
// Nobody would write them otherwise, since the runs of the supply week write the next one's.
func (s *Site) lateRecipes(ctx context.Context, h *history.History, opening int64, frozen []assist.Week) ([]recipe, error) {
	var list []recipe
	for _, w := range frozen {
		if !w.Before(h.Run().Week) {
			continue
		}
		then, f, ok, err := s.factsOfLate(ctx, h, opening, w)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		for _, r := range then.weekRecipes(f.Indexed()) {
			if filepath.Base(filepath.Dir(r.path)) == w.String() && slices.Contains(ofPlan, place.Label(r.path)) {
				list = append(list, r)
			}
		}
	}
	return list, nil
}

// factsOfLate are the facts of the last run that wrote the papers of a week, before
// another run, opened by an entry, froze the week late; with the plan as that froze it. ok is
// false when no run wrote any.
func (s *Site) factsOfLate(ctx context.Context, now *history.History, opening int64, w assist.Week) (then *Site, f assist.Facts, ok bool, err error) {
	upto, err := s.lastOf(ctx, w, opening)
	if err != nil || upto == 0 {
		return nil, f, false, err
	}
	h, err := s.Reader().FoldTo(ctx, upto)
	if err != nil {
		return nil, f, false, err
	}
	for e, err := range s.Ledger.Between(ctx, upto, now.Seq()) {
		if err != nil {
			return nil, f, false, err
		}
		mine, err := aboutPlan(now, e, w)
		if err == nil && mine {
			err = h.Add(e)
		}
		if err != nil {
			return nil, f, false, err
		}
	}
	if then, f, err = s.asItWas(ctx, h); err != nil {
		return nil, f, false, err
	}
	if by := now.BookOf(w); by != nil {
		t := then.termsOf(*by)
		f.PlanTerms = &t
	}
	f.Doubts = slices.DeleteFunc(slices.Clone(f.Doubts), func(d assist.Doubt) bool { return d.Kind == assist.PlanDoubt && d.Week == w })
	f.Faults = overview.Faults(h, f, then.Settings.Deadlines)
	return then, f, true, nil
}

// aboutPlan reports an entry that is about the plan of a week: it, its file, what was
// said of a doubt about it, or that it is final.
func aboutPlan(h *history.History, e assist.Entry, w assist.Week) (bool, error) {
	switch e.Kind {
	case history.KindFile:
		var b history.File
		err := history.Decode(e, &b, nil)
		return slices.ContainsFunc(h.Offers(w), func(o assist.Offer) bool { return o.Plan.Receipt == b.Receipt }), err
	case history.KindPlan:
		var b assist.SupplyPlan
		err := history.Decode(e, &b, nil)
		return b.Week == w, err
	case history.KindSettlement:
		var b history.Settlement
		err := history.Decode(e, &b, nil)
		return b.Kind == assist.PlanDoubt && b.Week == w, err
	case history.KindFreeze:
		var b history.Freeze
		err := history.Decode(e, &b, nil)
		return b.Plan.Week == w, err
	}
	return false, nil
}

// lastOf is the last entry of the last run whose papers are those of a week, before
// the entry that opens another run; 0 when there was none.
func (s *Site) lastOf(ctx context.Context, w assist.Week, opening int64) (upto int64, err error) {
	of := false
	for e, err := range s.Ledger.Entries(ctx, opening, history.KindRun) {
		if err != nil {
			return 0, err
		}
		var b history.Run
		if err := history.Decode(e, &b, nil); err != nil {
			return 0, err
		}
		if of {
			upto = e.Seq - 1
		}
		of = b.Week == w
	}
	return upto, nil
}
