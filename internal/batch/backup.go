package batch

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/place"
)

// How old the newest copy may be when a run has entered something.
const backupAge = 6 * time.Hour

// Copy (备份) is a copy of the ledger in the backup folder.
type Copy struct {
	Name   string // of the file
	Path   string
	Head   journal.Head // where the ledger ended when it was made
	Fault  error        // why it cannot be used
	base   string       // of an increment: the hash with which the copy ends that it goes on from
	sum    string       // of a copy that increments may go on from: the SHA-256 of its file
	bare   bool         // not noted: the program ended between the copy and its note
	unread bool         // its note is there and the disk does not give it
}

// Copies are the copies of the ledger, the newest first; those that cannot be
// read come last.
func (s *Site) Copies(ctx context.Context) ([]Copy, error) {
	return s.copiesIn(ctx, s.Place.Backups())
}

// copiesIn are those that lie in a folder.
func (s *Site) copiesIn(ctx context.Context, dir string) ([]Copy, error) {
	list, err := s.Disk.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var copies []Copy
	own := s.workspaces()
	for _, e := range list {
		if _, _, ours := place.BackupOf(e.Name()); ours && e.Type().IsRegular() {
			copies = append(copies, s.copyAt(ctx, filepath.Join(dir, e.Name())).of(own))
		}
	}
	slices.SortStableFunc(copies, func(a, b Copy) int {
		return cmp.Or(b.Head.At.Compare(a.Head.At), cmp.Compare(b.Head.Seq, a.Head.Seq), strings.Compare(a.Name, b.Name))
	})
	tellLost(copies)
	return copies, nil
}

// copyAt is a copy with its head: as it was noted when the copy was made, else
// as the copy itself says.
func (s *Site) copyAt(ctx context.Context, path string) Copy {
	c := Copy{Name: filepath.Base(path), Path: path}
	noted, ok, err := journal.NoteOf(s.Disk, filepath.Dir(path), c.Name)
	switch {
	case err == nil && ok:
		c.Head, c.base, c.sum = noted.Head, noted.Base, noted.Sum
		return c
	case err != nil && !journal.Damaged(err):
		c.Fault, c.unread = err, true
		return c
	}
	c.bare = true
	if ledger.Packed(path) {
		c.Fault = notice.ErrNotWitnessed
		return c
	}
	end, err := ledger.EndOf(ctx, path)
	c.Head, c.Fault, c.bare = headFrom(end), err, err == nil
	return c
}

// of is a copy as one of these workspaces sees it: that of another workspace,
// which somebody put beside ours, is no witness and cannot be put back.
func (c Copy) of(own []string) Copy {
	if c.Head.Seq > 0 && len(own) > 0 && !slices.Contains(own, c.Head.Workspace) {
		c.Head, c.Fault, c.bare = journal.Head{}, notice.ErrOtherWorkspace, false
	}
	return c
}

func headFrom(e ledger.End) journal.Head {
	return journal.Head{Workspace: e.First, Seq: e.Seq, Hash: e.Hash, At: e.At}
}

func endFrom(h journal.Head) ledger.End {
	return ledger.End{First: h.Workspace, Seq: h.Seq, Hash: h.Hash, At: h.At}
}

// ending is what of a run's end says which copies there should be.
type ending struct {
	At      time.Time
	Seq     int64       // of the last entry
	RunAt   time.Time   // of the last run that entered something
	Frozen  assist.Week // the latest week with a final plan
	Entered bool        // this run has entered something
}

// ending is that of a pass; one that entered nothing ends as it began, though
// its history has the run itself.
func (r *pass) ending() ending {
	if r.appended == 0 {
		return r.began
	}
	return endingOf(r.h, r.at, true)
}

func endingOf(h *history.History, at time.Time, entered bool) ending {
	return ending{at, h.Seq(), h.RunAt(), h.LastFrozen(), entered}
}

// backup copies the ledger where a copy is due, and thins out the older ones.
func (s *Site) backup(ctx context.Context, end ending) error {
	copies, err := s.readCopies(ctx)
	if err != nil {
		return err
	}
	want, err := s.backupsDue(ctx, end, copies)
	if err == nil {
		err = s.noteBare(ctx, copies)
	}
	if err != nil || len(want) == 0 {
		return err
	}
	for _, path := range want {
		s.progress(notice.BackingUp, 0, 1)
		if err := s.copyLedger(ctx, path); err != nil {
			return err
		}
	}
	return s.thin(ctx, assist.DateOf(end.At))
}

// readCopies are the copies for whoever makes or thins them out: a disk that does
// not give the note of one is told.
func (s *Site) readCopies(ctx context.Context) ([]Copy, error) {
	copies, err := s.Copies(ctx)
	if err != nil {
		return nil, backupFault(s, s.Place.Backups(), err)
	}
	for _, c := range copies {
		if c.unread {
			return nil, backupFault(s, c.Path, c.Fault)
		}
	}
	return copies, nil
}

// backupsDue are the copies there should be: one of now, when something was
// entered and the newest is older than 6 hours, or the day's last run by the
// schedule is done and something is in no copy yet; and one of the latest freeze.
func (s *Site) backupsDue(ctx context.Context, end ending, copies []Copy) ([]string, error) {
	var want []string
	if len(copies) == 0 || copies[0].Head.Seq < end.Seq {
		ended, err := s.Reader().LastRun(ctx)
		if err != nil {
			return nil, err
		}
		entered := end.Entered || ended.Before(end.RunAt) // or the last run was stopped before it could copy it
		old := len(copies) == 0 || end.At.Sub(copies[0].Head.At) >= backupAge
		if end.Seq > 0 && (entered && old || s.lastToday(end.At)) {
			want = append(want, s.backupOf(copies, end.At))
		}
	}
	if last := end.Frozen; !last.IsZero() && !copied(copies, s.Place.FreezeBackup(last)) {
		want = append(want, s.Place.FreezeBackup(last))
	}
	return want, nil
}

// backupOf is the path of a copy made now: the day's first bears its date alone.
func (s *Site) backupOf(copies []Copy, at time.Time) string {
	if path := s.Place.DailyBackup(assist.DateOf(at)); !copied(copies, path) {
		return path
	}
	return s.Place.TimedBackup(at)
}

// copied reports whether a copy is there, whole or not.
func copied(copies []Copy, path string) bool {
	name := filepath.Base(path)
	return slices.ContainsFunc(copies, func(c Copy) bool {
		return c.Name == name || c.Name == place.Packed(name) || c.Name == place.Increment(name)
	})
}

// lastToday reports whether the schedule has no later run on the day of a run.
func (s *Site) lastToday(at time.Time) bool {
	if s.Next == nil {
		return false
	}
	next, err := s.Next(at)
	return err == nil && assist.DateOf(next) != assist.DateOf(at)
}

func backupFault(s *Site, path string, err error) error {
	return notice.NotBackedUp(s.Place.Rel(path), err)
}
