//go:build soak

package batch

// How much the laws of slips and lives try under the tag soak.
const (
	freezes   = 1
	lifeSteps = 24
	sleeps    = 100
)
