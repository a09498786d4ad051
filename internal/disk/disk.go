// Package disk holds the few verbs that must survive a crash (Replace, Move,
// Make, Sweep) and the lock that dies with its process. It refuses to know what
// a folder or a file means. Disks that fail or forget on purpose, for tests, are
// package disktest.
package disk

import (
	"errors"
	"io"
	"io/fs"
)

// ErrBusy marks a fault that passes by itself: another program holds the file
// open. Real retries for about a second before it returns one.
var ErrBusy = errors.New("held open by another program")

// ErrNotRegular is returned by Open for a link, a folder, a pipe or a device:
// none of them is followed, none can block the caller.
var ErrNotRegular = errors.New("not a regular file")

// ErrInTheWay marks a folder where a file should be, or a file where a folder should.
var ErrInTheWay = errors.New("a file or folder of the same name is in the way")

// FS is the disk as the program uses it. Names are paths of the host system.
// Errors are those of package os; where another program is in the way they
// also match ErrBusy.
type FS interface {
	// Open opens a regular file for reading and refuses anything else with
	// ErrNotRegular.
	Open(name string) (File, error)
	// Create makes a new file for writing; it fails when the name is taken.
	Create(name string, perm fs.FileMode) (File, error)
	// ReadDir lists a folder, sorted by name.
	ReadDir(name string) ([]fs.DirEntry, error)
	// Lstat describes a name without following a link.
	Lstat(name string) (fs.FileInfo, error)
	// Rename gives a file another name, replacing what bears it.
	Rename(from, to string) error
	// Remove deletes a file or an empty folder.
	Remove(name string) error
	// Mkdir makes one folder; it fails when the name is taken.
	Mkdir(name string, perm fs.FileMode) error
	// Chmod changes the permissions of a file.
	Chmod(name string, perm fs.FileMode) error
	// SyncDir makes the names in a folder durable.
	SyncDir(name string) error
}

// File is an open file. Sync makes its content durable.
type File interface {
	io.Reader
	io.ReaderAt
	io.Writer
	io.Closer
	Stat() (fs.FileInfo, error)
	Sync() error
}

// ReadFile is the whole content of a regular file.
func ReadFile(d FS, name string) ([]byte, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Exists reports whether the name is taken, by whatever it may be.
func Exists(d FS, name string) (bool, error) {
	_, err := d.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
