package report

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// The city's report takes three to six pages and a unit's one to three, from
// an empty city to a full one.
func TestWeeklyPages(t *testing.T) {
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	pages := func(d paper.Doc) int {
		set, err := paper.Lay(d, faces)
		if err != nil {
			t.Fatal(err)
		}
		return len(set.Pages)
	}
	for _, c := range []struct {
		name               string
		facts              assist.Facts
		least, most, units int
	}{
		{"fixture", someFacts(), 3, 6, 3},
		{"small town", town(1, 0), 3, 6, 3},
		{"town", town(4, 2), 3, 6, 3},
		{"full town", town(20, 9), 3, 6, 3},
		{"nobody waits", town(15, 0), 3, 6, 3},
		{"nothing at all", noFacts(), 1, 6, 3},
	} {
		if n := pages(WeeklyCity(c.facts)); n < c.least || n > c.most {
			t.Errorf("%s: the city's report has %d pages", c.name, n)
		}
		for _, u := range c.facts.Terms.Units {
			if n := pages(WeeklyUnit(c.facts, u.Name)); n > c.units {
				t.Errorf("%s: the report of %s has %d pages", c.name, u.Name, n)
			}
		}
	}
}

// noFacts are those of a city without units before its first file.
func noFacts() assist.Facts {
	f := assist.Facts{At: runAt, Today: today, Period: week("2026-W48"), Week: week("2026-W49"), Roster: assist.NewRoster()}
	f.Plan = assist.WeekPlan{Week: f.Week, State: assist.PlanMissing, Cutoff: cutoff}
	return f
}
