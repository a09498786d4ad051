package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// Real is the disk of the machine.
func Real() FS { return real{} }

type real struct{}

func (real) Open(name string) (File, error) {
	f, err := openPlain(name)
	if err != nil {
		return nil, tell(err)
	}
	at, err := f.Stat()
	if err == nil && !at.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	if err != nil {
		f.Close() // the first fault is told
		return nil, err
	}
	return f, nil
}

func (real) Create(name string, perm fs.FileMode) (File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (real) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (real) Lstat(name string) (fs.FileInfo, error)     { return os.Lstat(name) }
func (real) Mkdir(name string, perm fs.FileMode) error  { return os.Mkdir(name, perm) }
func (real) Chmod(name string, perm fs.FileMode) error  { return os.Chmod(name, perm) }

func (real) Rename(from, to string) error {
	return retry(time.Sleep, func() error { return os.Rename(from, to) })
}

func (real) Remove(name string) error {
	return retry(time.Sleep, func() error { return os.Remove(name) })
}

func (real) SyncDir(name string) error { return syncDir(name) }

// pauses are the waits between the tries of a busy file: about a second.
var pauses = []time.Duration{50 * time.Millisecond, 150 * time.Millisecond, 300 * time.Millisecond, 500 * time.Millisecond}

// retry does the thing again while another program is in the way.
func retry(sleep func(time.Duration), do func() error) error {
	err := do()
	for _, p := range pauses {
		if err == nil || !busy(err) {
			return err
		}
		sleep(p)
		err = do()
	}
	return tell(err)
}

// tell adds ErrBusy to an error that means it.
func tell(err error) error {
	if err == nil || errors.Is(err, ErrBusy) || !busy(err) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrBusy, err)
}
