package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
)

// aged is a life whose copies go on from each other, and in which a file waits for the
// next run.
func aged(t *testing.T, seed uint64) *life {
	t.Helper()
	l := newLife(t, seed)
	for _, unit := range []string{pingcheng, yungang, pingcheng, yungang, pingcheng} {
		l.give(unit, l.name("申请"), l.applications(unit))
	}
	l.run(l.now.Format("2006-01-02 15:04"))
	l.now = l.now.Add(24 * time.Hour)
	for n := range 7 {
		l.visit(n)
		l.run(l.now.Format("2006-01-02 15:04"))
		l.now = l.now.Add(15 * 24 * time.Hour)
	}
	l.visit(7)
	return l
}

// visit drops a file with one row.
func (l *life) visit(n int) {
	row := l.rows[pingcheng]["走访台账.xlsx"][:1]
	l.give(pingcheng, fmt.Sprintf("第%d次.xlsx", n), l.workbook(assist.VisitForm, pingcheng, l.today(), row...))
}

// copying reports whether an operation belongs to a copy of the ledger: it makes one,
// reads one, notes one, or makes what is copied.
func (l *life) copying(op disktest.Op) bool {
	return strings.HasPrefix(op.Path, l.Place.Backups()) || filepath.Dir(op.Path) == l.root && disk.IsTemp(filepath.Base(op.Path))
}

// failing is a disk on which the n-th operation of a copy fails.
func (l *life) failing(n int, h harm) *disktest.Faulty {
	return &disktest.Faulty{FS: disk.Real(), At: -1, Torn: h.torn, Dead: h.dead, When: func(op disktest.Op) bool {
		if l.copying(op) {
			n--
		}
		return n < 0
	}}
}

// copyFails lets a run fail at the n-th operation of a copy, and says at which; "" when
// there are not so many. Then the next process runs.
func (l *life) copyFails(n int, h harm) string {
	l.Helper()
	f := l.failing(n, h)
	l.open(f)
	l.Run(context.Background(), l.now, false) // its fault is told, or not; what counts is what comes of it
	failed := ""
	if f.Failed() {
		op := f.Ops()[f.At]
		failed = fmt.Sprintf("%s: %s %s", h.name, op.Verb, l.Place.Rel(op.Path))
	}
	l.open(disk.Real())
	_, err := disk.Sweep(l.Disk, l.root, 4)
	l.must(err)
	l.run(l.now.Format("2006-01-02 15:04"))
	return failed
}

// TestACopyFailsAnywhere fails each operation of a copy of the ledger in each way.
// Whatever failed, the next run ends as one without a fault: the ledger is sound, each
// copy is the ledger of its time, one is that of now, and a restore gives it back.
func TestACopyFailsAnywhere(t *testing.T) {
	t.Parallel()
	l := aged(t, 41)
	calm := l.twin(t)
	calm.run(calm.now.Format("2006-01-02 15:04"))
	copies, _ := calm.everyCopy()
	if n := len(line(copies, copies[0])); n < 3 {
		t.Fatalf("the newest copy goes on from %d others: the test proves little", n-1)
	}
	entries, outputs := calm.entries(), calm.outputs()
	tried := 0
	for n := 0; ; n += copySteps {
		h := harms[n%len(harms)]
		x := l.twin(t)
		failed := x.copyFails(n, h)
		if failed == "" {
			break
		}
		tried++
		if d := differ(x.entries(), entries) + differ(x.outputs(), outputs); d != "" {
			t.Errorf("%s: %s", failed, d)
		}
		if wrong, _, err := x.Verify(context.Background()); err != nil || len(wrong) > 0 {
			t.Errorf("%s: verify: %v %v", failed, wrong, err)
		}
		copies, _ := x.everyCopy()
		if copies[0].Head.Seq != x.seq() {
			t.Errorf("%s: the newest copy ends at entry %d, the ledger at %d", failed, copies[0].Head.Seq, x.seq())
		}
		x.restore(Restoring{From: &copies[0], At: x.now})
		if d := differ(x.entries(), entries); d != "" {
			t.Errorf("%s: restored: %s", failed, d)
		}
		x.done()
	}
	t.Log(tried, "operations failed")
	if tried < 12 {
		t.Error("the test proves little")
	}
}

// TestLivesWithFaultsInTheirCopies lives on while copies fail, week after week; in the
// end each copy there is is the ledger of its time, and one drawn at random brings back
// everything.
func TestLivesWithFaultsInTheirCopies(t *testing.T) {
	t.Parallel()
	for seed := range uint64(copyLives) {
		l := newLife(t, 51+2*seed)
		failed := 0
		for range 8 {
			l.something()
			if l.copyFails(l.IntN(60), harms[l.IntN(len(harms))]) != "" {
				failed++
			}
			l.now = l.now.Add(time.Duration(1+l.IntN(4)) * 24 * time.Hour)
		}
		if failed < 2 {
			t.Errorf("life %d: only %d copies failed", seed, failed)
		}
		before := l.entries()
		copies, _ := l.everyCopy()
		l.restore(Restoring{From: &copies[l.IntN(len(copies))], At: l.now})
		if d := differ(l.entries(), before); d != "" {
			t.Errorf("life %d: %s", seed, d)
		}
		l.settle()
		l.check()
	}
}

// TestKilledWhileASnapshotIsWritten cuts what SQLite has written of a snapshot where a
// kill may cut it. Whatever is left, the next run says and leaves the same, and the
// ledger is sound.
func TestKilledWhileASnapshotIsWritten(t *testing.T) {
	t.Parallel()
	l := aged(t, 43)
	ctx := context.Background()
	l.run(l.now.Format("2006-01-02 15:04"))
	l.must(l.Ledger.DropSnapshot(ctx))
	l.visit(7)
	l.now = l.now.Add(time.Hour)
	journal := func(root string) string { return filepath.Join(root, "ledger.db-wal") }
	before, err := os.Stat(journal(l.root))
	l.must(err)
	h, err := history.Fold(l.Ledger.Entries(ctx, 0))
	l.must(err)
	l.must(l.Reader().Keep(ctx, h))
	written, err := os.ReadFile(journal(l.root))
	l.must(err)
	var want []string
	kept := map[bool]int{}
	for cut := int64(len(written)); cut >= before.Size(); cut -= snapshotSteps {
		x := l.cutOff(t, written[:cut])
		_, whole := x.fitting()
		kept[whole]++
		res, err := x.Run(ctx, x.now, false)
		x.must(err)
		got := append(append(x.entries(), x.outputs()...), x.spoken(res, x.now))
		if want == nil {
			want = got
		}
		if d := differ(got, want); d != "" {
			t.Errorf("cut at %d of %d bytes: %s", cut, len(written), d)
		}
		if wrong, _, err := x.Verify(ctx); err != nil || len(wrong) > 0 {
			t.Errorf("cut at %d: verify: %v %v", cut, wrong, err)
		}
		x.done()
	}
	if kept[true] == 0 || kept[false] < 4 {
		t.Errorf("with a snapshot, and without: %v", kept)
	}
}

// cutOff is another life whose ledger's journal ends where a kill has left it.
func (l *life) cutOff(t *testing.T, journal []byte) *life {
	t.Helper()
	x := *l
	x.bench = &bench{TB: t, root: t.TempDir(), plain: l.plain}
	l.must(os.CopyFS(x.root, os.DirFS(l.root)))
	for _, side := range ledger.Sides {
		if side == "-shm" { // goes with the process
			l.must(os.Remove(filepath.Join(x.root, "ledger.db"+side)))
		}
	}
	l.must(os.WriteFile(filepath.Join(x.root, "ledger.db-wal"), journal, 0o600))
	x.open(disk.Real())
	return &x
}
