//go:build !soak && !race

package batch

// How much is tried: in every test a part of each kind, under the tag soak far
// more.
const (
	every = 617 // of disk operations, one in so many is failed in each way
	tries = 2   // of an erasure cut short
	runs  = 8   // of a long life with faults
	share = 1   // of a law's instances, one in so many is tried

	calmRuns = 12  // of a life without
	checks   = 4   // of a law about whole lives
	luck     = "1" // the same each time
)
