package ledger

import (
	"context"
	"fmt"
)

// Note is the text kept under a name, "" when there is none. Notes stand
// outside the chain and prove nothing: the last run, the last backup.
func (r reads) Note(ctx context.Context, name string) (string, error) {
	var s string
	if _, err := r.one(ctx, []any{&s}, "SELECT text FROM note WHERE name = ?", name); err != nil {
		return "", fmt.Errorf("ledger: read note %s: %w", name, err)
	}
	return s, nil
}

const setNote = `INSERT INTO note (name, text) VALUES (?, ?)
	ON CONFLICT (name) DO UPDATE SET text = excluded.text`

// SetNote keeps a text under a name, in place of the one before.
func (t *Tx) SetNote(name, text string) error {
	_, err := t.exec(setNote, name, text)
	return t.fail("set note "+name, err)
}

// SetNote keeps a text under a name at once; not while a Tx is open,
// for both write.
func (l *Ledger) SetNote(ctx context.Context, name, text string) error {
	if _, err := l.db.ExecContext(ctx, setNote, name, text); err != nil {
		return fmt.Errorf("ledger: set note %s: %w", name, err)
	}
	return nil
}
