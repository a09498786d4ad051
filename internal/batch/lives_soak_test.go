//go:build soak

package batch

// How much the laws of slips and lives try under the tag soak.
const (
	freezes   = 1
	lifeSteps = 24
	sleeps    = 100
	copySteps = 1
	noteSteps = 1
	copyLives = 12

	snapshotSteps = 500
)
