package mark

import (
	"strconv"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// editRow puts the marks of one row onto it.
func (e *sheetEdit) editRow(row *ooxml.Node, number int) *ooxml.Node {
	cells := &rowCells{row: row, number: number}
	cells.list()
	e.old.restore(row, number)
	if e.show[number] {
		row.Unset("hidden")
	}
	if e.clear {
		e.clearFills(cells)
	}
	if e.wipe && number > e.table.HeaderRow {
		cells.wipe(e.result)
		cells.wipe(e.problem)
	}
	if e.look {
		e.noteOwn(cells)
	}
	for _, p := range e.cells[number] {
		c := cells.cellAt(p.col, e.defaultStyle(row, p.col))
		if own := e.styles.fillOf(c.Number("s")); own != nil {
			e.new.fill(own.Plain(), sheet.Address(p.col, number))
		}
		c.Set("s", strconv.Itoa(e.styles.toned(c.Number("s"), p.tone, p.code)))
	}
	e.putWords(cells)
	return row
}

// noteOwn remembers the cells that have one of our colours by the clerk's own
// hand: without it they would be taken for marks of ours.
func (e *sheetEdit) noteOwn(cells *rowCells) {
	for i, c := range cells.nodes {
		if own := e.styles.fillOf(c.Number("s")); own != nil && e.styles.oursOn(c.Number("s")) {
			e.new.fill(own.Plain(), sheet.Address(cells.cols[i], cells.number))
		}
	}
}

// defaultStyle is the style of a cell that does not stand in the file.
func (e *sheetEdit) defaultStyle(row *ooxml.Node, col int) int {
	if ooxml.True(row.Attr("customFormat")) {
		return row.Number("s")
	}
	return e.survey.style(col)
}

// clearFills takes our fills off; a cell that had one of its own gets it back.
func (e *sheetEdit) clearFills(cells *rowCells) {
	for i, c := range cells.nodes {
		id := c.Number("s")
		if c.Attr("s") == "" || !e.styles.oursOn(id) {
			continue
		}
		plain := e.styles.cleared(id)
		if own := e.filled[sheet.Address(cells.cols[i], cells.number)]; own != "" {
			plain = e.styles.refilled(id, own)
		}
		c.Set("s", strconv.Itoa(plain))
	}
}

// putWords writes 结果 and 问题, or their headers.
func (e *sheetEdit) putWords(cells *rowCells) {
	if e.result == 0 {
		return
	}
	if cells.number == e.table.HeaderRow {
		e.putHeaders(cells)
		return
	}
	words, ok := e.words[cells.number]
	if !ok {
		return
	}
	// a hint that is a little longer than its column wraps where the row has room as it
	// is; else it is told in brief on one line: its row gets no height for it
	lines, problem := ooxml.Lines(words.Problem, problemWidth), words.Problem
	light := words.Tone == sheet.Good && lines <= 2 && e.heightOf(cells.row) < ooxml.RowHeight(lines)
	if light && lines > 1 && words.Brief != "" {
		problem = words.Brief
	}
	for i, col := range []int{e.result, e.problem} {
		text := []string{words.Result, problem}[i]
		align := []string{"center", "left"}[i]
		c := cells.cellAt(col, 0)
		cells.write(c, text)
		c.Set("s", strconv.Itoa(e.styles.words(words.Tone, align, !light)))
	}
	if !light {
		e.raise(cells.row, cells.number, lines)
	}
}

// putHeaders writes the two headers so that they look like the one before them.
func (e *sheetEdit) putHeaders(cells *rowCells) {
	look := cells.cellAt(max(e.table.LastCol, 1), 0).Attr("s")
	for i, col := range []int{e.result, e.problem} {
		c := cells.cellAt(col, 0)
		cells.write(c, []string{sheet.Ours.Result, sheet.Ours.Problem}[i])
		if look != "" {
			c.Set("s", look)
		}
	}
}

// heightOf is how high a row is seen, in points.
func (e *sheetEdit) heightOf(row *ooxml.Node) float64 {
	if ooxml.True(row.Attr("hidden")) {
		return 0
	}
	return ooxml.AttrFloat(row.Open, "ht", e.survey.low)
}

// raise makes a row high enough for some lines.
func (e *sheetEdit) raise(row *ooxml.Node, number, lines int) {
	now := e.heightOf(row)
	if want := ooxml.RowHeight(lines); lines > 1 && now > 0 && want > now {
		e.new.raised(row, number, want)
		row.Set("ht", strconv.FormatFloat(want, 'f', -1, 64))
		row.Set("customHeight", "1")
	}
}

// rowCells are the cells of one row.
type rowCells struct {
	row    *ooxml.Node
	number int
	nodes  []*ooxml.Node
	cols   []int // of the nodes, ascending
}

func (c *rowCells) list() {
	col := 0
	for _, k := range c.row.Kids {
		if k.Name == "c" && k.Space == c.row.Space {
			col = columnOf(k.Open, col)
			c.nodes, c.cols = append(c.nodes, k), append(c.cols, col)
		}
	}
}

// cellAt is the cell of a column, made with the given style when it is not there.
func (c *rowCells) cellAt(col, style int) *ooxml.Node {
	i := 0
	for i < len(c.cols) && c.cols[i] < col {
		i++
	}
	if i < len(c.cols) && c.cols[i] == col {
		return c.nodes[i]
	}
	n := c.row.Make(`<c r="` + sheet.Address(col, c.number) + `"/>`)
	if style > 0 {
		n.Set("s", strconv.Itoa(style))
	}
	c.insert(i, n)
	c.nodes = append(c.nodes[:i], append([]*ooxml.Node{n}, c.nodes[i:]...)...)
	c.cols = append(c.cols[:i], append([]int{col}, c.cols[i:]...)...)
	c.row.Unset("spans")
	return n
}

// insert puts a cell's node before the i-th cell of the row.
func (c *rowCells) insert(i int, n *ooxml.Node) {
	if i < len(c.nodes) {
		for at, k := range c.row.Kids {
			if k == c.nodes[i] {
				c.row.Insert(at, n)
				return
			}
		}
	}
	at := 0
	for j, k := range c.row.Kids {
		if k.Name == "c" && k.Space == c.row.Space {
			at = j + 1
		}
	}
	c.row.Insert(at, n)
}

// write makes a cell hold a text.
func (c *rowCells) write(cell *ooxml.Node, text string) {
	c.empty(cell)
	if text == "" {
		return
	}
	cell.Set("t", "inlineStr")
	cell.Add(cell.Make(`<is><t xml:space="preserve">` + ooxml.XMLText(text) + `</t></is>`))
}

// empty takes a cell's content away and keeps its look.
func (c *rowCells) empty(cell *ooxml.Node) {
	cell.Kids = nil
	for _, a := range []string{"t", "cm", "vm"} {
		cell.Unset(a)
	}
}

// wipe takes content and look off the cell of a column, if there is one.
func (c *rowCells) wipe(col int) {
	for i, x := range c.cols {
		if x == col {
			c.empty(c.nodes[i])
			c.nodes[i].Unset("s")
		}
	}
}
