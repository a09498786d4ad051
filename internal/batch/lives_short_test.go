//go:build !soak && !race

package batch

// How much the laws of slips and lives try in every test.
const (
	freezes   = 9  // of the slips of the city, one in so many is also frozen
	lifeSteps = 12 // runs of one
	sleeps    = 2  // over a cut-off, of any span
	copySteps = 9  // of the operations of a copy, one in so many fails
	noteSteps = 3  // of those on its note
	copyLives = 1  // with faults in their copies

	snapshotSteps = 3000 // bytes of the journal between two cuts
)
