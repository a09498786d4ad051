package write

import (
	"fmt"

	"bangfu/internal/sheet"
)

// A small screen shows about 25 rows of a sheet. What stays in view, to the header
// of the list, leaves 15 of them to the list's rows.
const (
	frozenRows   = 10
	frozenHeight = 180.0 // points: 10 rows of one line
)

// list is the block that people go through: the one with a filter, else the only
// one with a header; -1 when the page has none or several.
func list(p sheet.Page) int {
	found := -1
	for i, b := range p.Blocks {
		switch {
		case b.Filter:
			return i
		case !hasHeader(b):
		case found >= 0:
			found = len(p.Blocks) // several, unless one has a filter
		default:
			found = i
		}
	}
	if found == len(p.Blocks) {
		return -1
	}
	return found
}

// listHeader is the row of the list's header, 0 when the page has no list.
func (w *layout) listHeader() int {
	if i := list(w.page); i >= 0 {
		return w.spots[i].header
	}
	return 0
}

// frozen is the last row that stays in view, the header of the list; 0 when it
// stands too low.
func (w *layout) frozen() int {
	row := w.listHeader()
	if row > frozenRows || w.high(row) > frozenHeight {
		return 0
	}
	return row
}

// high is how high the first rows are together.
func (w *layout) high(rows int) float64 {
	sum := 0.0
	for _, r := range w.rows[:rows] {
		sum += r.height
	}
	return sum
}

// The words for notes that stand below the list.
const (
	laterTitle = "其余说明"
	laterWords = "另有 %d 条说明，在表的后面。"
)

// split says which notes stand above the tables, in their order, and which below:
// those for which there is no room when the list's header is to stay in view. A header
// that stands too low for that anyway leaves them all above.
func (w *layout) split(notes []string) (above, below []string) {
	if len(notes) == 0 {
		return nil, nil
	}
	rows, room := w.room()
	fits := func(list []string) bool {
		height := 0.0
		for _, n := range list {
			height += w.noteHeight(n)
		}
		return len(list) <= rows && height <= room
	}
	if fits(notes) {
		return notes, nil
	}
	pointer := fmt.Sprintf(laterWords, len(notes))
	if !fits([]string{pointer}) {
		return notes, nil
	}
	for _, n := range notes {
		if fits(append(above[:len(above):len(above)], n, pointer)) {
			above = append(above, n)
		} else {
			below = append(below, n)
		}
	}
	return append(above, fmt.Sprintf(laterWords, len(below))), below
}

// room is how many rows, and how high, notes may be above the tables; without
// bounds when the page has no list.
func (w *layout) room() (rows int, height float64) {
	i := list(w.page)
	if i < 0 {
		return len(w.page.Notes), float64(len(w.page.Notes)) * highest
	}
	head := *w
	head.page.Notes, head.rows, head.spots = nil, nil, nil
	head.page.Blocks = append(w.page.Blocks[:i:i], sheet.Block{Title: w.page.Blocks[i].Title, Columns: w.page.Blocks[i].Columns})
	head.layHead()
	head.layBlocks(head.page.Blocks[:i])
	if i > 0 {
		head.add(pageRow{height: gap})
	}
	head.layTop(head.page.Blocks[i])
	return frozenRows - len(head.rows), frozenHeight - head.high(len(head.rows))
}

// highest is more than the height of any row, in points.
const highest = 410.0
