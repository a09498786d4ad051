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
	links     bool   // the sheet has links
	filtered  bool   // it hides rows
	coats     []coat // conditional formats
	filled    func(dxf int) bool
	filter    bool // the sheet has a filter of its own
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
	dated     bool   // it may hold cells of type d
	reach     int    // the highest style number in use
	within    string // the element of the worksheet that is being read
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

// surveySheet reads a sheet once without keeping it.
func surveySheet(r io.Reader, wanted textFilter, reach int, filled func(dxf int) bool) (*survey, error) {
	s := &survey{reach: reach, filled: filled, low: 15, wide: 8.43, heights: map[int]float64{}, texts: map[[2]int]textRef{}, used: map[int]bool{}}
	scan := ooxml.Scan(r)
	for first := true; ; first = false {
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
		if p.Kind != ooxml.OpenTag && p.Kind != ooxml.EmptyTag {
			continue
		}
		if err := s.note(scan, p, wanted); err != nil {
			return nil, err
		}
	}
}

// note notes a tag by where it stands: the names of a worksheet mean what they
// mean only in their own place.
func (s *survey) note(scan *ooxml.Scanner, p ooxml.Piece, wanted textFilter) error {
	name, depth := scan.Name(p, ooxml.Main), scan.Depth()
	if depth <= 2 {
		s.within = name
	}
	switch depth {
	case 1:
		s.root = append(s.root, p.Raw...)
	case 2:
		s.noteDirect(scan, p, name)
	case 3:
		return s.noteListed(scan, p, s.within+"/"+name, wanted)
	}
	return nil
}

// noteDirect notes what stands directly in the worksheet.
func (s *survey) noteDirect(scan *ooxml.Scanner, p ooxml.Piece, name string) {
	switch name {
	case "sheetFormatPr":
		s.low = ooxml.AttrFloat(p.Raw, "defaultRowHeight", s.low)
		s.wide = ooxml.AttrFloat(p.Raw, "defaultColWidth", ooxml.AttrFloat(p.Raw, "baseColWidth", 8)+0.71)
	case "hyperlinks":
		s.links = true
	case "conditionalFormatting":
		s.coats = append(s.coats, coatOf(p.Raw))
	case "autoFilter":
		s.filter = true
	case "legacyDrawing":
		s.drawing = scan.AttrIn(p, ooxml.Transitional, "id")
	}
}

// noteListed notes what stands in a list of the worksheet.
func (s *survey) noteListed(scan *ooxml.Scanner, p ooxml.Piece, place string, wanted textFilter) error {
	switch place {
	case "cols/col":
		s.reach, _ = traits(p.Raw, s.reach)
		s.cols = append(s.cols, colRange{ooxml.AttrInt(p.Raw, "min"), ooxml.AttrInt(p.Raw, "max"), append([]byte(nil), p.Raw...)})
	case "autoFilter/filterColumn":
		s.filtered = true
	case "conditionalFormatting/cfRule":
		s.coats[len(s.coats)-1].rule(p.Raw, s.filled)
	case "mergeCells/mergeCell":
		s.merge(ooxml.Attr(p.Raw, "ref"))
	case "sheetData/row":
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
	reach, dated := traits(s.current.raw, s.reach)
	s.reach, s.dated = reach, s.dated || dated
	if !s.current.filled {
		return nil
	}
	s.lastRow = max(s.lastRow, number)
	return s.cells(&s.current, scan.Scope(), number, wanted)
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

// visible is the cell that shows what stands in a cell: in a merged range its
// first one.
func (s *survey) visible(cell string) string {
	col, row, ok := sheet.ParseAddress(cell)
	if !ok {
		return cell
	}
	for _, m := range s.merges {
		if col >= m[0] && col <= m[2] && row >= m[1] && row <= m[3] {
			return sheet.Address(m[0], m[1])
		}
	}
	return cell
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

func (s *survey) cells(row *rowText, scope *ooxml.Scope, number int, wanted textFilter) error {
	cells := ooxml.ScanBytes(row.raw).Inside(scope)
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
		name := cells.Name(p, ooxml.Main)
		switch {
		case name == "c" && cells.Depth() == 2:
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
		case cells.Depth() == 3 && isContent(name):
			s.holds(col)
		}
	}
}

// isContent reports whether a child of a cell is something a person sees.
func isContent(name string) bool { return name == "v" || name == "f" || name == "is" }

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
	for depth := s.Depth(); p.Kind != ooxml.EmptyTag && p.Kind != ooxml.CloseTag || s.Depth() > depth; {
		var err error
		if p, err = s.Next(); err != nil {
			return ooxml.CutOr(err)
		}
		r.raw = append(r.raw, p.Raw...)
		if s.Depth() == depth+2 && p.Kind != ooxml.TextPiece && !r.filled {
			r.filled = isContent(s.Name(p, ooxml.Main))
		}
	}
	return nil
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
