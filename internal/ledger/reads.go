package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// reads are the reading methods that a Ledger and a Tx share; within a Tx they
// see what the Tx has written.
type reads struct {
	query func(ctx context.Context, q string, args ...any) (*sql.Rows, error)
}

// one reads the first row of a query into dest; false when there is none.
func (r reads) one(ctx context.Context, dest []any, q string, args ...any) (bool, error) {
	rows, err := r.query(ctx, q, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	return true, errors.Join(rows.Scan(dest...), rows.Close())
}

// each streams the rows of a query as read makes them; what names the reading
// in errors. An error ends the sequence.
func each[T any](ctx context.Context, r reads, what string, read func(*sql.Rows) (T, error), q string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := r.query(ctx, q, args...)
		if err != nil {
			yield(none, fmt.Errorf("ledger: read %s: %w", what, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := read(rows)
			if err != nil {
				yield(none, fmt.Errorf("ledger: read %s: %w", what, err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, fmt.Errorf("ledger: read %s: %w", what, err))
		}
	}
}

// Last is the number and time of the last entry; 0 when there is none.
func (r reads) Last(ctx context.Context) (seq int64, at time.Time, err error) {
	var stamp string
	ok, err := r.one(ctx, []any{&seq, &stamp}, "SELECT seq, at FROM entry ORDER BY seq DESC LIMIT 1")
	if err == nil && ok {
		at, err = instant(stamp)
	}
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("ledger: read the last entry: %w", err)
	}
	return seq, at, nil
}

// Head is the number and hash of the last entry as the head note keeps them:
// what to write down elsewhere to prove later that nothing was cut off.
func (r reads) Head(ctx context.Context) (seq int64, hash string, err error) {
	if _, err := r.one(ctx, []any{&seq, &hash}, "SELECT seq, hash FROM head WHERE id = 1"); err != nil {
		return 0, "", fmt.Errorf("ledger: read the head: %w", err)
	}
	return seq, hash, nil
}

const entryColumns = `SELECT e.seq, e.at, e.kind, e.licence, e.body, e.person, p.fields
	FROM entry e LEFT JOIN person p ON p.entry = e.seq `

// Entries are the entries in their order, those after upto left out (0 leaves
// out none) and only those of the kinds, when any are named. Entries appended
// while the sequence runs are not seen.
func (r reads) Entries(ctx context.Context, upto int64, kinds ...string) iter.Seq2[assist.Entry, error] {
	return func(yield func(assist.Entry, error) bool) {
		last, _, err := r.Last(ctx)
		if err != nil {
			yield(assist.Entry{}, err)
			return
		}
		if upto == 0 || upto > last {
			upto = last
		}
		q, args := entryColumns+"WHERE e.seq <= ?", []any{upto}
		if len(kinds) > 0 {
			q += " AND e.kind IN (?" + strings.Repeat(", ?", len(kinds)-1) + ")"
			for _, k := range kinds {
				args = append(args, k)
			}
		}
		for e, err := range each(ctx, r, "entries", entries(), q+" ORDER BY e.seq", args...) {
			if !yield(e, err) {
				return
			}
		}
	}
}

// BodyOf is the body of an entry; nil when there is no such entry.
func (r reads) BodyOf(ctx context.Context, seq int64) (body json.RawMessage, err error) {
	var text []byte
	if _, err := r.one(ctx, []any{&text}, "SELECT body FROM entry WHERE seq = ?", seq); err != nil {
		return nil, fmt.Errorf("ledger: read entry %d: %w", seq, err)
	}
	return text, nil
}

// BodiesNaming are the bodies of the entries of a kind that hold one of some
// texts, by entry. The texts stand in the JSON as they are.
func (r reads) BodiesNaming(ctx context.Context, kind string, words ...string) (map[int64]json.RawMessage, error) {
	type named struct {
		seq  int64
		body []byte
	}
	read := func(rows *sql.Rows) (n named, err error) { return n, rows.Scan(&n.seq, &n.body) }
	q, args := "false", []any{kind}
	for _, w := range words {
		q += " OR instr(body, ?) > 0"
		args = append(args, w)
	}
	list := map[int64]json.RawMessage{}
	for n, err := range each(ctx, r, "entries that name", read, "SELECT seq, body FROM entry WHERE kind = ? AND ("+q+")", args...) {
		if err != nil {
			return nil, err
		}
		list[n.seq] = n.body
	}
	return list, nil
}

// EntriesNaming are the entries of a kind whose body holds a text as it stands in the
// JSON, in their order.
func (r reads) EntriesNaming(ctx context.Context, kind, text string) iter.Seq2[assist.Entry, error] {
	return each(ctx, r, "entries that name", entries(), entryColumns+"WHERE e.kind = ? AND instr(e.body, ?) > 0 ORDER BY e.seq", kind, text)
}

// Quoted is a text as it stands in the JSON of an entry.
func Quoted(s string) string { return string(text(nil, s)) }

// EntriesOf are the entries about one customer, in their order.
func (r reads) EntriesOf(ctx context.Context, licence string) iter.Seq2[assist.Entry, error] {
	return each(ctx, r, "entries of a customer", entries(), entryColumns+"WHERE e.licence = ? ORDER BY e.seq", licence)
}

// entries reads rows of entryColumns; entries of one run share their time, so
// it is parsed once.
func entries() func(*sql.Rows) (assist.Entry, error) {
	var stamp string
	var at time.Time
	return func(rows *sql.Rows) (assist.Entry, error) {
		var e assist.Entry
		var now, person string
		err := rows.Scan(&e.Seq, &now, &e.Kind, &e.Licence, &e.Body, &person, &e.Person)
		if err == nil && now != stamp {
			stamp = now
			at, err = instant(now)
		}
		e.At, e.Erased = at, person != "" && e.Person == nil
		return e, err
	}
}

func stamped(t time.Time) string { return t.In(assist.Zone).Format(time.RFC3339Nano) }

func instant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	return t.In(assist.Zone), err
}
