package write

import (
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// pageCell is one cell of a laid-out page.
type pageCell struct {
	value sheet.Value
	look  appearance
}

// pageRow is one row of a laid-out page. The cells stand from column A on. Those
// of a list are laid out when they are written: everybody of a city, with the look
// of each cell, is too much to be held at a time.
type pageRow struct {
	height    float64
	*rowCells       // nil of a row that is not laid out yet
	body      *body // whose row it is then
	nth       int   // which of the body's rows it is, from 0
	linked    bool  // some of its cells lead to others
}

// rowCells are the cells of a row.
type rowCells struct {
	cells  []pageCell
	merges [][2]int // first and last column, 1-based
}

// laid are the cells of the row.
func (r pageRow) laid() *rowCells {
	switch {
	case r.body != nil:
		return r.body.lay(r.nth)
	case r.rowCells != nil:
		return r.rowCells
	}
	return &rowCells{}
}

// wide is how many columns the row takes.
func (r pageRow) wide() int {
	if r.body != nil {
		return r.body.wide
	}
	return len(r.laid().cells)
}

// links yields the cells of the row that lead to others, by column from 0.
func (r pageRow) links(yield func(int, sheet.Spot) bool) {
	if !r.linked {
		return
	}
	for i, v := range r.body.row(r.nth) {
		if v.Link != nil && !yield(i, *v.Link) {
			return
		}
	}
}

// spot says where a block came to stand; rows are 1-based, 0 for none.
type spot struct {
	header, first, last, total int
}

// layout is a page as rows, before it is a sheet.
type layout struct {
	page   sheet.Page
	char   float64 // how wide a character of a column's width may be drawn, in points
	less   float64 // how much smaller than its columns want it the sheet is set
	cols   int
	seen   [][]seen // of each block, by column
	widths []float64
	styles []int // of the columns, for cells that have none of their own
	rows   []pageRow
	spots  []spot
	groups []group // in their order
	ends   []int   // the rows with which the printed pages after the first begin
}

// entryRows is how many ruled rows an empty form shows to be filled in: a printed page.
const entryRows = 24

// lay lays a page of a workbook out whose columns are counted in a type of some size. A
// chart that is left over for a last page makes it smaller, when that saves the page.
func lay(p sheet.Page, size float64) *layout {
	w := layAt(p, size, 1)
	if p.Chart == nil || !w.paged() {
		return w
	}
	for _, less := range []float64{0.95, 0.9, 0.85, 0.8} {
		if s := layAt(p, size, less); len(s.ends) < len(w.ends) {
			return s
		}
	}
	return w
}

// layAt lays a page out that is set smaller than its columns want it.
func layAt(p sheet.Page, size, less float64) *layout {
	w := &layout{page: p, cols: columns(p), char: charWidth * max(size, ownSize) / ownSize, less: less}
	for _, b := range p.Blocks {
		w.seen = append(w.seen, survey(b))
	}
	w.widths = widths(p, w.cols, w.seen)
	if p.Bare {
		w.layBare()
		return w
	}
	later := w.layHead()
	w.layBlocks(p.Blocks)
	w.layLater(later)
	w.laySign()
	w.keepBelow()
	w.ends = w.breaks()
	return w
}

func (w *layout) layBlocks(blocks []sheet.Block) {
	for i, b := range blocks {
		if i == 0 {
			w.layBlock(b, w.seen[i])
			if list(w.page) > 0 {
				w.keep(1, len(w.rows)) // what stands above the list is not torn, either
			}
			continue
		}
		from := w.add(pageRow{height: gap})
		w.layBlock(b, w.seen[i])
		if i == list(w.page)+1 && i == len(blocks)-1 && !w.listOnFirst() {
			from = w.some(from) // rows of the list, whose header is printed on each page
		}
		w.keep(from, w.spots[i].first)
	}
}

// gap is the height of the empty row between two tables.
const gap = 10.0

func columns(p sheet.Page) int {
	n := 1
	for _, b := range p.Blocks {
		n = max(n, len(b.Columns))
	}
	return n
}

// prose reports whether a block is one of texts alone, which spread over the page.
func (w *layout) prose(b sheet.Block) bool { return len(b.Columns) == 1 && w.cols > 3 && !hasHeader(b) }

// pairs reports whether a block is a list of labels and values, whose
// second column spreads over the rest of a wider page.
func (w *layout) pairs(b sheet.Block) bool { return len(b.Columns) == 2 && w.cols > 3 }

func (w *layout) add(r pageRow) int {
	w.rows = append(w.rows, r)
	return len(w.rows)
}

// addLine adds a row whose one text spreads over the columns of the first page.
func (w *layout) addLine(text string, look appearance, height float64) {
	row := evenRow(w.front(), height, look)
	row.cells[0].value = sheet.S(text)
	row.spread(1, w.front())
	w.add(row)
}

// evenRow is a row of empty cells of one look.
func evenRow(cols int, height float64, look appearance) pageRow {
	row := pageRow{height: height, rowCells: &rowCells{cells: make([]pageCell, cols)}}
	for i := range row.cells {
		row.cells[i].look = look
	}
	return row
}

func (r *rowCells) spread(from, to int) {
	if to > from {
		r.merges = append(r.merges, [2]int{from, to})
	}
}

func (w *layout) span(from, to int) float64 {
	sum := 0.0
	for _, x := range w.widths[from-1 : to] {
		sum += x
	}
	return sum
}

// layHead lays what stands above the tables, and returns the notes for which the
// list's header, which stays in view, leaves no room there.
func (w *layout) layHead() (later []string) {
	w.layTitle(w.page.Title)
	w.laySides()
	above, later := w.split(w.page.Notes)
	for _, note := range above {
		w.note(note)
	}
	return later
}

// note adds a text of as many lines as it needs.
func (w *layout) note(text string) {
	from, to := w.noteCols(text)
	row := evenRow(w.front(), w.noteHeight(text), appearance{role: roleNote, wrap: true})
	row.cells[from-1].value = sheet.S(text)
	row.spread(from, to)
	w.add(row)
}

func (w *layout) noteHeight(text string) float64 {
	return ooxml.RowHeight(ooxml.Lines(text, w.span(w.noteCols(text))))
}

// noteCols are the first and the last column of a note. Of pages side by side it stands
// behind the columns that are printed on each, or the edge of the first page would be
// cut through it on the next; below a form, where it would be read as a row that somebody
// typed, a short one keeps to those columns.
func (w *layout) noteCols(text string) (from, to int) {
	const most = 2 // lines
	known := w.known()
	switch {
	case w.pagesWide() == 1:
		return 1, w.front()
	case known < w.front() && (!w.isForm() || len(w.spots) == 0):
		return known + 1, w.front()
	case ooxml.Lines(text, w.span(1, known)) <= most:
		return 1, known
	}
	return 1, w.front()
}

// layLater lays the notes that found no room above the list.
func (w *layout) layLater(notes []string) {
	if len(notes) == 0 {
		return
	}
	from := w.add(pageRow{height: gap})
	w.addLine(laterTitle, appearance{role: roleCaption}, 24)
	first := len(w.rows) + 1
	for _, n := range notes {
		w.note(n)
	}
	if !w.listOnFirst() {
		from = w.some(from)
	}
	w.keep(from, first)
}

// layTitle sets the title over the page; of pages side by side over the columns
// that stand on each, so that every half begins with it.
func (w *layout) layTitle(title string) {
	if title == "" {
		return
	}
	over, align := w.front(), alignCentre
	if w.pagesWide() > 1 {
		over, align = w.known(), alignLeft
	}
	lines := ooxml.Lines(title, w.span(1, over)*0.6)
	row := evenRow(w.front(), 6+24*float64(lines), appearance{role: roleTitle, align: align, wrap: true})
	row.cells[0].value = sheet.S(title)
	row.spread(1, over)
	w.add(row)
}

func (w *layout) laySides() {
	var sides []string
	for _, text := range []string{w.page.Left, w.page.Right} {
		if text != "" {
			sides = append(sides, text)
		}
	}
	parts := make([]float64, len(sides))
	for i, text := range sides {
		parts[i] = ooxml.TextWidth(text)
	}
	if len(sides) > 0 {
		w.layBeside(sides, parts, 1, 22, roleSide)
	}
}

func (w *layout) laySign() {
	signs := w.page.Sign
	if len(signs) == 0 {
		if w.page.Chart != nil {
			w.keepEnd(len(w.rows))
		}
		return
	}
	from := w.add(pageRow{height: ooxml.LineHeight})
	w.layBeside(signs, slices.Repeat([]float64{1}, len(signs)), w.signFrom()+1, 30, roleSign)
	w.keepEnd(from)
}

// layBeside lays texts side by side in one row, each in its part of the columns of the
// first page from one on; where no columns part them so that each has room, they share
// one cell.
func (w *layout) layBeside(texts []string, parts []float64, from int, height float64, role role) {
	look := appearance{role: role}
	to := w.shared(texts, parts, from)
	if to == nil {
		w.addLine(w.spaced(texts, w.span(1, w.front())), look, height)
		return
	}
	row := evenRow(w.front(), height, look)
	for i, last := range to {
		if role == roleSide && i > 0 { // what is told on the right stands at the edge
			for col := from; col <= last; col++ {
				row.cells[col-1].look.align = alignRight
			}
		}
		row.cells[from-1].value = sheet.S(texts[i])
		row.spread(from, last)
		from = last + 1
	}
	w.add(row)
}

// shared is the last column of each of some texts in the columns of the first page
// from one on, as near to their parts as their room allows; nil when it does not.
func (w *layout) shared(texts []string, parts []float64, from int) []int {
	if len(texts) == 0 {
		return []int{}
	}
	for _, to := range w.byShare(parts, from) {
		if !w.roomy(texts[0], from, to) {
			continue
		}
		if rest := w.shared(texts[1:], parts[1:], to+1); rest != nil {
			return append([]int{to}, rest...)
		}
	}
	return nil
}

// byShare are the last columns that the first of some texts in the columns from one on
// may have, those first that make it about as wide as its part of all.
func (w *layout) byShare(parts []float64, from int) []int {
	if len(parts) == 1 {
		return []int{w.front()}
	}
	all := 0.0
	for _, p := range parts {
		all += p
	}
	var wider, narrower []int
	for to := from; to <= w.front()-len(parts)+1; to++ {
		if w.span(from, to)*all >= w.span(from, w.front())*parts[0] {
			wider = append(wider, to)
		} else {
			narrower = append([]int{to}, narrower...)
		}
	}
	return append(wider, narrower...)
}

// spaced is texts in one line, with as much room between and behind as a width allows.
func (w *layout) spaced(texts []string, width float64) string {
	const space, least = "　", 2
	line := strings.Join(texts, "")
	spaces := int((width/larger - ooxml.TextWidth(line)) / ooxml.TextWidth(space) / float64(len(texts)))
	return strings.Join(texts, strings.Repeat(space, max(spaces, least)))
}

// larger is how much more room a text of the heads and the signatures takes than it has
// characters: it is set larger than what the width of a column is counted in.
const larger = 1.15

// roomy reports whether a text that stands beside another has room in its columns.
func (w *layout) roomy(text string, from, to int) bool {
	return from <= to && w.span(from, to) >= ooxml.TextWidth(text)*larger
}

// signFrom is how many columns stand before the signatures: on pages side by side
// those that are printed on each, else one of the signatures would be there twice.
func (w *layout) signFrom() int {
	if w.pagesWide() == 1 {
		return 0
	}
	return w.known()
}

func (w *layout) layBare() {
	for _, b := range w.page.Blocks[:min(1, len(w.page.Blocks))] {
		head := evenRow(0, 0, appearance{})
		for _, c := range b.Columns {
			head.cells = append(head.cells, pageCell{value: sheet.S(string(c.Header)), look: appearance{role: roleBare}})
		}
		spot := spot{header: w.add(head)}
		body := &body{layout: w, block: b, row: b.Row, role: roleBare, wide: len(b.Columns)}
		w.rows = slices.Grow(w.rows, b.Len())
		for i := range b.Len() {
			spot.last = w.add(pageRow{body: body, nth: i})
		}
		spot.first = spot.header + 1
		w.spots = append(w.spots, spot)
	}
}
