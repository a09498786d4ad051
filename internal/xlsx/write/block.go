package write

import (
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// layBlock lays one table out: caption, header, rows, total.
func (w *layout) layBlock(b sheet.Block) {
	spot := spot{header: w.layTop(b)}
	spot.first = len(w.rows) + 1
	ways := w.waysOf(b)
	for _, r := range b.Rows {
		if w.prose(b) {
			w.note(r[0].Text)
			continue
		}
		w.add(w.bodyRow(b, r, roleBody, ways))
	}
	w.layEmpty(b, ways)
	spot.last = len(w.rows)
	if b.Total != nil {
		spot.total = w.add(w.bodyRow(b, b.Total, roleTotal, ways))
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
	if len(b.Rows) > 0 {
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
		for range entryRows {
			w.add(w.bodyRow(b, nil, roleBody, ways))
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
	row, lines := pageRow{}, 1
	for i, c := range b.Columns {
		row.cells = append(row.cells, pageCell{value: sheet.S(string(c.Header)), look: look})
		lines = max(lines, ooxml.Lines(string(c.Header), w.reach(b, i)))
	}
	w.stretch(b, &row)
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

// bodyRow is one row of values.
func (w *layout) bodyRow(b sheet.Block, values []sheet.Value, role role, ways []way) pageRow {
	lines := 1
	for i, v := range values {
		if v.Kind == sheet.Str {
			reach := w.reach(b, i)
			if i < len(ways) && ways[i].apart {
				reach -= indent
			}
			lines = max(lines, ooxml.Lines(v.Text, reach))
		}
	}
	return pageRow{height: ooxml.RowHeight(lines), values: values, wide: w.breadth(b, values), lay: func() pageRow {
		return w.bodyCells(b, values, role, ways)
	}}
}

// bodyCells lays out one row of values.
func (w *layout) bodyCells(b sheet.Block, values []sheet.Value, role role, ways []way) pageRow {
	n := max(len(b.Columns), len(values))
	row := pageRow{cells: make([]pageCell, 0, n)}
	for i := range n {
		var v sheet.Value
		if i < len(values) {
			v = values[i]
		}
		look := w.bodyLook(b, i, v, role, ways)
		row.cells = append(row.cells, pageCell{value: v, look: look})
	}
	w.stretch(b, &row)
	return row
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
func (w *layout) stretch(b sheet.Block, row *pageRow) {
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

// waysOf are the ways of the columns of a block.
func (w *layout) waysOf(b sheet.Block) []way {
	const limit = 12
	ways := make([]way, len(b.Columns))
	for i, c := range b.Columns {
		ways[i].short = !c.Wrap && !w.pairs(b) && !slices.ContainsFunc(b.Rows, func(r []sheet.Value) bool {
			return i < len(r) && r[i].Kind == sheet.Str && ooxml.TextWidth(r[i].Text) > limit
		})
		ways[i].apart = apart(b, i)
	}
	return ways
}

// apart reports whether a column stands after one of numbers.
func apart(b sheet.Block, i int) bool {
	return i > 0 && slices.ContainsFunc(b.Rows, func(r []sheet.Value) bool {
		return i <= len(r) && r[i-1].Kind > sheet.Str && alignOf(r[i-1].Kind) == alignRight
	})
}

// widths gives every column of a page the width its content wants.
func widths(p sheet.Page, cols int) []float64 {
	widths := make([]float64, cols)
	for _, b := range p.Blocks {
		spreads := cols > 3 && !hasHeader(b) // the last value over the rest of the page
		for i, c := range b.Columns {
			if spreads && i == len(b.Columns)-1 {
				continue
			}
			widths[i] = max(widths[i], columnWidth(b, i, c))
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

func columnWidth(b sheet.Block, i int, c sheet.ColumnSpec) float64 {
	texts, numbers, whole := 0.0, 0.0, 0.0
	rows := b.Rows
	if b.Total != nil {
		rows = append(rows[:len(rows):len(rows)], b.Total)
	}
	for _, r := range rows {
		if i >= len(r) {
			continue
		}
		if r[i].Kind > sheet.Str {
			numbers = max(numbers, ooxml.TextWidth(shown(r[i])))
			continue
		}
		if texts < mostWide {
			texts = max(texts, ooxml.TextWidth(r[i].Text))
		}
		if c.Width > 0 {
			whole = max(whole, unparted(r[i].Text, c.Wrap))
		}
	}
	if c.Width > 0 {
		return max(c.Width, leastHeader(string(c.Header)), numbers+2, whole+besideCode(b, i))
	}
	for _, choice := range c.Choices {
		texts = max(texts, min(ooxml.TextWidth(choice), 24))
	}
	most := textWide
	if c.Wrap {
		most = wrapWide
	}
	return max(headerWidth(string(c.Header)), min(texts, most)+2.4, numbers+2.6)
}

// besideCode is how much wider a column is than the codes in it.
func besideCode(b sheet.Block, i int) float64 {
	const edges = 1.4
	if apart(b, i) {
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
