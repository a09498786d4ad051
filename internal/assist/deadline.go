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
	first := map[string]time.Time{}
	for _, t := range f.Files {
		if t.Refused || WeekOf(DateOf(t.Seen)) != f.Period {
			continue
		}
		if at, ok := first[t.Unit]; !ok || t.Seen.Before(at) {
			first[t.Unit] = t.Seen
		}
	}
	var list []UnitReport
	for _, u := range f.Terms.Units {
		r := UnitReport{Unit: u.Name, State: Silent, Deadline: d.ReportOf(f.Terms, u, f.Week), First: first[u.Name]}
		r.Past = f.At.After(r.Deadline)
		switch {
		case r.First.IsZero():
		case r.First.After(r.Deadline):
			r.State = Late
		default:
			r.State = Reported
		}
		list = append(list, r)
	}
	return list
}
