package batch

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"sort"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/place"
)

// How long copies of the ledger are kept.
const (
	backupDays    = 30
	backupFreezes = 60
)

// backup copies the ledger once a day, after the first run that commits, and
// at each freeze, and drops copies past their time. A copy that an earlier run
// did not live to make is made now.
func (s *Site) backup(ctx context.Context, r *pass) error {
	want := s.backupsDue(r)
	if len(want) == 0 {
		return nil
	}
	for _, path := range want {
		there, err := disk.Exists(s.Disk, path)
		if err != nil || there {
			if err != nil {
				return backupFault(s, path, err)
			}
			continue
		}
		s.progress("备份", 0, 1)
		if err := disk.Make(s.Disk, filepath.Dir(path), 0o700); err != nil {
			return backupFault(s, path, err)
		}
		if err := s.Ledger.Backup(ctx, path); err != nil {
			return backupFault(s, path, err)
		}
	}
	return s.dropBackups(r.today)
}

// backupsDue are the copies there should be: of today when something was
// entered today, and of the latest freeze.
func (s *Site) backupsDue(r *pass) []string {
	var want []string
	if r.h.Seq() > 0 && assist.DateOf(r.h.At()) == r.today {
		want = append(want, s.Place.DailyBackup(r.today))
	}
	if last := r.h.LastFrozen(); !last.IsZero() {
		want = append(want, s.Place.FreezeBackup(last))
	}
	return want
}

func backupFault(s *Site, path string, err error) error {
	return Mend("台账备份没有写成："+s.Place.Rel(path), "请检查备份文件夹（bangfu.toml 的 [backup] dir）的空间和权限，再运行一次 bangfu run", err)
}

// dropBackups removes daily copies older than 30 days and all but the last 60 freezes.
func (s *Site) dropBackups(today assist.Date) error {
	dir := s.Place.Backups()
	list, err := s.Disk.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	var freezes []string
	for _, e := range list {
		day, _, ok := place.BackupOf(e.Name())
		switch {
		case !ok:
		case day == 0:
			freezes = append(freezes, e.Name())
		case day < today-backupDays:
			if err := s.Disk.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	sort.Strings(freezes)
	for _, name := range freezes[:max(0, len(freezes)-backupFreezes)] {
		if err := s.Disk.Remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}
