//go:build soak

package batch

import (
	"os"
	"strconv"
)

// How much is tried, unless the environment asks for another number: the gate
// for less, and BANGFU_EVERY=1 for every operation.
var (
	every = wanted("BANGFU_EVERY", 47)
	runs  = wanted("BANGFU_RUNS", 500)

	calmRuns = wanted("BANGFU_RUNS", 300)
	checks   = wanted("BANGFU_CHECKS", 150)
)

// wanted is a number that the environment may change.
func wanted(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}

const (
	luck  = "" // other each time
	tries = 16
	share = 1
)
