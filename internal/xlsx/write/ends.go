package write

// group is rows that are printed on one page: what stands above a table with its
// first rows, the signatures with the last rows before them. Rows are 1-based.
type group struct {
	from, to int
	sign     bool
}

// firstRows and lastRows are how many rows stand at least below a caption, and
// above the signatures and the notes that end a page.
const (
	firstRows = 2
	lastRows  = 3
)

// keep notes that the rows laid last stay together as far as the first rows of their
// table: what stands above it, and the empty row, which would else be a page of its own.
func (w *layout) keep(from, first int) {
	w.groups = append(w.groups, group{from: from, to: min(first+firstRows-1, len(w.rows))})
}

// keepSign notes that the signature, the last row, stays with the rows before it.
func (w *layout) keepSign() {
	w.groups = append(w.groups, group{from: w.some(len(w.rows) - 1), to: len(w.rows), sign: true})
}

// some is the first of the last few rows of a list before a row, which keep company
// to what follows the list; they do not leave their caption, and a list has its header.
func (w *layout) some(row int) int {
	from := max(1, row-lastRows)
	for _, other := range w.groups {
		if other.from < from && from <= other.to {
			from = other.from
		}
	}
	if from <= w.listHeader() {
		return row
	}
	return from
}

// breaks are the rows with which a printed page begins because else a page's edge
// would part what belongs together.
func (w *layout) breaks() []int {
	if row := w.chartPage(); row > 0 {
		return []int{row}
	}
	if w.tall() == 1 {
		return nil
	}
	var breaks []int
	start := 1
	for _, g := range w.groups {
		if w.parted(start, g) {
			start = g.from
			breaks = append(breaks, start)
		}
	}
	return breaks
}

// drawnWidths is how wide programs draw one character of a column's width, in points:
// where there is Calibri, with 宋体, and with neither.
var drawnWidths = [...]float64{charWidth, 6, 7.05}

// parted reports whether the edge of a page may lie within a group, when a page
// begins with a row: the wider a program draws the columns, the smaller it sets the
// sheet and the more a page takes. So far down a list that nobody knows where its
// pages end the signatures stand where they come.
func (w *layout) parted(start int, g group) bool {
	const known, off = 3, 0.02 // pages; a program may differ from what we count by this share
	_, high := w.printed()
	if start >= g.from || w.between(g.from, g.to) > high/w.scale()/2 {
		return false
	}
	for _, wide := range drawnWidths {
		room := high / w.scaleAt(wide)
		if g.sign && w.between(start, g.to) > known*room {
			continue
		}
		for _, share := range []float64{1 - off, 1, 1 + off} {
			if w.edgeIn(start, g, room*share) {
				return true
			}
		}
	}
	return false
}

// edgeIn reports whether a page of some room ends within a group.
func (w *layout) edgeIn(start int, g group, room float64) bool {
	header := w.listHeader()
	y := 0.0
	for row := start; row <= g.to; row++ {
		height := w.rows[row-1].height
		if y > 0 && y+height > room {
			if row > g.from {
				return true
			}
			y = 0
			if header > 0 && row > header { // it is repeated on each page
				y = w.rows[header-1].height
			}
		}
		y += height
	}
	return false
}

// between is how high rows are together, the first and the last included.
func (w *layout) between(from, to int) float64 { return w.high(to) - w.high(from-1) }
