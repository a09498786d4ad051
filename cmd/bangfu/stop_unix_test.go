//go:build unix

package main

import (
	"os"
	"syscall"
	"testing"
)

// stopDaemon tells a process to end, as a service manager does.
func stopDaemon(t *testing.T, p *os.Process) {
	t.Helper()
	if err := p.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
}
