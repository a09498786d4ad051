package ledger

import "context"

// Backup writes a copy.
func (l *Ledger) Backup(ctx context.Context, path string) error { return nil }
