package ledger

import (
	"context"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// schema2 keeps, beside the chain, what its entries fold into. It is no fact and
// no digest proves it; it may be dropped at any time. A customer's lines of
// the plans are found by an index.
const schema2 = `
CREATE INDEX supply_licence ON supply (licence, week, line);

CREATE TABLE snapshot (
	id      INTEGER PRIMARY KEY CHECK (id = 1),
	seq     INTEGER NOT NULL,
	hash    TEXT NOT NULL,
	version TEXT NOT NULL,
	digest  TEXT NOT NULL,
	data    BLOB NOT NULL
);
`

// Snapshot is what the entries up to one fold into, as somebody else encoded it.
type Snapshot struct {
	Seq     int64
	Hash    string // of that entry
	Version string // of the program that folded them
	Data    []byte
}

// PutSnapshot keeps a snapshot in place of the one before; not while a Tx is
// open, for both write.
func (l *Ledger) PutSnapshot(ctx context.Context, s Snapshot) error {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err == nil {
		packed := z.EncodeAll(s.Data, nil)
		_, err = l.db.ExecContext(ctx, `INSERT OR REPLACE INTO snapshot (id, seq, hash, version, digest, data) VALUES (1, ?, ?, ?, ?, ?)`,
			s.Seq, s.Hash, s.Version, digest(packed), packed)
	}
	if err != nil {
		return fmt.Errorf("ledger: keep a snapshot: %w", err)
	}
	return nil
}

// Snapshot is the one that is kept, when it is of a version, whole, and stands on
// the chain as it is; ok is false when there is none such. With version "" any will do.
func (r reads) Snapshot(ctx context.Context, version string) (s Snapshot, ok bool, err error) {
	var sum string
	var packed []byte
	ok, err = r.one(ctx, []any{&s.Seq, &s.Hash, &s.Version, &sum, &packed}, `SELECT s.seq, s.hash, s.version, s.digest, s.data
		FROM snapshot s JOIN entry e ON e.seq = s.seq AND e.hash = s.hash WHERE s.version = ? OR ? = ''`, version, version)
	if err != nil || !ok || digest(packed) != sum {
		return s, false, err
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return s, false, fmt.Errorf("ledger: read the snapshot: %w", err)
	}
	defer z.Close()
	s.Data, err = z.DecodeAll(packed, nil)
	return s, err == nil, nil
}

// DropSnapshot drops the snapshot.
func (l *Ledger) DropSnapshot(ctx context.Context) error {
	if _, err := l.db.ExecContext(ctx, "DELETE FROM snapshot"); err != nil {
		return fmt.Errorf("ledger: drop the snapshot: %w", err)
	}
	return nil
}
