package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
	"bangfu/internal/outbox"
	"bangfu/internal/place"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// Erased counts what an erasure took away.
type Erased struct {
	Entries   int      // entries whose person's fields are blank
	Originals int      // originals rewritten without the person's rows
	Outputs   int      // published files removed
	Backups   int      // copies of the ledger removed
	Faults    []string // units whose files could not be written anew
}

// Erase blanks a person's fields after exit (PIPL art. 47): the fields beside
// the chain, the rows in every original, published files, receipts and
// backups. It appends what it did; the chain still verifies.
func (s *Site) Erase(ctx context.Context, licence, why, by string, at time.Time) (Erased, error) {
	h, err := history.Fold(s.Ledger.Entries(ctx, 0))
	if err != nil {
		return Erased{}, err
	}
	if err := s.finishErasures(ctx, h); err != nil {
		return Erased{}, err
	}
	if _, on := h.Roster().Find(licence); on {
		return Erased{}, Mend("许可证号 "+licence+" 仍在册，不能清除", "请先由县区报退出或由市局名单调整退出，运行 bangfu run 后再清除", nil)
	}
	who, seqs, err := s.personOf(ctx, h, licence)
	if err != nil {
		return Erased{}, err
	}
	if len(seqs) == 0 {
		return Erased{}, Mend("台账里没有许可证号 "+licence+" 的个人信息", "请核对 12 位许可证号", nil)
	}
	swaps, err := s.rewriteOriginals(ctx, h, who)
	if err != nil {
		return Erased{}, err
	}
	if err := s.enterErasure(ctx, h, licence, seqs, history.Erasure{Why: why, By: by, Originals: swaps}, at); err != nil {
		return Erased{}, err
	}
	if h, err = history.Fold(s.Ledger.Entries(ctx, 0)); err != nil {
		return Erased{}, err
	}
	done, err := s.clearErased(ctx, h)
	done.Entries, done.Originals = len(seqs), len(swaps)
	return done, err
}

// noteErasing is the ledger's note that an erasure was entered whose originals,
// outputs and backups may still lie there.
const noteErasing = "erasing"

// finishErasures does what an erasure that was entered did not live to do.
func (s *Site) finishErasures(ctx context.Context, h *history.History) error {
	due, err := s.Ledger.Note(ctx, noteErasing)
	if err != nil || due == "" {
		return err
	}
	s.Log.Info("finishing an erasure that was cut short")
	_, err = s.clearErased(ctx, h)
	return err
}

// clearErased removes the originals that were rewritten, every output and every
// backup, and makes the outputs anew from what is left. It can be repeated.
func (s *Site) clearErased(ctx context.Context, h *history.History) (done Erased, err error) {
	for _, old := range h.Rewritten() {
		if err := s.Archive.Remove(old); err != nil {
			return done, err
		}
	}
	if done.Outputs, err = s.clear(s.Place.Outboxes()); err != nil {
		return done, err
	}
	if done.Backups, err = s.clearBackups(); err != nil {
		return done, err
	}
	s.registers = nil
	if done.Faults, err = s.Rebuild(ctx); err != nil {
		return done, err
	}
	if err := s.witnessAnew(ctx); err != nil {
		return done, err
	}
	return done, s.Ledger.SetNote(ctx, noteErasing, "")
}

// person is by what a text is known to speak of somebody.
type person struct {
	licence string
	marks   []string    // ID and disability numbers, as typed and as read
	pairs   [][2]string // name and phone, which only together tell who is meant
}

// names reports whether a row speaks of the person.
func (p person) names(row sheet.Row) bool {
	texts := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		texts[i] = strings.Join(strings.Fields(c.Text), "")
	}
	holds := func(mark string) bool {
		return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, mark) })
	}
	return slices.Contains(texts, p.licence) || slices.ContainsFunc(p.marks, holds) ||
		slices.ContainsFunc(p.pairs, func(x [2]string) bool { return slices.Contains(texts, x[0]) && holds(x[1]) })
}

// is reports whether an application under no licence, or a mistyped one, is the person's.
func (p person) is(a assist.Application) bool {
	return slices.ContainsFunc(a.Told(), func(t assist.Told) bool { return t.What == column.Identity && slices.Contains(p.marks, t.Value) }) ||
		a.Phone != "" && slices.Contains(p.pairs, [2]string{a.Operator, a.Phone})
}

// learn adds what an application tells of the person.
func (p *person) learn(a assist.Application) {
	for _, t := range a.Told() {
		if known := t.What == column.Identity || t.What == column.DisabledPerson; known && len(t.Value) >= 15 && !slices.Contains(p.marks, t.Value) {
			p.marks = append(p.marks, t.Value)
		}
	}
	if pair := [2]string{a.Operator, a.Phone}; a.Operator != "" && a.Phone != "" && !slices.Contains(p.pairs, pair) {
		p.pairs = append(p.pairs, pair)
	}
}

// personOf gathers the entries that hold a person's fields, and what the person
// is known by. An application sent in under a mistyped licence is the person's
// too, as long as that licence is nobody's on the roll.
func (s *Site) personOf(ctx context.Context, h *history.History, licence string) (person, []int64, error) {
	who := person{licence: licence}
	for _, a := range h.Rows() {
		if a.Licence == licence {
			who.learn(a.Application)
		}
	}
	places := map[assist.Place]bool{} // of rows under another licence
	for _, a := range h.Rows() {
		if _, on := h.Roster().Find(a.Licence); a.Licence != licence && !on && who.is(a.Application) {
			places[a.Place] = true
		}
	}
	var seqs []int64
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return who, nil, err
		}
		if e.Person == nil {
			continue
		}
		var at assist.Place
		mistyped := (e.Kind == history.KindApplication || e.Kind == history.KindJudged) && json.Unmarshal(e.Body, &at) == nil && places[at]
		if e.Licence == licence || mistyped {
			seqs = append(seqs, e.Seq)
		}
	}
	return who, seqs, nil
}

// rewriteOriginals puts a values-only workbook without the person's rows beside
// every original that names it; the originals go once that is entered.
func (s *Site) rewriteOriginals(ctx context.Context, h *history.History, who person) (map[string]string, error) {
	swaps := map[string]string{}
	for i, t := range h.Files() {
		s.progress("改写存档", i+1, len(h.Files()))
		sha := h.Original(t.SHA)
		if _, done := swaps[sha]; done || t.Format == "" {
			continue
		}
		data, named, err := s.without(ctx, sha, t.Name, who)
		if err != nil {
			return nil, err
		}
		if !named {
			continue
		}
		if swaps[sha], err = s.Archive.Put(data); err != nil {
			return nil, err
		}
	}
	return swaps, nil
}

// without is an original without the rows that name a person, and whether any did.
func (s *Site) without(ctx context.Context, sha, name string, who person) ([]byte, bool, error) {
	data, err := s.Archive.Open(sha)
	if err != nil {
		return nil, false, err
	}
	b, err := s.open(ctx, data, name)
	var damage *sheet.Damage
	if errors.As(err, &damage) {
		return nil, false, nil // nobody can read it, so it has no rows
	}
	if err != nil {
		return nil, false, err
	}
	named := false
	var tables []write.ValueTable
	for i, info := range b.Sheets() {
		tables = append(tables, write.ValueTable{Name: info.Name, Rows: except(b.Rows(ctx, i), who, &named)})
	}
	out, _, err := write.Values(tables)
	return out, named, err
}

// except leaves out the rows that name a person. A damaged sheet ends where it
// can no longer be read.
func except(rows rowSeq, who person, named *bool) iter.Seq2[sheet.Row, error] {
	return func(yield func(sheet.Row, error) bool) {
		for row, err := range rows {
			var damage *sheet.Damage
			if errors.As(err, &damage) {
				return
			}
			if err == nil && who.names(row) {
				*named = true
				continue
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// enterErasure blanks the fields and appends what was done. A register that
// carries the person's row over from an earlier one is entered anew without it.
func (s *Site) enterErasure(ctx context.Context, h *history.History, licence string, seqs []int64, note history.Erasure, at time.Time) error {
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

// clear removes every published file under a folder, and counts them.
func (s *Site) clear(dir string) (int, error) {
	list, err := s.Disk.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			below, err := s.clear(path)
			n += below
			if err != nil {
				return n, err
			}
			continue
		}
		if err := outbox.Remove(s.Disk, path); err != nil {
			return n, Mend("删不掉 "+s.Place.Rel(path), "请关闭正打开它的程序，再运行一次 bangfu erase", err)
		}
		n++
	}
	return n, nil
}

// clearBackups removes the copies of the ledger, which still hold the fields.
func (s *Site) clearBackups() (int, error) {
	dir := s.Place.Backups()
	list, err := s.Disk.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range list {
		if _, _, ours := place.BackupOf(e.Name()); !ours {
			continue
		}
		if err := s.Disk.Remove(filepath.Join(dir, e.Name())); err != nil {
			return n, Mend(fmt.Sprintf("删不掉备份 %s", e.Name()), "请检查备份文件夹的权限，再运行一次 bangfu erase", err)
		}
		n++
	}
	return n, nil
}

// stored is an original as it lies in the archive now, also one that an
// erasure rewrote since.
func (s *Site) stored(ctx context.Context, sha string) ([]byte, error) {
	data, err := s.Archive.Open(sha)
	if !errors.Is(err, archive.ErrMissing) {
		return data, err
	}
	h, ferr := history.Fold(s.Ledger.Entries(ctx, 0, assist.EntryErase))
	if ferr != nil || h.Original(sha) == sha {
		return nil, errors.Join(err, ferr)
	}
	return s.Archive.Open(h.Original(sha))
}
