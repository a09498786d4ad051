package ledger

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// headed is a snapshot of some data that stands on the last entry.
func headed(t *testing.T, l *Ledger, data string) Snapshot {
	t.Helper()
	seq, hash, err := l.Head(t.Context())
	must(t, err)
	return Snapshot{seq, hash, "v", []byte(data)}
}

// kept is the data of the snapshot that fits version v; "" when none does.
func kept(t *testing.T, l *Ledger) string {
	t.Helper()
	s, ok, err := l.Snapshot(t.Context(), "v")
	must(t, err)
	if !ok {
		return ""
	}
	return string(s.Data)
}

func TestSnapshotOfWhichNothingDepends(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	if got := kept(t, l); got != "" {
		t.Errorf("an empty ledger keeps %q", got)
	}
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	commit(t, tx)
	whole := headed(t, l, "whole")
	for _, c := range []struct {
		what string
		put  func() Snapshot
		raw  string
		want string
	}{
		{what: "whole", put: func() Snapshot { return whole }, want: "whole"},
		{what: "of another version", put: func() Snapshot { s := whole; s.Version = "w"; return s }},
		{what: "of another chain", put: func() Snapshot { s := whole; s.Hash = "00"; return s }},
		{what: "of an entry to come", put: func() Snapshot { s := whole; s.Seq++; return s }},
		{what: "with other data", put: func() Snapshot { return whole }, raw: "UPDATE snapshot SET digest = 'x'"},
		{what: "cut", put: func() Snapshot { return whole }, raw: "UPDATE snapshot SET data = substr(data, 1, 5)"},
	} {
		must(t, l.PutSnapshot(t.Context(), c.put()))
		if c.raw != "" {
			_, err := l.db.Exec(c.raw)
			must(t, err)
		}
		if got := kept(t, l); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		clean(t, l)
	}
	must(t, l.PutSnapshot(t.Context(), whole))
	must(t, l.DropSnapshot(t.Context()))
	if got := kept(t, l); got != "" {
		t.Errorf("dropped, and still %q", got)
	}
}

// TestErasureDropsTheSnapshot: what was kept of a person stands nowhere in the
// ledger's files afterwards.
func TestErasureDropsTheSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "140213100001", 1, map[string]string{"name": "周无名氏"})
	commit(t, tx)
	must(t, l.PutSnapshot(t.Context(), headed(t, l, "周无名氏")))
	tx = begin(t, l, monday)
	_, err := tx.Erase("140213100001", []int64{1}, "")
	must(t, err)
	commit(t, tx)
	if got := kept(t, l); got != "" {
		t.Errorf("still %q", got)
	}
	must(t, l.Close())
	for _, side := range Sides {
		if data, err := os.ReadFile(path + side); err == nil && bytes.Contains(data, []byte("周无名氏")) {
			t.Errorf("the name stands in %s", filepath.Base(path+side))
		}
	}
}

// TestAnOlderLedgerTakesASnapshot: one of the first schema is brought forward.
func TestAnOlderLedgerTakesASnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := open(t.Context(), path, Options{}, migrations[:1])
	must(t, err)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	commit(t, tx)
	must(t, l.Close())
	if end, err := Sound(t.Context(), path); err != nil || end.Seq != 1 {
		t.Errorf("looked at before: %+v %v", end, err)
	}
	l = opened(t, path)
	must(t, l.PutSnapshot(t.Context(), headed(t, l, "x")))
	if kept(t, l) != "x" {
		t.Error("no snapshot")
	}
	clean(t, l)
}

// TestTheProgramOfBeforeRefuses: one that knows no rows told by another entry, and no
// increments, says that the ledger is a newer program's.
func TestTheProgramOfBeforeRefuses(t *testing.T) {
	path := full(t)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		if _, err := open(t.Context(), path, o, migrations[:2]); !errors.Is(err, ErrNewer) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
