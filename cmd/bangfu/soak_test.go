//go:build soak

package main

const (
	kills     = 270
	killsEach = 10
)
