package ledger

import "context"

// Problem is one place where the ledger is not as it was written.
type Problem struct {
	Seq  int64  // the entry it concerns; 0 when none
	What string // what is wrong, in Chinese
}

// Verify checks the ledger.
func (l *Ledger) Verify(ctx context.Context) ([]Problem, error) { return nil, nil }
