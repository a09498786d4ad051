package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

var monday = time.Date(2026, 11, 30, 8, 30, 0, 0, assist.Zone)

// zeros is a source of salts that gives 16 different ones, then the same again.
type zeros struct{ n byte }

func (z *zeros) Read(p []byte) (int, error) {
	z.n = (z.n + 1) % 16
	for i := range p {
		p[i] = z.n
	}
	return len(p), nil
}

func opened(t testing.TB, path string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), path, Options{Rand: &zeros{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func fresh(t testing.TB) *Ledger {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "ledger.db"))
}

func begin(t testing.TB, l *Ledger, at time.Time) *Tx {
	t.Helper()
	tx, err := l.Begin(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Rollback() })
	return tx
}

func commit(t testing.TB, tx *Tx) {
	t.Helper()
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func appendTo(t testing.TB, tx *Tx, kind, licence string, body, person any) assist.Entry {
	t.Helper()
	e, err := tx.Append(kind, licence, body, person)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// all gathers a sequence; show tells an entry in one line.
func all[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var got []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, v)
	}
	return got
}

func show(es []assist.Entry) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%d %s %s %s %s %s %v\n", e.Seq, e.At.Format(time.DateTime), e.Kind, e.Licence, e.Body, e.Person, e.Erased)
	}
	return b.String()
}

func clean(t testing.TB, l *Ledger) {
	t.Helper()
	p, err := l.Verify(context.Background())
	if err != nil || len(p) > 0 {
		t.Fatalf("verify: %v %v", p, err)
	}
}

func TestAppendAndRead(t *testing.T) {
	l := fresh(t)
	if seq, at, err := l.Last(t.Context()); seq != 0 || !at.IsZero() || err != nil {
		t.Fatal(seq, at, err)
	}
	tx := begin(t, l, monday)
	e := appendTo(t, tx, "row", "140221000001", struct {
		Z int
		A string
		M map[string]json.Number
	}{1, "a<b&c>d", map[string]json.Number{"y": "1.50", "x": "12345678901234567890"}}, map[string]any{"name": "张三", "id": "X"})
	appendTo(t, tx, "file", "", nil, (*int)(nil))
	if got := show([]assist.Entry{e}); got != show(all(t, tx.Entries(t.Context(), 1))) {
		t.Errorf("Append returned what is not read: %s", got)
	}
	commit(t, tx)
	tx = begin(t, l, monday.Add(time.Minute))
	appendTo(t, tx, "row", "140221000002", []int{3}, nil)
	commit(t, tx)

	want := `1 2026-11-30 08:30:00 row 140221000001 {"A":"a<b&c>d","M":{"x":12345678901234567890,"y":1.50},"Z":1} {"id":"X","name":"张三"} false
2 2026-11-30 08:30:00 file  null  false
3 2026-11-30 08:31:00 row 140221000002 [3]  false
`
	if got := show(all(t, l.Entries(t.Context(), 0))); got != want {
		t.Errorf("got\n%s want\n%s", got, want)
	}
	lines := strings.SplitAfter(want, "\n")
	for name, c := range map[string]struct {
		seq  iter.Seq2[assist.Entry, error]
		want string
	}{
		"upto 2":       {l.Entries(t.Context(), 2), lines[0] + lines[1]},
		"row":          {l.Entries(t.Context(), 0, "row"), lines[0] + lines[2]},
		"row and file": {l.Entries(t.Context(), 2, "row", "file"), lines[0] + lines[1]},
		"none":         {l.Entries(t.Context(), 0, "visit"), ""},
		"of":           {l.EntriesOf(t.Context(), "140221000002"), lines[2]},
	} {
		if got := show(all(t, c.seq)); got != c.want {
			t.Errorf("%s: got\n%s want\n%s", name, got, c.want)
		}
	}
	if seq, at, err := l.Last(t.Context()); seq != 3 || !at.Equal(monday.Add(time.Minute)) || err != nil {
		t.Error(seq, at, err)
	}
	clean(t, l)
}

func TestAppendWhileReading(t *testing.T) {
	l := fresh(t)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	appendTo(t, tx, "a", "", 2, nil)
	for range tx.Entries(t.Context(), 0) {
		appendTo(t, tx, "b", "", 3, nil)
	}
	if got := len(all(t, tx.Entries(t.Context(), 0))); got != 4 {
		t.Errorf("%d entries, want 4", got)
	}
	commit(t, tx)
	clean(t, l)
}

func TestPast(t *testing.T) {
	l := fresh(t)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	commit(t, tx)
	if _, err := l.Begin(t.Context(), monday.Add(-time.Second)); !errors.Is(err, ErrPast) {
		t.Errorf("earlier: %v", err)
	}
	tx = begin(t, l, monday.In(time.UTC)) // the same instant is not the past
	if !tx.at.Equal(monday) || tx.at.Location() != assist.Zone {
		t.Error(tx.at)
	}
}

func TestReserved(t *testing.T) {
	for _, kind := range []string{"sales", "supply", "erase"} {
		tx := begin(t, fresh(t), monday)
		if _, err := tx.Append(kind, "", 1, nil); !errors.Is(err, ErrReserved) {
			t.Errorf("%s: %v", kind, err)
		}
		if err := tx.Commit(); !errors.Is(err, ErrReserved) {
			t.Errorf("commit after it: %v", err)
		}
	}
}

func TestCommitRefusesAfterFailure(t *testing.T) {
	l := fresh(t)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	if _, err := tx.Append("a", "", func() {}, nil); err == nil {
		t.Fatal("a function has no JSON")
	}
	if _, err := tx.Append("a", "", 2, nil); err == nil {
		t.Error("an append after a failure passes")
	}
	if err := tx.Commit(); err == nil {
		t.Error("a commit after a failure passes")
	}
	if seq, _, _ := l.Last(t.Context()); seq != 0 {
		t.Errorf("%d entries were entered", seq)
	}
	commit(t, begin(t, l, monday)) // and nobody holds the ledger
}

func TestRollbackLeavesNothing(t *testing.T) {
	l := fresh(t)
	must(t, l.Stage(t.Context(), "f", sold1(1)))
	before := dump(t, l)
	tx := begin(t, l, monday)
	everything(t, tx)
	must(t, tx.Rollback())
	if got := dump(t, l); got != before {
		t.Errorf("left behind:\n%s", got)
	}
}

func TestContextEndsTx(t *testing.T) {
	l := fresh(t)
	before := dump(t, l)
	ctx, cancel := context.WithCancel(t.Context())
	tx, err := l.Begin(ctx, monday)
	must(t, err)
	appendTo(t, tx, "a", "", 1, nil)
	cancel()
	if err := tx.Commit(); !errors.Is(err, context.Canceled) {
		t.Errorf("commit: %v", err)
	}
	if got := dump(t, l); got != before {
		t.Errorf("left behind:\n%s", got)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// everything writes at least one row to every table.
func everything(t testing.TB, tx *Tx) {
	t.Helper()
	appendTo(t, tx, "row", "140221000001", map[string]int{"n": 1}, map[string]string{"name": "张三"})
	appendTo(t, tx, "row", "140221000002", map[string]int{"n": 2}, map[string]string{"name": "李四"})
	_, err := tx.SwapSales("f", "R1")
	must(t, err)
	_, err = tx.PutPlan(week(45), slices.Values(planned(week(45), 2, 5)))
	must(t, err)
	_, err = tx.Erase("140221000002", []int64{2}, "why")
	must(t, err)
	_, err = tx.PutSighting(Sighting{Unit: "甲", Name: "a.xlsx", Changed: monday}, asItIs)
	must(t, err)
	must(t, tx.SetNote("last", "x"))
}

// tables are all tables of the schema.
var tables = []string{"entry", "head", "person", "staged", "sales", "supply", "sighting", "note"}

// dump is the whole content of a ledger as text.
func dump(t testing.TB, l *Ledger) string {
	t.Helper()
	var b strings.Builder
	for _, table := range tables {
		rows, err := l.db.Query("SELECT * FROM " + table + " ORDER BY 1, 2")
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(sql.NullString)
			}
			must(t, rows.Scan(values...))
			fmt.Fprint(&b, table)
			for _, v := range values {
				fmt.Fprint(&b, " | ", v.(*sql.NullString).String)
			}
			b.WriteByte('\n')
		}
		must(t, rows.Close())
	}
	return b.String()
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "账 本?mode=ro#%41.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	for _, side := range []string{"", "-wal", "-shm"} {
		at, err := os.Stat(path + side)
		if err != nil || runtime.GOOS != "windows" && at.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v %v", side, at, err)
		}
	}
	commit(t, tx)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "user_version": "3"} {
		var got string
		if err := l.db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
		}
	}
	must(t, l.Close())
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); !slices.Equal(names, []string{path}) {
		t.Errorf("files: %q", names)
	}
	must(t, os.Chmod(path, 0o644))
	l = opened(t, path)
	if at, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && at.Mode().Perm() != 0o600 {
		t.Error("a ledger open to others stays so", at.Mode(), err)
	}
	if seq, _, err := l.Last(t.Context()); seq != 1 || err != nil {
		t.Error(seq, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	share := errors.New("a network share")
	asked := ""
	_, err := Open(t.Context(), path, Options{Refuse: func(p string) error { asked = p; return share }})
	if !errors.Is(err, share) || asked != path {
		t.Errorf("%v, asked about %s", err, asked)
	}
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("read-only and missing: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a refused ledger was made")
	}
	if _, err := Open(t.Context(), filepath.Join(path, "none", "ledger.db"), Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("folder missing: %v", err)
	}
	must(t, os.WriteFile(path, []byte(strings.Repeat("no database at all\n", 100)), 0o600))
	if _, err := Open(t.Context(), path, Options{}); err == nil {
		t.Error("any file passes as a ledger")
	}
}

func TestOpenForeignAndNewer(t *testing.T) {
	for q, want := range map[string]error{
		"CREATE TABLE a (b)":        ErrForeign,
		"PRAGMA user_version = 7":   ErrForeign,
		"PRAGMA application_id = 1": ErrForeign,
		"PRAGMA application_id = " + fmt.Sprint(application) + "; PRAGMA user_version = 9": ErrNewer,
	} {
		path := filepath.Join(t.TempDir(), "x.db")
		db, err := sql.Open("sqlite", source(path, nil))
		must(t, err)
		_, err = db.Exec(q)
		must(t, err)
		must(t, db.Close())
		for _, ro := range []bool{false, true} {
			if _, err := Open(t.Context(), path, Options{ReadOnly: ro}); !errors.Is(err, want) {
				t.Errorf("%s: %v", q, err)
			}
		}
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	w := opened(t, path)
	tx := begin(t, w, monday)
	appendTo(t, tx, "a", "", 1, nil)
	commit(t, tx)
	tx = begin(t, w, monday)
	appendTo(t, tx, "a", "", 2, nil)

	l, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	defer l.Close()
	if seq, _, err := l.Last(t.Context()); seq != 1 || err != nil {
		t.Errorf("beside an open transaction: %d %v", seq, err)
	}
	clean(t, l)
	if _, err := l.Begin(t.Context(), monday); err == nil {
		t.Error("begin passes")
	}
	if err := l.SetNote(t.Context(), "a", "b"); err == nil {
		t.Error("a note passes")
	}
	commit(t, tx)
	if seq, _, err := l.Last(t.Context()); seq != 2 || err != nil {
		t.Errorf("after the commit: %d %v", seq, err)
	}
}

func TestMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	commit(t, tx)
	must(t, l.Close())

	steps := append(slices.Clone(migrations), "ALTER TABLE note ADD COLUMN more TEXT; INSERT INTO note VALUES ('n', 't', 'm')", "CREATE TABLE broken (")
	if _, err := open(t.Context(), path, Options{}, steps); err == nil {
		t.Fatal("a broken step passes")
	}
	l = opened(t, path) // nothing of the two steps was kept
	clean(t, l)
	must(t, l.Close())
	if _, err := open(t.Context(), path, Options{ReadOnly: true}, steps[:len(migrations)+1]); err == nil {
		t.Error("an older schema passes read-only")
	}
	l, err := open(t.Context(), path, Options{}, steps[:len(migrations)+1])
	must(t, err)
	if s, err := l.Note(t.Context(), "n"); s != "t" || err != nil {
		t.Error(s, err)
	}
	clean(t, l)
	must(t, l.Close())
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("by an older program: %v", err)
	}
}

// TestAFailureBehindIsNotForgotten: entries are put behind the back of who makes them;
// a lot that fails fails the commit, also when somebody else was told first.
func TestAFailureBehindIsNotForgotten(t *testing.T) {
	l := fresh(t)
	before := dump(t, l)
	tx := begin(t, l, monday)
	appendTo(t, tx, "a", "", 1, nil)
	if _, err := tx.exec("CREATE TRIGGER full BEFORE INSERT ON person BEGIN SELECT raise(ABORT, 'no room'); END"); err != nil {
		t.Fatal(err)
	}
	appendTo(t, tx, "a", "140200000001", 2, map[string]string{"name": "甲"})
	if _, err := tx.Note(t.Context(), "any"); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("read beside it: %v", err)
	}
	if err := tx.Commit(); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("commit: %v", err)
	}
	if got := dump(t, l); got != before {
		t.Errorf("left behind:\n%s", got)
	}
}
