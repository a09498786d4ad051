package write

// group is rows that are printed on one page: what stands above a table with its
// first rows, the signatures with the last rows before them. Rows are 1-based.
type group struct {
	from, to int
	sign     bool
}

// firstRows and lastRows are how many rows stand at least below a caption, and
// above the signatures of a page.
const (
	firstRows = 2
	lastRows  = 5
)

// keep notes that the rows laid last stay together as far as the first rows of their
// table: what stands above it, and the empty row, which would else be a page of its own.
func (w *layout) keep(from, first int) {
	w.groups = append(w.groups, group{from: from, to: min(first+firstRows-1, len(w.rows))})
}

// keepSign notes that the signature, the last row, stays with the rows before it;
// these do not leave their caption.
func (w *layout) keepSign() {
	g := group{from: max(1, len(w.rows)-1-lastRows), to: len(w.rows), sign: true}
	for _, other := range w.groups {
		if other.from < g.from && g.from <= other.to {
			g.from = other.from
		}
	}
	w.groups = append(w.groups, g)
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

// parted reports whether the edge of a page may lie within a group, when a page
// begins with a row. How much a page takes is not known for sure: columns are up to
// a fifth wider in other programs and fonts, and the sheet is set smaller by that. So
// far down a list nobody knows where its pages end: a caption then begins a page, but
// the signatures only where they would stand alone as we count.
func (w *layout) parted(start int, g group) bool {
	const steps, step, known = 10, 0.02, 4
	_, high := w.printed()
	room := high / w.scale()
	if start >= g.from || w.between(g.from, g.to) > room/2 {
		return false
	}
	tries := steps
	if g.sign && w.between(start, g.to) > known*room {
		tries = 0
	}
	for i := range tries + 1 {
		if w.edgeIn(start, g, room*(1+step*float64(i))) {
			return true
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
