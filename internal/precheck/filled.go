package precheck

import (
	"context"
	"slices"

	"bangfu/internal/assist"
)

// FilledIn reports whether a workbook that is handed out to be filled in holds a row that
// somebody has written, or is none that can be read.
func FilledIn(ctx context.Context, data []byte) bool {
	var sub assist.Submission
	err := Decode(ctx, data, &sub, Rules{})
	return err != nil || slices.ContainsFunc(sub.Tables, func(t assist.Table) bool { return t.Rows() > 0 })
}
