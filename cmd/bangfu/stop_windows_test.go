package main

import (
	"os"
	"testing"
)

// stopDaemon ends a process: Windows has no signal for another one's console.
func stopDaemon(t *testing.T, p *os.Process) {
	t.Helper()
	if err := p.Kill(); err != nil {
		t.Fatal(err)
	}
}
