package inbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"bangfu/internal/disk"
)

// ErrChanged says that a file is no longer the one that was looked at. It is
// left where it is and read in the next run.
var ErrChanged = errors.New("file changed meanwhile")

// Content is a file as it was read.
type Content struct {
	Bytes []byte // nil when the file is larger than the limit
	Size  int64
	SHA   string // SHA-256 in lower-case hex, of the whole file in any case
}

// Read reads a file whole and hashes it; of one larger than limit bytes it
// keeps only the hash. It looks again afterwards: when size or time is not
// that of w, or fewer or more bytes came, the error is ErrChanged. Every other
// error passes by itself too: see Refuse.
func Read(d disk.FS, w Waiting, limit int64) (Content, error) {
	f, err := d.Open(w.Path)
	if err != nil {
		return Content{}, fmt.Errorf("inbox: read: %w", err)
	}
	defer f.Close()
	c, err := read(f, w, limit)
	if err != nil {
		return Content{}, fmt.Errorf("inbox: read: %w", err)
	}
	at, err := d.Lstat(w.Path)
	if err != nil {
		return Content{}, fmt.Errorf("inbox: read: %w", err)
	}
	if !unchanged(at, w) || c.Size != w.Size {
		return Content{}, fmt.Errorf("inbox: read: %w", ErrChanged)
	}
	return c, nil
}

func read(f disk.File, w Waiting, limit int64) (Content, error) {
	sum := sha256.New()
	c := Content{}
	var err error
	if w.Size <= limit {
		b := bytes.NewBuffer(make([]byte, 0, w.Size+bytes.MinRead))
		_, err = b.ReadFrom(io.LimitReader(f, w.Size+1))
		c.Bytes = b.Bytes()
		sum.Write(c.Bytes)
		c.Size = int64(len(c.Bytes))
	} else {
		c.Size, err = io.Copy(sum, io.LimitReader(f, w.Size+1))
	}
	c.SHA = hex.EncodeToString(sum.Sum(nil))
	return c, err
}

func unchanged(at fs.FileInfo, w Waiting) bool {
	return at.Mode().IsRegular() && at.Size() == w.Size && at.ModTime().Equal(w.ModTime)
}

// Refuse is the state of a file that Read could not read: it waits, and the
// next run tries again.
func Refuse(w Waiting, err error) Waiting {
	if errors.Is(err, ErrChanged) {
		return w.as(Settling, whyGrowing)
	}
	return refuse(w, err)
}

// Take removes a file from its drop folder, provided its content still has the
// hash; a file that is gone already is no fault. It is first set aside under
// another name, so that one saved again at this very moment is never the one
// removed. With ErrChanged the newer file lies there still; with any other
// error the file stays, to be listed as 已收，可删除 and known by its hash.
func Take(d disk.FS, w Waiting, sha string) error {
	at, err := d.Lstat(w.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("inbox: take: %w", err)
	}
	if !unchanged(at, w) {
		return fmt.Errorf("inbox: take: %w", ErrChanged)
	}
	aside, err := asideName(d, w.Path, sha)
	if err != nil {
		return fmt.Errorf("inbox: take: %w", err)
	}
	if err := d.Rename(w.Path, aside); err != nil {
		// It may have been renamed although the answer was no.
		return errors.Join(fmt.Errorf("inbox: take: %w", err), giveBack(d, aside, w.Path))
	}
	if err := sameHash(d, aside, sha); err != nil {
		return errors.Join(fmt.Errorf("inbox: take: %w", err), giveBack(d, aside, w.Path))
	}
	if err := d.Remove(aside); err != nil {
		return errors.Join(fmt.Errorf("inbox: take: %w", err), giveBack(d, aside, w.Path))
	}
	return nil
}

// asideName is a free name a file bears while it is taken. Should the process
// die then, the next run meets it as an ordinary file, known by its hash.
func asideName(d disk.FS, path, sha string) (string, error) {
	ending := strings.ToLower(filepath.Ext(path))
	if len(ending) > 16 {
		ending = ""
	}
	stem := filepath.Join(filepath.Dir(path), asideStem(sha))
	for n := 1; ; n++ {
		name := stem + ending
		if n > 1 {
			name = fmt.Sprintf("%s_%d%s", stem, n, ending)
		}
		if taken, err := disk.Exists(d, name); err != nil || !taken {
			return name, err
		}
	}
}

func asideStem(sha string) string { return "收取中_" + sha[:min(16, len(sha))] }

// IsSetAside reports whether a path is the name that a file of this content bore
// while Take set it aside: the process died before it could remove it.
func IsSetAside(path, sha string) bool { return strings.HasPrefix(filepath.Base(path), asideStem(sha)) }

// giveBack gives a file its own name again unless that has been taken again;
// then it keeps the other one and is read under it.
func giveBack(d disk.FS, aside, path string) error {
	there, err := disk.Exists(d, aside)
	if err != nil || !there {
		return err
	}
	taken, err := disk.Exists(d, path)
	if err != nil || taken {
		return err
	}
	return d.Rename(aside, path)
}

func sameHash(d disk.FS, path, sha string) error {
	f, err := d.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != sha {
		return ErrChanged
	}
	return nil
}
