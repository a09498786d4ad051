package mark

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// sheetEdit is what is to be done to one sheet while it streams through.
type sheetEdit struct {
	survey  *survey
	styles  *styleSheet
	prefix  string // of the sheet's tags
	table   sheet.TableMarks
	cells   map[int][]paint // by row, in column order
	words   map[int]sheet.RowMark
	order   []int // rows that have marks, ascending
	result  int   // column of 结果; 0 for none
	problem int   // column of 问题
	clear   bool  // take fills of ours off
	wipe    bool  // the two columns hold old words of ours
	filter  string
	drawing string            // the tag of a new notes' drawing; "" for none
	trim    bool              // cut the empty tail
	show    map[int]bool      // hidden rows that are to be seen
	dead    map[string]bool   // relationships that led nowhere
	old     *looks            // what an earlier receipt remembers, nil for nothing
	filled  map[string]string // its fills by cell
	new     *looks            // what is to be remembered
	look    bool              // cells of the clerk's may have our colours
	links   *linkEdit         // nil leaves the sheet's links alone
}

// paint is one cell to be filled.
type paint struct {
	col  int
	tone sheet.Tone
	code bool
}

// keptTail is how many rows without content stay below the last row: enough
// for the ruled lines of a form, too few to make a file slow.
const keptTail = 2000

// problemWidth is the width of the column 问题, in characters.
const (
	problemWidth = 60.0
	resultWidth  = 12.0
)

// schema is the order of what stands directly in a worksheet.
var schema = func() map[string]int {
	order := map[string]int{}
	for i, name := range strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr
		sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
		phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter
		rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF
		drawingHF picture oleObjects controls AlternateContent webPublishItems tableParts extLst`) {
		order[name] = i + 1
	}
	return order
}()

// editStream is one run of an edit over a sheet.
type editStream struct {
	*sheetEdit
	scan    *ooxml.Scanner
	w       io.Writer
	pending []insertion
	next    int // index into order
	last    int // number of the row read last
	tail    int // rows without content kept so far below the last row
	row     rowText
	rows    ooxml.Pieces // the rows that are edited
	within  string       // the element of the worksheet that is being passed
}

// insertion is an element that is still to be put in.
type insertion struct {
	order int
	text  string
}

// run writes the edited sheet.
func (e *sheetEdit) run(r io.Reader, w io.Writer) error {
	s := &editStream{sheetEdit: e, scan: ooxml.Scan(r), w: w, pending: e.inserts()}
	for {
		p, err := s.scan.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = s.piece(p)
		}
		if err != nil {
			return err
		}
	}
}

// inserts are the elements the sheet gets, in the order of the schema.
func (e *sheetEdit) inserts() []insertion {
	var out []insertion
	put := func(name, text string) {
		if text != "" {
			out = append(out, insertion{schema[name], text})
		}
	}
	if e.result > 0 {
		put("cols", e.columns())
	}
	if e.filter != "" {
		put("autoFilter", fmt.Sprintf(`<%sautoFilter ref="%s"/>`, e.prefix, e.filter))
	}
	if !e.survey.links && e.links != nil && len(e.links.add) > 0 {
		put("hyperlinks", e.linkList())
	}
	put("legacyDrawing", e.drawing)
	return out
}

// piece passes one piece on, changed or not.
func (s *editStream) piece(p ooxml.Piece) error {
	name, depth := s.scan.Name(p, ooxml.Main), s.scan.Depth()
	switch {
	case p.Kind == ooxml.TextPiece:
		return s.put(p.Raw)
	case p.Kind == ooxml.CloseTag:
		return s.close(name, depth, p.Raw)
	case depth == 2:
		if err := s.putBefore(schemaOrder(p, name)); err != nil {
			return err
		}
		s.within = name
		return s.direct(p, name)
	case depth == 3 && s.within == "sheetData" && name == "row":
		return s.passRow(p)
	case depth > 2 && s.isDead(p):
		return s.skip(p)
	case depth == 3 && s.within == "sheetViews" && name == "sheetView":
		return s.put(ooxml.DropAttr(p.Raw, "tabSelected"))
	}
	return s.put(p.Raw)
}

// direct passes on what stands directly in the worksheet.
func (s *editStream) direct(p ooxml.Piece, name string) error {
	if s.isDead(p) {
		if name != "pageSetup" {
			return s.skip(p)
		}
		return s.put(ooxml.DropAttr(p.Raw, s.scan.Scope().Prefix(ooxml.Transitional)+":id"))
	}
	switch {
	case name == "cols" && s.result > 0: // ours stand in its place
		return s.skip(p)
	case name == "hyperlinks" && s.links != nil && p.Kind == ooxml.OpenTag:
		return s.passLinks(p)
	case name == "sheetData" && p.Kind == ooxml.EmptyTag:
		return s.emptyData(p.Raw)
	case name == "dimension":
		return s.put(s.dimension(p.Raw))
	}
	return s.put(p.Raw)
}

// passLinks passes the list of links on, if something is left of it.
func (s *editStream) passLinks(p ooxml.Piece) error {
	list, err := ooxml.Element(s.scan, p.Raw)
	if err != nil || !s.links.apply(list) {
		return err
	}
	return s.put(list.Bytes())
}

// linkList is a new list of links, in the prefix of the sheet.
func (e *sheetEdit) linkList() string {
	return "<" + e.prefix + "hyperlinks>" + strings.ReplaceAll(strings.Join(e.links.add, ""), "<", "<"+e.prefix) + "</" + e.prefix + "hyperlinks>"
}

// isDead reports whether a tag names a part that is not there.
func (s *editStream) isDead(p ooxml.Piece) bool {
	return len(s.dead) > 0 && s.dead[s.scan.AttrIn(p, ooxml.Transitional, "id")]
}

// skip leaves an element out.
func (s *editStream) skip(p ooxml.Piece) error {
	if p.Kind != ooxml.OpenTag {
		return nil
	}
	_, err := ooxml.Element(s.scan, p.Raw)
	return err
}

// schemaOrder is the place of an element in a worksheet; whatever a program
// wrapped for its like keeps the place of controls.
func schemaOrder(p ooxml.Piece, name string) int {
	if name == "" && string(p.Name()) == "AlternateContent" {
		return schema["AlternateContent"]
	}
	return schema[name]
}

func (s *editStream) put(raw []byte) error {
	_, err := s.w.Write(raw)
	return err
}

// putBefore puts in what stands before an element of that order.
func (s *editStream) putBefore(order int) error {
	for len(s.pending) > 0 && s.pending[0].order < order {
		if err := s.put([]byte(s.pending[0].text)); err != nil {
			return err
		}
		s.pending = s.pending[1:]
	}
	return nil
}

func (s *editStream) close(name string, depth int, raw []byte) error {
	raw = slices.Clone(raw)
	if name == "sheetData" && depth == 2 {
		if err := s.missingRows(1 << 30); err != nil {
			return err
		}
	}
	if depth == 1 {
		if err := s.putBefore(1 << 30); err != nil {
			return err
		}
	}
	return s.put(raw)
}

// emptyData handles a sheet whose list of rows is one empty tag.
func (s *editStream) emptyData(raw []byte) error {
	if len(s.order) == 0 {
		return s.put(raw)
	}
	tag := string(ooxml.Qualified(raw))
	if err := s.put([]byte("<" + tag + ">")); err != nil {
		return err
	}
	if err := s.missingRows(1 << 30); err != nil {
		return err
	}
	return s.put([]byte("</" + tag + ">"))
}

// dimension widens the extent a reader may trust to what the sheet holds now.
func (s *editStream) dimension(tag []byte) []byte {
	if s.survey.root == nil {
		return tag // the sheet was not surveyed: nothing of it changes
	}
	from, _, _ := strings.Cut(ooxml.Attr(tag, "ref"), ":")
	if _, _, ok := sheet.ParseAddress(from); !ok {
		from = "A1"
	}
	col, row := max(s.survey.lastCol, s.problem, s.result, 1), max(s.survey.lastRow, 1)
	if len(s.order) > 0 {
		row = max(row, s.order[len(s.order)-1])
	}
	for _, paints := range s.cells {
		for _, p := range paints {
			col = max(col, p.col)
		}
	}
	return ooxml.SetAttr(tag, "ref", from+":"+sheet.Address(col, row))
}

// passRow takes a row to its end and passes it on.
func (s *editStream) passRow(p ooxml.Piece) error {
	number := rowNumber(p.Raw, s.last)
	s.last = number
	if err := s.row.read(s.scan, p); err != nil {
		return err
	}
	if err := s.missingRows(number); err != nil {
		return err
	}
	if s.trim && !s.row.filled && number > max(s.survey.lastRow, s.table.LastRow) {
		if s.tail++; s.tail > keptTail {
			return nil
		}
	}
	marked := s.next < len(s.order) && s.order[s.next] == number
	if marked {
		s.next++
	}
	if !marked && !s.clear && !s.wipe && !s.look && s.old == nil {
		return s.put(s.row.raw)
	}
	top, err := s.rows.Next(s.row.raw, s.scan.Scope())
	if err != nil {
		return err
	}
	return s.put(s.editRow(top.Root(), number).Bytes())
}

// missingRows writes the marked rows before a row that stand nowhere in the file.
func (s *editStream) missingRows(before int) error {
	for s.next < len(s.order) && s.order[s.next] < before {
		number := s.order[s.next]
		s.next++
		row, err := ooxml.ParseInside(fmt.Appendf(nil, `<%srow r="%d"></%srow>`, s.prefix, number, s.prefix), s.scan.Scope())
		if err == nil {
			err = s.put(s.editRow(row.Root(), number).Bytes())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// columns is the list of columns with room for 结果 and 问题.
func (e *sheetEdit) columns() string {
	var b bytes.Buffer
	ours := []colRange{
		{from: e.result, to: e.result, tag: e.column(e.result, resultWidth)},
		{from: e.problem, to: e.problem, tag: e.column(e.problem, problemWidth)},
	}
	cols := ours
	for _, c := range e.survey.cols {
		cols = append(cols, without(c, e.result, e.problem)...)
	}
	slices.SortStableFunc(cols, func(a, b colRange) int { return a.from - b.from })
	b.WriteString("<" + e.prefix + "cols>")
	for _, c := range cols {
		b.Write(ooxml.SetAttr(ooxml.SetAttr(c.tag, "min", fmt.Sprint(c.from)), "max", fmt.Sprint(c.to)))
	}
	b.WriteString("</" + e.prefix + "cols>")
	return b.String()
}

func (e *sheetEdit) column(col int, width float64) []byte {
	return fmt.Appendf(nil, `<%scol min="%d" max="%d" width="%g" customWidth="1"/>`, e.prefix, col, col, width)
}

// without is a range of columns with some columns cut out of it.
func without(c colRange, out ...int) []colRange {
	tag := c.tag
	if tag[len(tag)-2] != '/' {
		tag = append(bytes.TrimSuffix(slices.Clone(tag), []byte(">")), '/', '>')
	}
	var cols []colRange
	from := c.from
	slices.Sort(out)
	for _, x := range out {
		if x < from || x > c.to {
			continue
		}
		if x > from {
			cols = append(cols, colRange{from, x - 1, tag})
		}
		from = x + 1
	}
	if from <= c.to {
		cols = append(cols, colRange{from, c.to, tag})
	}
	return cols
}
