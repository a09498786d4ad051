package mark

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// survey is what must be known of a sheet before its first byte is
// written again.
type survey struct {
	root      []byte // the worksheet tag
	drawing   string // relationship number of the notes' drawing; "" for none
	filter    bool   // the sheet has a filter of its own
	cols      []colRange
	low, wide float64         // default row height in points and column width in characters
	heights   map[int]float64 // of rows that have their own, 0 for hidden ones
	seen      int             // the row read last
	lastRow   int             // last row with content
	lastCol   int             // last column with content
	used      map[int]bool    // columns with content
	merges    [][4]int        // left, top, right, bottom
	texts     map[[2]int]textRef
	current   rowText
}

// colRange is one range of columns.
type colRange struct {
	from, to int
	tag      []byte
}

// textRef is a text of a cell: itself, or its number among the shared ones.
type textRef struct {
	text   string
	shared int // -1 for none
}

// textFilter says which texts a survey should note.
type textFilter func(row, col int) bool

// survey reads a sheet once without keeping it.
func surveySheet(r io.Reader, wanted textFilter) (*survey, error) {
	s := &survey{low: 15, wide: 8.43, heights: map[int]float64{}, texts: map[[2]int]textRef{}, used: map[int]bool{}}
	scan := ooxml.Scan(r)
	first := true
	for depth := 0; ; {
		p, err := scan.Next()
		if err == io.EOF {
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		if first && !ooxml.IsUTF8(p.Raw) {
			return nil, ooxml.ErrEncoding
		}
		first = false
		if p.Kind == ooxml.CloseTag {
			depth--
		} else if p.Kind == ooxml.OpenTag && string(p.Name()) != "row" { // a row is read to its end
			depth++
		}
		if err := s.note(scan, p, depth, wanted); err != nil {
			return nil, err
		}
	}
}

func (s *survey) note(scan *ooxml.Scanner, p ooxml.Piece, depth int, wanted textFilter) error {
	if p.Kind != ooxml.OpenTag && p.Kind != ooxml.EmptyTag {
		return nil
	}
	switch string(p.Name()) {
	case "worksheet", "chartsheet":
		s.root = append(s.root, p.Raw...)
	case "sheetFormatPr":
		s.low = ooxml.AttrFloat(p.Raw, "defaultRowHeight", s.low)
		s.wide = ooxml.AttrFloat(p.Raw, "defaultColWidth", ooxml.AttrFloat(p.Raw, "baseColWidth", 8)+0.71)
	case "col":
		s.cols = append(s.cols, colRange{ooxml.AttrInt(p.Raw, "min"), ooxml.AttrInt(p.Raw, "max"), append([]byte(nil), p.Raw...)})
	case "autoFilter":
		s.filter = s.filter || depth <= 2 // deeper it is a saved view's
	case "mergeCell":
		s.merge(ooxml.Attr(p.Raw, "ref"))
	case "legacyDrawing":
		s.drawing = ooxml.Unescape(ooxml.Attr(p.Raw, ":id"))
	case "row":
		return s.row(scan, p, wanted)
	}
	return nil
}

// row notes one row; the scanner stands behind its end afterwards.
func (s *survey) row(scan *ooxml.Scanner, p ooxml.Piece, wanted textFilter) error {
	number := rowNumber(p.Raw, s.seen)
	s.seen = number
	if number <= mostHeights {
		s.noteHeight(p.Raw, number)
	}
	if err := s.current.read(scan, p); err != nil {
		return err
	}
	if !s.current.filled {
		return nil
	}
	s.lastRow = max(s.lastRow, number)
	return s.cells(&s.current, number, wanted)
}

// mostHeights is the last row whose height is noted.
const mostHeights = 50000

func (s *survey) noteHeight(tag []byte, number int) {
	if h := ooxml.AttrFloat(tag, "ht", 0); h > 0 {
		s.heights[number] = h
	}
	if ooxml.True(ooxml.Attr(tag, "hidden")) {
		s.heights[number] = 0
	}
}

// merge notes a merged range.
func (s *survey) merge(ref string) {
	from, to, ok := strings.Cut(ref, ":")
	c1, r1, ok1 := sheet.ParseAddress(from)
	c2, r2, ok2 := sheet.ParseAddress(to)
	if ok && ok1 && ok2 {
		s.merges = append(s.merges, [4]int{c1, r1, c2, r2})
	}
}

// freeFrom is the first column from which two columns hold nothing and are
// part of no merged range between two rows.
func (s *survey) freeFrom(col, top, bottom int) int {
	taken := func(c int) bool {
		return s.used[c] || slices.ContainsFunc(s.merges, func(m [4]int) bool {
			return c >= m[0] && c <= m[2] && bottom >= m[1] && top <= m[3]
		})
	}
	for taken(col) || taken(col+1) {
		col++
	}
	return col
}

// rowNumber is the number of a row's tag, one behind the last without one.
func rowNumber(tag []byte, last int) int {
	if n := ooxml.AttrInt(tag, "r"); n > 0 {
		return n
	}
	return last + 1
}

func (s *survey) cells(row *rowText, number int, wanted textFilter) error {
	cells := ooxml.ScanBytes(row.raw)
	col := 0
	for {
		p, err := cells.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Kind == ooxml.TextPiece || p.Kind == ooxml.CloseTag {
			continue
		}
		switch string(p.Name()) {
		case "c":
			col = columnOf(p.Raw, col)
			if p.Kind == ooxml.EmptyTag || wanted == nil || !wanted(number, col) {
				continue
			}
			ref, err := cellText(cells, p.Raw)
			if err != nil {
				return err
			}
			if ref.shared >= 0 || ref.text != "" {
				s.texts[[2]int{number, col}] = ref
				s.holds(col)
			}
		case "v", "f", "is":
			s.holds(col)
		}
	}
}

// holds notes that a column holds something.
func (s *survey) holds(col int) {
	s.used[col] = true
	s.lastCol = max(s.lastCol, col)
}

// columnOf is the column of a cell's tag, one behind the last without an
// address.
func columnOf(tag []byte, last int) int {
	if col, _, ok := sheet.ParseAddress(ooxml.Attr(tag, "r")); ok {
		return col
	}
	return last + 1
}

// cellText reads a cell to its end.
func cellText(cells *ooxml.Scanner, tag []byte) (textRef, error) {
	kind := ooxml.Attr(tag, "t")
	whole, err := ooxml.Element(cells, tag)
	if err != nil {
		return textRef{}, err
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(whole.Inner())
		if err != nil {
			n = -1
		}
		return textRef{shared: n}, nil
	case "inlineStr":
		if is := whole.Child("is"); is != nil {
			return textRef{text: is.Inner(), shared: -1}, nil
		}
	}
	if v := whole.Child("v"); v != nil {
		return textRef{text: v.Inner(), shared: -1}, nil
	}
	return textRef{shared: -1}, nil
}

// rowText is one row as it stands, with whether any cell of it holds something.
type rowText struct {
	raw    []byte
	filled bool
}

// read takes a row whose tag was just read, up to its end.
func (r *rowText) read(s *ooxml.Scanner, p ooxml.Piece) error {
	r.raw, r.filled = append(r.raw[:0], p.Raw...), false
	if p.Kind == ooxml.EmptyTag {
		return nil
	}
	for {
		p, err := s.Next()
		if err != nil {
			return ooxml.CutOr(err)
		}
		r.raw = append(r.raw, p.Raw...)
		switch name := p.Name(); p.Kind {
		case ooxml.OpenTag, ooxml.EmptyTag:
			if n := string(name); n == "v" || n == "f" || n == "is" {
				r.filled = true
			}
		case ooxml.CloseTag:
			if string(name) == "row" {
				return nil
			}
		}
	}
}

// width of a column in characters, 0 when hidden.
func (s *survey) width(col int) float64 {
	for _, c := range s.cols {
		if col >= c.from && col <= c.to {
			if ooxml.True(ooxml.Attr(c.tag, "hidden")) {
				return 0
			}
			return ooxml.AttrFloat(c.tag, "width", s.wide)
		}
	}
	return s.wide
}

// height of a row in points, 0 when hidden.
func (s *survey) height(row int) float64 {
	if h, ok := s.heights[row]; ok {
		return h
	}
	return s.low
}

// style is the style a column gives to cells that do not stand in the file.
func (s *survey) style(col int) int {
	for _, c := range s.cols {
		if col >= c.from && col <= c.to {
			return ooxml.AttrInt(c.tag, "style")
		}
	}
	return 0
}
