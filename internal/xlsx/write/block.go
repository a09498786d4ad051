package write

import (
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// layBlock lays one table out of which the columns are seen: caption, header, rows, total.
func (w *layout) layBlock(b sheet.Block, columns []seen) {
	spot := spot{header: w.layTop(b)}
	spot.first = len(w.rows) + 1
	ways := w.waysOf(b, columns)
	rows := &body{layout: w, block: b, row: b.Row, role: roleBody, ways: ways}
	w.rows = slices.Grow(w.rows, b.Len())
	for i := range b.Len() {
		if w.prose(b) {
			w.note(b.Row(i)[0].Text)
			continue
		}
		w.add(w.bodyRow(rows, i))
	}
	w.layEmpty(b, ways)
	spot.last = len(w.rows)
	if b.Total != nil {
		total := func(int) []sheet.Value { return b.Total }
		spot.total = w.add(w.bodyRow(&body{layout: w, block: b, row: total, role: roleTotal, ways: ways}, 0))
	}
	w.spots = append(w.spots, spot)
}

// layTop lays caption and header out, and returns the row of the header, 0 for none.
func (w *layout) layTop(b sheet.Block) (header int) {
	if b.Title != "" {
		w.addLine(b.Title, appearance{role: roleCaption}, 24)
	}
	if hasHeader(b) {
		header = w.add(w.headerRow(b))
	}
	return header
}

func hasHeader(b sheet.Block) bool {
	for _, c := range b.Columns {
		if c.Header != "" {
			return true
		}
	}
	return false
}

// layEmpty says that there is no row, or offers ruled rows to be filled in.
func (w *layout) layEmpty(b sheet.Block, ways []way) {
	if b.Len() > 0 {
		return
	}
	if b.Empty != "" {
		row := evenRow(max(len(b.Columns), 1), 24, appearance{align: alignCentre, wrap: true})
		row.cells[0].value = sheet.S(b.Empty)
		row.spread(1, min(len(row.cells), w.front())) // of pages side by side on the first
		w.add(row)
		return
	}
	if isForm(b) {
		blank := &body{layout: w, block: b, row: func(int) []sheet.Value { return nil }, role: roleBody, ways: ways}
		for i := range entryRows {
			w.add(w.bodyRow(blank, i))
		}
	}
}

// isForm reports whether people type into a block.
func isForm(b sheet.Block) bool {
	for _, c := range b.Columns {
		if c.Text || len(c.Choices) > 0 || c.Note != "" {
			return true
		}
	}
	return false
}

func (w *layout) headerRow(b sheet.Block) pageRow {
	look := appearance{role: roleHeader, align: alignCentre, wrap: true}
	row, lines := evenRow(0, 0, look), 1
	for i, c := range b.Columns {
		row.cells = append(row.cells, pageCell{value: sheet.S(string(c.Header)), look: look})
		lines = max(lines, ooxml.Lines(string(c.Header), w.reach(b, i)))
	}
	w.stretch(b, row.rowCells)
	row.height = ooxml.RowHeight(lines) + 6
	return row
}

// breadth is how many columns a row of values takes: a value past the last column
// of its block is dropped nowhere.
func (w *layout) breadth(b sheet.Block, values []sheet.Value) int {
	if w.pairs(b) {
		return max(w.cols, len(values))
	}
	return max(len(b.Columns), len(values))
}

// body is rows of a block that are laid out alike, each when it is written.
type body struct {
	*layout
	block sheet.Block
	row   func(i int) []sheet.Value
	role  role
	ways  []way
	wide  int // how many columns the widest takes
}

// bodyRow is one row of values, as high as they want it.
func (w *layout) bodyRow(rows *body, nth int) pageRow {
	values := rows.row(nth)
	lines, linked := 1, false
	for i, v := range values {
		linked = linked || v.Link != nil
		if v.Kind == sheet.Str {
			reach := w.reach(rows.block, i)
			if i < len(rows.ways) && rows.ways[i].apart {
				reach -= indent
			}
			lines = max(lines, ooxml.Lines(v.Text, reach))
		}
	}
	rows.wide = max(rows.wide, w.breadth(rows.block, values))
	return pageRow{height: ooxml.RowHeight(lines), body: rows, nth: nth, linked: linked}
}

// lay lays out one of the rows.
func (x *body) lay(nth int) *rowCells {
	values, cols := x.row(nth), len(x.block.Columns)
	row := &rowCells{cells: make([]pageCell, 0, max(cols, len(values)))}
	for i, v := range values {
		row.cells = append(row.cells, pageCell{value: v, look: x.look(i, v)})
	}
	if x.role == roleBare {
		return row
	}
	for i := len(values); i < cols; i++ {
		row.cells = append(row.cells, pageCell{look: x.look(i, sheet.Value{})})
	}
	x.stretch(x.block, row)
	return row
}

// look is how a value of a column looks; on a sheet for machines a code is a text, and no more.
func (x *body) look(i int, v sheet.Value) appearance {
	if x.role == roleBare {
		return appearance{role: roleBare, text: i < len(x.block.Columns) && x.block.Columns[i].Text}
	}
	return x.bodyLook(x.block, i, v, x.role, x.ways)
}

// counter is the header of a column that only counts the rows: its
// numbers stand in the middle.
const counter = "序号"

// isCode reports whether a text is one of a licence, a barcode, a certificate or
// a telephone: its cell is in text format, so that it stays a text when it is typed again.
func isCode(v sheet.Value) bool {
	const shortest = 6
	digits := strings.Trim(v.Text, "0123456789") == ""
	return v.Kind == sheet.Str && digits && len(v.Text) >= shortest
}

func (w *layout) bodyLook(b sheet.Block, i int, v sheet.Value, role role, ways []way) appearance {
	look := appearance{role: role, kind: v.Kind, tone: v.Tone, wrap: true, link: v.Link != nil}
	if look.kind == sheet.Blank {
		look.kind = sheet.Str
	}
	if v.Kind == sheet.Int {
		look.unit = v.Text
	}
	look.text = isCode(v)
	if i < len(b.Columns) {
		c := b.Columns[i]
		look.text = look.text || c.Text
		look.open = w.page.Protected && (c.Text || len(c.Choices) > 0 || c.Note != "")
	}
	switch {
	case v.Kind == sheet.Int && i < len(b.Columns) && b.Columns[i].Header == counter:
		look.align = alignCentre
	case v.Kind > sheet.Str && !look.text:
		look.align, look.wrap = alignOf(v.Kind), false
	case i < len(ways) && ways[i].short:
		look.align = alignCentre
	case i < len(ways) && ways[i].apart && v.Kind == sheet.Str:
		look.apart = true
	}
	if role == roleBody && i == 0 && w.pairs(b) {
		look.role, look.align = roleLabel, alignLeft
	}
	return look
}

// alignOf is where a number stands: amounts one below the other, dates in the middle,
// clear of the text in the next column.
func alignOf(kind sheet.ValueKind) align {
	if kind == sheet.Day || kind == sheet.Weekday || kind == sheet.Moment {
		return alignCentre
	}
	return alignRight
}

// reach is the width a cell of a block has to itself.
func (w *layout) reach(b sheet.Block, i int) float64 {
	if i == 1 && w.pairs(b) {
		return w.span(2, w.cols)
	}
	if i >= len(w.widths) {
		return textWide
	}
	return w.widths[i]
}

// stretch spreads the values of a list of pairs to the page's last column.
func (w *layout) stretch(b sheet.Block, row *rowCells) {
	if !w.pairs(b) {
		return
	}
	for len(row.cells) < w.cols {
		row.cells = append(row.cells, pageCell{look: row.cells[1].look})
	}
	row.spread(2, w.cols)
}

// indent is the width that a text set in from the left has less, in characters.
const indent = 1.5

// A way is how the texts of a column stand.
type way struct {
	short bool // all so short that they stand in the middle
	apart bool // after numbers, with room between: else 9 and 6901028 would be read as one
}

// seen is what is seen of a column as all rows of its block are looked through.
type seen struct {
	texts   float64 // the width of its widest text, of the total too
	numbers float64 // of its widest number, likewise
	whole   float64 // of what stands on one line of a text, likewise, where the column was given a width
	long    bool    // a text of its rows does not stand in the middle
	right   bool    // a number of its rows stands at the right edge
}

// survey looks all rows of a block through, once.
func survey(b sheet.Block) []seen {
	columns := make([]seen, len(b.Columns))
	look := func(r []sheet.Value, body bool) {
		for i, v := range r[:min(len(r), len(columns))] {
			columns[i].add(b.Columns[i], v, body)
		}
	}
	for r := range b.All() {
		look(r, true)
	}
	look(b.Total, false)
	return columns
}

// add looks at one value of the column, of a row or of the total.
func (x *seen) add(c sheet.ColumnSpec, v sheet.Value, body bool) {
	const limit = 12
	if v.Kind > sheet.Str {
		x.numbers = max(x.numbers, ooxml.TextWidth(shown(v)))
		x.right = x.right || body && alignOf(v.Kind) == alignRight
		return
	}
	if x.texts < mostWide || body && !x.long {
		width := ooxml.TextWidth(v.Text)
		x.texts, x.long = max(x.texts, width), x.long || body && width > limit
	}
	if c.Width > 0 {
		x.whole = max(x.whole, unparted(v.Text, c.Wrap))
	}
}

// waysOf are the ways of the columns of a block.
func (w *layout) waysOf(b sheet.Block, columns []seen) []way {
	ways := make([]way, len(b.Columns))
	for i, c := range b.Columns {
		ways[i] = way{short: !c.Wrap && !w.pairs(b) && !columns[i].long, apart: apart(columns, i)}
	}
	return ways
}

// apart reports whether a column stands after one of numbers.
func apart(columns []seen, i int) bool { return i > 0 && columns[i-1].right }

// widths gives every column of a page the width its content wants.
func widths(p sheet.Page, cols int, blocks [][]seen) []float64 {
	widths := make([]float64, cols)
	for n, b := range p.Blocks {
		spreads := cols > 3 && !hasHeader(b) // the last value over the rest of the page
		for i, c := range b.Columns {
			if spreads && i == len(b.Columns)-1 {
				continue
			}
			widths[i] = max(widths[i], columnWidth(c, blocks[n], i))
		}
	}
	for i := range widths {
		widths[i] = min(max(widths[i], narrow), mostWide)
	}
	return roomForTitle(p, widths)
}

// signWide is the width that three signatures want, with room to sign.
const signWide = 56

// roomForTitle widens a very narrow page to what stands above its tables.
func roomForTitle(p sheet.Page, widths []float64) []float64 {
	if p.Bare {
		return widths
	}
	want := max(ooxml.TextWidth(p.Title)*1.8, ooxml.TextWidth(p.Left)+ooxml.TextWidth(p.Right)+8)
	if len(p.Notes) > 0 {
		want = max(want, 60)
	}
	if len(p.Sign) > 0 {
		want = max(want, signWide)
	}
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	if want = min(want, 90); sum < want {
		for i := range widths {
			widths[i] *= want / sum
		}
	}
	return widths
}

func columnWidth(c sheet.ColumnSpec, columns []seen, i int) float64 {
	x := columns[i]
	if c.Width > 0 {
		return max(c.Width, leastHeader(string(c.Header)), x.numbers+2, x.whole+besideCode(columns, i))
	}
	for _, choice := range c.Choices {
		x.texts = max(x.texts, min(ooxml.TextWidth(choice), 24))
	}
	most := textWide
	if c.Wrap {
		most = wrapWide
	}
	return max(headerWidth(string(c.Header)), min(x.texts, most)+2.4, x.numbers+2.6)
}

// besideCode is how much wider a column is than the codes in it.
func besideCode(columns []seen, i int) float64 {
	const edges = 1.4
	if apart(columns, i) {
		return edges + indent
	}
	return edges
}

// unparted is the width of what stands on one line of a text although its column was
// given a width: a code or a name of few characters, in a column of long texts a word
// of letters and digits; 0 for nothing.
func unparted(text string, long bool) float64 {
	const code, word = 24.0, 12.0 // what is longer wraps
	width := ooxml.WordWidth(text)
	if !long {
		width = ooxml.TextWidth(text)
	}
	switch {
	case long && width > code, !long && width > word && (width > code || !isOne(text)):
		return 0
	}
	return width
}

// isOne reports whether a text is one code: it has digits and no gap.
func isOne(text string) bool {
	return strings.ContainsAny(text, "0123456789") && !strings.ContainsAny(text, " 　，。；\n")
}

// headerWidth lets a long header stand on two lines.
func headerWidth(header string) float64 {
	w := ooxml.TextWidth(header)
	if w > 12 {
		w = max(w/2+1, 10)
	}
	return w + 2.4
}

// leastHeader is how wide a column of a given width is at least: its header stands on
// one line, or a long one on two, and no last character alone on the next.
func leastHeader(header string) float64 {
	return min(headerWidth(header), ooxml.TextWidth(header)+1)
}
