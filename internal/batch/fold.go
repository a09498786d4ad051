package batch

import (
	"bytes"
	"context"
	"encoding/json"

	"bangfu/internal/history"
	"bangfu/internal/ledger"
)

// fold is the ledger folded: from the snapshot that a run left, and what was
// entered since, or from the first entry where there is none that fits.
func (s *Site) fold(ctx context.Context) (*history.History, error) {
	h, err := s.foldSnapshot(ctx)
	if err != nil || h != nil {
		return h, err
	}
	return history.Fold(s.Ledger.Entries(ctx, 0))
}

// foldSnapshot is fold where a snapshot fits; nil where none does.
func (s *Site) foldSnapshot(ctx context.Context) (*history.History, error) {
	snap, ok, err := s.snapshot(ctx)
	if err != nil || !ok {
		return nil, err
	}
	h, err := history.OfSnapshot(snap.Data)
	if err != nil {
		return nil, nil
	}
	return h, h.FoldOn(s.Ledger.Since(ctx, snap.Seq))
}

// snapshot is the one that this program would make; ok is false when there is none.
func (s *Site) snapshot(ctx context.Context) (snap ledger.Snapshot, ok bool, err error) {
	version, err := s.foldedBy()
	if err != nil {
		return snap, false, err
	}
	return s.Ledger.Snapshot(ctx, version)
}

// foldKept is fold for who may write: a snapshot that does not fit is made anew.
func (s *Site) foldKept(ctx context.Context) (*history.History, error) {
	h, err := s.foldSnapshot(ctx)
	if err != nil || h != nil {
		return h, err
	}
	if h, err = history.Fold(s.Ledger.Entries(ctx, 0)); err != nil || h.Seq() == 0 {
		return h, err
	}
	return h, s.keepHistory(ctx, h)
}

// foldedBy names who folds, and how.
func (s *Site) foldedBy() (string, error) {
	version, err := history.Version()
	return s.Program + " " + version, err
}

// keepFold keeps the history of a pass that entered something as a snapshot. One
// that gave units new names has mended what it had folded, and is folded anew.
func (s *Site) keepFold(ctx context.Context, r *pass) error {
	if r.appended == 0 || len(r.kept.Renamed) > 0 {
		return nil
	}
	return s.keepHistory(ctx, r.h)
}

// keepHistory keeps a history that goes to the end of the ledger.
func (s *Site) keepHistory(ctx context.Context, h *history.History) error {
	seq, hash, err := s.Ledger.Head(ctx)
	if err != nil || seq != h.Seq() {
		return err
	}
	version, err := s.foldedBy()
	if err != nil {
		return err
	}
	data, err := h.Snapshot()
	if err != nil {
		return err
	}
	return s.Ledger.PutSnapshot(ctx, ledger.Snapshot{Seq: seq, Hash: hash, Version: version, Data: data})
}

// verifyFold compares the snapshot with what the entries up to it fold into.
func (s *Site) verifyFold(ctx context.Context) ([]string, error) {
	snap, ok, err := s.snapshot(ctx)
	if err != nil || !ok {
		return nil, err
	}
	h, err := history.Fold(s.Ledger.Entries(ctx, snap.Seq))
	if err != nil {
		return nil, err
	}
	if data, err := h.Snapshot(); err != nil || bytes.Equal(data, snap.Data) {
		return nil, err
	}
	return []string{"台账的快照（只用来加快运行）与台账各条不一致；台账本身完好。请运行 bangfu rebuild，快照会重新做"}, nil
}

// bodies reads entries of the ledger one by one.
func (s *Site) bodies(ctx context.Context) history.Bodies {
	return func(seq int64) (json.RawMessage, error) { return s.Ledger.BodyOf(ctx, seq) }
}
