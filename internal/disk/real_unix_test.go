//go:build unix

package disk_test

import (
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
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
	if _, err := disk.Real().Open(pipe); !errors.Is(err, disk.ErrNotRegular) {
		t.Errorf("%v", err)
	}
}

func TestAClosedWorkspaceIsTheOneItsFolderBelongsTo(t *testing.T) {
	record := filepath.Join(t.TempDir(), ".bangfu.account")
	closed := func() disk.FS {
		return &disktest.Faulty{FS: disk.Real(), At: -1, Fault: fs.ErrPermission, When: func(o disktest.Op) bool { return o.Path == record }}
	}
	var foreign *disk.AccountError
	if err := disk.Owned(closed(), record, disk.Account{Name: "li", ID: "no such number"}); !errors.As(err, &foreign) || foreign.Owner != disk.Current() || !strings.Contains(err.Error(), "无权打开") {
		t.Errorf("another's folder: %v", err)
	}
	if err := disk.Owned(closed(), record, disk.Current()); errors.As(err, &foreign) || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("one's own folder, closed: %v", err)
	}
}
