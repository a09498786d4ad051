//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
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

func TestAClosedWorkspaceIsTheOneItsFolderBelongsTo(t *testing.T) {
	record := filepath.Join(t.TempDir(), ".bangfu.account")
	closed := func() FS {
		return &Faulty{FS: Real(), At: -1, Fault: fs.ErrPermission, When: func(o Op) bool { return o.Path == record }}
	}
	var foreign *AccountError
	if err := Owned(closed(), record, Account{"li", "no such number"}); !errors.As(err, &foreign) || foreign.Owner != Current() || !strings.Contains(err.Error(), "无权打开") {
		t.Errorf("another's folder: %v", err)
	}
	if err := Owned(closed(), record, Current()); errors.As(err, &foreign) || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("one's own folder, closed: %v", err)
	}
}
