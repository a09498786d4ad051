package batch

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/place"
)

// TestTheCitysBoardLeadsToThoseOfTheUnits, and to none of a unit that is no more.
func TestTheCitysBoardLeadsToThoseOfTheUnits(t *testing.T) {
	t.Parallel()
	s := &Site{Place: place.New(t.TempDir(), place.Folders{})}
	f := assist.Facts{Terms: assist.Terms{Units: []assist.Unit{{Name: "甲县", Former: []string{"旧县"}}}}}
	b := s.boardAt(s.Place.Board(""), f, "")
	for unit, want := range map[string]string{"甲县": "../甲县/看板.html", "旧县": "", "市局": ""} {
		if got := b.Beside(unit); got != want {
			t.Errorf("to the board of %s leads %q, not %q", unit, got, want)
		}
	}
}
