package write

import "math"

// Programs draw a column's width each in its own way: as wide as a digit of a type that
// they have, from 5.5 to 7 points. A sheet set as wide as its paper by the program has
// therefore other pages in each, and nobody knows where they end. A list of several
// pages has its scale from us, so that its columns fit in every program, and we end
// each of its pages: their rows are the same everywhere, and are those a reader wants
// together.
const (
	ownSize   = 11.0  // points: of the type in which our workbooks count widths
	charWidth = 7.1   // of a column's width at most, in points: in a type that stands in for 宋体
	filled    = 0.985 // of a page that is filled: programs round rows up
	endRoom   = 0.3   // of a page that the last one fills at least, when the one before can spare it
	mostEnds  = 1000  // no program takes many more page ends on a sheet; nobody prints so much
)

// The printable part of A4 across, and what stands on it, in points.
const (
	printWidth  = 770.0
	printHeight = 505.0
	tallWidth   = 520.0 // of A4 upright
	tallHeight  = 750.0
	chartHeight = 270.0
)

// printed is the printable part of a page, in points.
func (w *layout) printed() (wide, high float64) {
	if w.page.Portrait {
		return tallWidth, tallHeight
	}
	return printWidth, printHeight
}

// scale is how much smaller a sheet is set so that its pages hold their columns, and less
// still; 1 for not at all. It is a whole percent in all programs.
func (w *layout) scale() float64 {
	return math.Floor(100*w.less*w.fitting()) / 100
}

// fitting is the scale with which the columns of a sheet fill its pages, at most 1.
func (w *layout) fitting() float64 {
	wide, _ := w.printed()
	return min(1, wide/(w.across()*w.char))
}

// pageRoom is how high the rows of a page may be together, in points.
func (w *layout) pageRoom() float64 {
	_, high := w.printed()
	return filled * high / w.scale()
}

// pageWidth is how many characters a printed page is wide before its type
// becomes too small to read.
const pageWidth = 235

// pagesWide is over how many pages side by side a sheet is printed.
func (w *layout) pagesWide() int {
	return max(1, int(math.Ceil(w.span(1, w.cols)/pageWidth)))
}

// across is how wide the widest of the pages side by side is, in characters.
func (w *layout) across() float64 {
	if w.pagesWide() == 1 {
		return w.span(1, w.cols)
	}
	wide := w.span(1, w.cols) / float64(w.pagesWide())
	for !w.holds(wide) {
		wide++
	}
	return wide
}

// holds reports whether pages of a width hold all columns: each of them after the
// first begins with the columns by which a row is known.
func (w *layout) holds(wide float64) bool {
	known := w.span(1, w.known())
	pages, filled := 1, 0.0
	for i, width := range w.widths {
		if filled+width > wide {
			pages, filled = pages+1, known
		}
		if filled += width; filled > wide && i >= w.known() {
			return false
		}
	}
	return pages <= w.pagesWide()
}

// front is how many columns stand on the first of the pages side by side:
// titles and signatures spread over these.
func (w *layout) front() int {
	switch wide := w.pagesWide(); {
	case wide == 1:
		return w.cols
	case w.paged():
		return w.pageCols(1, w.across())
	default:
		return w.pageCols(1, w.span(1, w.cols)/float64(wide))
	}
}

// pageCols is the last of the columns of a width that begin with one.
func (w *layout) pageCols(from int, wide float64) int {
	to := from
	for to < w.cols && w.span(from, to+1) <= wide {
		to++
	}
	return to
}

// edges are the columns with which the pages side by side after the first begin.
func (w *layout) edges() []int {
	if w.pagesWide() == 1 {
		return nil
	}
	var edges []int
	wide := w.across()
	for col := w.front() + 1; col <= w.cols; col = w.pageCols(col, wide-w.span(1, w.known())) + 1 {
		edges = append(edges, col)
	}
	return edges
}

// paged reports whether we end the pages of a sheet. A form grows as people type, and
// its manual is a text: these are fitted to their paper by the program that prints them.
func (w *layout) paged() bool {
	return !w.page.Portrait && !w.isForm() && !w.blank() && w.tall() == 0
}

// blank reports whether a list whose pages lie side by side has no row: nothing is
// printed then on the second of them.
func (w *layout) blank() bool {
	if w.pagesWide() == 1 || w.isForm() {
		return false
	}
	for _, b := range w.page.Blocks {
		if b.Len() > 0 {
			return false
		}
	}
	return true
}

// tall is the number of pages a sheet may be high, 0 for any. One that is a little
// higher than a page is set smaller, so that its last lines, its signature or its
// chart do not stand alone on a second one.
func (w *layout) tall() int {
	const readable = 0.6
	little := 1.25
	if w.page.Chart != nil { // which a page's edge would cut in two
		little = 1.6
	}
	if w.pagesWide() > 1 || w.isForm() {
		return 0
	}
	_, high := w.printed()
	whole := high / w.height() // the scale with which one page holds all
	if whole >= w.fitting() || whole >= max(readable, w.fitting()/little) {
		return 1
	}
	return 0
}

// height is that of all rows and the chart, in points.
func (w *layout) height() float64 {
	if w.page.Chart != nil {
		return w.high(len(w.rows)) + chartHeight
	}
	return w.high(len(w.rows))
}

// paging is how the rows of a sheet come on its pages. A chart is a row more.
type paging struct {
	*layout
	room float64
	last int    // row
	tied []bool // by row: it stands on the page of the row before it
}

// breaks reckons the rows with which the printed pages after the first begin.
func (w *layout) breaks() []int {
	if !w.paged() {
		return nil
	}
	p := w.paging()
	var starts []int
	for at := p.follow(1); at <= p.last && len(starts) < mostEnds; at = p.follow(at) {
		starts = append(starts, at)
	}
	return p.even(starts)
}

func (w *layout) paging() paging {
	p := paging{layout: w, room: w.pageRoom(), last: w.lastRow()}
	p.tied = make([]bool, p.last+1)
	for _, g := range w.groups {
		if p.fill(g.from, g.to) > p.room { // no page holds it
			continue
		}
		for row := g.from + 1; row <= g.to; row++ {
			p.tied[row] = true
		}
	}
	return p
}

// rowHeight is that of a row, or of the chart behind the last one.
func (p paging) rowHeight(row int) float64 {
	if row > len(p.rows) {
		return chartHeight
	}
	return p.rows[row-1].height
}

// fill is how high a page is that begins with a row and ends with another: the header
// of the list is repeated on it.
func (p paging) fill(from, to int) float64 {
	sum := 0.0
	if header := p.listHeader(); header > 0 && from > header {
		sum = p.rowHeight(header)
	}
	for row := from; row <= to; row++ {
		sum += p.rowHeight(row)
	}
	return sum
}

// next is the row with which the page begins that follows the one which begins with
// a row.
func (p paging) next(at int) int {
	sum := p.fill(at, at)
	for row := at + 1; row <= p.last; row++ {
		if sum += p.rowHeight(row); sum > p.room {
			return p.loose(at, row)
		}
	}
	return p.last + 1
}

// follow is the row with which the page begins that follows the one which begins with a
// row: the next, or one of the last few before it, when else its page would hold fewer
// rows of the list than a reader wants below its header.
func (p paging) follow(before int) int {
	at := p.next(before)
	for row := at; row > max(before, at-2*lastRows) && at <= p.last; row-- {
		if !p.tied[row] && !p.sparse(row, p.next(row)) && !p.sparse(before, row) {
			return row
		}
	}
	return at
}

// sparse reports whether a page from one row to before another holds rows of the list,
// but too few, although the list has more.
func (p paging) sparse(from, end int) bool {
	i := list(p.page)
	if i < 0 {
		return false
	}
	first, last := p.spots[i].first, p.listEnd()
	held := min(end-1, last) - max(from, first) + 1
	return held > 0 && held < min(lastRows, last-first+1)
}

// loose is the last row, down to one, that may begin a page.
func (p paging) loose(at, to int) int {
	for row := to; row > at; row-- {
		if !p.tied[row] {
			return row
		}
	}
	return to
}

// even moves rows to the last page from the one before it, so that the signatures and
// the last lines do not stand on a page of their own. A list that is whole on the first
// page stays so, above notes that take some lines.
func (p paging) even(starts []int) []int {
	const lines = 0.15 // of a page
	if len(starts) == 0 || len(starts) == mostEnds {
		return starts
	}
	if p.listOnFirst() && starts[0] > p.listEnd() && p.fill(starts[len(starts)-1], p.last) >= lines*p.room {
		return starts
	}
	before, last := 1, len(starts)-1
	if last > 0 {
		before = starts[last-1]
	}
	for row := starts[last] - 1; row > before; row-- {
		if p.fill(starts[last], p.last) >= endRoom*p.room || p.fill(row, p.last) > p.fill(before, row-1) {
			break
		}
		if !p.tied[row] && !p.sparse(before, row) && !p.sparse(row, p.last+1) {
			starts[last] = row
		}
	}
	return starts
}

// isForm reports whether people type into one of the tables.
func (w *layout) isForm() bool {
	for _, b := range w.page.Blocks {
		if isForm(b) {
			return true
		}
	}
	return false
}

// endsOnFirstPage reports whether something stands below the list and the list ends
// on the first printed page: its header would stand above what is not under it.
func (w *layout) endsOnFirstPage() bool {
	if len(w.ends) == 0 {
		return list(w.page) < len(w.spots)-1
	}
	return w.listEnd() < w.ends[0]
}
