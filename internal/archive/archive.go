// Package archive (存档) keeps every original by its SHA-256: put once,
// read-only, never altered. It refuses to know what a workbook is or why an
// original is kept.
package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"bangfu/internal/disk"
)

// ErrMissing says that no original of that hash is in the archive.
var ErrMissing = errors.New("original missing")

// ErrAltered says that the file bearing a hash no longer has it.
var ErrAltered = errors.New("original altered")

// Permissions: the owner reads, nobody writes.
const (
	filePerm fs.FileMode = 0o400
	dirPerm  fs.FileMode = 0o700
)

// Archive is a folder of originals, each in a sub-folder of the first two
// digits of its hash. It may be used by several goroutines; two of them
// putting the same bytes do not harm each other.
type Archive struct {
	disk  disk.FS
	dir   string
	trial *trial // where Put keeps originals instead; nil: in the folder
}

// New is the archive in a folder, which is made when the first original comes.
func New(d disk.FS, dir string) *Archive { return &Archive{disk: d, dir: dir} }

// Path is the file that holds, or would hold, the original of a hash.
func (a *Archive) Path(sha string) string {
	if !IsSHA(sha) {
		return filepath.Join(a.dir, "none")
	}
	return filepath.Join(a.dir, sha[:2], sha)
}

// Sum is the hash under which the archive keeps data: SHA-256 in lower-case hex.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Put keeps data and returns its hash. Data already there is checked and left
// alone; where the file there is damaged it is put right. When Put returns
// without error the bytes are durable.
func (a *Archive) Put(data []byte) (sha string, err error) {
	sha = Sum(data)
	return sha, a.putFrom(sha, func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	})
}

// putFrom is Put for content too large to hold: open is called once when the
// bytes are needed. Content that does not have the hash is refused with
// ErrAltered and nothing is kept.
func (a *Archive) putFrom(sha string, open func() (io.ReadCloser, error)) error {
	if !IsSHA(sha) {
		return fmt.Errorf("archive: put: %q is not a SHA-256", sha)
	}
	if a.trial != nil {
		return a.trial.put(sha, open)
	}
	switch err := a.Check(sha); {
	case err == nil:
		return a.makeDurable(sha)
	case errors.Is(err, ErrAltered):
		// Windows replaces no read-only file.
		a.disk.Chmod(a.Path(sha), 0o600) // the rename that follows says why it cannot
	case !errors.Is(err, ErrMissing):
		return err
	}
	path := a.Path(sha)
	if err := disk.Make(a.disk, filepath.Dir(path), dirPerm); err != nil {
		return fmt.Errorf("archive: put %s: %w", sha, err)
	}
	err := disk.ReplaceFrom(a.disk, path, filePerm, func(w io.Writer) error {
		return copySum(w, sha, open)
	})
	if err != nil {
		return fmt.Errorf("archive: put %s: %w", sha, err)
	}
	return a.makeDurable(sha)
}

// makeDurable makes the names down to an original durable, also those an earlier
// run left: it may have died between a rename and the sync of the folder.
func (a *Archive) makeDurable(sha string) error {
	for _, dir := range []string{filepath.Dir(a.Path(sha)), a.dir, filepath.Dir(a.dir)} {
		if err := a.disk.SyncDir(dir); err != nil {
			return fmt.Errorf("archive: put %s: %w", sha, err)
		}
	}
	return nil
}

func copySum(w io.Writer, sha string, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), r); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != sha {
		return ErrAltered
	}
	return nil
}

// Has reports whether a file of that hash is there; it does not read it.
func (a *Archive) Has(sha string) (bool, error) {
	has, err := disk.Exists(a.disk, a.Path(sha))
	if err != nil {
		return false, fmt.Errorf("archive: has %s: %w", sha, err)
	}
	return has, nil
}

// Open is the original of a hash, whole and verified: ErrMissing when there is
// none, ErrAltered when the bytes no longer match.
func (a *Archive) Open(sha string) ([]byte, error) {
	if data, ok := a.trial.get(sha); ok {
		return data, nil
	}
	data, err := disk.ReadFile(a.disk, a.Path(sha))
	if err == nil && Sum(data) != sha {
		err = ErrAltered
	}
	if err != nil {
		return nil, fmt.Errorf("archive: open %s: %w", sha, missing(err))
	}
	return data, nil
}

// Check reads an original through without holding it: nil, ErrMissing or
// ErrAltered, or what the disk says.
func (a *Archive) Check(sha string) error {
	f, err := a.disk.Open(a.Path(sha))
	if err == nil {
		defer f.Close()
		err = copySum(io.Discard, sha, func() (io.ReadCloser, error) { return io.NopCloser(f), nil })
	}
	if err != nil {
		return fmt.Errorf("archive: check %s: %w", sha, missing(err))
	}
	return nil
}

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrMissing, err)
	}
	return err
}

// Remove deletes an original for good; one that is gone already is no fault.
func (a *Archive) Remove(sha string) error {
	path := a.Path(sha)
	err := a.disk.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = a.disk.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("archive: remove %s: %w", sha, err)
	}
	return nil
}

// List is the hashes of all originals, ascending. An archive not yet made is
// empty; files that bear no hash are not originals and left out.
func (a *Archive) List() ([]string, error) {
	shards, err := a.disk.ReadDir(a.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("archive: list: %w", err)
	}
	var all []string
	for _, s := range shards {
		if !s.IsDir() || len(s.Name()) != 2 {
			continue
		}
		files, err := a.disk.ReadDir(filepath.Join(a.dir, s.Name()))
		if err != nil {
			return nil, fmt.Errorf("archive: list: %w", err)
		}
		for _, f := range files {
			if IsSHA(f.Name()) && f.Name()[:2] == s.Name() {
				all = append(all, f.Name())
			}
		}
	}
	return all, nil
}

// IsSHA reports whether a text has the form of the archive's hashes.
func IsSHA(s string) bool {
	if len(s) != 64 {
		return false
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'a' || s[i] > 'f') {
			return false
		}
	}
	return true
}
