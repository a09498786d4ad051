package ledger

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"bangfu/internal/assist"
)

// Erasure tells that the person's fields of an entry were erased (已清除).
type Erasure struct {
	Entry   int64     // the entry that lost its person's fields
	Licence string    // the customer because of whom it was done
	By      int64     // the entry that did it
	At      time.Time // when
}

// erasure is the body of an entry of KindErase.
type erasure struct {
	Entries  []int64          `json:"entries"`
	Redacted map[int64]string `json:"redacted,omitempty"` // entries that lost some words of their fields: the digest of what is left
	Note     json.RawMessage  `json:"note"`
}

// Erase deletes the person's fields of the entries seqs and enters that it did:
// an entry of KindErase about licence, whose body is {"entries": those that
// had fields, "note": note}. When Commit has returned nil, the fields stand
// nowhere in the ledger's files; when it returned ErrTraces, or the process died
// meanwhile, the next Open for writing does the rest.
func (t *Tx) Erase(licence string, seqs []int64, note any) (assist.Entry, error) {
	e, err := t.erase(licence, seqs, note)
	return e, t.fail("erase", err)
}

func (t *Tx) erase(licence string, seqs []int64, note any) (assist.Entry, error) {
	gone := []int64{}
	for _, seq := range seqs {
		done, err := t.exec("DELETE FROM person WHERE entry = ?", seq)
		if err != nil {
			return assist.Entry{}, err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return assist.Entry{}, err
		}
		if n > 0 {
			gone = append(gone, seq)
		}
	}
	raw, err := canonical(note)
	if err != nil {
		return assist.Entry{}, err
	}
	if _, err := t.exec("DELETE FROM snapshot"); err != nil { // it holds the persons, too
		return assist.Entry{}, err
	}
	t.erased = true
	redacted := t.redacted
	t.redacted = nil
	if err := t.SetNote(scrubDue, t.stamp); err != nil {
		return assist.Entry{}, err
	}
	return t.append(KindErase, licence, erasure{gone, redacted, raw}, nil)
}

// Redact puts other fields in place of an entry's person's fields, of which
// only words about somebody else were taken out; fields is JSON. The Erase that
// follows in the same Tx enters their digest, by which Verify knows them.
func (t *Tx) Redact(seq int64, fields json.RawMessage) error {
	return t.fail("redact", t.redact(seq, fields))
}

func (t *Tx) redact(seq int64, fields json.RawMessage) error {
	kept, salt, err := t.seal(fields)
	if err != nil {
		return err
	}
	done, err := t.exec("UPDATE person SET salt = ?, fields = ? WHERE entry = ?", hex.EncodeToString(salt), string(kept), seq)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return errors.Join(fmt.Errorf("entry %d has no fields", seq), err)
	}
	if t.redacted == nil {
		t.redacted = map[int64]string{}
	}
	t.redacted[seq] = sealed(salt, kept)
	return nil
}

// Erasures are all entries whose person's fields were erased.
func (r reads) Erasures(ctx context.Context) iter.Seq2[Erasure, error] {
	return func(yield func(Erasure, error) bool) {
		for e, err := range r.Entries(ctx, 0, KindErase) {
			var body erasure
			if err == nil {
				err = json.Unmarshal(e.Body, &body)
			}
			if err != nil {
				yield(Erasure{}, fmt.Errorf("ledger: read erasures: %w", err))
				return
			}
			for _, seq := range body.Entries {
				if !yield(Erasure{seq, e.Licence, e.Seq, e.At}, nil) {
					return
				}
			}
		}
	}
}

// scrubDue is the note that stands from an erasure until its traces in free
// pages and in the journal are gone too.
const scrubDue = "ledger/scrub"

func (l *Ledger) scrub(ctx context.Context) error {
	c, err := l.db.Conn(ctx)
	if err == nil {
		defer c.Close()
		err = scrub(ctx, c)
	}
	if err != nil {
		return fmt.Errorf("ledger: erase: %w: %w", ErrTraces, err)
	}
	return nil
}

// scrub rewrites the file without free pages when an erasure asks for it.
func scrub(ctx context.Context, c *sql.Conn) error {
	due, err := reads{c.QueryContext}.Note(ctx, scrubDue)
	if err != nil || due == "" {
		return err
	}
	for _, q := range []string{
		"VACUUM",
		"DELETE FROM note WHERE name = '" + scrubDue + "'",
	} {
		if _, err := c.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return truncate(ctx, c)
}

// truncate folds the journal into the file and empties it.
func truncate(ctx context.Context, c *sql.Conn) error {
	var busy, frames, moved int
	if err := c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return fmt.Errorf("another program is reading the ledger")
	}
	return nil
}
