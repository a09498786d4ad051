package batch

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/history"
	"bangfu/internal/ledger"
)

// snapshot is the one that is kept, of whatever version.
func (b *bench) snapshot() (ledger.Snapshot, bool) {
	b.Helper()
	s, ok, err := b.Ledger.Snapshot(context.Background(), "")
	b.must(err)
	return s, ok
}

// fitting is the one that the next run begins with, when there is one.
func (b *bench) fitting() (ledger.Snapshot, bool) {
	b.Helper()
	version, err := history.Version()
	b.must(err)
	s, ok, err := b.Ledger.Snapshot(context.Background(), b.Program+" "+version)
	b.must(err)
	return s, ok
}

// folded are the canonical bytes of the ledger folded from its first entry to another.
func (b *bench) folded(upto int64) []byte {
	b.Helper()
	h, err := history.Fold(b.Ledger.Entries(context.Background(), upto))
	b.must(err)
	data, err := h.Snapshot()
	b.must(err)
	return data
}

// mishaps are what may happen to a snapshot between two runs.
var mishaps = []struct {
	what string
	do   func(l *life, old ledger.Snapshot)
}{
	{"nothing", func(*life, ledger.Snapshot) {}},
	{"killed before it was written", func(l *life, old ledger.Snapshot) { l.put(old) }},
	{"gone", func(l *life, _ ledger.Snapshot) { l.must(l.Ledger.DropSnapshot(context.Background())) }},
	{"of another version", func(l *life, _ ledger.Snapshot) {
		s, _ := l.snapshot()
		s.Version, s.Data = "0", []byte("x")
		l.put(s)
	}},
	{"of another chain", func(l *life, _ ledger.Snapshot) {
		s, _ := l.snapshot()
		s.Hash, s.Data = "0000", []byte("x")
		l.put(s)
	}},
	{"damaged", func(l *life, _ ledger.Snapshot) {
		s, _ := l.snapshot()
		s.Data = s.Data[:len(s.Data)/2]
		l.put(s)
	}},
}

func (l *life) put(s ledger.Snapshot) {
	l.Helper()
	if s.Version != "" {
		l.must(l.Ledger.PutSnapshot(context.Background(), s))
	}
}

// TestARunWithASnapshotIsARunWithout: of two equal lives one never has a snapshot,
// and the other has one to which anything happens. They end alike, and a snapshot
// is always what the entries fold into.
func TestARunWithASnapshotIsARunWithout(t *testing.T) {
	t.Parallel()
	with, without := newLife(t, 31), newLife(t, 31)
	fate := newLife(t, 32).Rand
	var old ledger.Snapshot
	fitted := 0
	for n := range calmRuns {
		mishap := mishaps[fate.IntN(len(mishaps))]
		if s, kept := with.snapshot(); kept {
			mishap.do(with, old)
			old = s
		}
		without.must(without.Ledger.DropSnapshot(context.Background()))
		var said []string
		for _, l := range []*life{with, without} {
			l.open(disk.Real())
			l.something()
			res, err := l.Run(context.Background(), l.now, false)
			l.must(err)
			said = append(said, l.spoken(res, l.now))
			l.later()
		}
		if said[0] != said[1] {
			t.Fatalf("run %d, the snapshot %s: %s", n, mishap.what, differ(said[:1], said[1:]))
		}
		if s, kept := with.fitting(); kept && !bytes.Equal(s.Data, with.folded(s.Seq)) {
			t.Fatalf("run %d: the snapshot is not what the entries fold into", n)
		} else if kept {
			fitted++
		}
	}
	if d := differ(with.ending(), without.ending()); d != "" {
		t.Error(d)
	}
	if fitted < calmRuns/2 {
		t.Errorf("only %d of %d runs left a snapshot that fits", fitted, calmRuns)
	}
}

// TestASnapshotIsAsTheVersionIs: what a snapshot was folded by is part of it.
func TestASnapshotIsAsTheVersionIs(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.run("2026-11-23 09:00")
	if _, kept := b.snapshot(); !kept {
		t.Fatal("a run left no snapshot")
	}
	if _, fits := b.fitting(); !fits {
		t.Error("it does not fit the version that made it")
	}
	b.Program = "another"
	if _, fits := b.fitting(); fits {
		t.Error("it fits another version")
	}
}

// TestVerifyKnowsASnapshotThatLies: one that is whole, fits the chain, and says
// something else is told; rebuild drops it.
func TestVerifyKnowsASnapshotThatLies(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	for name, data := range files(t)[assist.City] {
		b.drop(assist.City, name, data)
	}
	b.run("2026-11-23 09:00")
	s, _ := b.snapshot()
	s.Data, _ = history.New().Snapshot()
	b.must(b.Ledger.PutSnapshot(context.Background(), s))
	wrong, _, err := b.Verify(context.Background())
	b.must(err)
	want := "[台账的快照（只用来加快运行）与台账各条不一致；台账本身完好。请运行 bangfu rebuild，快照会重新做]"
	if fmt.Sprint(wrong) != want {
		t.Errorf("verify: %v", wrong)
	}
	b.rebuild()
	if wrong, _, err = b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("after rebuild: %v %v", wrong, err)
	}
}
