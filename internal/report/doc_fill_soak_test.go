//go:build soak

package report

// fillDraws is how many cities are drawn.
const fillDraws = 120
