package batch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"bangfu/internal/disk"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
)

// plainMost is how large, in bytes, a ledger is copied as it is: its copy can be put in
// place by hand. That of a larger one is compressed at once, or an increment.
const plainMost = 8 << 20

// copyLedger makes one copy, and notes where it ends.
func (s *Site) copyLedger(ctx context.Context, path string) error {
	head, err := s.head(ctx)
	if err == nil {
		err = disk.Make(s.Disk, filepath.Dir(path), 0o700)
	}
	var small bool
	if err == nil {
		small, err = s.small()
	}
	switch {
	case err != nil:
	case small:
		if err = s.Ledger.Backup(ctx, path); err == nil {
			err = journal.WriteNote(s.Disk, filepath.Dir(path), filepath.Base(path), journal.Copied{Head: head})
		}
	default:
		err = s.copyLarge(ctx, path, head)
	}
	if err != nil {
		return backupFault(s, path, err)
	}
	return nil
}

// small reports whether the ledger is copied as it is.
func (s *Site) small() (bool, error) {
	info, err := s.Disk.Lstat(s.Place.Ledger())
	return err == nil && info.Size() <= cmp.Or(s.plain, plainMost), err
}

// copyLarge makes a compressed copy: an increment on one that is there, else a whole
// one. An increment that the same run has made already is copied.
func (s *Site) copyLarge(ctx context.Context, path string, head journal.Head) error {
	copies, err := s.copiesIn(ctx, filepath.Dir(path))
	if err != nil {
		return err
	}
	c := journal.Copied{Head: head}
	if i := slices.IndexFunc(copies, func(c Copy) bool { return c.base != "" && c.Fault == nil && c.Head.Hash == head.Hash }); i >= 0 {
		path, c.Base, c.Sum = place.Increment(path), copies[i].base, copies[i].sum
		err = s.double(copies[i].Path, path)
	} else {
		path, err = s.copyPacked(ctx, copies, path, &c)
	}
	if err != nil {
		return err
	}
	return journal.WriteNote(s.Disk, filepath.Dir(path), filepath.Base(path), c)
}

// copyPacked makes a compressed copy, and tells its path and what it stands on.
func (s *Site) copyPacked(ctx context.Context, copies []Copy, path string, c *journal.Copied) (string, error) {
	base, ok, err := s.baseFor(ctx, copies, c.Head)
	if err != nil {
		return path, err
	}
	if ok {
		path, c.Base = place.Increment(path), base.Head.Hash
		err = s.Ledger.BackupSince(ctx, path, endFrom(base.Head))
	} else {
		path = place.Packed(path)
		err = s.Ledger.Backup(ctx, path)
	}
	if err == nil {
		c.Sum, err = ledger.SumOf(s.Disk, path)
	}
	return path, err
}

// double puts a file's bytes at another path, and proves that they lie there.
func (s *Site) double(from, to string) error {
	data, err := disk.ReadFile(s.Disk, from)
	if err == nil {
		err = disk.Replace(s.Disk, to, data, 0o600)
	}
	if err != nil {
		return err
	}
	there, err := disk.ReadFile(s.Disk, to)
	if err != nil || !bytes.Equal(there, data) {
		return errors.Join(errors.New("batch: the copy does not read back as it was"), err, s.Disk.Remove(to))
	}
	return nil
}

// noteBare notes the copies whose note was not written any more, as they themselves
// say; one that says nothing stays as it is.
func (s *Site) noteBare(ctx context.Context, copies []Copy) error {
	for _, c := range copies {
		if !c.bare {
			continue
		}
		noted := journal.Copied{Head: c.Head}
		if ledger.Packed(c.Path) {
			var err error
			if noted, err = s.reach(ctx, c.Path); err != nil {
				continue
			}
		}
		if err := journal.WriteNote(s.Disk, filepath.Dir(c.Path), c.Name, noted); err != nil {
			return backupFault(s, c.Path, err)
		}
	}
	return nil
}

// reach unpacks a copy, and tells what is to be noted of it.
func (s *Site) reach(ctx context.Context, path string) (c journal.Copied, err error) {
	temp := s.unpackedPath()
	if err := s.unpack(path, temp); err != nil {
		return c, err
	}
	base, end, err := ledger.Reach(ctx, temp)
	c.Head, c.Base = headFrom(end), base.Hash
	if err == nil {
		c.Sum, err = ledger.SumOf(s.Disk, path)
	}
	return c, errors.Join(err, s.discard(temp))
}

// unpackedPath is where a copy is unpacked, beside the ledger.
func (s *Site) unpackedPath() string {
	return filepath.Join(s.Place.Root(), ".bangfu-unpacked.tmp")
}

// unpack puts what a copy holds at a path.
func (s *Site) unpack(from, to string) error {
	if err := s.discard(to); err != nil {
		return err
	}
	return disk.ReplaceFrom(s.Disk, to, 0o600, func(w io.Writer) error { return ledger.Unpack(s.Disk, from, w) })
}

// discard removes an unpacked copy with what SQLite keeps beside it.
func (s *Site) discard(path string) error {
	var all error
	for _, side := range ledger.Sides {
		if err := s.Disk.Remove(path + side); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}
