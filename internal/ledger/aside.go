package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// sides are the files a ledger may consist of: the one file, and what SQLite
// keeps beside it while it is open or after a crash.
var sides = []string{"", "-wal", "-journal"}

// Aside opens a private copy of the ledger at path, as it was last committed:
// whoever reads or tries something there writes nothing beside the ledger. The
// copy lies in the system's folder for temporary files, readable by its owner
// alone, and Close removes it. Without a ledger the copy is empty.
func Aside(ctx context.Context, path string, o Options) (*Ledger, error) {
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

// errMoving says that a run changed the ledger while it was being copied.
var errMoving = errors.New("the ledger is being written: try again in a moment")

// copyStill copies a ledger's files until none changed while they were copied.
func copyStill(from, to string) error {
	for range 5 {
		before := standing(from)
		if err := copySides(from, to); err != nil {
			return err
		}
		if standing(from) == before {
			return nil
		}
		if err := discard(to); err != nil {
			return err
		}
		time.Sleep(200 * time.Millisecond)
	}
	return errMoving
}

// standing tells whether a ledger's files have changed: the size and time of each.
func standing(path string) (s [3]struct {
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
