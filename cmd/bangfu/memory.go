package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
)

// How much memory a run is to do with. The usual one is enough for a week's run at any age of the
// ledger; one that holds more, as a city's first run does, is given as much again as it
// holds, up to what is wanted: near that the garbage is collected more often, so
// that a large file of one unit takes the others nothing.
const (
	memoryUsual  = 144 << 20
	memoryWanted = 768 << 20
)

// share is how much of what a run holds may lie about as garbage before it is
// collected, in percent, where it holds up to so many bytes.
type share struct {
	held    int64
	percent int
}

// shares are much of little, so that a question is answered sooner; then Go's usual
// share; and less of much.
var shares = []share{{32 << 20, 400}, {80 << 20, 100}, {320 << 20, 30}, {math.MaxInt64, 20}}

// watchMemory keeps to the usual memory, and looks after each collection whether it is enough.
func watchMemory() {
	percent := garbageOf(0)
	debug.SetGCPercent(percent)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var look func()
	look = func() {
		metrics.Read(live)
		held := int64(live[0].Value.Uint64())
		debug.SetMemoryLimit(allowed(held))
		if p := garbageOf(held); p != percent {
			percent = p
			debug.SetGCPercent(percent)
		}
		type cycle struct{ _ [16]byte }
		runtime.SetFinalizer(new(cycle), func(*cycle) { look() })
	}
	look()
}

// garbageOf is the share of garbage beside so many bytes that are held.
func garbageOf(held int64) int {
	return shares[slices.IndexFunc(shares, func(s share) bool { return held <= s.held })].percent
}

// allowed is the memory for a program whose heap holds so many bytes. What cannot do
// with what is wanted has a quarter more than it holds: else it would do nothing but
// collect garbage.
func allowed(live int64) int64 {
	return max(min(max(memoryUsual, 2*live), memoryWanted), live+live/4)
}
