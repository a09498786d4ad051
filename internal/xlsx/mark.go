package xlsx

import (
	"errors"
	"iter"

	"bangfu/internal/sheet"
)

// ValueTable is one sheet of streamed rows, for a workbook made of values only.
type ValueTable struct {
	Name string
	Rows iter.Seq2[sheet.Row, error]
}

// Mark puts a Marking onto somebody's own workbook and returns a true .xlsx,
// never one with macros. src is the file as it came, format "xlsx" or "xlsm".
// lost names, in plain Chinese, what of the workbook could not be kept.
func Mark(src []byte, format string, m sheet.Marking) (out []byte, lost []string, err error) {
	return nil, nil, errors.New("xlsx: mark: being built")
}

// MarkValues makes a values-only workbook of streamed rows (for .xls and .csv)
// and marks it the same way.
func MarkValues(tables []ValueTable, m sheet.Marking) ([]byte, error) {
	return nil, errors.New("xlsx: mark: being built")
}

// FrontOnly is a receipt that holds the 回执 sheet alone.
func FrontOnly(m sheet.Marking) ([]byte, error) {
	return Write(sheet.Book{Title: m.Front.Title, Pages: []sheet.Page{m.Front}})
}
