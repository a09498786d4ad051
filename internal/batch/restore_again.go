package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/inbox"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/outbox"
)

// runAgain does a run of the past again: its time, its originals from 存档, its
// parameters, and the numbers it gave.
func (x *restorer) runAgain(ctx context.Context, rec journal.Record) error {
	past, r, err := x.recall(ctx, rec)
	if err != nil {
		return err
	}
	x.recallFiles(r, rec)
	if err := past.decode(ctx, r); err != nil {
		return err
	}
	if _, _, err := past.commit(ctx, r); err != nil {
		return err
	}
	if err := past.enterSeen(ctx, r, past.seen(r, x.stillThere(r))); err != nil {
		return err
	}
	x.told.Runs++
	x.told.Files += len(r.files)
	return x.Reader().NoteRun(ctx, rec.At)
}

// recall makes the site and the pass of a run of the past.
func (x *restorer) recall(ctx context.Context, rec journal.Record) (*Site, *pass, error) {
	past := *x.Site
	past.registers, past.recalled, past.lostThen = nil, map[string][]byte{}, map[string]assist.TermsSlip{}
	if rec.Program != "" {
		past.Program = rec.Program
	}
	for _, f := range rec.Terms {
		data, err := x.Archive.Open(f.SHA)
		if err != nil {
			x.lose(notice.TermsLost(rec.At, f.Name))
			continue
		}
		past.recalled[f.Name] = data
		past.noteLost(rec, f, x.h)
	}
	if text, ok := past.recalled[settingsFile]; ok {
		var err error
		if past.Settings, err = x.Parse(text); err != nil {
			return nil, nil, fmt.Errorf("batch: settings of an earlier run: %w", err)
		}
	}
	r := &pass{
		at: rec.At, today: assist.DateOf(rec.At), h: x.h, staged: map[string]bool{}, content: map[string][]byte{},
		blind: map[string]bool{}, again: &rec,
	}
	err := past.beginTerms(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	if r.sightings, err = x.seenSoFar(ctx, x.h); err != nil {
		return nil, nil, err
	}
	return &past, r, x.Ledger.ClearStaging(ctx)
}

// noteLost notes of a parameter workbook that the run done again had not: what 存档 holds
// for it then is the one of the run before.
func (s *Site) noteLost(rec journal.Record, f assist.TermsFile, before *history.History) {
	i := slices.IndexFunc(rec.Slips, func(t assist.TermsSlip) bool { return t.Table == "" && t.Where == f.Name })
	if i >= 0 && f.SHA == shaOf(before.Run().Terms, f.Name) {
		s.lostThen[f.Name] = rec.Slips[i]
	}
}

// recallFiles lets the originals of a run arrive again, each under its receipt
// number. One that an erasure rewrote comes without the person.
func (x *restorer) recallFiles(r *pass, rec journal.Record) {
	for _, f := range rec.Files {
		data, err := x.original(f.SHA)
		if err != nil {
			x.lose(notice.NotTakenAgain(f.Receipt, orCity(f.Unit)))
			continue
		}
		r.content[f.SHA] = data
		a := arrived{sha: f.SHA, first: f.Seen, again: f.Receipt}
		path := filepath.Join(x.Place.Inbox(orCity(f.Unit)), filepath.FromSlash(f.Name))
		a.Waiting = inbox.Waiting{Unit: f.Unit, Name: f.Name, Path: path, Size: f.Size, State: inbox.Ready}
		r.arrived = append(r.arrived, a)
	}
}

// stillThere are the files of a run done again that lie in their drop folders to
// this day, as one that may be half copied does: they have not been dropped anew.
func (x *restorer) stillThere(r *pass) leftover {
	left := leftover{paths: map[string]bool{}}
	for _, a := range r.arrived {
		data, err := disk.ReadFile(x.Disk, a.Path)
		left.paths[a.Path] = err == nil && archive.Sum(data) == a.sha
	}
	return left
}

// original is an original as it lies in 存档 now.
func (x *restorer) original(sha string) ([]byte, error) {
	data, err := x.Archive.Open(sha)
	for next, ok := x.moved[sha]; err != nil && ok; next, ok = x.moved[next] {
		data, err = x.Archive.Open(next)
	}
	return data, err
}

// giveBack puts the originals of a run that is not done again into their drop
// folders, where the next run takes them in under the right time.
func (x *restorer) giveBack(rec journal.Record) error {
	x.undone = append(x.undone, rec)
	for _, f := range rec.Files {
		if _, known := x.h.FileOf(f.Unit, f.SHA); known {
			continue
		}
		data, err := x.original(f.SHA)
		if err != nil {
			x.lose(notice.NotPutBack(f.Receipt, orCity(f.Unit)))
			continue
		}
		name := filepath.Base(filepath.FromSlash(f.Name))
		if name == "." || f.Name == "" {
			name = f.Receipt + ".xlsx"
		}
		path, err := x.free(filepath.Join(x.Place.Inbox(orCity(f.Unit)), name), data)
		if err != nil {
			return err
		}
		if path != "" {
			if err := disk.Replace(x.Disk, path, data, outbox.FilePerm); err != nil {
				return notice.NotGivenBack(f.Receipt, err)
			}
		}
		x.told.Inbox = append(x.told.Inbox, f.Receipt)
	}
	return nil
}

// free is a name not taken, beside the one wanted; "" when the same bytes lie
// there already.
func (x *restorer) free(path string, data []byte) (string, error) {
	ending := filepath.Ext(path)
	for n := 1; ; n++ {
		try := path
		if n > 1 {
			try = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(path, ending), n, ending)
		}
		there, err := disk.ReadFile(x.Disk, try)
		if err == nil && archive.Sum(there) == archive.Sum(data) {
			return "", nil
		}
		if taken, err := disk.Exists(x.Disk, try); err != nil || !taken {
			return try, err
		}
	}
}

// erasureOf is the erasure that a record tells of.
func erasureOf(rec journal.Record) (history.Erasure, bool) {
	var b struct {
		Note history.Erasure `json:"note"`
	}
	if rec.Kind != assist.EntryErase || json.Unmarshal(rec.Body, &b) != nil {
		return history.Erasure{}, false
	}
	return b.Note, true
}

// eraseAgain repeats an erasure in the ledger; the originals were rewritten then.
func (x *restorer) eraseAgain(ctx context.Context, rec journal.Record) error {
	e, ok := erasureOf(rec)
	if !ok {
		x.lose(notice.ErasureUnread(rec.At, rec.Licence))
		return nil
	}
	who, seqs, err := x.personOf(ctx, x.h, rec.Licence)
	if err != nil {
		return err
	}
	redacted, err := x.redactions(ctx, who, seqs)
	if err != nil {
		return err
	}
	if err := x.enterErasure(ctx, x.h, erasing{who: who, seqs: seqs, redacted: redacted}, e, rec.At); err != nil {
		return err
	}
	for old := range e.Originals {
		if err := x.Archive.Remove(old); err != nil {
			return err
		}
	}
	if err := x.Ledger.SetNote(ctx, noteErasing, ""); err != nil {
		return err
	}
	x.told.Erased = append(x.told.Erased, rec.Licence)
	if err := x.leaveAgain(ctx, rec); err != nil {
		return err
	}
	return x.fold(ctx)
}

// leaveAgain takes off the roll whoever was erased and is still on it: only who
// has left is erased, and the row that asked for it went with the person. The entry
// follows the erasure and is part of its record: before it, it would pass for the end
// of the run that came last.
func (x *restorer) leaveAgain(ctx context.Context, rec journal.Record) error {
	f, on := x.h.Roster().Find(rec.Licence)
	if !on {
		return nil
	}
	body, _ := history.OfChange(assist.Change{Day: assist.DateOf(rec.At), Kind: assist.Left, Unit: f.Unit, By: assist.ByCity})
	return x.enterAlone(ctx, rec.At, history.KindChange, rec.Licence, body)
}

// keptWeeks restores every week that was frozen and that the runs done again have
// not frozen: exactly its plan, with its files where they lie. A plan that was
// entered by a run of which nothing else was written down, and of which no file
// was published, is no plan anybody knows: its week is open.
func (x *restorer) keptWeeks(ctx context.Context) error {
	for _, dir := range []string{x.Place.Archive(), x.Place.Outboxes()} {
		weeks, err := journal.Planned(x.Disk, dir)
		if err != nil {
			return err
		}
		for _, w := range weeks {
			if _, frozen := x.h.Frozen(w); frozen {
				continue
			}
			p, ok, err := journal.ReadPlan(x.Disk, dir, w)
			if err == nil && ok {
				err = x.freezeAgain(ctx, w, p)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// freezeAgain enters a week's plan as it was published. Its files cannot be made
// again from what is known now, so that they are kept in 存档 as they lie in the
// outbox; where none does, they are made from the plan.
func (x *restorer) freezeAgain(ctx context.Context, w assist.Week, p journal.Plan) error {
	var b history.Freeze
	if err := json.Unmarshal(p.Freeze, &b); err != nil {
		x.lose(notice.PlanUnread(w))
		return nil
	}
	kept, gone, err := x.keepPublished(b.Outputs)
	if err != nil || len(kept) == 0 && !x.recorded[w] {
		return err
	}
	for _, path := range gone {
		x.lose(notice.FrozenFileLost(w, path))
	}
	b.Outputs, b.Restored = kept, len(kept) > 0
	tx, err := x.Ledger.Begin(ctx, x.h.At())
	if err != nil {
		return err
	}
	if err = putLines(tx, w, slices.Values(p.Lines)); err == nil {
		_, err = tx.Append(history.KindFreeze, "", b, nil)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	x.told.Frozen = append(x.told.Frozen, w)
	return x.fold(ctx)
}

// keepPublished puts the files that lie in the outbox as they were published
// into 存档; gone are the paths of the others.
func (x *restorer) keepPublished(outs []history.Output) (kept []history.Output, gone []string, err error) {
	for _, out := range outs {
		data, err := disk.ReadFile(x.Disk, x.Place.Abs(out.Path))
		if err != nil || archive.Sum(data) != out.SHA {
			if data, err = x.Archive.Open(out.SHA); err != nil {
				gone = append(gone, out.Path)
				continue
			}
		}
		if _, err := x.Archive.Put(data); err != nil {
			return kept, gone, err
		}
		kept = append(kept, out)
	}
	return kept, gone, nil
}

// keptPlan is the plan that was published of a week, in a run done again.
func (s *Site) keptPlan(r *pass, w assist.Week) (p journal.Plan, ok bool, err error) {
	if r.again == nil {
		return p, false, nil
	}
	for _, dir := range []string{s.Place.Archive(), s.Place.Outboxes()} {
		if p, ok, err = journal.ReadPlan(s.Disk, dir, w); err != nil || ok {
			return p, ok, err
		}
	}
	return p, false, nil
}

// enterKept enters a week's plan as it was published.
func (r *pass) enterKept(p journal.Plan) error {
	var b history.Freeze
	if err := json.Unmarshal(p.Freeze, &b); err != nil {
		return fmt.Errorf("batch: the plan that was published: %w", err)
	}
	if err := putLines(r.tx, b.Plan.Week, slices.Values(p.Lines)); err != nil {
		return err
	}
	return r.enter(history.KindFreeze, "", b, nil)
}

// putLines enters the lines of a week's plan.
func putLines(tx *ledger.Tx, w assist.Week, lines iter.Seq[assist.SupplyLine]) error {
	_, err := tx.PutPlan(w, lines)
	return err
}

// withdraw moves aside what the runs that are not done again published: their
// receipts, and the folders of weeks that no other run knows. The last state of
// what stays is published once more.
func (x *restorer) withdraw(ctx context.Context) error {
	if len(x.undone) == 0 {
		return nil
	}
	terms, err := x.Terms(ctx, x.o.At)
	if err != nil {
		return err
	}
	if x.told.Aside == "" {
		if x.told.Aside, err = x.asideFolder(x.o.At); err != nil {
			return err
		}
	}
	units := append(unitNames(terms), assist.City)
	for _, rec := range x.undone {
		for _, f := range rec.Files {
			for _, path := range []string{x.Place.Receipt(orCity(f.Unit), f.Receipt, 0), x.Place.ReceiptPDF(orCity(f.Unit), f.Receipt, 0)} {
				if err := x.drawAside(path); err != nil {
					return err
				}
			}
		}
		week := assist.WeekOf(assist.DateOf(rec.At)).Next()
		if _, frozen := x.h.Frozen(week); frozen || !x.h.Run().Week.Before(week) {
			continue
		}
		for _, unit := range units {
			if err := x.drawAside(x.Place.Week(unit, week)); err != nil {
				return err
			}
		}
	}
	return x.published(ctx, x.h.Seq()-1)
}

// drawAside moves a published file or folder to where the ledger was set aside.
func (x *restorer) drawAside(path string) error {
	there, err := disk.Exists(x.Disk, path)
	if err != nil || !there {
		return err
	}
	to := filepath.Join(x.told.Aside, filepath.FromSlash(strings.ReplaceAll(x.Place.Rel(path), ":", "_")))
	if err := disk.Make(x.Disk, filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if err := disk.Move(x.Disk, path, to); err != nil {
		x.lose(notice.NotWithdrawn(x.Place.Rel(path)))
		return nil
	}
	x.told.Drawn++
	return nil
}
