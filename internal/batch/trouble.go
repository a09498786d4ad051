package batch

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/notice"
)

// trouble is an output of one unit that could not be made or published. It is
// that unit's alone: a stage returns its troubles and goes on.
type trouble struct {
	unit string // whose outbox the file belongs to
	path string // of the file, relative to the workspace
	err  error
}

// troubleWith is a trouble with the output at a path.
func (s *Site) troubleWith(path string, err error) *trouble {
	return &trouble{s.ownerOf(path), s.Place.Rel(path), err}
}

// ownerOf is the unit whose outbox a path lies in; the city's for any other.
func (s *Site) ownerOf(path string) string {
	rel, err := filepath.Rel(s.Place.Outboxes(), path)
	folder, _, below := strings.Cut(filepath.ToSlash(rel), "/")
	if err != nil || !below || folder == ".." {
		return assist.City
	}
	return folder
}

// unitsOf are the units in trouble, each once, in order.
func unitsOf(list []trouble) []string {
	var units []string
	for _, t := range list {
		units = append(units, t.unit)
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// toldOf are the fault lines of some troubles, one a unit and cause: how many
// files, which first, and what to do.
func (s *Site) toldOf(list []trouble) []string {
	type key struct{ unit, what, next string }
	first, count, cause := map[key]string{}, map[key]int{}, map[key]*fault.Fault{}
	var keys []key
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b trouble) int {
		return cmp.Or(strings.Compare(a.unit, b.unit), strings.Compare(a.path, b.path))
	})
	for _, t := range list {
		s.Log.Warn(notice.LogUnwritten, "unit", t.unit, "output", t.path, "cause", fault.WithoutNames(t.err))
		told := fault.ExplainOutput(t.err)
		k := key{t.unit, told.What, told.Next}
		if count[k]++; count[k] == 1 {
			first[k], cause[k], keys = t.path, told, append(keys, k)
		}
	}
	var lines []string
	for _, k := range keys {
		lines = append(lines, notice.Unwritten(k.unit, first[k], count[k], cause[k]))
	}
	return lines
}
