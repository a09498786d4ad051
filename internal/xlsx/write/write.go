package write

import (
	"errors"
	"fmt"

	"bangfu/internal/sheet"
)

// Write turns a sheet.Book into the bytes of an .xlsx. The same book gives the
// same bytes. A page that is not Bare prints on A4, one page wide, with its
// header repeated. The error is the program's: a book without a page, a sheet
// name Excel does not allow.
func Write(b sheet.Book) ([]byte, error) {
	if len(b.Pages) == 0 {
		return nil, errors.New("write: a workbook needs a page")
	}
	w, err := newBook(b)
	if err != nil {
		return nil, fmt.Errorf("write: %w", err)
	}
	defer w.file.Close()
	out, err := w.bytes(b)
	if err != nil {
		return nil, fmt.Errorf("write: %w", err)
	}
	return out, nil
}

// FrontOnly is a receipt that holds the 回执 sheet alone.
func FrontOnly(m sheet.Marking) ([]byte, error) {
	p := m.Alone()
	p.Name, p.Hidden = sheet.Ours.Sheet, false
	return Write(sheet.Book{Title: p.Title, Pages: []sheet.Page{p}})
}
