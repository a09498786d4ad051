//go:build soak

package batch

import (
	"os"
	"strconv"
)

// every is one: all operations, when BANGFU_EVERY=1 asks for it.
var every = wanted("BANGFU_EVERY", 47)

// wanted is a number that the environment may change.
func wanted(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return usual
}

const (
	tries = 16
	runs  = 500
)
