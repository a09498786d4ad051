package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
)

// purse is how much memory a run is given that holds so much, in bytes: what it holds,
// and the garbage that may lie beside it until it is collected.
type purse struct{ held, given int64 }

// purses by what is held, ascending; between two of them a run is given what lies
// between. The first is enough for a week's run at any age of the ledger, and near its end
// the garbage is collected more often; then come those of a city's first run: of some
// fifty units, of hundreds. With what else a program takes, an eighth more and some 30 MB,
// these are 170, 380 and 590 MB.
var purses = []purse{{0, 120 << 20}, {90 << 20, 120 << 20}, {130 << 20, 160 << 20}, {180 << 20, 290 << 20}, {250 << 20, 310 << 20}, {310 << 20, 480 << 20}, {410 << 20, 500 << 20}}

// leastShare is the share of garbage, in percent of what is held, that any run is given,
// else it would do nothing but collect it; mostShare is that of a run that holds little, so
// that a question is answered without collecting any.
const leastShare, mostShare = 15, 400

// watchMemory keeps to what a run is given, and looks after each collection how much it holds.
// The limit is for what is allocated before that look, when the run held little before: a run
// that comes near it does nothing but collect garbage.
func watchMemory() {
	percent := 0
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var look func()
	look = func() {
		metrics.Read(live)
		held := int64(live[0].Value.Uint64())
		given := givenTo(held)
		debug.SetMemoryLimit(max(given+given/8, 2*held))
		if p := garbageOf(held, given); p != percent {
			percent = p
			debug.SetGCPercent(percent)
		}
		type cycle struct{ _ [16]byte }
		runtime.SetFinalizer(new(cycle), func(*cycle) { look() })
	}
	look()
}

// garbageOf is the share of garbage, in percent, that is left beside what is held.
func garbageOf(held, given int64) int {
	return int(min((given-held)*100/max(held, 1), mostShare))
}

// givenTo is what a run is given that holds so many bytes, by the purses or more.
func givenTo(held int64) int64 {
	given := purses[len(purses)-1].given
	if next := slices.IndexFunc(purses, func(p purse) bool { return held < p.held }); next > 0 {
		from, to := purses[next-1], purses[next]
		given = from.given + (to.given-from.given)*(held-from.held)/(to.held-from.held)
	}
	return max(given, held+held*leastShare/100)
}
