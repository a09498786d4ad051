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
	if e.clear {
		e.clearFills(cells)
	}
	if e.wipe && number > e.table.HeaderRow {
		cells.wipe(e.result)
		cells.wipe(e.problem)
	}
	for _, p := range e.cells[number] {
		c := cells.at(p.col, e.defaultStyle(row, p.col))
		c.Set("s", strconv.Itoa(e.styles.toned(c.Number("s"), p.tone, p.code)))
	}
	e.putWords(cells)
	return row
}

// defaultStyle is the style of a cell that does not stand in the file.
func (e *sheetEdit) defaultStyle(row *ooxml.Node, col int) int {
	if ooxml.True(row.Attr("customFormat")) {
		return row.Number("s")
	}
	return e.survey.style(col)
}

func (e *sheetEdit) clearFills(cells *rowCells) {
	for _, c := range cells.nodes {
		if s := c.Attr("s"); s != "" {
			id := c.Number("s")
			if plain := e.styles.cleared(id); plain != id {
				c.Set("s", strconv.Itoa(plain))
			}
		}
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
	for i, col := range []int{e.result, e.problem} {
		text := []string{words.Result, words.Problem}[i]
		align := []string{"center", "left"}[i]
		c := cells.at(col, 0)
		cells.write(c, text)
		c.Set("s", strconv.Itoa(e.styles.words(words.Tone, align)))
	}
	e.raise(cells.row, cells.number, words.Problem)
}

// putHeaders writes the two headers so that they look like the one before them.
func (e *sheetEdit) putHeaders(cells *rowCells) {
	look := cells.at(max(e.table.LastCol, 1), 0).Attr("s")
	for i, col := range []int{e.result, e.problem} {
		c := cells.at(col, 0)
		cells.write(c, []string{sheet.Ours.Result, sheet.Ours.Problem}[i])
		if look != "" {
			c.Set("s", look)
		}
	}
}

// raise makes a row high enough for its problems.
func (e *sheetEdit) raise(row *ooxml.Node, number int, text string) {
	lines := ooxml.Lines(text, problemWidth)
	now := e.survey.height(number)
	if want := ooxml.RowHeight(lines); lines > 1 && now > 0 && want > now {
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

// at is the cell of a column, made with the given style when it is not there.
func (c *rowCells) at(col, style int) *ooxml.Node {
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
