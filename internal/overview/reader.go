package overview

import (
	"bytes"
	"context"
	"encoding/json"
	"math"

	"bangfu/internal/history"
	"bangfu/internal/ledger"
)

// Reader reads an opened ledger. It knows no folder and no parameter file.
type Reader struct {
	Ledger  *ledger.Ledger
	Program string // who folds: a snapshot of another program does not fit
}

// Fold is the ledger folded: from the snapshot that a run left, and what was
// entered since, or from the first entry where there is none that fits.
func (r Reader) Fold(ctx context.Context) (*history.History, error) {
	return r.FoldTo(ctx, math.MaxInt64)
}

// FoldTo is Fold up to an entry: a snapshot that was made after it does not fit.
func (r Reader) FoldTo(ctx context.Context, last int64) (*history.History, error) {
	h, err := r.base(ctx, last)
	if err != nil {
		return nil, err
	}
	return h, h.FoldOn(r.Ledger.Between(ctx, h.Seq(), last))
}

// base is what the snapshot says, where one fits that goes no further than an entry; else
// the history before the first.
func (r Reader) base(ctx context.Context, last int64) (*history.History, error) {
	snap, ok, err := r.snapshot(ctx)
	if err != nil || !ok || snap.Seq > last {
		return history.New(), err
	}
	h, err := history.OfSnapshot(snap.Data)
	if err != nil {
		return history.New(), nil
	}
	return h, nil
}

// snapshot is the one that this program would make; ok is false when there is none.
func (r Reader) snapshot(ctx context.Context) (snap ledger.Snapshot, ok bool, err error) {
	version, err := r.version()
	if err != nil {
		return snap, false, err
	}
	return r.Ledger.Snapshot(ctx, version)
}

// FoldKept is Fold for who may write: a snapshot that does not fit is made again.
func (r Reader) FoldKept(ctx context.Context) (*history.History, error) {
	h, err := r.base(ctx, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	kept := h.Seq() > 0
	if err := h.FoldOn(r.Ledger.Since(ctx, h.Seq())); err != nil || kept || h.Seq() == 0 {
		return h, err
	}
	return h, r.Keep(ctx, h)
}

// version names who folds, and how.
func (r Reader) version() (string, error) {
	version, err := history.Version()
	return r.Program + " " + version, err
}

// Keep keeps, as a snapshot, a history that goes to the end of the ledger.
func (r Reader) Keep(ctx context.Context, h *history.History) error {
	seq, hash, err := r.Ledger.Head(ctx)
	if err != nil || seq != h.Seq() {
		return err
	}
	version, err := r.version()
	if err != nil {
		return err
	}
	data, err := h.Snapshot()
	if err != nil {
		return err
	}
	return r.Ledger.PutSnapshot(ctx, ledger.Snapshot{Seq: seq, Hash: hash, Version: version, Data: data})
}

// VerifySnapshot compares the snapshot with what the entries up to it fold into.
func (r Reader) VerifySnapshot(ctx context.Context) ([]string, error) {
	snap, ok, err := r.snapshot(ctx)
	if err != nil || !ok {
		return nil, err
	}
	h, err := history.Fold(r.Ledger.Entries(ctx, snap.Seq))
	if err != nil {
		return nil, err
	}
	if data, err := h.Snapshot(); err != nil || bytes.Equal(data, snap.Data) {
		return nil, err
	}
	return []string{"台账的快照（只用来加快运行）与台账各条不一致；台账本身完好。请运行 bangfu rebuild，快照会重新做"}, nil
}

// Bodies reads entries of the ledger one by one.
func (r Reader) Bodies(ctx context.Context) history.Bodies {
	return func(seq int64) (json.RawMessage, error) { return r.Ledger.BodyOf(ctx, seq) }
}
