//go:build !soak

package report

// fillDraws is how many cities are drawn; the tag soak draws more.
const fillDraws = 4
