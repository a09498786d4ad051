package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"bangfu/internal/disk"
	"bangfu/internal/place"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// Look sees what lies in the drop folders of the units and of the City: City
// first, then the units in their order, by path within a unit, then what lies
// under 收件箱 and belongs to nobody. Nothing is opened and nothing waits;
// files are Settling until Settle has compared two looks. A folder that cannot
// be read, or is not there, is a Fault of its own.
func Look(d disk.FS, p place.Place, units []string) ([]Waiting, []Fault) {
	var all []Waiting
	var faults []Fault
	top, err := list(d, p.Inboxes(), "", "")
	if err != nil {
		faults = append(faults, Fault{"", p.Inboxes(), err})
	}
	for _, unit := range append([]string{place.City}, units...) {
		for _, dir := range homes(p, unit, units, top) {
			seen, err := look(d, dir, unit)
			if err != nil {
				faults = append(faults, Fault{unit, dir, err})
			}
			all = append(all, seen...)
		}
	}
	return distinct(append(all, strays(top, units)...)), faults
}

// distinct gives each thing of a unit a name of its own for people: two names
// may be one in NFC, and a unit's folders, under its former name too, may hold
// files that are called alike.
func distinct(all []Waiting) []Waiting {
	seen := map[[2]string]int{}
	for i, w := range all {
		key := [2]string{w.Unit, w.Name}
		if seen[key]++; seen[key] > 1 {
			ending := path.Ext(w.Name)
			all[i].Name = fmt.Sprintf("%s（同名第%d份）%s", strings.TrimSuffix(w.Name, ending), seen[key], ending)
		}
	}
	return all
}

// homes are the drop folders of a unit: the one we made, whether it is there
// or not, and any other whose name is spelt otherwise (NFD) but means the unit.
func homes(p place.Place, unit string, units []string, top []entry) []string {
	dirs := []string{p.Inbox(unit)}
	for _, e := range top {
		whose, known := place.UnitOf(filepath.Base(e.Path), units)
		if known && whose == unit && e.Path != dirs[0] && e.folder {
			dirs = append(dirs, e.Path)
		}
	}
	return dirs
}

// look sees one drop folder, its sub-folders, and names what lies deeper.
func look(d disk.FS, dir, unit string) ([]Waiting, error) {
	top, err := list(d, dir, unit, "")
	if err != nil {
		return nil, err
	}
	var all []Waiting
	for _, e := range top {
		if !e.folder {
			all = append(all, e.Waiting)
			continue
		}
		all = append(all, lookBelow(d, e)...)
	}
	return all, nil
}

// lookBelow sees a sub-folder; one that cannot be read waits as a whole.
func lookBelow(d disk.FS, folder entry) []Waiting {
	if folder.State == Ignored {
		return []Waiting{folder.Waiting}
	}
	below, err := list(d, folder.Path, folder.Unit, folder.Name+"/")
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return []Waiting{folder.as(Unreadable, whyOf(err))}
	}
	var all []Waiting
	for _, e := range below {
		if e.folder && e.State != Ignored {
			all = append(all, tooDeep(d, e)...)
			continue
		}
		all = append(all, e.Waiting)
	}
	return all
}

// tooDeep names what lies in a folder that is too deep, one level of it.
func tooDeep(d disk.FS, folder entry) []Waiting {
	inside, err := list(d, folder.Path, folder.Unit, folder.Name+"/")
	if err != nil || len(inside) == 0 {
		return []Waiting{folder.as(Ignored, whyDeep)}
	}
	var all []Waiting
	for _, e := range inside {
		if e.State != Ignored {
			e.Waiting = e.as(Ignored, whyDeep)
		}
		all = append(all, e.Waiting)
	}
	return all
}

// strays are what lies under 收件箱 itself and belongs to nobody.
func strays(top []entry, units []string) []Waiting {
	var all []Waiting
	for _, e := range top {
		if _, known := place.UnitOf(filepath.Base(e.Path), units); known {
			continue
		}
		switch {
		case e.State == Ignored:
		case e.folder:
			e.Waiting = e.as(Ignored, whyUnknown)
		default:
			e.Waiting = e.as(Ignored, whyStray)
		}
		all = append(all, e.Waiting)
	}
	return all
}

// entry is a Waiting that may be a folder.
type entry struct {
	Waiting
	folder bool
}

// list describes what a folder holds, in the order of its names. A thing that
// vanishes between the listing and the look at it was never there.
func list(d disk.FS, dir, unit, prefix string) ([]entry, error) {
	names, err := d.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, n := range names {
		e := entry{Waiting: Waiting{Unit: unit, Path: filepath.Join(dir, n.Name()), Name: prefix + Name(n.Name())}}
		at, err := d.Lstat(e.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			e.Waiting = e.as(Unreadable, whyOf(err))
		default:
			e = describe(e, n.Name(), at)
		}
		all = append(all, e)
	}
	return all, nil
}

// describe fills in what the file system says of a thing.
func describe(e entry, name string, at fs.FileInfo) entry {
	e.ModTime, e.folder = at.ModTime(), at.IsDir()
	if !e.folder {
		e.Size = at.Size()
	}
	y, skip := ignore(name)
	switch mode := at.Mode(); {
	case mode&fs.ModeSymlink != 0:
		e.Waiting = e.as(Ignored, whyLink)
	case !e.folder && !mode.IsRegular():
		e.Waiting = e.as(Ignored, whyDevice)
	case skip:
		e.Waiting = e.as(Ignored, y)
	default:
		e.Waiting = e.as(Settling, whyNew)
	}
	return e
}

// Name is a file name as people read it: NFC, and where the bytes are no
// UTF-8, read as GB18030; what cannot be shown becomes �.
func Name(raw string) string {
	if !utf8.ValidString(raw) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(raw); err == nil {
			raw = s
		}
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(raw, "�")))
}

// whyOf says in words what kept a file from being read.
func whyOf(err error) why {
	switch {
	case errors.Is(err, fs.ErrPermission): // first: Windows counts it as busy too
		return whyDenied
	case errors.Is(err, disk.ErrBusy):
		return whyBusy
	case errors.Is(err, fs.ErrNotExist):
		return whyGone
	case errors.Is(err, disk.ErrNotRegular):
		return whyDevice
	}
	return whyRead
}
