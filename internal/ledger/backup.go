package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"

	"bangfu/internal/disk"
)

// snapshot is the name of the unfinished copy beside the ledger; a sweep of
// unfinished files knows it by its form.
const snapshot = ".bangfu-ledger.tmp"

// Backup puts a copy of the ledger as it was last committed at path, whole or
// not at all, and proves that the copy opens, is sound and ends where the
// ledger ends. SQLite makes the copy on the ledger's own disk, so path may lie
// on a share. A copy that fails the proof is removed.
func (l *Ledger) Backup(ctx context.Context, path string) error {
	if err := l.backup(ctx, path); err != nil {
		return fmt.Errorf("ledger: back up to %s: %w", path, err)
	}
	return nil
}

func (l *Ledger) backup(ctx context.Context, path string) (err error) {
	temp := filepath.Join(filepath.Dir(l.path), snapshot)
	if err := discard(temp); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, discard(temp)) }()
	if err := l.copyTo(ctx, temp); err != nil {
		return err
	}
	seq, head, err := selfContained(ctx, temp)
	if err != nil {
		return err
	}
	err = disk.ReplaceFrom(l.o.Disk, path, 0o600, func(w io.Writer) error { return pour(w, temp) })
	if err != nil {
		return err
	}
	if err := sound(ctx, path, seq, head); err != nil {
		return errors.Join(err, l.o.Disk.Remove(path))
	}
	return nil
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

// copyTo runs SQLite's online backup into a new file.
func (l *Ledger) copyTo(ctx context.Context, path string) error {
	if err := private(path, false); err != nil {
		return err
	}
	c, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	to := source(path, url.Values{"_pragma": {"journal_mode(OFF)", "synchronous(OFF)"}})
	return c.Raw(func(driver any) error {
		b, err := driver.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		}).NewBackup(to)
		if err != nil {
			return err
		}
		return errors.Join(steps(ctx, b), b.Finish())
	})
}

func steps(ctx context.Context, b *sqlite.Backup) error {
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if more, err = b.Step(1024); err != nil {
			return err
		}
	}
	return nil
}

// selfContained makes a copy one self-contained file that needs no journal to be
// read, and says where it ends.
func selfContained(ctx context.Context, path string) (seq int64, head string, err error) {
	db, err := sql.Open("sqlite", source(path, nil))
	if err != nil {
		return 0, "", err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	if err == nil {
		seq, head, err = reads{db.QueryContext}.Head(ctx)
	}
	return seq, head, errors.Join(err, db.Close())
}

func pour(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return errors.Join(err, f.Close())
}

// sound opens a copy without touching it and checks every page.
func sound(ctx context.Context, path string, seq int64, head string) error {
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
