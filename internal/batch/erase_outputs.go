package batch

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/disk"
	"bangfu/internal/inbox"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
	"bangfu/internal/page"
	"bangfu/internal/place"
	"bangfu/internal/report"
	"bangfu/internal/xlsx/read"
)

// remake makes every output again over the old ones, the 总结 too, and removes
// published files that nothing makes any more and that may name somebody who
// was erased: a PDF cannot be searched, and when nobody knows any more by what
// the person was known, none can. It counts both.
func (s *Site) remake(ctx context.Context, erased []string, who *person) (n int, faults []string, err error) {
	made := map[string]bool{}
	again := *s
	again.saw = func(path string, wrote bool) {
		if made[path] = true; wrote {
			n++
		}
	}
	if faults, err = again.Rebuild(ctx); err != nil {
		return n, faults, err
	}
	ours, err := s.ours()
	if err != nil {
		return n, faults, err
	}
	told, err := again.remakeSummaries(ctx, ours)
	if faults = append(faults, told...); err != nil {
		return n, faults, err
	}
	for _, path := range ours {
		if made[path] {
			continue
		}
		if who != nil {
			if names, err := s.mayName(path, erased, *who); err != nil || !names {
				if err != nil {
					return n, faults, err
				}
				continue
			}
		}
		if err := outbox.Remove(s.Disk, path); err != nil {
			return n, faults, notice.OutputStays(s.Place.Rel(path), err)
		}
		n++
	}
	return n, faults, nil
}

// mayName reports a file that bears the licence of one of the erased, speaks of
// one of those whose words are known, or cannot be searched.
func (s *Site) mayName(path string, erased []string, known ...person) (bool, error) {
	if strings.HasSuffix(path, ".pdf") {
		return true, nil
	}
	data, err := disk.ReadFile(s.Disk, path)
	for _, licence := range erased {
		known = append(known, person{licence: licence})
	}
	return err == nil && slices.ContainsFunc(known, func(p person) bool { return p.speaksOf(data) }), err
}

// ours are the files in the outbox that we published: by their place and name,
// and by a mark of ours in them. What a colleague keeps there is not among them.
func (s *Site) ours() ([]string, error) {
	units, err := s.folders(s.Place.Outboxes())
	if err != nil {
		return nil, err
	}
	var list []string
	for _, unit := range units {
		below, err := s.folders(unit)
		if err != nil {
			return nil, err
		}
		for _, dir := range append(below, unit) {
			found, err := s.oursIn(dir)
			if err != nil {
				return nil, err
			}
			list = append(list, found...)
		}
	}
	slices.Sort(list)
	return list, nil
}

// folders are the folders in a folder.
func (s *Site) folders(dir string) ([]string, error) {
	list, err := s.Disk.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var dirs []string
	for _, e := range list {
		if e.IsDir() {
			dirs = append(dirs, filepath.Join(dir, e.Name()))
		}
	}
	return dirs, nil
}

func (s *Site) oursIn(dir string) ([]string, error) {
	list, err := s.Disk.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		if !e.Type().IsRegular() || !place.Ours(inbox.Name(e.Name())) {
			continue
		}
		data, err := disk.ReadFile(s.Disk, path)
		if err != nil {
			return nil, err
		}
		if bearsMark(e.Name(), data) {
			found = append(found, path)
		}
	}
	return found, nil
}

// bearsMark reports a mark of ours; a CSV has none but its header.
func bearsMark(name string, data []byte) bool {
	if strings.HasSuffix(name, ".csv") {
		return report.IsSupplyCSV(data)
	}
	for text := range read.Raw(data) {
		if report.Bears(text) || page.IsBoard(text) {
			return true
		}
	}
	return false
}
