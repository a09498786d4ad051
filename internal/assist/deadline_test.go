package assist

import (
	"testing"
	"time"
)

func TestDeadlinesOfAWeek(t *testing.T) {
	d := Deadlines{Zone: Zone, Cutoff: WeekHour{time.Thursday, 18, 0}, Latest: WeekHour{time.Sunday, 12, 0}}
	moved := Terms{Cutoffs: []Cutoff{{Week: Week{2026, 49}, At: time.Date(2026, 11, 24, 9, 0, 0, 0, Zone)}}}
	late := Terms{Cutoffs: []Cutoff{{Week: Week{2026, 49}, At: time.Date(2026, 11, 29, 15, 0, 0, 0, Zone)}}}
	wednesday := Unit{Name: "云州区", Deadline: time.Wednesday}
	for _, c := range []struct {
		what  string
		got   time.Time
		given string
	}{
		{"a cut-off", d.CutoffOf(Terms{}, Week{2026, 49}), "2026-11-26T18:00:00+08:00"},
		{"before a week 1", d.CutoffOf(Terms{}, Week{2027, 1}), "2026-12-31T18:00:00+08:00"},
		{"before a week 2", d.CutoffOf(Terms{}, Week{2026, 2}), "2026-01-01T18:00:00+08:00"},
		{"a cut-off that 截止调整 moves", d.CutoffOf(moved, Week{2026, 49}), "2026-11-24T09:00:00+08:00"},
		{"the week after it", d.CutoffOf(moved, Week{2026, 50}), "2026-12-03T18:00:00+08:00"},
		{"a unit's report", d.ReportOf(Terms{}, wednesday, Week{2026, 49}), "2026-11-25T18:00:00+08:00"},
		{"a report that 截止调整 moves", d.ReportOf(moved, wednesday, Week{2026, 49}), "2026-11-24T09:00:00+08:00"},
		{"the last hour", d.LatestOf(Terms{}, Week{2026, 49}), "2026-11-29T12:00:00+08:00"},
		{"which no cut-off passes", d.LatestOf(late, Week{2026, 49}), "2026-11-29T15:00:00+08:00"},
	} {
		if got := c.got.Format(time.RFC3339); got != c.given {
			t.Errorf("%s: %s, want %s", c.what, got, c.given)
		}
	}
	if got := (WeekHour{time.Sunday, 9, 5}).String(); got != "周日 09:05" {
		t.Error(got)
	}
}
