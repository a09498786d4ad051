package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver, pure Go

	"bangfu/internal/disk"
)

// The ways in which a ledger says no; test with errors.Is.
var (
	ErrNewer    = errors.New("the ledger was written by a newer version of the program")
	ErrForeign  = errors.New("the file is an SQLite database of another program")
	ErrPast     = errors.New("the time lies before the last entry")
	ErrFrozen   = errors.New("the week has a frozen plan already")
	ErrTraces   = errors.New("erased and entered, but traces remain in the file until it is opened again")
	ErrReserved = errors.New("this kind of entry is made by the ledger alone")
)

// Options say how to open a ledger; the zero Options open it for writing.
type Options struct {
	// Refuse gives the reason why a ledger must not lie at path, such as a
	// network file system; nil refuses no place.
	Refuse func(path string) error
	// ReadOnly opens an existing ledger that Begin then refuses to change.
	ReadOnly bool
	// Disk is where backups are put; nil is the real disk.
	Disk disk.FS
	// Rand is where salts come from; nil is crypto/rand.
	Rand io.Reader
}

// Ledger is an open ledger. Its reading methods may be used from several
// goroutines; a reader sees what was committed when its query began.
type Ledger struct {
	reads
	db   *sql.DB
	path string
	temp string // the folder of a private copy, which goes with it; "" for the ledger itself
	o    Options
}

// Open opens the ledger at path, makes it when there is none, and brings an
// older schema forward. Errors: what Options.Refuse says; ErrNewer, ErrForeign;
// with ReadOnly, fs.ErrNotExist and an older schema.
func Open(ctx context.Context, path string, o Options) (*Ledger, error) {
	l, err := open(ctx, path, o, migrations)
	if err != nil {
		return nil, fmt.Errorf("ledger: open %s: %w", path, err)
	}
	return l, nil
}

func open(ctx context.Context, path string, o Options, steps []string) (*Ledger, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if o.Refuse != nil {
		if err := o.Refuse(path); err != nil {
			return nil, err
		}
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Disk == nil {
		o.Disk = disk.Real()
	}
	if err := private(path, o.ReadOnly); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", source(path, pragmas(o.ReadOnly)))
	if err != nil {
		return nil, err
	}
	l := &Ledger{reads: reads{db.QueryContext}, db: db, path: path, o: o}
	if err := l.ready(ctx, steps); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return l, nil
}

// private makes sure that the file exists, unless it is only to be read, and
// that nobody but its owner may read it; SQLite gives its side files the same
// mode.
func private(path string, readOnly bool) error {
	if readOnly {
		_, err := os.Stat(path)
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

// ready settles the schema and finishes an erasure that was cut short.
func (l *Ledger) ready(ctx context.Context, steps []string) error {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if l.o.ReadOnly {
		has, err := version(ctx, c, len(steps))
		if err == nil && has < len(steps) {
			err = fmt.Errorf("schema version %d is older than this program's %d; a run brings it forward", has, len(steps))
		}
		return err
	}
	if err := migrate(ctx, c, steps); err != nil {
		return err
	}
	return scrub(ctx, c)
}

// Close closes the ledger; SQLite folds its journal into the one file. A
// private copy is gone afterwards.
func (l *Ledger) Close() error {
	err := l.db.Close()
	if l.temp != "" {
		err = errors.Join(err, os.RemoveAll(l.temp))
	}
	if err != nil {
		return fmt.Errorf("ledger: close: %w", err)
	}
	return nil
}

func pragmas(readOnly bool) url.Values {
	v := url.Values{
		"_pragma": {"busy_timeout(10000)", "foreign_keys(1)", "synchronous(FULL)"},
		"_txlock": {"immediate"},
	}
	if readOnly {
		v.Set("mode", "ro")
		v.Set("_txlock", "deferred")
		return v
	}
	v.Add("_pragma", "journal_mode(WAL)")
	return v
}

// source is the driver's name for the file: a URI, so that no character of the
// path means anything else.
func source(path string, v url.Values) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: v.Encode()}
	return u.String()
}
