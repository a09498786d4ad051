//go:build soak

package main

import (
	"os"
	"strconv"
)

// How often the program is killed: 270 times, or as BANGFU_KILLS says, and in
// each stage one kill of 27 at least.
var (
	kills     = wanted("BANGFU_KILLS", 270)
	killsEach = kills / 27
)

// wanted is a number that the environment may change.
func wanted(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}
