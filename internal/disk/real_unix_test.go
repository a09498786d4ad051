//go:build unix

package disk

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// heldOpen is how this system says that a file is held open.
var heldOpen = syscall.EBUSY

func TestOpenDoesNotWaitAtAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Real().Open(pipe); !errors.Is(err, ErrNotRegular) {
		t.Errorf("%v", err)
	}
}
