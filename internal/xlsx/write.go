package xlsx

import (
	"bangfu/internal/sheet"
)

// Write turns a sheet.Book into the bytes of an .xlsx. The same book gives the
// same bytes.
func Write(b sheet.Book) ([]byte, error) { return writeBook(b) }
