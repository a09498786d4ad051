//go:build race && !soak

package batch

// How much is tried under the race detector, which looks for something else: a
// little of each kind.
const (
	every = 2003
	tries = 2
	runs  = 4
	share = 5

	calmRuns = 4
	checks   = 1
	luck     = "1"
)
