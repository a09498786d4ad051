package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/fault"
	"bangfu/internal/form"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
	"bangfu/internal/precheck"
	"bangfu/internal/sheet"
	"bangfu/internal/terms"
	"bangfu/internal/xlsx/read"
)

// The parameter files of a run, by the names they are archived under.
const (
	policyFile    = assist.PolicyFile
	catalogueFile = assist.CatalogueFile
	settingsFile  = "bangfu.toml"
)

// termsBook is one parameter workbook: where it lies, and how its tables are read.
type termsBook struct {
	name string
	path func(place.Place) string
	read func(form.Source) ([]assist.TermsTable, error)
}

var termsBooks = []termsBook{
	{policyFile, place.Place.Terms, form.PolicyTables},
	{catalogueFile, place.Place.Products, form.CatalogueTables},
}

// inForce is what a run knows of 参数: what is in force, what stood before, and
// the files it was read from.
type inForce struct {
	terms.Kept
	before assist.TermsBook
	files  []assist.TermsFile
}

// termsOf makes terms of a book, in the city of the settings.
func (s *Site) termsOf(book assist.TermsBook) assist.Terms {
	t := form.TermsOf(book)
	t.Office = s.Settings.Office
	return t.Named()
}

// presentTerms lays the parameter workbooks as they stand over what the ledger
// says was in force; with keep, their bytes go into the archive.
func (s *Site) presentTerms(ctx context.Context, h *history.History, at time.Time, keep bool) (inForce, error) {
	before, err := s.bookOf(ctx, h)
	if err != nil {
		return inForce{}, err
	}
	f := inForce{before: before}
	var tables []assist.TermsTable
	var lost []assist.TermsSlip
	for _, b := range termsBooks {
		read, err := s.presentTables(ctx, h, &f, &lost, b, keep)
		if err != nil {
			return f, err
		}
		tables = append(tables, read...)
	}
	sha, err := s.keepTerms(s.Settings.Text, keep)
	if err != nil {
		return f, err
	}
	f.files = append(f.files, assist.TermsFile{Name: settingsFile, SHA: sha})
	f.Kept = terms.Keep(before, tables, assist.DateOf(at), func(unit string) bool { return s.occupied(h, unit) })
	for _, renamed := range f.Renamed {
		h.Rename(renamed, at)
	}
	f.Slips = append(lost, f.Slips...)
	return f, nil
}

// presentTables reads one parameter workbook. One that is lost or damaged is
// told, and what stood before stays: its tables come back unread.
func (s *Site) presentTables(ctx context.Context, h *history.History, f *inForce, slips *[]assist.TermsSlip, b termsBook, keep bool) ([]assist.TermsTable, error) {
	earlier := shaOf(h.Run().Terms, b.name)
	if then, lost := s.lostThen[b.name]; lost {
		f.files = append(f.files, assist.TermsFile{Name: b.name, SHA: earlier})
		*slips = append(*slips, then)
		return b.unread(f.before, then.What, earlier), nil
	}
	data, err := s.termsFile(b)
	if err != nil {
		lost := notice.LostParameters(b.name, err)
		f.files = append(f.files, assist.TermsFile{Name: b.name, SHA: earlier})
		return b.unread(f.before, lost.Why, earlier), s.standsIn(ctx, h, slips, lost, err)
	}
	sha, err := s.keepTerms(data, keep)
	if err != nil {
		return nil, err
	}
	f.files = append(f.files, assist.TermsFile{Name: b.name, SHA: sha})
	tables, err := s.tables(ctx, data, b)
	var damage *sheet.Damage
	if errors.As(err, &damage) {
		lost := notice.DamagedParameters(b.name, damage.Detail)
		return b.unread(f.before, lost.Why, earlier), s.standsIn(ctx, h, slips, lost, err)
	}
	for i := range tables {
		tables[i].Earlier = earlier
	}
	return tables, err
}

// unread are the tables of a workbook that nobody could read, and why.
func (b termsBook) unread(before assist.TermsBook, why, earlier string) []assist.TermsTable {
	var list []assist.TermsTable
	for name := range before.Tables {
		if assist.TermsWorkbook(name) == b.name {
			list = append(list, assist.TermsTable{Name: name, Unread: b.name + " " + why, Earlier: earlier})
		}
	}
	return list
}

// termsFile is a parameter workbook as it stands, or as it stood at the run that
// a restore does again.
func (s *Site) termsFile(b termsBook) ([]byte, error) {
	if s.recalled == nil {
		return disk.ReadFile(s.Disk, b.path(s.Place))
	}
	data, ok := s.recalled[b.name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return data, nil
}

// standsIn tells that a workbook cannot be used, which copy of it is in force,
// whom it concerns, and how to put it back. Without any copy the run cannot go on.
func (s *Site) standsIn(ctx context.Context, h *history.History, slips *[]assist.TermsSlip, lost notice.Parameters, cause error) error {
	last := s.lastGood(ctx, h, lost.Name)
	if last.sha == "" {
		return lost.Needed(cause)
	}
	*slips = append(*slips, lost.Replaced(last.day, s.Place.Rel(s.Archive.Path(last.sha))))
	return nil
}

// lastCopy is the last copy of a parameter workbook that could be read.
type lastCopy struct {
	sha string
	day assist.Date
}

// lastGood is the last copy of a workbook in the archive that can be read.
func (s *Site) lastGood(ctx context.Context, h *history.History, name string) lastCopy {
	versions := h.TermsVersions()
	for i := len(versions) - 1; i >= 0; i-- {
		sha := shaOf(versions[i].Files, name)
		if sha == "" || i > 0 && shaOf(versions[i-1].Files, name) == sha {
			continue
		}
		data, err := s.Archive.Open(sha)
		if err != nil {
			continue
		}
		if _, err := s.openTerms(ctx, data, name); err == nil {
			return lastCopy{sha, assist.DateOf(versions[i].At)}
		}
	}
	return lastCopy{}
}

func shaOf(files []assist.TermsFile, name string) string {
	for _, f := range files {
		if f.Name == name {
			return f.SHA
		}
	}
	return ""
}

// keepTerms puts a parameter file into the archive, or only says its hash.
func (s *Site) keepTerms(data []byte, keep bool) (string, error) {
	if !keep {
		return archive.Sum(data), nil
	}
	sha, err := s.Archive.Put(data)
	if err != nil {
		return "", fmt.Errorf("batch: archive a parameter file: %w", err)
	}
	return sha, nil
}

// bookOf is the parameters in force after the last entry of a history: those
// that were entered, else, in a ledger of an older version, what its files say
// when they are read in their order.
func (s *Site) bookOf(ctx context.Context, h *history.History) (assist.TermsBook, error) {
	if b := h.Book(); b != nil {
		return *b, nil
	}
	var book assist.TermsBook
	for _, v := range h.TermsVersions() {
		tables, err := s.archivedTables(ctx, v.Files)
		if err != nil {
			return book, err
		}
		book = terms.Keep(book, tables, assist.DateOf(v.At), func(string) bool { return true }).Book
	}
	return book, nil
}

// archivedTables are the tables of archived parameter workbooks; one that is
// damaged has none.
func (s *Site) archivedTables(ctx context.Context, files []assist.TermsFile) ([]assist.TermsTable, error) {
	var list []assist.TermsTable
	for _, b := range termsBooks {
		data, err := s.Archive.Open(shaOf(files, b.name))
		if err != nil {
			return nil, fmt.Errorf("batch: terms of an earlier run: %s: %w", b.name, err)
		}
		tables, err := s.tables(ctx, data, b)
		var damage *sheet.Damage
		if err != nil && !errors.As(err, &damage) {
			return nil, err
		}
		list = append(list, tables...)
	}
	return list, nil
}

// termsIn are the terms in force after the last entry of a history.
func (s *Site) termsIn(ctx context.Context, h *history.History) (assist.Terms, error) {
	book, err := s.bookOf(ctx, h)
	return s.termsOf(book), err
}

// tables reads a parameter workbook.
func (s *Site) tables(ctx context.Context, data []byte, b termsBook) ([]assist.TermsTable, error) {
	src, err := s.openTerms(ctx, data, b.name)
	if err != nil {
		return nil, err
	}
	tables, err := b.read(src)
	if err != nil {
		return nil, fmt.Errorf("batch: read %s: %w", b.name, err)
	}
	return tables, nil
}

func (s *Site) openTerms(ctx context.Context, data []byte, name string) (form.Source, error) {
	b, err := read.Open(ctx, bytes.NewReader(data), int64(len(data)), name, s.Settings.Limits)
	if err != nil {
		return form.Source{}, fmt.Errorf("batch: open %s: %w", name, err)
	}
	return precheck.Source(ctx, b), nil
}

// occupied reports a unit that cannot go yet: customers of it are on the roll,
// rows wait, or files lie in its folder.
func (s *Site) occupied(h *history.History, unit string) bool {
	for x := range h.Roster().Enrolled() {
		if x.Unit == unit {
			return true
		}
	}
	for a := range h.Rows().All() {
		if a.Unit == unit && a.Verdict.LivesOn() {
			return true
		}
	}
	waiting, _ := inbox.Look(s.Disk, s.Place, []string{unit})
	for _, w := range waiting {
		if w.Unit == unit && w.State != inbox.Ignored {
			return true
		}
	}
	return false
}

// makeFolders makes the drop folder and the outbox of units that are new. Where
// the root is away (a share), nothing is made in its place. A dry run makes none
// and knows which a run would have made.
func (s *Site) makeFolders(r *pass, before assist.TermsBook) {
	known := unitNames(form.TermsOf(before))
	for _, u := range r.terms.Units {
		if slices.Contains(known, u.Name) {
			continue
		}
		for _, root := range []struct{ dir, folder string }{{s.Place.Inboxes(), s.Place.Inbox(u.Name)}, {s.Place.Outboxes(), s.Place.Outbox(u.Name)}} {
			there, err := disk.Exists(s.Disk, root.dir)
			if err == nil && there {
				err = s.makeFolder(r, root.folder)
			}
			if err != nil || !there {
				r.fault(notice.FolderNotMade(u.Name, s.Place.Rel(root.folder)))
				s.Log.Warn(notice.LogFolderNotMade, "unit", u.Name, "cause", fault.WithoutNames(err))
			}
		}
	}
}

func (s *Site) makeFolder(r *pass, folder string) error {
	if r.dry {
		r.unmade = append(r.unmade, folder)
		return nil
	}
	return disk.Make(s.Disk, folder, outbox.DirPerm)
}

// look sees what lies in the drop folders. The folder that a unit had under a
// former name is read as long as it is there; what lies in it is that unit's.
func (s *Site) look(t assist.Terms) ([]inbox.Waiting, []inbox.Fault) {
	units, now := unitNames(t), map[string]string{}
	for _, u := range t.Units {
		for _, name := range u.Former {
			if there, err := disk.Exists(s.Disk, s.Place.Inbox(name)); err != nil || there {
				units, now[name] = append(units, name), u.Name
			}
		}
	}
	waiting, faults := inbox.Look(s.Disk, s.Place, units)
	for i, w := range waiting {
		if name, former := now[w.Unit]; former {
			waiting[i].Unit = name
		}
	}
	for i, f := range faults {
		if name, former := now[f.Unit]; former {
			faults[i].Unit = name
		}
	}
	return waiting, faults
}
