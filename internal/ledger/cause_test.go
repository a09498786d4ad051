package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestCauses meets what the driver answers when the disk is full, the file may
// not be written, another program holds it, or it is no ledger any more.
func TestCauses(t *testing.T) {
	one := func(pragma string) *Ledger {
		l := fresh(t)
		l.db.SetMaxOpenConns(1)
		_, err := l.db.Exec(pragma)
		must(t, err)
		return l
	}
	for _, c := range []struct {
		name string
		fail func() error
		is   func(error) bool
	}{
		{"full", func() error {
			return one("PRAGMA max_page_count = 40").Stage(t.Context(), "file", year(200, 28))
		}, Full},
		{"denied", func() error {
			return one("PRAGMA query_only = ON").Stage(t.Context(), "file", year(1, 1))
		}, Denied},
		{"occupied", func() error {
			l := one("PRAGMA busy_timeout = 0")
			_, err := opened(t, l.path).db.Exec("BEGIN IMMEDIATE")
			must(t, err)
			return l.Stage(t.Context(), "file", year(1, 1))
		}, Occupied},
		{"damaged", func() error {
			path := filepath.Join(t.TempDir(), "ledger.db")
			must(t, os.WriteFile(path, append([]byte("not a ledger"), make([]byte, 5000)...), 0o600))
			_, err := Open(t.Context(), path, Options{})
			return err
		}, Damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.fail()
			for _, is := range []struct {
				name string
				is   func(error) bool
			}{{"full", Full}, {"denied", Denied}, {"occupied", Occupied}, {"damaged", Damaged}} {
				if is.is(err) != (is.name == c.name) {
					t.Errorf("%v: %s is %v", err, is.name, is.is(err))
				}
			}
		})
	}
	if other := errors.New("no answer of the driver"); Full(other) || Denied(nil) {
		t.Error("any error is taken for the driver's")
	}
}
