package disk

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
)

// Our own unfinished files bear names that no output has, and that every
// reader of a drop folder ignores.
const (
	tempPrefix = ".bangfu-"
	tempSuffix = ".tmp"
)

// Replace puts data in place of whatever path holds, whole or not at all: it
// writes a temporary file in the same folder, makes it durable, renames it and
// makes the name durable. On an error nothing temporary is left as far as the
// disk allows, and path holds either the old content or the new.
func Replace(d FS, path string, data []byte, perm fs.FileMode) error {
	return ReplaceFrom(d, path, perm, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// ReplaceFrom is Replace with the content written by a function; when that
// fails, path is as it was.
func ReplaceFrom(d FS, path string, perm fs.FileMode, write func(io.Writer) error) error {
	temp, err := fill(d, filepath.Dir(path), perm, write)
	if err != nil {
		return fmt.Errorf("disk: replace: %w", err)
	}
	if err := d.Rename(temp, path); err != nil {
		d.Remove(temp) // the first fault is told; Sweep takes what stays
		return fmt.Errorf("disk: replace: %w", inTheWay(d, path, err))
	}
	if err := d.SyncDir(filepath.Dir(path)); err != nil {
		return fmt.Errorf("disk: replace: %w", err)
	}
	return nil
}

// inTheWay is the fault of a rename, marked when a folder bears the name: each
// system has other words for that.
func inTheWay(d FS, path string, err error) error {
	if at, _ := d.Lstat(path); at != nil && at.IsDir() { // what cannot be looked at is no folder in the way
		return fmt.Errorf("%w: %w", ErrInTheWay, err)
	}
	return err
}

// fill writes a durable temporary file in dir and returns its path; on an
// error it removes the file again.
func fill(d FS, dir string, perm fs.FileMode, write func(io.Writer) error) (string, error) {
	f, temp, err := createTemp(d, dir)
	if err != nil {
		return "", err
	}
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err == nil {
		err = d.Chmod(temp, perm)
	}
	if err != nil {
		d.Remove(temp) // the first fault is told; Sweep takes what stays
		return "", err
	}
	return temp, nil
}

func createTemp(d FS, dir string) (File, string, error) {
	var b [8]byte
	rand.Read(b[:]) // never fails
	temp := filepath.Join(dir, tempPrefix+hex.EncodeToString(b[:])+tempSuffix)
	f, err := d.Create(temp, 0o600)
	if err != nil {
		// A create that was reported as failed may have left an empty file.
		if !errors.Is(err, fs.ErrExist) {
			d.Remove(temp) // the first fault is told; Sweep takes what stays
		}
		return nil, "", err
	}
	return f, temp, nil
}

// Move renames a file and makes both folders durable.
func Move(d FS, from, to string) error {
	if err := d.Rename(from, to); err != nil {
		return fmt.Errorf("disk: move: %w", err)
	}
	if err := d.SyncDir(filepath.Dir(to)); err != nil {
		return fmt.Errorf("disk: move: %w", err)
	}
	if filepath.Dir(from) == filepath.Dir(to) {
		return nil
	}
	if err := d.SyncDir(filepath.Dir(from)); err != nil {
		return fmt.Errorf("disk: move: %w", err)
	}
	return nil
}

// Make makes a folder and those above it where they are missing, and makes
// their names durable. A folder that stands already costs one Lstat.
func Make(d FS, dir string, perm fs.FileMode) error {
	switch at, err := d.Lstat(dir); {
	case err == nil && (at.IsDir() || at.Mode()&fs.ModeSymlink != 0):
		return nil
	case err == nil:
		return fmt.Errorf("disk: make folder: %w: %s", ErrInTheWay, filepath.Base(dir))
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("disk: make folder: %w", err)
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := Make(d, parent, perm); err != nil {
			return err
		}
	}
	if err := d.Mkdir(dir, perm); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("disk: make folder: %w", err)
	}
	if err := d.SyncDir(parent); err != nil {
		return fmt.Errorf("disk: make folder: %w", err)
	}
	return nil
}

// IsTemp reports whether a file name is that of an unfinished file of ours.
func IsTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// Sweep removes the unfinished files that a crash left in a folder and in those
// so many levels below it, and says how many there were. It follows no link. A
// folder that cannot be entered, or a file that cannot be removed, keeps the
// others from nothing: all such faults come back joined. Call it only while
// holding the lock: what another run is writing looks the same.
func Sweep(d FS, dir string, levels int) (swept int, err error) {
	entries, err := d.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("disk: sweep: %w", err)
	}
	var faults []error
	for _, e := range entries {
		n, err := sweepOne(d, filepath.Join(dir, e.Name()), e, levels)
		swept += n
		faults = append(faults, err)
	}
	return swept, errors.Join(faults...)
}

func sweepOne(d FS, path string, e fs.DirEntry, levels int) (int, error) {
	if e.IsDir() && levels > 0 {
		return Sweep(d, path, levels-1)
	}
	if !e.Type().IsRegular() || !IsTemp(e.Name()) {
		return 0, nil
	}
	if err := d.Remove(path); err != nil {
		return 0, fmt.Errorf("disk: sweep: %w", err)
	}
	return 1, nil
}
