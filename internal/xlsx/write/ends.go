package write

// group is rows that are printed on one page: what stands above a table with its
// first rows, a small table whole, the signatures with the last rows before them.
// Rows are 1-based; of two groups that share rows each is kept for itself.
type group struct{ from, to int }

// firstRows and lastRows are how many rows stand at least below a caption, and
// above the signatures and the notes that end a page.
const (
	firstRows = 2
	lastRows  = 3
)

// keep notes that the rows laid last stay together: what stands above a table, from
// one row, with the first rows of it, or with all when they take no more than most of
// a page.
func (w *layout) keep(from, first int) {
	const most = 0.8
	to := len(w.rows)
	w.groups = append(w.groups, group{from, min(first+firstRows-1, to)})
	if w.between(first, to) <= most*w.pageRoom() {
		w.groups = append(w.groups, group{from, to}, group{first, to})
	}
}

// listOnFirst reports whether the list has room on the first page. Its header is printed
// there alone then, and it is not torn for what stands below it.
func (w *layout) listOnFirst() bool {
	i := list(w.page)
	return i >= 0 && i < len(w.spots) && w.high(w.listEnd()) <= w.pageRoom()
}

// listEnd is the last row of the list, its total included.
func (w *layout) listEnd() int {
	s := w.spots[list(w.page)]
	return max(s.last, s.total)
}

// keepEnd notes that what was laid last, from one row on, stays with the last rows
// before it, and so does the chart behind it.
func (w *layout) keepEnd(from int) {
	if w.page.Chart != nil && w.listOnFirst() {
		w.keepSigned(from)
		return
	}
	to := w.lastRow()
	w.groups = append(w.groups, group{from, to}, group{w.some(from), to}, group{max(1, from-lastRows), to})
}

// keepSigned notes that what was laid last, from one row on, stays with all that stands
// below the list, or else with the last rows of it; the chart has a page of its own when
// it must.
func (w *layout) keepSigned(from int) {
	to, some := len(w.rows), max(1, from-lastRows)
	w.groups = append(w.groups, group{from, to}, group{some, to}, group{min(some, w.listEnd()+1), to})
}

// keepBelow notes that all that stands below the list stays with the last rows of it: on
// a page of its own the list's header would be printed above what is not under it.
func (w *layout) keepBelow() {
	if list(w.page) >= 0 && !w.listOnFirst() {
		w.groups = append(w.groups, group{w.some(w.listEnd() + 1), w.lastRow()})
	}
}

// lastRow is the last row; a chart is one more.
func (w *layout) lastRow() int {
	if w.page.Chart != nil {
		return len(w.rows) + 1
	}
	return len(w.rows)
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

// between is how high rows are together, the first and the last included.
func (w *layout) between(from, to int) float64 { return w.high(to) - w.high(from-1) }
