package assist

import (
	"reflect"
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

// Over a period each week counts once, in the period of its Thursday; what is not over yet, or
// was over before the ledger began, is nobody's fault.
func TestReportingOverAPeriod(t *testing.T) {
	d := Deadlines{Zone: Zone, Cutoff: WeekHour{time.Thursday, 18, 0}}
	seen := func(day, hour int) time.Time { return time.Date(2026, 1, day, hour, 0, 0, 0, Zone) }
	sent := func(unit string, at time.Time, forms ...Form) Taken {
		f := Taken{Unit: unit, Seen: at, At: at}
		for _, form := range forms {
			f.Tables = append(f.Tables, Table{Form: form})
		}
		return f
	}
	refused := sent("甲县", seen(14, 9), VisitForm)
	refused.Refused = true
	nothing := sent("乙县", seen(22, 9))
	nothing.Nothing = true
	f := Facts{At: seen(28, 9), Terms: Terms{Units: []Unit{{Name: "甲县", Deadline: time.Thursday}, {Name: "乙县", Deadline: time.Wednesday}}}, Files: []Taken{
		sent("甲县", seen(2, 9), SalesForm), // Friday of week 1: after its deadline
		sent("甲县", seen(7, 9), ApplicationForm),
		refused, // week 3: nothing counts
		sent("甲县", seen(22, 19), ApplicationForm), nothing,
	}}
	began := time.Date(2025, 12, 31, 20, 0, 0, 0, Zone) // after 乙县's deadline of week 1
	got := d.ReportingOf(f, Day(2026, 1, 1), Day(2026, 12, 31), began)
	want := []Reporting{
		{"甲县", 4, []Week{{2026, 3}}, []Week{{2026, 1}, {2026, 4}}, []Form{"走访台账"}},
		{"乙县", 3, []Week{{2026, 2}, {2026, 3}}, []Week{{2026, 4}}, []Form{"销售历史", "走访台账"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	f.Terms.Units[1].Since = Day(2026, 1, 19) // a Monday: the third week was not its own
	if got := d.ReportingOf(f, Day(2026, 1, 1), Day(2026, 12, 31), began)[1]; got.Due != 1 || len(got.Silent) != 0 {
		t.Errorf("a unit of the fourth week: %v", got)
	}
	if before := d.ReportingOf(f, Day(2025, 10, 1), Day(2025, 12, 31), began); before[0].Due != 0 || before[1].Due != 0 {
		t.Errorf("week 1 counts in 2025, too: %v", before)
	}
}
