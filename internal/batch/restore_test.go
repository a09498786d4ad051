package batch

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/journal"
	"bangfu/internal/ledger"
)

// TestRestoredLifeIsTheLifeWithoutLoss lives through some weeks with whatever
// may happen, loses the ledger, puts back one of its copies, any of them or
// none, and finds every entry as it was: roll, numbers, receipts, frozen plans.
// Then life goes on, and nothing is lost and nothing counted twice.
func TestRestoredLifeIsTheLifeWithoutLoss(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			l := newLife(t, 100+seed)
			l.live(25)
			l.run(l.now.Format("2006-01-02 15:04")) // what a faulty run left undone is done
			copies, err := l.Copies(context.Background())
			l.must(err)
			if len(copies) < 2 {
				t.Fatalf("%d copies", len(copies))
			}
			var from *Copy
			if i := l.IntN(len(copies) + 1); i < len(copies) {
				from = &copies[i]
			}
			before := l.entries()
			done := l.restore(Restoring{From: from, At: l.now})
			if d := differ(l.entries(), before); d != "" {
				t.Errorf("from %+v: %s", from, d)
			}
			if len(done.Lost) > 0 || len(done.Inbox) > 0 {
				t.Errorf("not brought back: %+v", done)
			}
			l.must(l.Lost(context.Background()))
			l.live(10)
			l.settle()
			l.check()
			t.Logf("%d entries, %d of them after the copy", len(before), len(before)-int(done.From.Seq))
		})
	}
}

// TestLifeGoesOnAsWithoutTheLoss lives two lives that are the same to a day; one
// loses its ledger and is restored from any copy, or none. Both go on with the
// same files: every entry, and all that is published, stays the same.
func TestLifeGoesOnAsWithoutTheLoss(t *testing.T) {
	t.Parallel()
	l := newLife(t, 301)
	l.calm(6 + l.IntN(8))
	twin := l.twin(t)
	copies, err := l.Copies(context.Background())
	l.must(err)
	var from *Copy
	if i := l.IntN(len(copies) + 1); i < len(copies) {
		from = &copies[i]
	}
	done := l.restore(Restoring{From: from, At: l.now})
	if len(done.Lost) > 0 || len(done.Inbox) > 0 {
		t.Errorf("not brought back: %+v", done)
	}
	for _, x := range []*life{l, twin} {
		x.Rand = rand.New(rand.NewPCG(302, 302))
		x.calm(8)
		x.settle()
	}
	if d := differ(l.entries(), twin.entries()); d != "" {
		t.Errorf("the ledgers: %s", d)
	}
	if d := differ(l.outputs(), twin.outputs()); d != "" {
		t.Errorf("the outboxes: %s", d)
	}
	l.check()
}

// calm lets so many runs pass on a disk that does not fail.
func (l *life) calm(runs int) {
	l.open(disk.Real())
	for range runs {
		l.something()
		l.run(l.now.Format("2006-01-02 15:04"))
		l.later()
	}
}

// twin is another life that has been the same so far.
func (l *life) twin(t *testing.T) *life {
	t.Helper()
	b := &bench{TB: t, root: t.TempDir(), plain: l.plain}
	l.must(os.CopyFS(b.root, os.DirFS(l.root)))
	l.must(filepath.WalkDir(b.root, func(path string, d os.DirEntry, err error) error { // CopyFS gives modes of its own
		if err != nil {
			return err
		}
		info, err := os.Stat(strings.Replace(path, b.root, l.root, 1))
		if err != nil {
			return err
		}
		return os.Chmod(path, info.Mode().Perm())
	}))
	b.open(disk.Real())
	twin := *l
	twin.bench, twin.dropped, twin.past, twin.growing = b, maps.Clone(l.dropped), maps.Clone(l.past), map[string][]byte{}
	for path, whole := range l.growing {
		twin.growing[strings.Replace(path, l.root, b.root, 1)] = whole
	}
	return &twin
}

// A run that died between its commit and the note of it, and whose ledger is
// lost then, has taken nothing out of the drop folders: nobody knows of it, and
// the next run takes its files.
func TestLostBeforeItWasNoted(t *testing.T) {
	t.Parallel()
	l := newLife(t, 11)
	l.live(6)
	l.run(l.now.Format("2006-01-02 15:04"))
	before := l.entries()
	l.now = l.now.Add(30 * time.Minute)
	l.give(pingcheng, "新.xlsx", l.applications(pingcheng))
	noted := string(filepath.Separator) + journal.Folder + string(filepath.Separator)
	l.open(&disktest.Faulty{FS: disk.Real(), At: -1, Dead: true, When: func(op disktest.Op) bool { return op.Verb == "create" && strings.Contains(op.Path, noted) }})
	if _, err := l.Run(context.Background(), l.now, false); err == nil || len(l.entries()) == len(before) {
		t.Fatalf("it did not die after its commit: %v", err)
	}
	l.open(disk.Real())
	copies, err := l.Copies(context.Background())
	l.must(err)
	l.restore(Restoring{From: &copies[0], At: l.now})
	if d := differ(l.entries(), before); d != "" {
		t.Error(d)
	}
	l.settle()
	l.check()
}

// live lets so many runs pass.
func (l *life) live(runs int) {
	for range runs {
		for range 1 + l.IntN(2) {
			l.something()
		}
		l.pass()
		l.later()
	}
}

// restore loses the ledger and restores it.
func (l *life) restore(o Restoring) Restored {
	l.Helper()
	l.must(l.Ledger.Close())
	l.must(os.Remove(l.Place.Ledger()))
	o.Open = func(ctx context.Context) (*ledger.Ledger, error) {
		return ledger.Open(ctx, l.Place.Ledger(), ledger.Options{})
	}
	done, err := l.Site.restore(context.Background(), o)
	l.must(err)
	l.open(disk.Real())
	return done
}

// entries are all entries in words.
func (l *life) entries() []string {
	l.Helper()
	var lines []string
	for e, err := range l.Ledger.Entries(context.Background(), 0) {
		l.must(err)
		lines = append(lines, fmt.Sprintf("%d %v %s %s %s %s", e.Seq, e.At, e.Kind, e.Licence, e.Body, e.Person))
	}
	return lines
}

// A copy kept 2 days with all others, then one a day, a week, a month; the last
// freezes; and what cannot be read is left alone.
func TestCopiesAreThinnedByGenerations(t *testing.T) {
	t.Parallel()
	today := assist.Day(2026, time.November, 26) // a Thursday
	var copies []Copy
	for d := today; d > today-800; d-- {
		for _, hour := range []int{17, 9} {
			y, m, day := d.Parts()
			at := time.Date(y, m, day, hour, 0, 0, 0, assist.Zone)
			copies = append(copies, Copy{Name: "ledger_" + at.Format("20060102_1504") + ".db", Head: journal.Head{At: at}})
		}
	}
	for n := range 20 {
		w := assist.WeekOf(today).Add(-n)
		copies = append(copies, Copy{Name: "ledger_" + w.String() + "_定稿.db", Head: journal.Head{At: time.Date(2026, 11, 26, 18, 0, 0, 0, assist.Zone)}})
	}
	copies = append(copies, Copy{Name: "ledger_20200101.db", Fault: os.ErrInvalid})
	copies[2].Name, copies[2].base = "ledger_20261125_1700_续.db.zst", "hash of October"
	old := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20261013_0900.db" })
	copies[old].sum, copies[old].Head.Hash = "sum", "hash of October"
	newest := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20261112_0900.db" })
	copies[newest].sum, copies[newest].Head.Hash = "sum", "hash of November"
	older := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20260913_0900.db" })
	copies[older].sum, copies[older].Head.Hash = "sum", "hash of September"
	under := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20250805_0900.db" })
	copies[under].base, copies[under].sum, copies[under].Head.Hash = "hash of June", "sum", "hash of August"
	deep := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20250614_0900.db" })
	copies[deep].sum, copies[deep].Head.Hash = "sum", "hash of June"
	end := slices.IndexFunc(copies, func(c Copy) bool { return c.Name == "ledger_20250831_1700.db" })
	copies[end].base = "hash of August"
	kept := keptCopies(copies, today)
	for name, want := range map[string]bool{
		"ledger_20261126_1700.db": true, "ledger_20261126_0900.db": true, "ledger_20261125_0900.db": true, // today and yesterday
		"ledger_20261124_1700.db": true, "ledger_20261124_0900.db": false, "ledger_20261120_1700.db": true, // seven days
		"ledger_20261119_1700.db": false, "ledger_20261115_1700.db": true, // Sunday ends a week
		"ledger_20261011_1700.db": true, "ledger_20261004_1700.db": false, // eight weeks
		"ledger_20260930_1700.db": true, "ledger_20241231_1700.db": true, "ledger_20241130_1700.db": false, // 24 months
		"ledger_20261125_1700_续.db.zst": true, "ledger_20261013_0900.db": true, // what an increment goes on from
		"ledger_20261112_0900.db": true, "ledger_20260913_0900.db": false, // the newest two whole ones that others may go on from
		"ledger_20250831_1700.db": true, "ledger_20250805_0900.db": true, "ledger_20250614_0900.db": true, // one that goes on from one that goes on
		"ledger_2026-W48_定稿.db": true, "ledger_2026-W37_定稿.db": true, "ledger_2026-W36_定稿.db": false, // twelve freezes
	} {
		if kept[name] != want {
			t.Errorf("%s kept: %v", name, kept[name])
		}
	}
}

// everyCopy lays out each copy there is, and finds the ledger as it was noted of it.
func (l *life) everyCopy() (copies []Copy, parts int) {
	l.Helper()
	ctx := context.Background()
	copies, err := l.Copies(ctx)
	l.must(err)
	for _, c := range copies {
		to := filepath.Join(l.root, ".bangfu-laid.tmp")
		l.must(c.Fault)
		l.must(l.layOut(ctx, c, to))
		end, err := ledger.Sound(ctx, to)
		l.must(err)
		if headFrom(end).Hash != c.Head.Hash || end.Seq != c.Head.Seq || end.First != c.Head.Workspace {
			l.Errorf("%s ends at %+v, noted is %+v", c.Name, end, c.Head)
		}
		laid, err := ledger.Open(ctx, to, ledger.Options{})
		l.must(err)
		problems, err := laid.Verify(ctx)
		if err != nil || len(problems) > 0 {
			l.Errorf("%s: %v %v", c.Name, problems, err)
		}
		l.must(laid.Close())
		l.must(l.discard(to))
		if c.base != "" {
			parts++
		}
	}
	return copies, parts
}

// TestEveryCopyIsTheLedgerOfItsTime: whole ones, and increments that go on from them,
// also when nothing is noted of them any more; the notes come back with the next
// copy.
func TestEveryCopyIsTheLedgerOfItsTime(t *testing.T) {
	t.Parallel()
	l := newLife(t, 21)
	for day := range 14 {
		l.give(pingcheng, fmt.Sprintf("第%d天.xlsx", day), l.applications(pingcheng))
		l.run(l.now.Format("2006-01-02 15:04"))
		l.now = l.now.Add(time.Duration(1+day%7*6) * 24 * time.Hour)
	}
	copies, parts := l.everyCopy()
	deepest := 0
	for _, c := range copies {
		deepest = max(deepest, len(line(copies, c)))
	}
	if parts < 2 || parts > len(copies)-2 || deepest < 3 {
		t.Fatalf("%d of %d copies are increments, the longest line is %d: the test proves little", parts, len(copies), deepest)
	}
	l.must(os.RemoveAll(filepath.Join(l.Place.Backups(), journal.Folder)))
	for _, c := range copies {
		bare := l.copyAt(context.Background(), c.Path)
		to := filepath.Join(l.root, ".bangfu-laid.tmp")
		l.must(l.layOut(context.Background(), bare, to))
		if end, err := ledger.Sound(context.Background(), to); err != nil || end.Hash != c.Head.Hash {
			t.Errorf("%s without its note: %+v %v", c.Name, end, err)
		}
		l.must(l.discard(to))
	}
	l.give(pingcheng, "后来.xlsx", l.applications(pingcheng))
	l.run(l.now.Format("2006-01-02 15:04"))
	again, _ := l.everyCopy()
	for _, c := range again {
		was := slices.IndexFunc(copies, func(b Copy) bool { return b.Name == c.Name })
		if was >= 0 && (copies[was].Head.Hash != c.Head.Hash || copies[was].base != c.base || copies[was].sum != c.sum) {
			t.Errorf("noted again as %+v, was %+v", c, copies[was])
		}
	}
}

// TestADamagedBaseCarriesNothing: no increment is made on a whole copy that is not as it
// was made; a restore from one that has lost its whole copy says so, and the best
// that can be used is used.
func TestADamagedBaseCarriesNothing(t *testing.T) {
	t.Parallel()
	l := newLife(t, 23)
	another := func() (newest Copy) {
		l.give(pingcheng, l.now.Format("20060102")+".xlsx", l.applications(pingcheng))
		l.run(l.now.Format("2006-01-02 15:04"))
		l.now = l.now.Add(24 * time.Hour)
		copies, err := l.Copies(context.Background())
		l.must(err)
		return copies[0]
	}
	part := another()
	for n := 0; part.base == "" && n < 20; n++ {
		part = another()
	}
	copies, err := l.Copies(context.Background())
	l.must(err)
	i := slices.IndexFunc(copies, func(c Copy) bool { return c.carries(part) })
	data, err := os.ReadFile(copies[i].Path)
	l.must(err)
	data[len(data)/2] ^= 1
	l.must(os.WriteFile(copies[i].Path, data, 0o600))
	before := l.entries()
	if next := another(); next.base != "" || next.sum == "" {
		t.Errorf("a copy goes on from a damaged one: %+v", next)
	}
	if err := l.layOut(context.Background(), part, filepath.Join(l.root, ".bangfu-laid.tmp")); err == nil {
		t.Error("the increment on a damaged copy can be put back")
	}
	l.must(os.Remove(copies[i].Path))
	copies, err = l.Copies(context.Background())
	l.must(err)
	if i = slices.IndexFunc(copies, func(c Copy) bool { return c.Name == part.Name }); copies[i].Fault == nil {
		t.Error("nothing is said of an increment whose whole copy is gone")
	}
	plans, err := l.Restorable(context.Background(), time.Time{}, "")
	l.must(err)
	plans = append([]Restorable{{Copy: &part}}, plans...)
	l.must(l.Ledger.Close())
	l.must(os.Remove(l.Place.Ledger()))
	done, err := l.RestoreBest(context.Background(), plans, Restoring{At: l.now, Open: func(ctx context.Context) (*ledger.Ledger, error) {
		return ledger.Open(ctx, l.Place.Ledger(), ledger.Options{})
	}})
	l.must(err)
	l.open(disk.Real())
	if got := l.entries(); len(got) <= len(before) || differ(got[:len(before)], before) != "" {
		t.Errorf("%d entries came back, %d were there", len(got), len(before))
	}
	if len(done.Lost) != 1 || !strings.Contains(done.Lost[0], part.Name) {
		t.Errorf("told: %q", done.Lost)
	}
}

// Copies that have lain there for a week are compressed, and come back the same; a
// changed one is refused.
func TestAPackedCopyIsPutBack(t *testing.T) {
	t.Parallel()
	l := newLife(t, 6)
	l.live(3)
	copies, err := l.Copies(context.Background())
	l.must(err)
	c := copies[0]
	l.must(l.packCopy(c))
	packed := l.copyAt(context.Background(), c.Path+".zst")
	if packed.Fault != nil || packed.Head.Hash != c.Head.Hash {
		t.Fatalf("%+v", packed)
	}
	before := l.entries()
	l.restore(Restoring{From: &packed, At: l.now})
	if d := differ(l.entries(), before); d != "" {
		t.Error(d)
	}
	data, err := os.ReadFile(packed.Path)
	l.must(err)
	data[len(data)/2] ^= 1
	l.must(os.WriteFile(packed.Path, data, 0o600))
	_, err = l.putBack(context.Background(), Restoring{From: &packed, At: l.now})
	if there, _ := disk.Exists(l.Disk, l.Place.Ledger()); err == nil || !there {
		t.Errorf("a changed copy: %v, the ledger stands: %v", err, there)
	}
}
