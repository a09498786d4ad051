package main

import "testing"

// TestGarbageBesideWhatIsHeld in percent, for what a run holds in megabytes: a question and
// a week's run stay below 200 MB, some fifty units below 400, hundreds below 600 with what
// else the program takes; one beyond that is slow only by its size.
func TestGarbageBesideWhatIsHeld(t *testing.T) {
	for held, want := range map[int64]int{
		0: 400, 10: 400, 24: 400, 30: 300, 60: 100, 90: 33, 110: 27, 130: 23, 150: 41, 180: 61, 250: 24, 310: 54, 410: 21, 430: 16, 500: 15, 2000: 15,
	} {
		if got := garbageOf(held<<20, givenTo(held<<20)); got != want {
			t.Errorf("%d MB held: %d percent of garbage, not %d", held, got, want)
		}
	}
}
