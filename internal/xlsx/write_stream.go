package xlsx

import (
	"errors"
	"io"
	"iter"

	"bangfu/internal/sheet"
)

// WriteStream writes one bare sheet of any length in constant memory.
func WriteStream(w io.Writer, name string, header []string, rows iter.Seq[[]sheet.Value]) error {
	return errors.New("xlsx: write: being built")
}
