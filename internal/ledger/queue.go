package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
)

// How many entries a Tx hands to the database together, and how many of them one
// statement puts.
const (
	lotSize   = 128
	chunkSize = 16
)

// queue puts the entries of a Tx into the database in the background, a lot at a
// time, while the next ones are made. It chains them: the hash is that of the last
// entry put. Whoever asks the database for anything else waits for it (drain).
type queue struct {
	entries, persons inserting
	chaining

	waiting []queued
	going   chan error // of the lot that is being put now; nil when none is
	err     error      // of the first lot that could not be put: nothing follows it
}

// queued is an entry that is not in the database yet; of its row, the digest of the
// person's fields is still to come.
type queued struct {
	row
	salt, fields []byte
}

// newQueue is a queue into a transaction, whose last entry has a hash.
func newQueue(tx *sql.Tx, last hash) queue {
	return queue{
		entries:  inserting{tx: tx, into: "INSERT INTO entry (seq, at, kind, licence, body, person, hash)", columns: 7},
		persons:  inserting{tx: tx, into: "INSERT INTO person (entry, salt, fields)", columns: 3},
		chaining: chaining{hash: last},
	}
}

// add queues an entry; an error is that of an earlier one.
func (q *queue) add(ctx context.Context, p queued) error {
	q.waiting = append(q.waiting, p)
	if len(q.waiting) < lotSize {
		return nil
	}
	return q.hand(ctx)
}

// hand starts to put what waits, when what went before is in the database.
func (q *queue) hand(ctx context.Context) error {
	if err := q.settled(); err != nil || len(q.waiting) == 0 {
		return err
	}
	lot := q.waiting
	q.waiting, q.going = make([]queued, 0, lotSize), make(chan error, 1)
	going := q.going
	go func() { going <- q.write(ctx, lot) }()
	return nil
}

// settled waits for the lot that is being put.
func (q *queue) settled() error {
	if q.going != nil {
		q.err, q.going = <-q.going, nil
	}
	return q.err
}

// drain waits until every entry is in the database.
func (q *queue) drain(ctx context.Context) error {
	if err := q.hand(ctx); err != nil {
		return err
	}
	return q.settled()
}

// abandon drops what waits, and waits for the lot that is being put: its fate is
// that of the transaction.
func (q *queue) abandon() {
	if q.going != nil {
		<-q.going
	}
	q.waiting, q.going = nil, nil
}

// write chains a lot and puts it.
func (q *queue) write(ctx context.Context, lot []queued) error {
	entries, persons := make([]any, 0, 7*len(lot)), make([]any, 0, 3*len(lot))
	for _, p := range lot {
		if p.fields != nil {
			p.person = sealed(p.salt, p.fields)
			persons = append(persons, p.seq, hex.EncodeToString(p.salt), string(p.fields))
		}
		q.hash = q.following(p.row)
		entries = append(entries, p.seq, p.at, p.kind, p.licence, string(p.body), p.person, q.hash.String())
	}
	err := q.entries.insert(ctx, entries)
	if err == nil {
		err = q.persons.insert(ctx, persons)
	}
	if err != nil { // where the context has ended, that is the cause
		return fmt.Errorf("entries %d to %d: %w", lot[0].seq, lot[len(lot)-1].seq, cmp.Or(ctx.Err(), err))
	}
	return nil
}

// inserting puts rows into a table, several with one statement. Its statements are
// prepared when they are first needed: most transactions are small.
type inserting struct {
	tx        *sql.Tx
	into      string // how the insertion begins
	columns   int
	one, many *sql.Stmt
}

// insert puts rows, whose values stand one after the other.
func (i *inserting) insert(ctx context.Context, values []any) error {
	for len(values) > 0 {
		put, rows := &i.one, 1
		if len(values) >= chunkSize*i.columns {
			put, rows = &i.many, chunkSize
		}
		if err := i.prepare(ctx, put, rows); err != nil {
			return err
		}
		n := rows * i.columns
		if _, err := (*put).ExecContext(ctx, values[:n]...); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// prepare makes a statement that puts so many rows, unless it is made already.
func (i *inserting) prepare(ctx context.Context, put **sql.Stmt, rows int) (err error) {
	if *put == nil {
		row := "(?" + strings.Repeat(", ?", i.columns-1) + ")"
		*put, err = i.tx.PrepareContext(ctx, i.into+" VALUES "+row+strings.Repeat(", "+row, rows-1))
	}
	return err
}
