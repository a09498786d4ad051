package report

import (
	"slices"

	"bangfu/internal/assist"
)

// ownFacts are the facts of one unit and of nobody else: what is made of them
// cannot name another unit's customer. Parameters, the calendar and the state
// of the city's own files stay.
func ownFacts(f assist.Facts, unit string) assist.Facts {
	own := f
	own.Terms.Units = only(f.Terms.Units, func(u assist.Unit) bool { return u.Name == unit })
	own.Files = f.FilesIn(unit)
	own.Rows = assist.ApplicationRows{}.With(slices.Collect(f.RowsIn(unit))...)
	own.Others = assist.OtherRows{}.With(slices.Collect(f.OthersIn(unit))...)
	own.Reports = only(f.Reports, func(r assist.UnitReport) bool { return r.Unit == unit })
	own.Signals = only(f.Signals, func(s assist.Signal) bool { return s.Unit == unit })
	for i := range own.Signals {
		own.Signals[i].Others = nil
	}
	own.Moving = ownMigrations(f.Migrations(), unit)
	own.Refusals = append([]assist.Taken{}, append(f.OpenRefusals(unit), f.Astray(unit)...)...)
	own.Roster = f.RosterIn(unit)
	own.Before = f.BeforeIn(unit)
	own.LastReviews = only(f.LastReviews, func(r assist.Reviewed) bool { return r.Unit == unit })
	own.Visits = f.VisitsIn(unit)
	own.Plan = ownPlan(f.Plan, unit, f.LinesIn(unit))
	own.Plans, own.Live = nil, nil
	for i, p := range f.Plans {
		own.Plans = append(own.Plans, ownPlan(p, unit, f.EarlierIn(i, unit)))
	}
	for _, p := range f.Live {
		own.Live = append(own.Live, ownPlan(p, unit, nil))
	}
	own.FollowUp = ownSummary(f.FollowUp, unit)
	own.Doubts = ownDoubts(f.Doubts, f.Roster, unit)
	own.Replies, own.Adjustments, own.Faults = nil, nil, nil
	return own.Indexed()
}

// ownMigrations keeps the moves from the unit and to it.
func ownMigrations(list []assist.Migration, unit string) []assist.Migration {
	own := []assist.Migration{}
	for _, m := range list {
		if m.From == unit || m.To == unit {
			own = append(own, m)
		}
	}
	return own
}

// ownDoubts are the doubts, of whom each concerns the unit's customers alone.
func ownDoubts(list []assist.Doubt, r *assist.Roster, unit string) []assist.Doubt {
	own := slices.Clone(list)
	for i, d := range own {
		own[i].Licences = only(d.Licences, func(licence string) bool {
			f, filed := r.Last(licence)
			return filed && f.Unit == unit
		})
	}
	return own
}

func only[T any](list []T, keep func(T) bool) []T {
	var out []T
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

// ownSummary keeps the unit's line.
func ownSummary(s *assist.Summary, unit string) *assist.Summary {
	if s == nil {
		return nil
	}
	line, _ := s.Of(unit)
	return &assist.Summary{From: s.From, To: s.To, Total: line, Units: []assist.Followed{line}}
}

// ownPlan keeps the unit's lines; how a product was shared among the units is
// the city's to tell.
func ownPlan(p assist.WeekPlan, unit string, lines assist.SupplyLines) assist.WeekPlan {
	p.Lines = lines
	p.Unserved = only(p.Unserved, func(u assist.Unserved) bool { return u.Unit == unit })
	p.Removed = only(p.Removed, func(r assist.Removal) bool { return r.Unit == unit })
	p.Balance, p.Rounds = nil, nil
	return p
}
