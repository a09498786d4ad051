package main

import (
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/windows"
)

// tellable makes a process, before it is started, one that can be told to end:
// Windows tells whole groups of processes, and this must not be ours.
func tellable(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// stopDaemon tells a process to end, as Ctrl-Break does.
func stopDaemon(t *testing.T, p *os.Process) {
	t.Helper()
	if err := windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(p.Pid)); err != nil {
		t.Fatal(err)
	}
}

// cutDown reports whether a process was killed: Windows gives it the status
// its killer names, and Go names 1.
func cutDown(s *os.ProcessState) bool { return s.ExitCode() == 1 }
