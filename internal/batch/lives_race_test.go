//go:build race && !soak

package batch

// How much the laws of slips and lives try under the race detector, which looks for
// something else: each once.
const (
	freezes   = 9
	lifeSteps = 6
	sleeps    = 1
	copySteps = 9
	noteSteps = 3
	copyLives = 1

	snapshotSteps = 3000
)
