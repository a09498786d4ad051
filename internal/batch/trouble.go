package batch

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
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
	first, count := map[key]string{}, map[key]int{}
	var keys []key
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b trouble) int {
		return cmp.Or(strings.Compare(a.unit, b.unit), strings.Compare(a.path, b.path))
	})
	for _, t := range list {
		s.Log.Warn("输出没有写成", "unit", t.unit, "output", t.path, "cause", fault.WithoutNames(t.err))
		told := fault.ExplainOutput(t.err)
		k := key{t.unit, told.What, told.Next}
		if count[k]++; count[k] == 1 {
			first[k], keys = t.path, append(keys, k)
		}
	}
	var lines []string
	for _, k := range keys {
		more := ""
		if count[k] > 1 {
			more = fmt.Sprintf(" 等 %d 个文件", count[k])
		}
		lines = append(lines, fmt.Sprintf("%s：写不出 %s%s（%s）。%s；其他县区不受影响，已入账的不会丢", k.unit, first[k], more, k.what, k.next))
	}
	return lines
}
