package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
)

// snapshot is the name of the unfinished copy beside the ledger; a sweep of
// unfinished files knows it by its form.
const snapshot = ".bangfu-ledger.tmp"

// Backup puts a whole copy of the ledger as it was last committed at path,
// compressed when its name says so, or none at all, and proves that the copy is sound, ends where the
// ledger ends, and reads back as it was made. SQLite makes the copy on the ledger's
// own disk, so path may lie on a share. A copy that fails the proof is not put there.
func (l *Ledger) Backup(ctx context.Context, path string) error {
	var end End
	err := l.makeCopy(path, func(temp string) (err error) {
		if err = l.copyTo(ctx, temp); err == nil {
			end.Seq, end.Hash, err = selfContained(ctx, temp)
		}
		return err
	}, func(temp string) error { return checkCopy(ctx, temp, end.Seq, end.Hash) })
	if err != nil {
		return fmt.Errorf("ledger: back up to %s: %w", path, err)
	}
	return nil
}

// makeCopy puts what is made in an unfinished copy beside the ledger at path, when
// it is proved: while it is written, for both take their time.
func (l *Ledger) makeCopy(path string, make, prove func(temp string) error) error {
	temp := filepath.Join(filepath.Dir(l.path), snapshot)
	err := discard(temp)
	if err == nil {
		err = make(temp)
	}
	if err == nil {
		proof := sync.OnceValue(func() error { return prove(temp) })
		var proving sync.WaitGroup
		proving.Go(func() { proof() }) // put asks for what it finds
		err = put(l.o.Disk, temp, path, proof)
		proving.Wait()
	}
	return errors.Join(err, discard(temp))
}

// discard removes a database and its side files.
func discard(path string) error {
	var all error
	for _, side := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(path + side); !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}

// copyTo writes the rows into a new file: what free pages of the ledger still hold
// is no part of it.
func (l *Ledger) copyTo(ctx context.Context, path string) error {
	if err := private(path, false); err != nil {
		return err
	}
	_, err := l.db.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

// selfContained makes a copy one self-contained file that needs no journal to be
// read and has no snapshot, which no copy is believed; it says where it ends.
func selfContained(ctx context.Context, path string) (seq int64, head string, err error) {
	db, err := sql.Open("sqlite", source(path, nil))
	if err != nil {
		return 0, "", err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; DELETE FROM snapshot")
	if err == nil {
		seq, head, err = reads{db.QueryContext}.Head(ctx)
	}
	return seq, head, errors.Join(err, db.Close())
}

// checkCopy opens a copy without touching it and checks every page.
func checkCopy(ctx context.Context, path string, seq int64, head string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", source(abs, url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return err
	}
	defer db.Close()
	r := reads{db.QueryContext}
	for fault, err := range faults(ctx, r) {
		if err != nil {
			return err
		}
		return fmt.Errorf("the copy is damaged: %s", fault)
	}
	n, h, err := r.Head(ctx)
	if err == nil && (n != seq || h != head) {
		err = fmt.Errorf("the copy ends at entry %d, the ledger at %d", n, seq)
	}
	return err
}
