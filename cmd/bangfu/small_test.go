//go:build !soak && !race

package main

// How often the program is killed: in every test a little, under the tag soak
// as often as it takes.
const (
	kills     = 8
	killsEach = 0
)
