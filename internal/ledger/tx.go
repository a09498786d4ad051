package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"bangfu/internal/assist"
)

// The kinds of entry that the ledger makes itself.
const (
	KindSales  = assist.EntrySales  // a customer's month of sales got a new version
	KindSupply = assist.EntrySupply // a week's plan was frozen
	KindErase  = assist.EntryErase  // persons' fields were erased
)

var reserved = []string{KindSales, KindSupply, KindErase}

// Tx is the one transaction of a run: everything in it is entered by Commit,
// or nothing is. After a method that writes has failed, Commit refuses. A Tx
// is for one goroutine; its context ending rolls it back.
type Tx struct {
	reads
	l      *Ledger
	ctx    context.Context
	tx     *sql.Tx
	at     time.Time
	stamp  string
	seq    int64
	queue  queue // of entries that are on their way into the database
	err    error // the first failure
	erased bool

	redacted map[int64]string // by entry: the digest of fields that lost some words
}

// Begin starts a transaction whose entries carry the time at; ErrPast when at
// lies before the last entry. Until it ends no other may write.
func (l *Ledger) Begin(ctx context.Context, at time.Time) (*Tx, error) {
	if l.o.ReadOnly {
		return nil, fmt.Errorf("ledger: begin: %s is open for reading only", l.path)
	}
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("ledger: begin: %w", err)
	}
	t := &Tx{l: l, ctx: ctx, tx: tx, stamp: stamped(at)}
	t.reads = reads{t.queryAll}
	if err := t.begin(at); err != nil {
		return nil, errors.Join(fmt.Errorf("ledger: begin: %w", err), tx.Rollback())
	}
	return t, nil
}

func (t *Tx) begin(at time.Time) error {
	last, before, err := t.Last(t.ctx)
	if err != nil {
		return err
	}
	if last > 0 && at.Before(before) {
		return fmt.Errorf("%w: %s is before %s", ErrPast, t.stamp, stamped(before))
	}
	seq, head, err := t.Head(t.ctx)
	if err != nil {
		return err
	}
	h, ok := parseHash(head)
	if seq != last || last > 0 && !ok {
		return fmt.Errorf("the head note says %d entries, the chain has %d", seq, last)
	}
	t.seq = last
	if t.at, err = instant(t.stamp); err != nil {
		return err
	}
	t.queue = newQueue(t.tx, h)
	return nil
}

// queryAll asks the database when all entries made so far are in it.
func (t *Tx) queryAll(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	if err := t.queue.drain(t.ctx); err != nil {
		return nil, err
	}
	return t.tx.QueryContext(ctx, q, args...)
}

// exec changes the database when all entries made so far are in it.
func (t *Tx) exec(q string, args ...any) (sql.Result, error) {
	if err := t.queue.drain(t.ctx); err != nil {
		return nil, err
	}
	return t.tx.ExecContext(t.ctx, q, args...)
}

// prepare is exec for a statement that is used several times, before the next entry.
func (t *Tx) prepare(q string) (*sql.Stmt, error) {
	if err := t.queue.drain(t.ctx); err != nil {
		return nil, err
	}
	return t.tx.PrepareContext(t.ctx, q)
}

// Append enters a fact of a kind about a customer, or about none when licence
// is "". Body is kept as JSON with sorted keys; person, when it is neither nil
// nor JSON null, is kept apart from the chain, which holds only its salted
// digest. ErrReserved for a kind that the ledger makes itself.
func (t *Tx) Append(kind, licence string, body, person any) (assist.Entry, error) {
	if slices.Contains(reserved, kind) {
		return assist.Entry{}, t.fail("append", fmt.Errorf("%s: %w", kind, ErrReserved))
	}
	e, err := t.append(kind, licence, body, person)
	return e, t.fail("append", err)
}

func (t *Tx) append(kind, licence string, body, person any) (assist.Entry, error) {
	if t.err != nil {
		return assist.Entry{}, t.err
	}
	q := queued{row: row{seq: t.seq + 1, at: t.stamp, kind: kind, licence: licence}}
	var err error
	if q.body, err = canonical(body); err != nil {
		return assist.Entry{}, err
	}
	if q.fields, q.salt, err = t.seal(person); err != nil {
		return assist.Entry{}, err
	}
	if err := t.queue.add(t.ctx, q); err != nil {
		return assist.Entry{}, err
	}
	t.seq = q.seq
	return assist.Entry{Seq: q.seq, At: t.at, Kind: kind, Licence: licence, Body: q.body, Person: q.fields}, nil
}

// seal is a person's JSON and a fresh salt; both nil when there is no person.
func (t *Tx) seal(person any) (fields, salt []byte, err error) {
	if person == nil {
		return nil, nil, nil
	}
	if fields, err = canonical(person); err != nil || string(fields) == "null" {
		return nil, nil, err
	}
	salt = make([]byte, 16)
	_, err = io.ReadFull(t.l.o.Rand, salt)
	return fields, salt, err
}

// fail remembers the first failure and says at what it happened.
func (t *Tx) fail(what string, err error) error {
	if err == nil {
		return nil
	}
	if t.err == nil {
		t.err = fmt.Errorf("ledger: %s: %w", what, err)
	}
	return t.err
}

// Commit enters everything; when it has returned nil, a crash loses none of it.
// It refuses after a failed write, and then rolls back. ErrTraces alone means
// that everything was entered all the same.
func (t *Tx) Commit() error {
	if t.err != nil {
		return errors.Join(t.err, t.Rollback())
	}
	if err := t.queue.drain(t.ctx); err != nil { // the hash is that of the last entry put
		return errors.Join(t.fail("commit", err), t.Rollback())
	}
	if _, err := t.exec("UPDATE head SET seq = ?, hash = ? WHERE id = 1", t.seq, t.headHash()); err != nil {
		return errors.Join(t.fail("commit", err), t.Rollback())
	}
	if err := t.tx.Commit(); err != nil {
		return errors.Join(t.fail("commit", err), t.Rollback())
	}
	if !t.erased {
		return nil
	}
	return t.l.scrub(t.ctx)
}

func (t *Tx) headHash() string {
	if t.seq == 0 {
		return ""
	}
	return t.queue.hash.String()
}

// Rollback drops everything; after Commit it does nothing.
func (t *Tx) Rollback() error {
	t.queue.abandon()
	if err := t.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("ledger: roll back: %w", err)
	}
	return nil
}
