package assist

import (
	"fmt"
	"time"
)

// WeekHour is a weekday and a time of day.
type WeekHour struct {
	Day          time.Weekday
	Hour, Minute int
}

// in is the instant in an ISO week.
func (x WeekHour) in(w Week, zone *time.Location) time.Time {
	y, m, d := w.On(x.Day).Parts()
	return time.Date(y, m, d, x.Hour, x.Minute, 0, 0, zone)
}

// String shows it as bangfu.toml has it: 周四 18:00.
func (x WeekHour) String() string {
	return fmt.Sprintf("%s %02d:%02d", WeekdayName(x.Day), x.Hour, x.Minute)
}

// Deadlines (时限) are by when things must be done for a supply week, all in the
// week before it. 截止调整 moves the cut-off and the reports of single weeks.
type Deadlines struct {
	Zone   *time.Location
	Cutoff WeekHour // 截单时间: when the week's plan is frozen
	Latest WeekHour // when a plan in doubt is frozen as it is
}

// CutoffOf is when the plan of a supply week is frozen.
func (d Deadlines) CutoffOf(t Terms, w Week) time.Time { return d.moved(t, w, d.Cutoff) }

// ReportOf is a unit's 报送截止: its weekday, at the hour of the cut-off.
func (d Deadlines) ReportOf(t Terms, u Unit, w Week) time.Time {
	return d.moved(t, w, WeekHour{u.Deadline, d.Cutoff.Hour, d.Cutoff.Minute})
}

// moved is an hour in the week before a supply week, or what 截止调整 puts in
// its place.
func (d Deadlines) moved(t Terms, w Week, hour WeekHour) time.Time {
	if c, moved := t.CutoffOf(w); moved {
		return c.At
	}
	return hour.in(w.Add(-1), d.Zone)
}

// LatestOf is when the plan of a supply week is frozen although it is in doubt,
// never before its cut-off.
func (d Deadlines) LatestOf(t Terms, w Week) time.Time {
	last := d.Latest.in(w.Add(-1), d.Zone)
	if cutoff := d.CutoffOf(t, w); last.Before(cutoff) {
		return cutoff
	}
	return last
}

// ReportsOf says for every unit whether it has reported in the period of the
// facts: what counts is its first file that no S refused.
func (d Deadlines) ReportsOf(f Facts) []UnitReport {
	first := firstFiles(f.Files)
	var list []UnitReport
	for _, u := range f.Terms.Units {
		list = append(list, d.reportOf(f, u, f.Period, first[unitWeek{u.Name, f.Period}]))
	}
	return list
}

// reportOf is how a unit, whose first file of a week came at a time, reported in it.
func (d Deadlines) reportOf(f Facts, u Unit, w Week, first time.Time) UnitReport {
	r := UnitReport{Unit: u.Name, State: Silent, Deadline: d.ReportOf(f.Terms, u, w.Next()), First: first}
	r.Past = f.At.After(r.Deadline)
	switch {
	case r.First.IsZero():
	case r.First.After(r.Deadline):
		r.State = Late
	default:
		r.State = Reported
	}
	return r
}

type unitWeek struct {
	unit string
	week Week
}

// firstFiles are when the first file of each unit came in each week that no S refused
// and somebody had filled in.
func firstFiles(files []Taken) map[unitWeek]time.Time {
	first := map[unitWeek]time.Time{}
	for _, t := range files {
		key := unitWeek{t.Unit, WeekOf(DateOf(t.Seen))}
		if at, ok := first[key]; !t.Refused && !t.Unfilled() && (!ok || t.Seen.Before(at)) {
			first[key] = t.Seen
		}
	}
	return first
}

// Reporting (报送情况) is how a unit reported over a period (七.3).
type Reporting struct {
	Unit    string
	Due     int    // weeks whose 报送截止 has passed
	Silent  []Week // of these: nothing came (未报)
	Late    []Week // of these: the first file came after the 报送截止 (迟报)
	Lacking []Form // of the forms that counties send: nothing of it was taken in the whole period
}

// countyForms are the forms of which each county is expected to send something.
var countyForms = []Form{ApplicationForm, SalesForm, VisitForm}

// ReportingOf says for every unit how it reported in the weeks whose Thursday lies from a day
// up to and including another; by the 报送截止 of today, and none that passed before the
// ledger began, or before the unit came into 县区, is counted.
func (d Deadlines) ReportingOf(f Facts, from, to Date, began time.Time) []Reporting {
	first, came := firstFiles(f.Files), map[string]map[Form]bool{}
	for _, t := range f.Files {
		if on := DateOf(t.Seen); t.Refused || on < from || to < on {
			continue
		}
		if came[t.Unit] == nil {
			came[t.Unit] = map[Form]bool{}
		}
		for _, form := range countyForms {
			came[t.Unit][form] = came[t.Unit][form] || t.brings(form) || form == ApplicationForm && t.Nothing
		}
	}
	var list []Reporting
	for _, u := range f.Terms.Units {
		r := Reporting{Unit: u.Name}
		for w := WeekOf(from); w.On(time.Thursday) <= to; w = w.Next() {
			if w.On(time.Thursday) >= from {
				if report := d.reportOf(f, u, w, first[unitWeek{u.Name, w}]); DateOf(report.Deadline) >= u.Since {
					r.count(w, report, began)
				}
			}
		}
		for _, form := range countyForms {
			if !came[u.Name][form] {
				r.Lacking = append(r.Lacking, form)
			}
		}
		list = append(list, r)
	}
	return list
}

// count adds a week whose 报送截止 has passed since the ledger began.
func (r *Reporting) count(w Week, u UnitReport, began time.Time) {
	if !u.Past || !u.Deadline.After(began) {
		return
	}
	r.Due++
	switch u.State {
	case Silent:
		r.Silent = append(r.Silent, w)
	case Late:
		r.Late = append(r.Late, w)
	}
}
