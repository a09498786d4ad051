package main

import "testing"

// TestGarbageBesideWhatIsHeld in percent, for what a run holds in megabytes: a question and
// a week's run stay below 200 MB, some fifty units below 400, hundreds below 600 with what
// else the program takes; one beyond that is slow only by its size.
func TestGarbageBesideWhatIsHeld(t *testing.T) {
	for held, want := range map[int64]int{
		0: 400, 10: 400, 28: 400, 36: 300, 72: 100, 96: 50, 110: 30, 120: 29, 135: 27, 150: 49, 180: 83, 220: 50, 250: 32, 280: 55, 310: 74, 360: 50, 420: 28, 440: 22, 469: 15, 500: 15, 2000: 15,
	} {
		if got := garbageOf(held << 20); got != want {
			t.Errorf("%d MB held: %d percent of garbage, not %d", held, got, want)
		}
	}
}
