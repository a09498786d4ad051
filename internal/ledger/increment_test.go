package ledger

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// goOn enters one more run with something of everything that can follow.
func goOn(t testing.TB, l *Ledger, n int) {
	t.Helper()
	file := fmt.Sprintf("file %d", n)
	must(t, l.Stage(t.Context(), file, sold1(20+n)))
	tx := begin(t, l, monday.AddDate(0, 0, n))
	appendTo(t, tx, "row", fmt.Sprintf("1402210001%02d", n), map[string]any{"n": n}, map[string]string{"name": "赵六"})
	_, err := tx.SwapSales(file, fmt.Sprintf("R%d", 10+n))
	must(t, err)
	appendTo(t, tx, "row", "", strings.Repeat("长", n), nil)
	must(t, tx.SetNote("last", file))
	commit(t, tx)
}

// copyOf makes a copy at a path that is not compressed, and tells where it ends.
func copyOf(t testing.TB, l *Ledger, base *End) (path string, end End) {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	packed := filepath.Join(dir, "c.db.zst")
	if base == nil {
		must(t, l.Backup(t.Context(), packed))
	} else {
		must(t, l.BackupSince(t.Context(), packed, *base))
	}
	end, err = l.End(t.Context())
	must(t, err)
	return unpacked(t, packed, filepath.Join(dir, "c.db")), end
}

// TestIncrementsJoinToTheLedger: whatever was entered after a whole copy, and however
// often, a copy and an increment on it are the ledger as it was when the increment
// was made; a whole copy made in between serves as well as the one before.
func TestIncrementsJoinToTheLedger(t *testing.T) {
	for seed := range uint64(10) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		l := opened(t, full(t))
		n := 0
		more := func(most int) {
			for range rnd.IntN(most + 1) {
				n++
				goOn(t, l, n)
			}
		}
		more(2)
		whole, base := copyOf(t, l, nil)
		more(2)
		between, _ := copyOf(t, l, nil)
		more(3)
		part, end := copyOf(t, l, &base)
		want := dump(t, l)
		more(2)
		if from, to, err := Reach(t.Context(), part); err != nil || from.Hash != base.Hash || to.Hash != end.Hash || to.First != end.First || !to.At.Equal(end.At) {
			t.Fatalf("seed %d: it reaches from %+v to %+v, not from %+v to %+v: %v", seed, from, to, base, end, err)
		}
		if rnd.IntN(2) == 0 {
			whole = between
		}
		must(t, Join(t.Context(), whole, part))
		if _, err := os.Stat(whole + "-wal"); err == nil {
			t.Fatalf("seed %d: a journal lies beside the joined copy", seed)
		}
		joined := opened(t, whole)
		clean(t, joined)
		if got := dump(t, joined); got != want {
			t.Fatalf("seed %d: got\n%s want\n%s", seed, got, want)
		}
	}
}

// TestAnIncrementGoesOnFromItsOwn: one is not joined to the copy of another ledger, nor
// to one that ends elsewhere.
func TestAnIncrementGoesOnFromItsOwn(t *testing.T) {
	l := opened(t, full(t))
	early, _ := copyOf(t, l, nil)
	goOn(t, l, 1)
	_, base := copyOf(t, l, nil)
	goOn(t, l, 2)
	part, _ := copyOf(t, l, &base)
	goOn(t, l, 3)
	late, _ := copyOf(t, l, nil)
	other := opened(t, full(t))
	must(t, other.SetNote(t.Context(), "x", "y"))
	for range 3 {
		tx := begin(t, other, monday.AddDate(0, 1, 0))
		appendTo(t, tx, "row", "", "another life", nil)
		commit(t, tx)
	}
	alien, _ := copyOf(t, other, nil)
	for what, whole := range map[string]string{"too early": early, "too late": late, "another's": alien} {
		if err := Join(t.Context(), whole, part); !errors.Is(err, ErrOtherBase) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestAnIncrementProvesTheChain: what was changed behind the ledger's back after the
// whole copy is not copied in silence.
func TestAnIncrementProvesTheChain(t *testing.T) {
	for what, q := range map[string]string{
		"body":   "UPDATE entry SET body = '{}' WHERE seq = 9",
		"gone":   "DELETE FROM entry WHERE seq = 10",
		"person": "UPDATE person SET fields = '{}' WHERE entry = 9",
		"sales":  "UPDATE sales SET lines = replace(lines, '2026', '2025') WHERE entry > 8",
		"head":   "UPDATE head SET seq = seq - 1",
	} {
		path := full(t)
		l := opened(t, path)
		_, base := copyOf(t, l, nil)
		goOn(t, l, 1)
		must(t, l.Close())
		bend(t, path, "PRAGMA foreign_keys = OFF; "+q)
		l = opened(t, path)
		to := filepath.Join(t.TempDir(), "c.db.zst")
		if err := l.BackupSince(t.Context(), to, base); err == nil {
			t.Errorf("%s: the increment passes", what)
		}
		if got := names(t, filepath.Dir(to)); len(got) > 0 {
			t.Errorf("%s: left %q", what, got)
		}
	}
}

// TestAnErasureAsksForAWholeCopy: what was erased after a copy stands in it still.
func TestAnErasureAsksForAWholeCopy(t *testing.T) {
	l := opened(t, full(t))
	_, base := copyOf(t, l, nil)
	if since, err := l.Rewritten(t.Context(), base.Seq); since || err != nil {
		t.Error(since, err)
	}
	tx := begin(t, l, monday.Add(48*time.Hour))
	_, err := tx.Erase("140221000003", []int64{6}, nil)
	must(t, err)
	commit(t, tx)
	if since, err := l.Rewritten(t.Context(), base.Seq); !since || err != nil {
		t.Error(since, err)
	}
}
