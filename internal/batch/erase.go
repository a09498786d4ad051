package batch

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/notice"
	"bangfu/internal/place"
)

// Erased counts what an erasure took away.
type Erased struct {
	Entries   int      // entries whose person's fields are blank
	Redacted  int      // entries about others that lost the person's words
	Originals int      // originals rewritten without the person
	Orphans   int      // originals that no entry knew, removed
	Outputs   int      // published files written again, or removed
	Backups   int      // copies of the ledger removed; one is made again
	Aside     int      // files of ledgers and weeks that a restore set aside, removed
	Faults    []string // units whose files could not be written again
	Remains   []string // what others keep and the program does not change, a line a file
}

// erasing is what an erasure will do, gathered before anything is touched.
type erasing struct {
	who      person
	seqs     []int64                   // entries whose person's fields go
	redacted map[int64]json.RawMessage // entries about others, with what is left of their fields
	rewrites []rewrite
	orphans  []string // hashes
	backups  []string // paths
	aside    []string // paths
}

// Erase blanks a person's fields after exit (PIPL art. 47): the fields beside
// the chain, the rows in every original, also refused ones and those no entry
// knows, the words about him in others' free text and in file names, published
// files, receipts and backups. It appends what it did; the chain still verifies.
// What others keep in the outbox is not touched.
func (s *Site) Erase(ctx context.Context, licence, why, by string, at time.Time) (Erased, error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return Erased{}, err
	}
	if _, err := s.finishErasures(ctx, h); err != nil {
		return Erased{}, err
	}
	h, x, err := s.erasing(ctx, licence)
	if err != nil {
		return Erased{}, err
	}
	swaps := map[string]string{}
	for _, r := range x.rewrites {
		if swaps[r.sha], err = s.Archive.Put(r.data); err != nil {
			return Erased{}, err
		}
	}
	for _, sha := range x.orphans {
		if err := s.Archive.Remove(sha); err != nil {
			return Erased{}, err
		}
	}
	if err := s.enterErasure(ctx, h, x, history.Erasure{Why: x.who.cut(why), By: by, Originals: swaps}, at); err != nil {
		return Erased{}, err
	}
	if h, err = history.Fold(s.Ledger.Entries(ctx, 0)); err != nil {
		return Erased{}, err
	}
	done, err := s.clearErased(ctx, h, &x.who)
	done.Entries, done.Redacted, done.Originals, done.Orphans = len(x.seqs), len(x.redacted), len(x.rewrites), len(x.orphans)
	if err == nil {
		done.Remains, err = s.remainsBesides(x.who)
	}
	return done, err
}

// WouldErase says, line by line, what Erase would do, and changes nothing.
func (s *Site) WouldErase(ctx context.Context, licence string) ([]string, error) {
	h, x, err := s.erasing(ctx, licence)
	if err != nil {
		return nil, err
	}
	lines := []string{
		notice.WillBlank(len(x.seqs), len(x.redacted)),
	}
	for _, r := range x.rewrites {
		lines = append(lines, notice.WillRewrite(r.unit, r.receipt, r.sha))
	}
	for _, sha := range x.orphans {
		lines = append(lines, notice.WillRemoveOrphan(sha))
	}
	for _, r := range x.rewrites {
		t, _ := h.File(r.receipt)
		for n := range t.Update + 1 {
			lines = append(lines, notice.WillRemake(s.Place.Rel(s.Place.Receipt(t.Unit, t.Receipt, n))))
		}
	}
	lines = append(lines, notice.WillRemakeWeeks())
	for _, path := range x.backups {
		lines = append(lines, notice.WillRemoveBackup(s.Place.Rel(path)))
	}
	for _, path := range x.aside {
		lines = append(lines, notice.WillRemoveAside(s.Place.Rel(path)))
	}
	return append(lines, notice.WillBackUp()), nil
}

// erasing gathers what an erasure will do.
func (s *Site) erasing(ctx context.Context, licence string) (*history.History, erasing, error) {
	var x erasing
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return nil, x, err
	}
	if _, on := h.Roster().Find(licence); on {
		return nil, x, notice.OnRoll(licence)
	}
	if x.who, x.seqs, err = s.personOf(ctx, h, licence); err != nil {
		return nil, x, err
	}
	switch {
	case len(x.seqs) > 0:
	case h.EverErased()[licence]:
		return nil, x, notice.ErasedBefore(licence)
	default:
		return nil, x, notice.NobodyToErase(licence)
	}
	for _, gather := range []func() error{
		func() (err error) { x.redacted, err = s.redactions(ctx, x.who, x.seqs); return },
		func() (err error) { x.rewrites, err = s.rewrites(ctx, h, x.who); return },
		func() (err error) { x.orphans, err = s.orphans(ctx, h, x.who); return },
		func() (err error) { x.backups, err = s.backupPaths(); return },
		func() (err error) {
			x.aside, err = s.asideNaming(ctx, append(slices.Collect(maps.Keys(h.EverErased())), licence))
			return
		},
	} {
		if err := gather(); err != nil {
			return nil, x, err
		}
	}
	return h, x, nil
}

// noteErasing is the ledger's note that an erasure was entered whose originals,
// outputs and backups may still lie there.
const noteErasing = "erasing"

// finishErasures completes an erasure that a crash interrupted.
func (s *Site) finishErasures(ctx context.Context, h *history.History) (faults []string, err error) {
	due, err := s.Ledger.Note(ctx, noteErasing)
	if err != nil || due == "" {
		return nil, err
	}
	s.Log.Info(notice.LogErasingOn)
	done, err := s.clearErased(ctx, h, nil)
	return done.Faults, err
}

// FinishErasing completes an erasure that was interrupted, and reports whether
// the licence was erased and nothing of it has come since: then there is nothing
// more to erase.
func (s *Site) FinishErasing(ctx context.Context, licence string) (over bool, faults []string, err error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return false, nil, err
	}
	if faults, err = s.finishErasures(ctx, h); err != nil || !h.EverErased()[licence] {
		return false, faults, err
	}
	_, seqs, err := s.personOf(ctx, h, licence)
	return len(seqs) == 0, faults, err
}

// clearErased removes the originals that were rewritten, makes the outputs again
// from what is left, removes what a restore set aside, and puts a new backup in
// place of the old ones. It can be repeated, when nobody knows any more by what
// else than the licence the person was known: who is nil then.
func (s *Site) clearErased(ctx context.Context, h *history.History, who *person) (done Erased, err error) {
	for _, old := range h.Rewritten() {
		if err := s.Archive.Remove(old); err != nil {
			return done, err
		}
	}
	s.registers = nil
	erased := slices.Sorted(maps.Keys(h.EverErased()))
	if done.Outputs, done.Faults, err = s.remake(ctx, erased, who); err != nil {
		return done, err
	}
	if done.Aside, err = s.clearAside(ctx, erased); err != nil {
		return done, err
	}
	if done.Backups, err = s.clearBackups(); err != nil {
		return done, err
	}
	if h.Seq() > 0 {
		if err := s.copyLedger(ctx, s.Place.DailyBackup(assist.DateOf(h.At()))); err != nil {
			return done, err
		}
	}
	if len(done.Faults) > 0 { // what lies there may still name the person: the next run tries again
		return done, nil
	}
	if err := s.witnessAgain(ctx); err != nil {
		return done, err
	}
	return done, s.Ledger.SetNote(ctx, noteErasing, "")
}

// enterErasure blanks the fields and appends what was done. A register that
// carries the person's row over from an earlier one is entered again without it.
func (s *Site) enterErasure(ctx context.Context, h *history.History, x erasing, note history.Erasure, at time.Time) error {
	seqs, licence := x.seqs, x.who.licence
	if at.Before(h.At()) {
		at = h.At()
	}
	tx, err := s.Ledger.Begin(ctx, at)
	if err != nil {
		return err
	}
	for _, g := range h.Registers() {
		kept := slices.DeleteFunc(slices.Clone(g.Kept), func(r assist.RegisterRow) bool { return r.Licence == licence })
		if len(kept) == len(g.Kept) {
			continue
		}
		seqs = append(seqs, g.Seq)
		if _, err = tx.Append(history.KindRegister, "", g.Register, kept); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	for _, seq := range slices.Sorted(maps.Keys(x.redacted)) {
		if err := tx.Redact(seq, x.redacted[seq]); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	if _, err := tx.CutSightings(x.who.cut); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if _, err := tx.Erase(licence, seqs, note); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.SetNote(noteErasing, "due"); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil && !errors.Is(err, ledger.ErrTraces) {
		return err
	}
	return s.witness(ctx)
}

// backupPaths are the copies of the ledger there are.
func (s *Site) backupPaths() ([]string, error) {
	var paths []string
	for _, dir := range s.backupFolders() {
		list, err := s.Disk.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range list {
			if _, _, ours := place.BackupOf(e.Name()); ours {
				paths = append(paths, filepath.Join(dir, e.Name()))
			}
		}
	}
	return paths, nil
}

// clearBackups removes the copies of the ledger, which still hold the fields.
func (s *Site) clearBackups() (int, error) {
	paths, err := s.backupPaths()
	for i, path := range paths {
		if err := s.Disk.Remove(path); err != nil {
			return i, notice.BackupStays(s.Place.Rel(path), err)
		}
	}
	return len(paths), err
}

// stored is an original as it lies in the archive now, also one that an
// erasure rewrote since.
func (s *Site) stored(ctx context.Context, sha string) ([]byte, error) {
	data, err := s.Archive.Open(sha)
	for next, ok := s.rewritten[sha]; errors.Is(err, archive.ErrMissing) && ok; next, ok = s.rewritten[next] {
		data, err = s.Archive.Open(next)
	}
	if !errors.Is(err, archive.ErrMissing) {
		return data, err
	}
	h, ferr := history.Fold(s.Ledger.Entries(ctx, 0, assist.EntryErase))
	if ferr != nil || h.Original(sha) == sha {
		return nil, errors.Join(err, ferr)
	}
	return s.Archive.Open(h.Original(sha))
}
