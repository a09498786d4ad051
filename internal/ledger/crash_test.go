package ledger

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const childLedger = "BANGFU_LEDGER_TEST_CHILD"

// TestMain runs the child of TestKilled when asked to.
func TestMain(m *testing.M) {
	if path := os.Getenv(childLedger); path != "" {
		child(path)
	}
	os.Exit(m.Run())
}

// child enters far more than SQLite keeps in memory, says so, and waits to be
// killed with the transaction open.
func child(path string) {
	l, err := Open(context.Background(), path, Options{})
	if err == nil {
		_, err = l.db.Exec("PRAGMA cache_size = 10")
	}
	var tx *Tx
	if err == nil {
		tx, err = l.Begin(context.Background(), monday)
	}
	for i := 0; err == nil && i < 2000; i++ {
		_, err = tx.Append("row", "140221000001", strings.Repeat("x", 1000), map[string]int{"n": i})
	}
	if err == nil {
		_, err = tx.SwapSales("f", "R1")
	}
	fmt.Println("ready", err)
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	tx := begin(t, l, monday)
	appendTo(t, tx, "row", "140221000001", 1, "person")
	commit(t, tx)
	must(t, l.Stage(t.Context(), "f", sold1(3)))
	before := dump(t, l)
	must(t, l.Close())

	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), childLedger+"="+path)
	in, err := c.StdinPipe()
	must(t, err)
	defer in.Close()
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	said, err := bufio.NewReader(out).ReadString('\n')
	if said != "ready <nil>\n" || err != nil {
		t.Errorf("the child said %q (%v)", said, err)
	}
	if wal, err := os.Stat(path + "-wal"); err != nil || wal.Size() < 1<<20 {
		t.Errorf("nothing of the transaction reached the disk: %v", err)
	}
	must(t, c.Process.Kill())
	c.Wait()

	l = opened(t, path)
	clean(t, l)
	if got := dump(t, l); got != before {
		t.Errorf("got\n%s want\n%s", got, before)
	}
	tx = begin(t, l, monday)
	if n, err := tx.SwapSales("f", "R1"); n != 1 || err != nil {
		t.Error(n, err)
	}
	commit(t, tx)
	clean(t, l)
}

// TestTornJournal cuts the journal at every page and in the middle of it, as a
// power failure may: what is left must be one of the committed states, never
// an earlier one for a longer journal, and it must verify.
func TestTornJournal(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	l := opened(t, path)
	states := map[string]int{dump(t, l): 0}
	for i := range 4 {
		must(t, l.Stage(t.Context(), "f", sold1(i)))
		states[dump(t, l)] = len(states)
		tx := begin(t, l, monday)
		appendTo(t, tx, "row", "140221000001", i, map[string]int{"n": i})
		_, err := tx.SwapSales("f", fmt.Sprint("R", i))
		must(t, err)
		_, err = tx.PutPlan(week(40+i), slices.Values(planned(week(40+i), i, 9)))
		must(t, err)
		commit(t, tx)
		states[dump(t, l)] = len(states)
	}
	db, err := os.ReadFile(path)
	must(t, err)
	wal, err := os.ReadFile(path + "-wal")
	must(t, err)
	const header, frame = 32, 24 + 4096
	latest, seen := 0, map[int]bool{}
	for cut := header + frame*schemaFrames(t); cut <= len(wal); cut += frame / 2 {
		torn := filepath.Join(dir, fmt.Sprint(cut), "ledger.db")
		must(t, os.Mkdir(filepath.Dir(torn), 0o700))
		must(t, os.WriteFile(torn, db, 0o600))
		must(t, os.WriteFile(torn+"-wal", wal[:cut], 0o600))
		l := opened(t, torn)
		state, known := states[dump(t, l)]
		if !known || state < latest {
			t.Fatalf("journal cut at %d: state %d (known %v) after %d", cut, state, known, latest)
		}
		clean(t, l)
		must(t, l.Close())
		latest, seen[state] = state, true
	}
	if len(seen) != len(states) {
		t.Errorf("only states %v of %d were met", seen, len(states))
	}
}

// schemaFrames is how many pages the making of an empty ledger journals.
func schemaFrames(t *testing.T) int {
	path := filepath.Join(t.TempDir(), "ledger.db")
	opened(t, path)
	wal, err := os.Stat(path + "-wal")
	must(t, err)
	return int(wal.Size()-32) / (24 + 4096)
}

// TestDiskFull lets SQLite run out of room after n more pages, for each n until
// the run fits.
func TestDiskFull(t *testing.T) {
	l := fresh(t)
	l.db.SetMaxOpenConns(1) // the limit belongs to a connection
	must(t, l.Stage(t.Context(), "f", sold1(3)))
	before := dump(t, l)
	var pages int
	must(t, l.db.QueryRow("PRAGMA page_count").Scan(&pages))
	full := 0
	for n := pages; ; n++ {
		_, err := l.db.Exec(fmt.Sprint("PRAGMA max_page_count = ", n))
		must(t, err)
		err = run(l)
		if err == nil {
			break
		}
		full++
		if !strings.Contains(err.Error(), "full") {
			t.Fatalf("%d pages: %v", n, err)
		}
		if got := dump(t, l); got != before {
			t.Fatalf("%d pages: left behind\n%s", n, got)
		}
		clean(t, l)
	}
	if full < 3 {
		t.Errorf("the disk was full %d times only", full)
	}
	clean(t, l)
	if seq, _, _ := l.Last(t.Context()); seq != 21 {
		t.Errorf("%d entries, want 21", seq)
	}
}

func run(l *Ledger) error {
	tx, err := l.Begin(context.Background(), monday)
	if err != nil {
		return err
	}
	for i := 0; err == nil && i < 20; i++ {
		_, err = tx.Append("row", "140221000001", strings.Repeat("x", 2000), map[string]int{"n": i})
	}
	if err == nil {
		_, err = tx.SwapSales("f", "R1")
	}
	return errors.Join(err, tx.Commit())
}
