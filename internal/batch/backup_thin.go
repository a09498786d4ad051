package batch

import (
	"context"
	"fmt"
	"path/filepath"

	"bangfu/internal/assist"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/place"
)

// How many copies of the ledger are kept of each generation, and for how many
// days one lies there as it is, to be put in place by hand.
const (
	keepAllDays = 2
	keepDays    = 7
	keepWeeks   = 8
	keepMonths  = 24
	keepFreezes = 12
	keepWholes  = 2 // so that not all hangs on one
	plainDays   = 8
)

// A generation keeps the newest copy of each of its spans, so many spans.
type generation struct {
	spans int
	of    func(assist.Date) string
}

var generations = []generation{
	{keepDays, func(d assist.Date) string { return d.String() }},
	{keepWeeks, func(d assist.Date) string { return assist.WeekOf(d).String() }},
	{keepMonths, func(d assist.Date) string { return d.Month().String() }},
}

// thin removes the copies that no generation keeps, and compresses those that
// have lain there for more than a week.
func (s *Site) thin(ctx context.Context, today assist.Date) error {
	copies, err := s.readCopies(ctx)
	if err != nil {
		return err
	}
	kept := keptCopies(copies, today)
	for _, c := range copies {
		day := assist.DateOf(c.Head.At)
		switch {
		case c.Fault != nil: // what cannot be read is not ours to throw away
		case !kept[c.Name]:
			err = s.dropCopy(c)
		case day <= today-plainDays && !ledger.Packed(c.Path):
			err = s.packCopy(c)
		}
		if err != nil {
			return backupFault(s, c.Path, err)
		}
	}
	return nil
}

// keptCopies are the names of the copies that are kept: those that a generation
// keeps, the newest whole ones, and what all these go on from. Copies come newest
// first.
func keptCopies(copies []Copy, today assist.Date) map[string]bool {
	kept := keptByAge(copies, today)
	wholes := 0
	for _, c := range copies {
		if c.sum != "" && c.base == "" && c.Fault == nil && wholes < keepWholes {
			wholes++
			kept[c.Name] = true
		}
	}
	for _, c := range copies {
		if !kept[c.Name] {
			continue
		}
		for _, under := range line(copies, c) {
			kept[under.Name] = true
		}
	}
	return kept
}

// keptByAge are the names of the copies that a generation keeps.
func keptByAge(copies []Copy, today assist.Date) map[string]bool {
	kept := map[string]bool{}
	seen := make([]map[string]bool, len(generations))
	for i := range seen {
		seen[i] = map[string]bool{}
	}
	freezes := 0
	for _, c := range copies {
		if c.Fault != nil {
			continue
		}
		if _, week, _ := place.BackupOf(c.Name); !week.IsZero() {
			freezes++
			kept[c.Name] = freezes <= keepFreezes
			continue
		}
		day := assist.DateOf(c.Head.At)
		kept[c.Name] = day > today-keepAllDays
		for i, g := range generations {
			span := g.of(day)
			if !seen[i][span] && len(seen[i]) < g.spans {
				seen[i][span], kept[c.Name] = true, true
			}
		}
	}
	return kept
}

// packCopy compresses a copy; the plain one goes once the other reads back.
func (s *Site) packCopy(c Copy) error {
	if err := ledger.Pack(s.Disk, c.Path, place.Packed(c.Path)); err != nil {
		return err
	}
	if err := journal.WriteNote(s.Disk, filepath.Dir(c.Path), c.Name, journal.Copied{Head: c.Head}); err != nil {
		return err
	}
	return s.Disk.Remove(c.Path)
}

// dropCopy removes a copy and its note.
func (s *Site) dropCopy(c Copy) error {
	if err := s.Disk.Remove(c.Path); err != nil {
		return fmt.Errorf("batch: drop a backup: %w", err)
	}
	return journal.DropNote(s.Disk, filepath.Dir(c.Path), c.Name)
}
