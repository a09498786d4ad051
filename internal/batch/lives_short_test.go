//go:build !soak

package batch

// How much the laws of slips and lives try in every test.
const (
	freezes   = 9  // of the slips of the city, one in so many is also frozen
	lifeSteps = 12 // runs of one
	sleeps    = 2  // over a cut-off, of any span
)
