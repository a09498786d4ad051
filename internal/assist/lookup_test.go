package assist

import (
	"slices"
	"testing"
)

// An index answers as the facts do, and is not taken for other facts.
func TestAnIndexAnswersForItsFactsOnly(t *testing.T) {
	f := tallyFacts([]tallyRow{
		{"甲", "R1", 5, "140213100001", "140213100001", Returned, ""}, {"乙", "R2", 5, "140213100002", "140213100002", Held, ""},
	}, tallyFile("R1", 23, ""), tallyFile("R2", 23, ""))
	f.Roster = NewRoster()
	join := func(number, licence, unit string) {
		f.Roster.Fold(Change{Kind: Joined, Licence: licence, Unit: unit, Filing: &Filing{Number: number, Unit: unit, Application: &Application{Licence: licence}}})
	}
	join("2", "140213100001", "甲")
	licences := func(f Facts, unit string) (list []string) {
		for _, x := range slices.Collect(f.LastRows(unit)) {
			list = append(list, "行"+x.Licence)
		}
		for x := range f.Enrolled(unit) {
			list = append(list, x.Number)
		}
		return list
	}
	indexed := f.Indexed()
	for unit, want := range map[string][]string{"": {"行140213100001", "行140213100002", "2"}, "甲": {"行140213100001", "2"}, "乙": {"行140213100002"}} {
		if got := licences(indexed, unit); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", unit, got, want)
		}
	}
	join("1", "140213100003", "乙")
	indexed.Rows = ApplicationRows{}.With(indexed.Rows.Opened()[:1]...)
	if got, want := licences(indexed, ""), []string{"行140213100001", "1", "2"}; !slices.Equal(got, want) {
		t.Errorf("after a change %v, want %v", got, want)
	}
	if got := indexed.RowOf()("140213100002"); got.Licence != "" {
		t.Errorf("a row that is gone is found: %v", got)
	}
}
