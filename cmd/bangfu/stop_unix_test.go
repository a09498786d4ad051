//go:build unix

package main

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// tellable makes a process, before it is started, one that can be told to end.
func tellable(*exec.Cmd) {}

// stopDaemon tells a process to end, as a service manager does.
func stopDaemon(t *testing.T, p *os.Process) {
	t.Helper()
	if err := p.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
}

// cutDown reports whether a process was killed rather than ended by itself.
func cutDown(s *os.ProcessState) bool { return s.ExitCode() < 0 }
