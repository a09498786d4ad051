// Package peer lets a benchmark measure our way of doing something beside another
// way of doing the same: another library, or the least that must be done. Tests
// alone import it.
package peer

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

// leastTurns are so many that a median means something.
const leastTurns = 3

// Beside does both in turn, since a machine is not equally fast from one minute
// to the next, and reports the median of ours in seconds and how many times the
// peer's it is: 1.4 ×inflate. When the peer is the slower one, turn it round with
// Faster.
func Beside(b *testing.B, name string, ours, theirs func()) {
	us, them := turns(b, ours, theirs)
	b.ReportMetric(us/them, "×"+name)
}

// Faster is Beside for a peer that is slower than we are: 18 ×fasterThanExcelize.
func Faster(b *testing.B, name string, ours, theirs func()) {
	us, them := turns(b, ours, theirs)
	b.ReportMetric(them/us, "×fasterThan"+name)
}

func turns(b *testing.B, ours, theirs func()) (us, them float64) {
	b.Helper()
	var mine, other []time.Duration
	for b.Loop() {
		mine, other = append(mine, timed(ours)), append(other, timed(theirs))
	}
	for len(mine) < leastTurns {
		mine, other = append(mine, timed(ours)), append(other, timed(theirs))
	}
	us, them = median(mine), median(other)
	b.ReportMetric(us, "s")
	b.ReportMetric(them, "s-peer")
	b.ReportMetric(0, "ns/op")
	return us, them
}

func timed(f func()) time.Duration {
	runtime.GC() // what the other left behind is not ours
	start := time.Now()
	f()
	return time.Since(start)
}

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return d[len(d)/2].Seconds()
}
