package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"bangfu/internal/sheet"
)

// markEdit is what is to be done to one sheet while it streams through.
type markEdit struct {
	survey  *markSurvey
	styles  *markStyles
	prefix  string // of the sheet's tags
	table   sheet.TableMarks
	cells   map[int][]markPaint // by row, in column order
	words   map[int]sheet.RowMark
	order   []int // rows that have marks, ascending
	result  int   // column of 结果; 0 for none
	problem int   // column of 问题
	clear   bool  // take fills of ours off
	wipe    bool  // the two columns hold old words of ours
	filter  string
	drawing string // the tag of a new notes' drawing; "" for none
	trim    bool   // cut the empty tail
}

// markPaint is one cell to be filled.
type markPaint struct {
	col  int
	tone sheet.Tone
}

// markTail is how many rows without content stay below the last row: enough
// for the ruled lines of a form, too few to make a file slow.
const markTail = 2000

// markProblemWidth is the width of the column 问题, in characters.
const (
	markProblemWidth = 60.0
	markResultWidth  = 12.0
)

// markSchema is the order of what stands directly in a worksheet.
var markSchema = func() map[string]int {
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

// markStream is one run of an edit over a sheet.
type markStream struct {
	*markEdit
	scan    *markScanner
	w       io.Writer
	pending []markInsert
	next    int // index into order
	last    int // number of the row read last
	tail    int // rows without content kept so far below the last row
	row     markRow
}

// markInsert is an element that is still to be put in.
type markInsert struct {
	order int
	text  string
}

// run writes the edited sheet.
func (e *markEdit) run(r io.Reader, w io.Writer) error {
	s := &markStream{markEdit: e, scan: newMarkScanner(r), w: w, pending: e.inserts()}
	depth := 0
	for {
		p, err := s.scan.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.kind == markClose {
			depth--
		}
		grow := p.kind == markOpen
		handled, err := s.piece(p, depth)
		if err != nil {
			return err
		}
		if grow && !handled {
			depth++
		}
	}
}

// inserts are the elements the sheet gets, in the order of the schema.
func (e *markEdit) inserts() []markInsert {
	var out []markInsert
	put := func(name, text string) {
		if text != "" {
			out = append(out, markInsert{markSchema[name], text})
		}
	}
	if e.result > 0 {
		put("cols", e.columns())
	}
	if e.filter != "" {
		put("autoFilter", fmt.Sprintf(`<%sautoFilter ref="%s"/>`, e.prefix, e.filter))
	}
	put("legacyDrawing", e.drawing)
	return out
}

// piece passes one piece on, changed or not. handled says that an element was
// taken to its end.
func (s *markStream) piece(p markPiece, depth int) (handled bool, err error) {
	name := ""
	if p.kind != markText {
		name = string(p.name())
	}
	if depth == 1 && (p.kind == markOpen || p.kind == markEmpty) {
		if err := s.putBefore(markSchema[name]); err != nil {
			return false, err
		}
	}
	switch {
	case p.kind == markClose:
		return false, s.close(name, depth, p.raw)
	case p.kind == markText:
		return false, s.put(p.raw)
	case name == "row" && depth == 2:
		return true, s.passRow(p)
	case name == "cols" && depth == 1 && s.result > 0:
		if p.kind == markOpen {
			_, err = markElement(s.scan, p.raw)
		}
		return true, err
	case name == "sheetData" && p.kind == markEmpty:
		return false, s.emptyData(p.raw)
	case name == "dimension" && depth == 1:
		return false, s.put(s.dimension(p.raw))
	case name == "sheetView":
		return false, s.put(markDropAttr(p.raw, "tabSelected"))
	}
	return false, s.put(p.raw)
}

func (s *markStream) put(raw []byte) error {
	_, err := s.w.Write(raw)
	return err
}

// putBefore puts in what stands before an element of that order.
func (s *markStream) putBefore(order int) error {
	for len(s.pending) > 0 && s.pending[0].order < order {
		if err := s.put([]byte(s.pending[0].text)); err != nil {
			return err
		}
		s.pending = s.pending[1:]
	}
	return nil
}

func (s *markStream) close(name string, depth int, raw []byte) error {
	raw = slices.Clone(raw)
	if name == "sheetData" && depth == 1 {
		if err := s.missingRows(1 << 30); err != nil {
			return err
		}
	}
	if depth == 0 {
		if err := s.putBefore(1 << 30); err != nil {
			return err
		}
	}
	return s.put(raw)
}

// emptyData handles a sheet whose list of rows is one empty tag.
func (s *markStream) emptyData(raw []byte) error {
	if len(s.order) == 0 {
		return s.put(raw)
	}
	tag := string(markQualified(raw))
	if err := s.put([]byte("<" + tag + ">")); err != nil {
		return err
	}
	if err := s.missingRows(1 << 30); err != nil {
		return err
	}
	return s.put([]byte("</" + tag + ">"))
}

// dimension widens the extent a reader may trust to what the sheet holds now.
func (s *markStream) dimension(tag []byte) []byte {
	if s.survey.root == nil {
		return tag // the sheet was not surveyed: nothing of it changes
	}
	from, _, _ := strings.Cut(markAttr(tag, "ref"), ":")
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
	return markSetAttr(tag, "ref", from+":"+sheet.Address(col, row))
}

// passRow takes a row to its end and passes it on.
func (s *markStream) passRow(p markPiece) error {
	number := markRowNumber(p.raw, s.last)
	s.last = number
	if err := s.row.read(s.scan, p); err != nil {
		return err
	}
	if err := s.missingRows(number); err != nil {
		return err
	}
	if s.trim && !s.row.filled && number > max(s.survey.lastRow, s.table.LastRow) {
		if s.tail++; s.tail > markTail {
			return nil
		}
	}
	marked := s.next < len(s.order) && s.order[s.next] == number
	if marked {
		s.next++
	}
	if !marked && !s.clear && !s.wipe {
		return s.put(s.row.raw)
	}
	top, err := markParse(s.row.raw)
	if err != nil {
		return err
	}
	return s.put(s.editRow(top.root(), number).bytes())
}

// missingRows writes the marked rows before a row that stand nowhere in the file.
func (s *markStream) missingRows(before int) error {
	for s.next < len(s.order) && s.order[s.next] < before {
		number := s.order[s.next]
		s.next++
		row := markNew(fmt.Sprintf(`<%srow r="%d"></%srow>`, s.prefix, number, s.prefix))
		if err := s.put(s.editRow(row, number).bytes()); err != nil {
			return err
		}
	}
	return nil
}

// columns is the list of columns with room for 结果 and 问题.
func (e *markEdit) columns() string {
	var b bytes.Buffer
	ours := []markCol{
		{from: e.result, to: e.result, tag: e.column(e.result, markResultWidth)},
		{from: e.problem, to: e.problem, tag: e.column(e.problem, markProblemWidth)},
	}
	cols := ours
	for _, c := range e.survey.cols {
		cols = append(cols, markWithout(c, e.result, e.problem)...)
	}
	slices.SortStableFunc(cols, func(a, b markCol) int { return a.from - b.from })
	b.WriteString("<" + e.prefix + "cols>")
	for _, c := range cols {
		b.Write(markSetAttr(markSetAttr(c.tag, "min", fmt.Sprint(c.from)), "max", fmt.Sprint(c.to)))
	}
	b.WriteString("</" + e.prefix + "cols>")
	return b.String()
}

func (e *markEdit) column(col int, width float64) []byte {
	return fmt.Appendf(nil, `<%scol min="%d" max="%d" width="%g" customWidth="1"/>`, e.prefix, col, col, width)
}

// markWithout is a range of columns with some columns cut out of it.
func markWithout(c markCol, out ...int) []markCol {
	tag := c.tag
	if tag[len(tag)-2] != '/' {
		tag = append(bytes.TrimSuffix(slices.Clone(tag), []byte(">")), '/', '>')
	}
	var cols []markCol
	from := c.from
	slices.Sort(out)
	for _, x := range out {
		if x < from || x > c.to {
			continue
		}
		if x > from {
			cols = append(cols, markCol{from, x - 1, tag})
		}
		from = x + 1
	}
	if from <= c.to {
		cols = append(cols, markCol{from, c.to, tag})
	}
	return cols
}
