package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"bangfu/internal/disk"
)

// ErrOtherBase says that an increment does not go on from a copy.
var ErrOtherBase = errors.New("the increment goes on from another copy")

// sinceNote is the note of an increment that tells from where on it goes.
const sinceNote = "ledger/since"

// carried are the statements that bring what follows an entry from one database
// into another: the chain and what hangs on it, and the state beside it whole.
// A month of sales and a line of supply never change once they are entered.
var carried = []string{
	"INSERT INTO %[1]s.entry SELECT * FROM %[2]s.entry WHERE seq > ?1 ORDER BY seq",
	"INSERT INTO %[1]s.person SELECT * FROM %[2]s.person WHERE entry > ?1 ORDER BY entry",
	"INSERT INTO %[1]s.sales SELECT * FROM %[2]s.sales WHERE entry > ?1 ORDER BY entry",
	"INSERT INTO %[1]s.supply SELECT * FROM %[2]s.supply WHERE entry > ?1 ORDER BY entry, line",
	"DELETE FROM %[1]s.head", "INSERT INTO %[1]s.head SELECT * FROM %[2]s.head",
	"DELETE FROM %[1]s.note", "INSERT INTO %[1]s.note SELECT * FROM %[2]s.note",
	"DELETE FROM %[1]s.sighting", "INSERT INTO %[1]s.sighting SELECT * FROM %[2]s.sighting",
	"DELETE FROM %[1]s.snapshot", "DELETE FROM %[1]s.staged",
}

// BackupSince puts at path, compressed, only what came into the ledger after a
// whole copy that ends at base (增量), and proves that it goes on from there,
// entry by entry, to where the ledger ends. Nothing may have been erased since.
func (l *Ledger) BackupSince(ctx context.Context, path string, base End) error {
	err := l.makeCopy(path, func(temp string) error { return l.increment(ctx, temp, base) }, func(string) error { return nil })
	if err != nil {
		return fmt.Errorf("ledger: back up to %s: %w", path, err)
	}
	return nil
}

// increment makes the database of an increment.
func (l *Ledger) increment(ctx context.Context, path string, base End) (err error) {
	part, err := open(ctx, path, Options{Disk: l.o.Disk}, migrations)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, part.db.Close()) }()
	if err := l.carry(ctx, path, "other", "main", base.Seq); err != nil {
		return err
	}
	from, err := json.Marshal(base)
	if err == nil {
		err = part.SetNote(ctx, sinceNote, string(from))
	}
	if err != nil {
		return err
	}
	hash, ok := parseHash(base.Hash)
	if !ok {
		return fmt.Errorf("the copy before ends with no hash: %q", base.Hash)
	}
	problems, err := part.verify(ctx, &verifier{seq: base.Seq, chaining: chaining{hash: hash}, sure: true})
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("the copy is damaged: entry %d: %s", problems[0].Seq, problems[0].What)
	}
	if err != nil {
		return err
	}
	_, err = part.db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return err
}

// carry brings what follows an entry from one database into another; main is the
// ledger, other the one at path.
func (l *Ledger) carry(ctx context.Context, path, to, from string, after int64) (err error) {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "ATTACH DATABASE ? AS other", path); err != nil {
		return err
	}
	defer func() {
		_, off := c.ExecContext(context.WithoutCancel(ctx), "DETACH DATABASE other")
		err = errors.Join(err, off)
	}()
	tx, err := c.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, q := range carried {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf(q, to, from), after); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Join brings the increment at part into the whole copy at whole; both are files of
// their own, not compressed. ErrOtherBase when it does not go on from there: then,
// as after any error, neither is of use any more.
func Join(ctx context.Context, whole, part string) error {
	err := join(ctx, whole, part)
	if err != nil {
		return fmt.Errorf("ledger: join %s to %s: %w", part, whole, err)
	}
	return nil
}

func join(ctx context.Context, whole, part string) (err error) {
	l, err := open(ctx, whole, Options{}, migrations)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.db.Close()) }()
	base, end, err := ends(ctx, part)
	if err != nil {
		return err
	}
	here, err := l.End(ctx)
	if err != nil {
		return err
	}
	hash, err := l.HashAt(ctx, base.Seq)
	if err != nil || hash != base.Hash || here.Seq > end.Seq {
		return errors.Join(err, ErrOtherBase)
	}
	if err := l.carry(ctx, part, "main", "other", here.Seq); err != nil {
		return err
	}
	if _, err := l.db.ExecContext(ctx, "DELETE FROM note WHERE name = ?", sinceNote); err != nil {
		return err
	}
	_, err = l.db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return err
}

// ends are from where to where an increment goes, in a file that is not compressed.
func ends(ctx context.Context, part string) (base, end End, err error) {
	p, err := open(ctx, part, Options{}, migrations)
	if err != nil {
		return base, end, err
	}
	defer func() { err = errors.Join(err, p.db.Close()) }()
	from, err := p.Note(ctx, sinceNote)
	if err == nil {
		err = json.Unmarshal([]byte(from), &base)
	}
	if err != nil {
		return base, end, err
	}
	end = base
	if end.Seq, end.Hash, err = p.Head(ctx); err != nil || end.Seq == base.Seq {
		return base, end, err
	}
	_, end.At, err = p.Last(ctx)
	return base, end, err
}

// Reach tells from where to where a copy goes, as it lies at path, not compressed;
// a whole one goes from nowhere.
func Reach(ctx context.Context, path string) (base, end End, err error) {
	if end, err = EndOf(ctx, path); err != nil {
		return base, end, err
	}
	l, err := Look(ctx, path)
	if err != nil {
		return base, end, err
	}
	from, err := l.Note(ctx, sinceNote)
	if err = errors.Join(err, l.Close()); err != nil || from == "" {
		return base, end, err
	}
	return ends(ctx, path)
}

// Rewritten reports whether an erasure was entered after an entry: then a copy that
// ends there holds what nothing after it takes away.
func (r reads) Rewritten(ctx context.Context, after int64) (bool, error) {
	var seq int64
	there, err := r.one(ctx, []any{&seq}, "SELECT seq FROM entry WHERE kind = ? AND seq > ? LIMIT 1", KindErase, after)
	if err != nil {
		return false, fmt.Errorf("ledger: look for erasures: %w", err)
	}
	return there, nil
}

// SumOf is the SHA-256 of a file as it lies on the disk.
func SumOf(d disk.FS, path string) (string, error) {
	sum, err := sumOf(d, path, false)
	if err != nil {
		return "", fmt.Errorf("ledger: read %s: %w", path, err)
	}
	return sum.String(), nil
}
