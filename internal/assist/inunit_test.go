package assist

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// TestAUnitsPartIsWhatAWalkFinds compares what the index gives of a unit with a walk through
// what all units have, in lists that lie by units and in others.
func TestAUnitsPartIsWhatAWalkFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	units := []string{"甲", "乙", "丙"}
	some := func() string { return units[random.IntN(len(units))] }
	for round := range 50 {
		f := Facts{Roster: NewRoster(), Plans: make([]WeekPlan, 3)}
		for i := range random.IntN(30) {
			f.Files = append(f.Files, Taken{Receipt: fmt.Sprint(i), Unit: some()})
			f.Visits = append(f.Visits, Visit{Row: Row{Unit: some()}, Problem: fmt.Sprint(i)}.Keep())
			f.Plans[i%2].Lines = append(f.Plans[i%2].Lines, SupplyLine{Unit: units[i/(10+i%2)%3], Base: i}.Keep())
			c := Change{Kind: Left, Licence: fmt.Sprint(random.IntN(6)), Unit: some(), Day: Date(i)}
			if _, ever := f.Roster.Filings[c.Licence]; !ever || random.IntN(2) == 0 {
				c.Kind, c.Filing = Amended, &Filing{Unit: some()}
			}
			f.Roster.Fold(c)
		}
		if round%2 > 0 {
			f.Before = f.Roster.Snapshot()
		}
		f = f.Indexed()
		for _, unit := range append(units, "丁") {
			if got := f.FilesIn(unit); !reflect.DeepEqual(got, walked(f.Files, func(x Taken) bool { return x.Unit == unit })) {
				t.Fatalf("%s has the files %v", unit, got)
			}
			if got := f.VisitsIn(unit); !slices.Equal(got, walked(f.Visits, func(x KeptVisit) bool { return x.Open().Unit == unit })) {
				t.Fatalf("%s has the visits %v", unit, got)
			}
			for i, p := range f.Plans {
				if got := f.EarlierIn(i, unit); !slices.Equal(got, walked(p.Lines, func(x KeptLine) bool { return x.Open().Unit == unit })) {
					t.Fatalf("%s has the lines %v of plan %d", unit, got, i)
				}
			}
			ever, filed := map[string]bool{}, map[string]*Filing{}
			for licence, x := range f.Roster.Filings {
				if x.Unit == unit {
					filed[licence], ever[licence] = x, true
				}
			}
			for _, c := range f.Roster.Changes {
				ever[c.Licence] = ever[c.Licence] || c.Unit == unit || c.Filing != nil && c.Filing.Unit == unit
			}
			changes := walked(f.Roster.Changes, func(c Change) bool { return ever[c.Licence] })
			if got := f.RosterIn(unit); !maps.Equal(got.Filings, filed) || !reflect.DeepEqual(got.Changes, changes) {
				t.Fatalf("%s sees %v, want %v", unit, got.Changes, changes)
			}
			if got := f.BeforeIn(unit); (got == nil) != (round%2 == 0) || got != nil && !reflect.DeepEqual(got, f.RosterIn(unit)) {
				t.Fatalf("%s saw %v", unit, got)
			}
		}
	}
}

// walked is what a walk through a list keeps of it; nil for nothing.
func walked[T any](list []T, keep func(T) bool) (kept []T) {
	for _, x := range list {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}
