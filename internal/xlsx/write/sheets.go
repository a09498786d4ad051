package write

import (
	"fmt"
	"io"
	"iter"

	"bangfu/internal/sheet"
)

// StreamedSheet is one sheet for WriteSheets; its first row is row 1.
type StreamedSheet struct {
	Name string
	Rows iter.Seq[[]sheet.Value]
}

// Sheets writes bare sheets one after the other, of any length and in
// constant memory, as WriteStream does for one. Blank rows stay rows.
func Sheets(w io.Writer, sheets ...StreamedSheet) error {
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.Name
	}
	raw, err := newRaw(w, names, nil)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	for i, s := range sheets {
		if err := raw.openSheet(i); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		number := 1
		for r := range s.Rows {
			raw.values(number, r)
			number++
		}
	}
	if err := raw.close(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
