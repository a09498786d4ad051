package form

import (
	"iter"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Source is what decoding needs of an opened workbook.
type Source struct {
	Sheets   []sheet.Info
	Rows     func(i int) iter.Seq2[sheet.Row, error] // rows of sheet i from its top; may be called again
	Extent   func(i int) sheet.Extent                // of sheet i, after it was read to its end
	Notes    func(i int) iter.Seq2[string, string]   // the notes (批注) of sheet i, by the address of their cell; nil for none
	Modified assist.Date                             // the workbook's modified property; 0 for none
}

// Context is what a file's place says about its rows.
type Context struct {
	Unit    string // of the drop folder (县区); 市局 for the city's own
	Receipt string // the receipt number its rows stand under
	Terms   assist.Terms
	Today   assist.Date // of the run: a later 填报日期 is a slip; 0 takes any
	Bounds  Bounds      // of its sheets
}

// SaleSink takes the rows of a sales history as they stream by. A row, and what
// its Cells answers, is valid until the sink returns.
type SaleSink func(assist.SaleRow) error
