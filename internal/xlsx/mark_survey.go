package xlsx

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
)

// markSurvey is what must be known of a sheet before its first byte is
// written again.
type markSurvey struct {
	root      []byte // the worksheet tag
	drawing   string // relationship number of the notes' drawing; "" for none
	filter    bool   // the sheet has a filter of its own
	cols      []markCol
	low, wide float64         // default row height in points and column width in characters
	heights   map[int]float64 // of rows that have their own, 0 for hidden ones
	seen      int             // the row read last
	lastRow   int             // last row with content
	lastCol   int             // last column with content
	used      map[int]bool    // columns with content
	merges    [][4]int        // left, top, right, bottom
	texts     map[[2]int]markTextRef
	current   markRow
}

// markCol is one range of columns.
type markCol struct {
	from, to int
	tag      []byte
}

// markTextRef is a text of a cell: itself, or its number among the shared ones.
type markTextRef struct {
	text   string
	shared int // -1 for none
}

// markWanted says which texts a survey should note.
type markWanted func(row, col int) bool

// survey reads a sheet once without keeping it.
func markSurveySheet(r io.Reader, wanted markWanted) (*markSurvey, error) {
	s := &markSurvey{low: 15, wide: 8.43, heights: map[int]float64{}, texts: map[[2]int]markTextRef{}, used: map[int]bool{}}
	scan := newMarkScanner(r)
	first := true
	for depth := 0; ; {
		p, err := scan.next()
		if err == io.EOF {
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		if first && !markIsUTF8(p.raw) {
			return nil, errMarkEncoding
		}
		first = false
		if p.kind == markClose {
			depth--
		} else if p.kind == markOpen && string(p.name()) != "row" { // a row is read to its end
			depth++
		}
		if err := s.note(scan, p, depth, wanted); err != nil {
			return nil, err
		}
	}
}

func (s *markSurvey) note(scan *markScanner, p markPiece, depth int, wanted markWanted) error {
	if p.kind != markOpen && p.kind != markEmpty {
		return nil
	}
	switch string(p.name()) {
	case "worksheet", "chartsheet":
		s.root = append(s.root, p.raw...)
	case "sheetFormatPr":
		s.low = markFloat(p.raw, "defaultRowHeight", s.low)
		s.wide = markFloat(p.raw, "defaultColWidth", markFloat(p.raw, "baseColWidth", 8)+0.71)
	case "col":
		s.cols = append(s.cols, markCol{markInt(p.raw, "min"), markInt(p.raw, "max"), append([]byte(nil), p.raw...)})
	case "autoFilter":
		s.filter = s.filter || depth <= 2 // deeper it is a saved view's
	case "mergeCell":
		s.merge(markAttr(p.raw, "ref"))
	case "legacyDrawing":
		s.drawing = markUnescape(markAttr(p.raw, ":id"))
	case "row":
		return s.row(scan, p, wanted)
	}
	return nil
}

// row notes one row; the scanner stands behind its end afterwards.
func (s *markSurvey) row(scan *markScanner, p markPiece, wanted markWanted) error {
	number := markRowNumber(p.raw, s.seen)
	s.seen = number
	if number <= markMostHeights {
		s.noteHeight(p.raw, number)
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

// markMostHeights is the last row whose height is noted.
const markMostHeights = 50000

func (s *markSurvey) noteHeight(tag []byte, number int) {
	if h := markFloat(tag, "ht", 0); h > 0 {
		s.heights[number] = h
	}
	if markTrue(markAttr(tag, "hidden")) {
		s.heights[number] = 0
	}
}

// merge notes a merged range.
func (s *markSurvey) merge(ref string) {
	from, to, ok := strings.Cut(ref, ":")
	c1, r1, ok1 := sheet.ParseAddress(from)
	c2, r2, ok2 := sheet.ParseAddress(to)
	if ok && ok1 && ok2 {
		s.merges = append(s.merges, [4]int{c1, r1, c2, r2})
	}
}

// freeFrom is the first column from which two columns hold nothing and are
// part of no merged range between two rows.
func (s *markSurvey) freeFrom(col, top, bottom int) int {
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

// markRowNumber is the number of a row's tag, one behind the last without one.
func markRowNumber(tag []byte, last int) int {
	if n := markInt(tag, "r"); n > 0 {
		return n
	}
	return last + 1
}

func (s *markSurvey) cells(row *markRow, number int, wanted markWanted) error {
	cells := &markScanner{buf: row.raw, end: len(row.raw), done: true}
	col := 0
	for {
		p, err := cells.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.kind == markText || p.kind == markClose {
			continue
		}
		switch string(p.name()) {
		case "c":
			col = markColumnOf(p.raw, col)
			if p.kind == markEmpty || wanted == nil || !wanted(number, col) {
				continue
			}
			ref, err := markCellText(cells, p.raw)
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
func (s *markSurvey) holds(col int) {
	s.used[col] = true
	s.lastCol = max(s.lastCol, col)
}

// markColumnOf is the column of a cell's tag, one behind the last without an
// address.
func markColumnOf(tag []byte, last int) int {
	if col, _, ok := sheet.ParseAddress(markAttr(tag, "r")); ok {
		return col
	}
	return last + 1
}

// markCellText reads a cell to its end.
func markCellText(cells *markScanner, tag []byte) (markTextRef, error) {
	kind := markAttr(tag, "t")
	whole, err := markElement(cells, tag)
	if err != nil {
		return markTextRef{}, err
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(whole.inner())
		if err != nil {
			n = -1
		}
		return markTextRef{shared: n}, nil
	case "inlineStr":
		if is := whole.child("is"); is != nil {
			return markTextRef{text: is.inner(), shared: -1}, nil
		}
	}
	if v := whole.child("v"); v != nil {
		return markTextRef{text: v.inner(), shared: -1}, nil
	}
	return markTextRef{shared: -1}, nil
}

// markElement reads the element whose tag was just read to its end.
func markElement(s *markScanner, tag []byte) (*markNode, error) {
	raw := append([]byte(nil), tag...)
	for depth := 1; depth > 0; {
		p, err := s.next()
		if err != nil {
			return nil, markCutOr(err)
		}
		raw = append(raw, p.raw...)
		switch p.kind {
		case markOpen:
			depth++
		case markClose:
			depth--
		}
	}
	top, err := markParse(raw)
	if err != nil {
		return nil, err
	}
	return top.root(), nil
}

func markInt(tag []byte, name string) int {
	n, _ := strconv.Atoi(markAttr(tag, name))
	return n
}

func markFloat(tag []byte, name string, otherwise float64) float64 {
	f, err := strconv.ParseFloat(markAttr(tag, name), 64)
	if err != nil {
		return otherwise
	}
	return f
}

func markTrue(v string) bool { return v == "1" || v == "true" }

// markRow is one row as it stands, with whether any cell of it holds something.
type markRow struct {
	raw    []byte
	filled bool
}

// read takes a row whose tag was just read, up to its end.
func (r *markRow) read(s *markScanner, p markPiece) error {
	r.raw, r.filled = append(r.raw[:0], p.raw...), false
	if p.kind == markEmpty {
		return nil
	}
	for {
		p, err := s.next()
		if err != nil {
			return markCutOr(err)
		}
		r.raw = append(r.raw, p.raw...)
		switch name := p.name(); p.kind {
		case markOpen, markEmpty:
			if n := string(name); n == "v" || n == "f" || n == "is" {
				r.filled = true
			}
		case markClose:
			if string(name) == "row" {
				return nil
			}
		}
	}
}

// width of a column in characters, 0 when hidden.
func (s *markSurvey) width(col int) float64 {
	for _, c := range s.cols {
		if col >= c.from && col <= c.to {
			if markTrue(markAttr(c.tag, "hidden")) {
				return 0
			}
			return markFloat(c.tag, "width", s.wide)
		}
	}
	return s.wide
}

// height of a row in points, 0 when hidden.
func (s *markSurvey) height(row int) float64 {
	if h, ok := s.heights[row]; ok {
		return h
	}
	return s.low
}

// style is the style a column gives to cells that do not stand in the file.
func (s *markSurvey) style(col int) int {
	for _, c := range s.cols {
		if col >= c.from && col <= c.to {
			return markInt(c.tag, "style")
		}
	}
	return 0
}
