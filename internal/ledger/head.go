package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"time"

	"bangfu/internal/assist"
)

// HashAt is the hash of an entry; "" when there is none of that number.
func (r reads) HashAt(ctx context.Context, seq int64) (string, error) {
	var hash string
	if _, err := r.one(ctx, []any{&hash}, "SELECT hash FROM entry WHERE seq = ?", seq); err != nil {
		return "", fmt.Errorf("ledger: read the hash of entry %d: %w", seq, err)
	}
	return hash, nil
}

// HashesAt are the hashes of some entries by their numbers, as far as there are such.
func (r reads) HashesAt(ctx context.Context, seqs []int64) (map[int64]string, error) {
	numbers, err := json.Marshal(seqs)
	if err != nil {
		return nil, fmt.Errorf("ledger: read hashes: %w", err)
	}
	type at struct {
		seq  int64
		hash string
	}
	all := make(map[int64]string, len(seqs))
	read := func(rows *sql.Rows) (a at, err error) { return a, rows.Scan(&a.seq, &a.hash) }
	for a, err := range each(ctx, r, "hashes", read, "SELECT seq, hash FROM entry WHERE seq IN (SELECT value FROM json_each(?))", string(numbers)) {
		if err != nil {
			return nil, err
		}
		all[a.seq] = a.hash
	}
	return all, nil
}

// Since are the entries after one, in their order.
func (r reads) Since(ctx context.Context, after int64) iter.Seq2[assist.Entry, error] {
	return r.Between(ctx, after, math.MaxInt64)
}

// Between are the entries after one, up to and including another.
func (r reads) Between(ctx context.Context, after, last int64) iter.Seq2[assist.Entry, error] {
	return each(ctx, r, "entries", entries(), entryColumns+"WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq", after, last)
}

// End is where a ledger ends, and the hash of its first entry, by which it is
// known: two ledgers that begin alike are one that went on.
type End struct {
	Seq   int64
	Hash  string
	First string
	At    time.Time
}

// End tells where the ledger ends.
func (r reads) End(ctx context.Context) (e End, err error) {
	if e.Seq, e.At, err = r.Last(ctx); err != nil || e.Seq == 0 {
		return e, err
	}
	if e.Hash, err = r.HashAt(ctx, e.Seq); err == nil {
		e.First, err = r.HashAt(ctx, 1)
	}
	return e, err
}

// EndOf tells where a copy of a ledger ends, and touches nothing.
func EndOf(ctx context.Context, path string) (End, error) {
	l, err := Look(ctx, path)
	if err != nil {
		return End{}, err
	}
	e, err := l.End(ctx)
	return e, errors.Join(err, l.Close())
}

// Sound checks every page of a closed copy of a ledger and its chain's end, and
// tells where it ends; it touches nothing.
func Sound(ctx context.Context, path string) (End, error) {
	e, err := EndOf(ctx, path)
	if err == nil {
		err = checkCopy(ctx, path, e.Seq, e.Hash)
	}
	return e, err
}
