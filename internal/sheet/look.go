package sheet

// BookLook is how a workbook that was read looks besides its values. A sheet
// or a cell it does not speak of looks plain.
type BookLook struct {
	Cells   []CellLook  // by number
	Palette []string    // RGB hex of the colours from number 8 on; nil for the usual ones
	Sheets  []SheetLook // in the order of the workbook
}

// SheetLook is how one sheet looks.
type SheetLook struct {
	Columns []ColumnLook
	Rows    map[int]RowLook
	Merges  [][4]int // ranges: left, top, right, bottom
	Frozen  [2]int   // columns on the left and rows on top that stay in view
	Fit     bool     // printed across A4, one page wide
}

// ColumnLook is the width of a range of columns, in characters.
type ColumnLook struct {
	From, To int
	Width    float64
	Hidden   bool
}

// RowLook is the height of a row in points, 0 for none of its own, and its
// cells that have a look, empty ones too, from left to right.
type RowLook struct {
	Height float64
	Hidden bool
	Cells  []Dressed
}

// Dressed is a cell with the number of its look.
type Dressed struct{ Col, Look int }

// CellLook is how a cell looks. Colours are numbers of the palette, Auto for
// the usual one; the numbers of alignments, lines and patterns are BIFF's.
type CellLook struct {
	Font                                string
	Size                                float64 // points
	Bold, Italic, Underlined, StruckOut bool
	Ink                                 Colour
	Format                              string // number format; "" for a built-in one
	FormatID                            int
	Across, Down                        int // alignment
	Wrap                                bool
	Left, Right, Top, Bottom            Edge
	Pattern                             int
	Fore, Back                          Colour
}

// Colour is a number of the palette.
type Colour int

// Auto is the colour that a program chooses.
const Auto Colour = 64

// Edge is the line on one side of a cell.
type Edge struct {
	Kind   int
	Colour Colour
}
