//go:build race && !soak

package main

// How often the program is killed under the race detector, which looks for
// something else.
const (
	kills     = 2
	killsEach = 0
)
