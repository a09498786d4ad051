//go:build soak

package main

const (
	kills     = 210
	killsEach = 10
)
