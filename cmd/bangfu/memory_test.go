package main

import "testing"

// TestAllowedMemory in megabytes, for what a run holds: never less than it holds, so
// that a great one is slow only by its size.
func TestAllowedMemory(t *testing.T) {
	for held, want := range map[int64][2]int64{
		0: {144, 400}, 32: {144, 400}, 56: {144, 100}, 72: {144, 100}, 73: {146, 100}, 80: {160, 100}, 81: {162, 30}, 112: {224, 30}, 120: {240, 30}, 320: {640, 30}, 384: {768, 20}, 600: {768, 20}, 700: {875, 20}, 2000: {2500, 20},
	} {
		if got := allowed(held<<20) >> 20; got != want[0] {
			t.Errorf("%d MB held: %d MB allowed, not %d", held, got, want[0])
		}
		if got := garbageOf(held << 20); int64(got) != want[1] {
			t.Errorf("%d MB held: %d percent of garbage, not %d", held, got, want[1])
		}
	}
}
