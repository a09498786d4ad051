// Package outbox (发件箱) publishes whole files: a reader sees the old file or
// the new one, never half of either. It refuses to know what a file says.
package outbox

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"bangfu/internal/disk"
	"bangfu/internal/place"
)

// Permissions of what others read: the owner writes, the group reads.
const (
	FilePerm fs.FileMode = 0o640
	DirPerm  fs.FileMode = 0o750
)

// besides is how many other names are tried when files are held open.
const besides = 3

// Published says what became of a file.
type Published struct {
	Path   string // where the content lies now
	Wrote  bool   // false: the same bytes lay there already
	Beside bool   // the wanted file is held open: Path is another name beside it
}

// Publish makes path hold data. When it holds the same bytes already nothing
// is written. When another program holds it open, the content is written
// beside it as <name>_新.<ending>, and a later Publish that gets through to
// path removes that again. Missing folders are made.
func Publish(d disk.FS, path string, data []byte, perm fs.FileMode) (Published, error) {
	if same(d, path, data) {
		return Published{Path: path}, tidy(d, path)
	}
	if err := disk.Make(d, filepath.Dir(path), DirPerm); err != nil {
		return Published{}, fmt.Errorf("outbox: publish: %w", err)
	}
	err := disk.Replace(d, path, data, perm)
	switch {
	case err == nil:
		return Published{Path: path, Wrote: true}, tidy(d, path)
	case errors.Is(err, disk.ErrBusy):
		return publishBeside(d, path, data, perm)
	}
	return Published{}, fmt.Errorf("outbox: publish: %w", err)
}

// publishBeside publishes beside a file that is held open.
func publishBeside(d disk.FS, path string, data []byte, perm fs.FileMode) (Published, error) {
	var err error
	for n := 1; n <= besides; n++ {
		other := place.Beside(path, n)
		if same(d, other, data) {
			return Published{Path: other, Beside: true}, nil
		}
		err = disk.Replace(d, other, data, perm)
		if err == nil {
			return Published{Path: other, Wrote: true, Beside: true}, nil
		}
		if !errors.Is(err, disk.ErrBusy) {
			break
		}
	}
	return Published{}, fmt.Errorf("outbox: publish beside: %w", err)
}

// same reports whether path is a plain file of exactly these bytes.
func same(d disk.FS, path string, data []byte) bool {
	at, err := d.Lstat(path)
	if err != nil || !at.Mode().IsRegular() || at.Size() != int64(len(data)) {
		return false
	}
	old, err := disk.ReadFile(d, path)
	return err == nil && bytes.Equal(old, data)
}

// tidy removes what was written beside path while it was held open. One that
// is itself held open stays for the next time.
func tidy(d disk.FS, path string) error {
	for n := 1; n <= besides; n++ {
		other := place.Beside(path, n)
		there, err := disk.Exists(d, other)
		if err != nil {
			return fmt.Errorf("outbox: tidy: %w", err)
		}
		if !there {
			continue
		}
		if err := d.Remove(other); err != nil && !errors.Is(err, disk.ErrBusy) {
			return fmt.Errorf("outbox: tidy: %w", err)
		}
	}
	return nil
}

// Remove deletes a published file and what lies beside it; a file that is not
// there is no fault, one held open is an error that matches disk.ErrBusy.
func Remove(d disk.FS, path string) error {
	if err := tidy(d, path); err != nil {
		return err
	}
	err := d.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = d.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("outbox: remove: %w", err)
	}
	return nil
}
