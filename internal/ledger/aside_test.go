package ledger

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A copy holds what an open ledger has committed so far, also what still lies
// in its journal; nothing appears or changes beside the ledger, and the copy
// goes when it is closed.
func TestAsideLeavesNoTrace(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	t.Setenv("TMPDIR", t.TempDir())
	path := filepath.Join(dir, "ledger.db")
	l, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	enter(t, l, at)
	before, files := filesState(path), listed(t, dir)
	copied, err := OpenCopy(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if seq, _, err := copied.Last(ctx); err != nil || seq != 1 {
		t.Errorf("the copy ends at %d %v", seq, err)
	}
	enter(t, copied, at)
	if filesState(path) != before || listed(t, dir) != files {
		t.Errorf("beside the ledger: %s, was %s", listed(t, dir), files)
	}
	if err := copied.Close(); err != nil {
		t.Fatal(err)
	}
	if left := listed(t, os.TempDir()); left != "" {
		t.Errorf("left behind: %s", left)
	}
	if seq, _, _ := l.Last(ctx); seq != 1 {
		t.Errorf("the ledger has %d entries", seq)
	}
}

// Where there is no ledger, the copy is empty and none is made.
func TestAsideOfNothing(t *testing.T) {
	dir := t.TempDir()
	copied, err := OpenCopy(context.Background(), filepath.Join(dir, "ledger.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if seq, _, err := copied.Last(context.Background()); seq != 0 || err != nil || listed(t, dir) != "" {
		t.Errorf("%d entries, %v, %s", seq, err, listed(t, dir))
	}
}

func enter(t *testing.T, l *Ledger, at time.Time) {
	t.Helper()
	tx, err := l.Begin(context.Background(), at)
	if err == nil {
		_, err = tx.Append("run", "", map[string]int{"n": 1}, nil)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func listed(t *testing.T, dir string) string { return strings.Join(names(t, dir), " ") }
