package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/place"
)

// Where an erasure reaches beside the ledger, 存档 and the outbox: what a restore
// set aside, the folder of backups of before bangfu.toml named another, and what
// others keep, which it only names.

// mostSearched is the size in bytes of a file that is searched whole.
const mostSearched = 256 << 20

// clearAside removes, of what restores set aside, the ledgers that hold fields
// of one of the erased and the published files that may name one, and takes the
// file names out of the records that belong to no ledger any more.
func (s *Site) clearAside(ctx context.Context, erased []string) (n int, err error) {
	paths, err := s.asideNaming(ctx, erased)
	if err != nil {
		return 0, err
	}
	for _, path := range paths {
		if err := s.Disk.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return n, notice.AsideStays(s.Place.Rel(path), err)
		}
		n++
	}
	if err := journal.Unname(s.Disk, s.Place.Archive()); err != nil {
		return n, notice.NotWitnessed(err)
	}
	return n, nil
}

// asideNaming are the files in 撤下的台账 that may name one of the erased. The
// files of a ledger stand and fall together.
func (s *Site) asideNaming(ctx context.Context, erased []string) ([]string, error) {
	var list []string
	held := map[string]bool{} // by folder: its ledger holds fields of somebody
	for path, err := range s.below(s.Place.SetAside()) {
		if err != nil {
			return nil, err
		}
		names := false
		if base := filepath.Base(s.Place.Ledger()); strings.HasPrefix(filepath.Base(path), base) {
			dir := filepath.Dir(path)
			if _, known := held[dir]; !known {
				held[dir] = s.heldAside(ctx, filepath.Join(dir, base), erased)
			}
			names = held[dir]
		} else if names, err = s.mayName(path, erased); err != nil {
			return nil, err
		}
		if names {
			list = append(list, path)
		}
	}
	return list, nil
}

// heldAside reports whether a ledger set aside holds fields of one of the
// erased; of one that cannot be opened, whether it bears a licence of theirs.
func (s *Site) heldAside(ctx context.Context, path string, erased []string) bool {
	if l, err := ledger.Look(ctx, path); err == nil {
		defer l.Close()
		sound := true
		for e, err := range l.Entries(ctx, 0) {
			if sound = err == nil; !sound {
				break
			}
			if e.Person != nil && slices.Contains(erased, e.Licence) {
				return true
			}
		}
		if sound {
			return false
		}
	}
	for _, side := range ledger.Sides {
		data, err := disk.ReadFile(s.Disk, path+side)
		if err == nil && slices.ContainsFunc(erased, func(l string) bool { return person{licence: l}.speaksOf(data) }) {
			return true
		}
	}
	return false
}

// backupFolders are where copies of the ledger lie: the folder of bangfu.toml,
// and the usual one, which may hold those of before.
func (s *Site) backupFolders() []string {
	dirs := []string{s.Place.Backups()}
	if usual := place.New(s.Place.Root(), place.Folders{}).Backups(); usual != dirs[0] {
		dirs = append(dirs, usual)
	}
	return dirs
}

// remainsBesides is remains without the outputs, which an erasure has just made again:
// what they say of another customer of that name is his.
func (s *Site) remainsBesides(who person) ([]string, error) {
	ours, err := s.ours()
	if err != nil {
		return nil, err
	}
	return s.remains(who, ours...)
}

// remains names the files that still speak of a person and are not the
// program's to change: what lies in the drop folders, and what people keep in
// the folders of the workspace. One that cannot be searched is named too; some
// are left out.
func (s *Site) remains(who person, without ...string) (lines []string, err error) {
	seen := map[string]bool{}
	for _, path := range without {
		seen[path] = true
	}
	roots := []string{s.Place.Root()}
	for _, m := range s.Place.Movable() {
		roots = append(roots, m.Path)
	}
	for _, root := range append(roots, s.backupFolders()...) {
		for path, err := range s.below(root) {
			if err != nil {
				lines = append(lines, notice.Unopened(s.Place.Rel(path), err))
				continue
			}
			if seen[path] || s.searchedElsewhere(path) {
				continue
			}
			seen[path] = true
			if line := s.remainsIn(path, who); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines, nil
}

// searchedElsewhere reports the files that an erasure changes itself.
func (s *Site) searchedElsewhere(path string) bool {
	name := filepath.Base(path)
	_, _, backup := place.BackupOf(name)
	return backup || archive.IsSHA(name) || strings.HasPrefix(path, s.Place.Ledger()) || name == filepath.Base(s.Place.Lock())
}

// remainsIn says what of a person a file still holds; "" for nothing.
func (s *Site) remainsIn(path string, who person) string {
	at := s.Place.Rel(path)
	if who.cut(filepath.Base(path)) != filepath.Base(path) {
		return notice.NameTells(at)
	}
	info, err := s.Disk.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err == nil && info.Size() > mostSearched {
		return notice.TooLargeToSearch(at)
	}
	var data []byte
	if err == nil {
		data, err = disk.ReadFile(s.Disk, path)
	}
	switch {
	case err != nil:
		return notice.Unsearched(at, err)
	case who.identifiedBy(data):
		return notice.StillSpeaks(at)
	}
	return ""
}

// identifiedBy reports bytes that tell who the person is: a number of his, his name
// beside his phone, or his name beside his licence. The licence alone stays.
func (p person) identifiedBy(data []byte) bool {
	p.pairs = slices.Clone(p.pairs)
	for _, n := range p.names {
		p.pairs = append(p.pairs, [2]string{n, p.licence})
	}
	p.licence = ""
	return p.speaksOf(data)
}

// hidden reports bytes in which a name of the person stands that no cell shows:
// as the author, in a note, in a header, in what cannot be read.
func (p person) hidden(data []byte, shown map[string]bool) bool {
	for _, n := range p.names {
		if q := (person{marks: []string{n}}); !shown[n] && utf8.RuneCountInString(n) >= 3 && q.speaksOf(data) {
			return true
		}
	}
	return false
}

// below are the regular files below a folder, also of one that is not there.
func (s *Site) below(dir string) func(yield func(string, error) bool) {
	return func(yield func(string, error) bool) {
		s.walk(dir, yield)
	}
}

func (s *Site) walk(dir string, yield func(string, error) bool) bool {
	list, err := s.Disk.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil {
		return yield(dir, fmt.Errorf("batch: %w", err))
	}
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		switch {
		case e.IsDir():
			if !s.walk(path, yield) {
				return false
			}
		case e.Type()&os.ModeType == 0:
			if !yield(path, nil) {
				return false
			}
		}
	}
	return true
}
