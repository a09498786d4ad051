package xlsx

import (
	"strings"

	"bangfu/internal/sheet"
)

// writeCell is one cell of a laid-out page.
type writeCell struct {
	value sheet.Value
	look  writeLook
}

// writeRow is one row of a laid-out page. The cells stand from column A on.
type writeRow struct {
	height float64
	cells  []writeCell
	merges [][2]int // first and last column, 1-based
}

// writeSpot says where a block came to stand; rows are 1-based, 0 for none.
type writeSpot struct {
	header, first, last, total int
}

// writePlan is a page as rows, before it is a sheet.
type writePlan struct {
	page   sheet.Page
	cols   int
	widths []float64
	rows   []writeRow
	spots  []writeSpot
}

// writeEntryRows is how many ruled rows an empty form shows to be filled in.
const writeEntryRows = 30

// writeLay lays a page out.
func writeLay(p sheet.Page) *writePlan {
	w := &writePlan{page: p, cols: writeColumns(p)}
	w.widths = writeWidths(p, w.cols)
	if p.Bare {
		w.layBare()
		return w
	}
	w.layHead()
	for i, b := range p.Blocks {
		if i > 0 {
			w.add(writeRow{height: writeLine})
		}
		w.layBlock(b)
	}
	w.laySign()
	return w
}

func writeColumns(p sheet.Page) int {
	n := 1
	for _, b := range p.Blocks {
		n = max(n, len(b.Columns))
	}
	return n
}

// writePairs reports whether a block is a list of labels and values, whose
// second column spreads over the rest of a wider page.
func (w *writePlan) writePairs(b sheet.Block) bool { return len(b.Columns) == 2 && w.cols > 3 }

func (w *writePlan) add(r writeRow) int {
	w.rows = append(w.rows, r)
	return len(w.rows)
}

// writePageWidth is how many characters a printed page is wide before its type
// becomes too small to read.
const writePageWidth = 235

// pagesWide is over how many pages side by side a sheet is printed.
func (w *writePlan) pagesWide() int {
	return max(1, int((w.span(1, w.cols)+writePageWidth-1)/writePageWidth))
}

// front is how many columns stand on the first of the pages side by side:
// titles and signatures spread over these.
func (w *writePlan) front() int {
	wide := w.pagesWide()
	if wide == 1 {
		return w.cols
	}
	n := 1
	for n < w.cols && w.span(1, n+1) <= w.span(1, w.cols)/float64(wide) {
		n++
	}
	return n
}

// across adds a row whose one text spreads over the columns of the first page.
func (w *writePlan) across(text string, look writeLook, height float64) {
	row := writeEven(w.front(), height, look)
	row.cells[0].value = sheet.S(text)
	row.spread(1, w.front())
	w.add(row)
}

// writeEven is a row of empty cells of one look.
func writeEven(cols int, height float64, look writeLook) writeRow {
	row := writeRow{height: height, cells: make([]writeCell, cols)}
	for i := range row.cells {
		row.cells[i].look = look
	}
	return row
}

func (r *writeRow) spread(from, to int) {
	if to > from {
		r.merges = append(r.merges, [2]int{from, to})
	}
}

func (w *writePlan) span(from, to int) float64 {
	sum := 0.0
	for _, x := range w.widths[from-1 : to] {
		sum += x
	}
	return sum
}

func (w *writePlan) layHead() {
	p := w.page
	if p.Title != "" {
		lines := writeLines(p.Title, w.span(1, w.front())*0.6)
		w.across(p.Title, writeLook{role: writeRoleTitle, align: writeCentre, wrap: true}, 10+24*float64(lines))
	}
	w.laySides()
	for _, note := range p.Notes {
		look := writeLook{role: writeRoleNote, wrap: true}
		w.across(note, look, writeHeight(writeLines(note, w.span(1, w.front()))))
	}
}

func (w *writePlan) laySides() {
	left, right := w.page.Left, w.page.Right
	if left == "" && right == "" {
		return
	}
	look := writeLook{role: writeRoleSide}
	if w.front() == 1 || right == "" {
		w.across(strings.TrimSpace(left+"　"+right), look, 22)
		return
	}
	row := writeEven(w.front(), 22, look)
	half := w.halfway(writeWidth(left), writeWidth(right))
	for i := half; i < w.front(); i++ {
		row.cells[i].look.align = writeRight
	}
	row.cells[0].value, row.cells[half].value = sheet.S(left), sheet.S(right)
	row.spread(1, half)
	row.spread(half+1, w.front())
	w.add(row)
}

// halfway is the last column of the left text, so that both texts have room.
func (w *writePlan) halfway(left, right float64) int {
	for i := 1; i < w.front(); i++ {
		if w.span(1, i)*(left+right) >= w.span(1, w.front())*left {
			return i
		}
	}
	return w.front() - 1
}

func (w *writePlan) laySign() {
	signs := w.page.Sign
	if len(signs) == 0 {
		return
	}
	w.add(writeRow{height: writeLine})
	look := writeLook{role: writeRoleSign}
	if len(signs) > w.front() {
		w.across(strings.Join(signs, "　　　　"), look, 30)
		return
	}
	row := writeEven(w.front(), 30, look)
	from := 1
	for i, s := range signs {
		to := w.front() * (i + 1) / len(signs)
		row.cells[from-1].value = sheet.S(s)
		row.spread(from, to)
		from = to + 1
	}
	w.add(row)
}

func (w *writePlan) layBare() {
	for _, b := range w.page.Blocks[:min(1, len(w.page.Blocks))] {
		head := writeRow{}
		for _, c := range b.Columns {
			head.cells = append(head.cells, writeCell{value: sheet.S(c.Header), look: writeLook{role: writeRoleBare}})
		}
		spot := writeSpot{header: w.add(head)}
		for _, r := range b.Rows {
			row := writeRow{}
			for i, v := range r {
				look := writeLook{role: writeRoleBare, text: i < len(b.Columns) && b.Columns[i].Text}
				row.cells = append(row.cells, writeCell{value: v, look: look})
			}
			spot.last = w.add(row)
		}
		spot.first = spot.header + 1
		w.spots = append(w.spots, spot)
	}
}
