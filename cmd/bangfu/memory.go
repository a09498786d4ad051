package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much memory a run is to do with. The usual one is enough for a week's run at any age of the
// ledger; one that holds more, as a city's first run does, is given as much again as it
// holds, up to what is wanted: near that the garbage is collected more often, so
// that a large file of one unit takes the others nothing.
const (
	memoryUsual  = 160 << 20
	memoryWanted = 768 << 20
)

// How much of what a run holds may lie about as garbage before it is collected, in
// percent: Go's usual share; and less where much is held.
const (
	garbage     = 100
	garbageMuch = 30
	heldMuch    = 112 << 20
)

// watchMemory keeps to the usual memory, and looks after each collection whether it is enough.
func watchMemory() {
	share := garbage
	debug.SetGCPercent(share)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var look func()
	look = func() {
		metrics.Read(live)
		held := int64(live[0].Value.Uint64())
		debug.SetMemoryLimit(allowed(held))
		if s := garbageOf(held); s != share {
			share = s
			debug.SetGCPercent(share)
		}
		type cycle struct{ _ [16]byte }
		runtime.SetFinalizer(new(cycle), func(*cycle) { look() })
	}
	look()
}

// garbageOf is the share of garbage beside so many bytes that are held.
func garbageOf(live int64) int {
	if live > heldMuch {
		return garbageMuch
	}
	return garbage
}

// allowed is the memory for a program whose heap holds so many bytes. What cannot do
// with what is wanted has a quarter more than it holds: else it would do nothing but
// collect garbage.
func allowed(live int64) int64 {
	return max(min(max(memoryUsual, 2*live), memoryWanted), live+live/4)
}
