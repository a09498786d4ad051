package batch

import (
	"cmp"
	"path/filepath"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/page"
	"bangfu/internal/place"
)

// boards are 看板.html of the city and of every unit.
func (s *Site) boards(f assist.Facts) []recipe {
	list := []recipe{s.board(f, "", "")}
	for _, u := range f.Terms.Units {
		for _, folder := range u.Names() {
			list = append(list, s.board(f, u.Name, folder))
		}
	}
	return list
}

// board is the recipe of 看板.html of a unit in a folder of its, or of the city.
func (s *Site) board(f assist.Facts, unit, folder string) recipe {
	path := s.Place.Board(folder)
	return recipe{path, s.boardAt(path, f, unit).HTML}
}

// boardAt is what a 看板.html shows that lies at a path: all it leads to is told from there.
func (s *Site) boardAt(path string, f assist.Facts, unit string) page.Board {
	beside := func(to string) string {
		rel, err := filepath.Rel(filepath.Dir(path), to)
		if err != nil {
			return ""
		}
		return filepath.ToSlash(rel)
	}
	b := page.Board{
		Facts: f, Unit: unit, Decide: beside(s.Place.CityTodo()),
		Receipt: func(t assist.Taken) string {
			return beside(s.Place.Receipt(cmp.Or(t.Folder, t.Unit), t.Receipt, t.Update))
		},
		Deadline: func(unit string) time.Time { return s.nextDeadline(f, unit) },
		Beside: func(unit string) string {
			if _, known := f.Terms.Unit(unit); !known {
				return ""
			}
			return beside(s.Place.Board(unit))
		},
	}
	for _, l := range s.boardLinks(f, unit) {
		b.Links = append(b.Links, page.Link{Name: l.Name, Path: beside(l.Path)})
	}
	return b
}

// boardLinks are the files a board leads to.
func (s *Site) boardLinks(f assist.Facts, unit string) []page.Link {
	p, w := s.Place, f.Week
	if unit == "" {
		return linksTo(p.CityTodo(), p.Roll(w), p.Supply(w), p.Watch(w), p.Report(w), p.RollPDF(w))
	}
	list := linksTo(p.Todo(unit), p.UnitSupply(unit, w), p.Goods(unit, w), p.UnitReport(unit, w))
	if slices.ContainsFunc(f.Files, func(t assist.Taken) bool { return t.Unit == unit }) { // else it has none yet
		list = append(list, linksTo(p.Sightings(unit))...)
	}
	if page.HasEngine() {
		list = append(list, page.Link{Name: page.CheckName, Path: p.CheckPage(unit)})
	}
	return list
}

// linksTo are links to files, each by what it is called.
func linksTo(paths ...string) []page.Link {
	list := make([]page.Link, len(paths))
	for i, path := range paths {
		list[i] = page.Link{Name: place.Label(path), Path: path}
	}
	return list
}

// nextDeadline is the 报送截止 that a unit has before it.
func (s *Site) nextDeadline(f assist.Facts, unit string) time.Time {
	for _, u := range f.Terms.Units {
		if u.Name != unit {
			continue
		}
		if d := s.Settings.ReportOf(f.Terms, u, f.Week); !f.At.After(d) {
			return d
		}
		return s.Settings.ReportOf(f.Terms, u, f.Week.Next())
	}
	return time.Time{}
}
