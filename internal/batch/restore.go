package batch

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
)

// Restoring says what a restore starts from and how far it goes.
type Restoring struct {
	From   *Copy     // the copy to be put back; nil: begin without any, from 存档 alone
	Before time.Time // do again only the runs before this; zero: all of them
	At     time.Time // the time of the restore
	Open   func(ctx context.Context) (*ledger.Ledger, error)
}

// Restored (恢复报告) is what came back, and what did not.
type Restored struct {
	From   journal.Head  // where the copy ended
	Head   journal.Head  // where the ledger ends now
	Aside  string        // the folder that holds the ledger that stood there; "" when there was none
	Runs   int           // runs done again
	Files  int           // originals taken in again by them
	Frozen []assist.Week // weeks restored to the plan that was published
	Erased []string      // licences erased again
	Inbox  []string      // originals put back into their drop folders, for the next run: receipt numbers
	Drawn  int           // published files of runs not done again that were moved aside
	Lost   []string      // what could not be brought back, a line each
}

// restore puts a copy of the ledger back, does again what was committed after
// it as the records in 存档 tell, repeats the erasures, and restores every week
// that was frozen to exactly its plan. The ledger that stood there is set
// aside. When it is cut short, the heads noted outside still tell more than the
// ledger has, so that nothing runs until it has been done to its end.
func (s *Site) restore(ctx context.Context, o Restoring) (Restored, error) {
	records, err := journal.Records(s.Disk, s.Place.Archive())
	if err != nil {
		return Restored{}, notice.RecordsUnread(err)
	}
	notes, err := s.notes(ctx)
	if err != nil {
		return Restored{}, err
	}
	if err := s.keepPresentTerms(); err != nil {
		return Restored{}, err
	}
	x := &restorer{Site: s, o: o, moved: movedOriginals(records), recorded: recordedWeeks(records)}
	if x.told.Aside, err = s.putBack(ctx, o); err != nil {
		return x.told, err
	}
	if s.Ledger, err = o.Open(ctx); err != nil {
		return x.told, err
	}
	s.restoring, s.rewritten = true, x.moved
	if x.told.From, err = s.head(ctx); err != nil {
		return x.told, err
	}
	for _, step := range []func(context.Context) error{
		x.fold,
		func(ctx context.Context) error { return x.repeat(ctx, following(records, x.told.From)) },
		x.keptWeeks,
		func(ctx context.Context) error { return x.complete(ctx, notes) },
	} {
		if err := step(ctx); err != nil {
			return x.told, err
		}
	}
	x.told.Head, err = s.head(ctx)
	return x.told, err
}

// keepPresentTerms puts 参数 and bangfu.toml as they stand into 存档, which may
// have lost them: the runs that are done again look for them there.
func (s *Site) keepPresentTerms() error {
	contents := [][]byte{s.Settings.Text}
	for _, b := range termsBooks {
		if data, err := s.termsFile(b); err == nil {
			contents = append(contents, data)
		}
	}
	for _, data := range contents {
		if _, err := s.Archive.Put(data); err != nil {
			return err
		}
	}
	return nil
}

// restorer is a restore under way.
type restorer struct {
	*Site
	o        Restoring
	h        *history.History
	moved    map[string]string    // originals that an erasure rewrote, old hash → new
	recorded map[assist.Week]bool // weeks that a record says were frozen
	undone   []journal.Record     // runs that are not done again
	told     Restored
}

// fold folds the copy; a snapshot that lay in it is not believed.
func (x *restorer) fold(ctx context.Context) (err error) {
	if err := x.Ledger.DropSnapshot(ctx); err != nil {
		return err
	}
	x.h, err = history.Fold(x.Ledger.Entries(ctx, 0))
	return err
}

// putBack proves that the copy is sound, sets aside what stands in its place,
// and puts the copy there.
func (s *Site) putBack(ctx context.Context, o Restoring) (aside string, err error) {
	if o.From == nil {
		return s.setAside(o.At)
	}
	temp := filepath.Join(s.Place.Root(), ".bangfu-restore.tmp")
	bad := func(err error) error { return &notice.BadCopy{Name: o.From.Name, Err: err} }
	if errors.Is(o.From.Fault, notice.ErrOtherWorkspace) {
		return "", bad(o.From.Fault)
	}
	if err := s.layOut(ctx, *o.From, temp); err != nil {
		return "", errors.Join(bad(err), s.discard(temp))
	}
	end, err := ledger.Sound(ctx, temp)
	if err == nil && o.From.Head.Seq > 0 && (end.Seq != o.From.Head.Seq || end.Hash != o.From.Head.Hash) {
		err = notice.ErrOtherEnd(end.Seq, o.From.Head.Seq)
	}
	if err == nil {
		err = Copy{Head: headFrom(end)}.of(s.workspaces()).Fault
	}
	if err != nil {
		return "", errors.Join(bad(err), s.discard(temp))
	}
	if aside, err = s.setAside(o.At); err != nil {
		return aside, err
	}
	return aside, disk.Move(s.Disk, temp, s.Place.Ledger())
}

// setAside moves the ledger's files into a folder of their own.
func (s *Site) setAside(at time.Time) (string, error) {
	dir := ""
	for _, side := range ledger.Sides {
		path := s.Place.Ledger() + side
		if there, err := disk.Exists(s.Disk, path); err != nil || !there {
			if err != nil {
				return dir, err
			}
			continue
		}
		if dir == "" {
			var err error
			if dir, err = s.asideFolder(at); err != nil {
				return "", err
			}
		}
		if err := disk.Move(s.Disk, path, filepath.Join(dir, filepath.Base(path))); err != nil {
			return dir, notice.LedgerStuck(err)
		}
	}
	return dir, nil
}

// asideFolder makes a new folder for a ledger that is set aside.
func (s *Site) asideFolder(at time.Time) (string, error) {
	name := filepath.Join(s.Place.SetAside(), at.In(assist.Zone).Format("20060102_150405"))
	for n := 1; ; n++ {
		dir := name
		if n > 1 {
			dir = fmt.Sprintf("%s_%d", name, n)
		}
		there, err := disk.Exists(s.Disk, dir)
		if err != nil {
			return "", err
		}
		if !there {
			return dir, disk.Make(s.Disk, dir, 0o700)
		}
	}
}

// movedOriginals are the originals that the erasures on record rewrote.
func movedOriginals(records []journal.Record) map[string]string {
	moved := map[string]string{}
	for _, r := range records {
		if e, ok := erasureOf(r); ok {
			for old, now := range e.Originals {
				if archive.IsSHA(now) {
					moved[old] = now
				}
			}
		}
	}
	return moved
}

func recordedWeeks(records []journal.Record) map[assist.Week]bool {
	weeks := map[assist.Week]bool{}
	for _, r := range records {
		for _, w := range r.Frozen {
			weeks[w] = true
		}
	}
	return weeks
}

// following are the records of what was committed after a head: by entry where
// the head is on the same chain, else by time.
func following(records []journal.Record, from journal.Head) []journal.Record {
	same := from.Seq == 0 || slices.ContainsFunc(records, func(r journal.Record) bool { return r.Seq == from.Seq && r.Hash == from.Hash })
	return slices.DeleteFunc(slices.Clone(records), func(r journal.Record) bool {
		if from.Seq > 0 && r.Workspace != from.Workspace {
			return true
		}
		if same {
			return r.Seq <= from.Seq
		}
		return !r.At.After(from.At)
	})
}

// repeat does again what the records tell, in their order.
func (x *restorer) repeat(ctx context.Context, records []journal.Record) error {
	for i, rec := range records {
		x.progress(notice.Restoring, i+1, len(records))
		if err := x.one(ctx, rec); err != nil {
			return fmt.Errorf("batch: restore what was entered %s: %w", assist.Clock(rec.At), err)
		}
	}
	return nil
}

func (x *restorer) one(ctx context.Context, rec journal.Record) error {
	switch {
	case rec.Kind == assist.EntryErase:
		return x.eraseAgain(ctx, rec)
	case rec.Kind == history.KindRun && x.inTime(rec):
		return x.runAgain(ctx, rec)
	case rec.Kind == history.KindRun:
		return x.giveBack(rec)
	case rec.Kind == history.KindPrint || rec.Kind == history.KindReport:
		if err := x.enterAlone(ctx, rec.At, rec.Kind, rec.Licence, rec.Body); err != nil {
			return err
		}
		return x.fold(ctx)
	}
	return nil
}

// inTime reports whether a run belongs to what is restored.
func (x *restorer) inTime(rec journal.Record) bool {
	return (x.o.Before.IsZero() || rec.At.Before(x.o.Before)) && !rec.At.Before(x.h.At())
}

// lose notes what could not be brought back.
func (x *restorer) lose(lines ...string) { x.told.Lost = append(x.told.Lost, lines...) }

// complete ends a restore: what was recorded beyond it is set aside, everything is
// written down again, the outbox follows the ledger, and a copy is made.
func (x *restorer) complete(ctx context.Context, notes []note) error {
	hashes, err := x.hashesAt(ctx, notes)
	if err != nil {
		return err
	}
	var left []string
	for _, n := range notes {
		if hashes[n.Seq] != n.Hash {
			left = append(left, n.Hash)
		}
	}
	slices.Sort(left)
	if err := journal.SetAside(x.Disk, x.Place.Archive(), "aside-"+x.o.At.In(assist.Zone).Format("20060102_150405"), x.told.From.Seq); err != nil {
		return err
	}
	x.restoring, x.rewritten = false, nil
	if err := x.witnessAgain(ctx, slices.Compact(left)...); err != nil {
		return err
	}
	if err := x.fold(ctx); err != nil || x.h.Seq() == 0 {
		return err
	}
	if err := x.withdraw(ctx); err != nil {
		return err
	}
	bad, err := x.catchUp(ctx, x.h)
	x.lose(x.toldOf(bad)...)
	if err != nil {
		return err
	}
	copies, err := x.Copies(ctx)
	if err != nil || x.told.From.Seq == x.h.Seq() {
		return err
	}
	return x.copyLedger(ctx, x.backupOf(copies, x.o.At))
}
