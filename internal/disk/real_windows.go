package disk

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// openPlain opens a file after looking that it is one: Windows has no flag
// that refuses a link.
func openPlain(name string) (*os.File, error) {
	at, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !at.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	return os.Open(name)
}

// busy reports whether another program is in the way. Windows says "access
// denied" as well when a file that is held open is to be replaced.
func busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// Full reports whether a fault means that there is no room left.
func Full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// Exhausted reports whether a fault means that too many files are open.
func Exhausted(err error) bool { return errors.Is(err, windows.ERROR_TOO_MANY_OPEN_FILES) }

// TooLong reports whether a fault means that a path is longer than the system takes.
func TooLong(err error) bool { return errors.Is(err, windows.ERROR_FILENAME_EXCED_RANGE) }

// ReadOnly reports whether a fault means that the disk takes no writing at all.
func ReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

// Denied reports whether a fault means that the account may not write there.
func Denied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
}

// ownerOf does not know: a file's attributes name no account on Windows.
func ownerOf(fs.FileInfo) (Account, bool) { return Account{}, false }

// syncDir has nothing to do: NTFS journals names, and a folder cannot be
// flushed without the right to write to the volume.
func syncDir(string) error { return nil }
