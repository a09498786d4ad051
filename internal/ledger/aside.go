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
	"time"
)

// Sides are the endings of the files a ledger may consist of: the one file, and
// what SQLite keeps beside it while it is open or after a crash.
var Sides = []string{"", "-wal", "-shm", "-journal"}

// sides are those that hold what was entered.
var sides = []string{"", "-wal", "-journal"}

// OpenCopy opens a private copy of the ledger at path, as it was last committed:
// whoever reads or tries something there writes nothing beside the ledger. The
// copy lies in the system's folder for temporary files, readable by its owner
// alone, and Close removes it. Without a ledger the copy is empty.
func OpenCopy(ctx context.Context, path string, o Options) (*Ledger, error) {
	dir, err := os.MkdirTemp("", "bangfu-")
	if err != nil {
		return nil, fmt.Errorf("ledger: copy aside: %w", err)
	}
	to := filepath.Join(dir, "ledger.db")
	err = copyStill(path, to)
	if err == nil {
		var l *Ledger
		if l, err = open(ctx, to, o, migrations); err == nil {
			l.temp = dir
			return l, nil
		}
	}
	return nil, fmt.Errorf("ledger: copy %s aside: %w", path, errors.Join(err, os.RemoveAll(dir)))
}

// ErrMoving says that a run changed the ledger while it was being copied.
var ErrMoving = errors.New("the ledger is being written: try again in a moment")

// Look opens a ledger only to be looked at, and touches nothing beside it: the
// file itself where it is whole, a copy where a journal lies beside it.
func Look(ctx context.Context, path string) (*Ledger, error) {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return OpenCopy(ctx, path, Options{})
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", source(abs, url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return nil, err
	}
	l := &Ledger{reads: reads{db.QueryContext}, db: db, path: abs, o: Options{ReadOnly: true}}
	if err := l.ours(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("ledger: look at %s: %w", path, err), db.Close())
	}
	return l, nil
}

// ours refuses what is no ledger, or one of a newer program; an older schema
// can be looked at.
func (l *Ledger) ours(ctx context.Context) error {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = version(ctx, c, len(migrations))
	return err
}

// copyStill copies a ledger's files until none changed while they were copied.
func copyStill(from, to string) error {
	for range 5 {
		before := filesState(from)
		if err := copySides(from, to); err != nil {
			return err
		}
		if filesState(from) == before {
			return nil
		}
		if err := discard(to); err != nil {
			return err
		}
		time.Sleep(200 * time.Millisecond)
	}
	return ErrMoving
}

// filesState tells whether a ledger's files have changed: the size and time of each.
func filesState(path string) (s [3]struct {
	size int64
	at   time.Time
}) {
	for i, side := range sides {
		if info, err := os.Stat(path + side); err == nil {
			s[i].size, s[i].at = info.Size(), info.ModTime()
		}
	}
	return s
}

func copySides(from, to string) error {
	for _, side := range sides {
		if err := copyFile(from+side, to+side); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
