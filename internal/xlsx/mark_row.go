package xlsx

import (
	"fmt"
	"strconv"

	"bangfu/internal/sheet"
)

// editRow puts the marks of one row onto it.
func (e *markEdit) editRow(row *markNode, number int) *markNode {
	cells := &markCells{row: row, number: number, prefix: e.prefix}
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
		c.set("s", strconv.Itoa(e.styles.toned(c.number("s"), p.tone)))
	}
	e.putWords(cells)
	return row
}

// defaultStyle is the style of a cell that does not stand in the file.
func (e *markEdit) defaultStyle(row *markNode, col int) int {
	if markTrue(row.attr("customFormat")) {
		return row.number("s")
	}
	return e.survey.style(col)
}

func (e *markEdit) clearFills(cells *markCells) {
	for _, c := range cells.nodes {
		if s := c.attr("s"); s != "" {
			id := c.number("s")
			if plain := e.styles.cleared(id); plain != id {
				c.set("s", strconv.Itoa(plain))
			}
		}
	}
}

// putWords writes 结果 and 问题, or their headers.
func (e *markEdit) putWords(cells *markCells) {
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
		c.set("s", strconv.Itoa(e.styles.words(words.Tone, align)))
	}
	e.raise(cells.row, cells.number, words.Problem)
}

// putHeaders writes the two headers so that they look like the one before them.
func (e *markEdit) putHeaders(cells *markCells) {
	look := cells.at(max(e.table.LastCol, 1), 0).attr("s")
	for i, col := range []int{e.result, e.problem} {
		c := cells.at(col, 0)
		cells.write(c, []string{sheet.Ours.Result, sheet.Ours.Problem}[i])
		if look != "" {
			c.set("s", look)
		}
	}
}

// raise makes a row high enough for its problems.
func (e *markEdit) raise(row *markNode, number int, text string) {
	lines := writeLines(text, markProblemWidth)
	now := e.survey.height(number)
	if want := writeHeight(lines); lines > 1 && now > 0 && want > now {
		row.set("ht", strconv.FormatFloat(want, 'f', -1, 64))
		row.set("customHeight", "1")
	}
}

// markCells are the cells of one row.
type markCells struct {
	row    *markNode
	number int
	prefix string
	nodes  []*markNode
	cols   []int // of the nodes, ascending
}

func (c *markCells) list() {
	col := 0
	for _, k := range c.row.kids {
		if k.name == "c" {
			col = markColumnOf(k.open, col)
			c.nodes, c.cols = append(c.nodes, k), append(c.cols, col)
		}
	}
}

// at is the cell of a column, made with the given style when it is not there.
func (c *markCells) at(col, style int) *markNode {
	i := 0
	for i < len(c.cols) && c.cols[i] < col {
		i++
	}
	if i < len(c.cols) && c.cols[i] == col {
		return c.nodes[i]
	}
	n := markNew(fmt.Sprintf(`<%sc r="%s"/>`, c.prefix, sheet.Address(col, c.number)))
	if style > 0 {
		n.set("s", strconv.Itoa(style))
	}
	c.insert(i, n)
	c.nodes = append(c.nodes[:i], append([]*markNode{n}, c.nodes[i:]...)...)
	c.cols = append(c.cols[:i], append([]int{col}, c.cols[i:]...)...)
	c.row.unset("spans")
	return n
}

// insert puts a cell's node before the i-th cell of the row.
func (c *markCells) insert(i int, n *markNode) {
	if i < len(c.nodes) {
		for at, k := range c.row.kids {
			if k == c.nodes[i] {
				c.row.insert(at, n)
				return
			}
		}
	}
	at := 0
	for j, k := range c.row.kids {
		if k.name == "c" {
			at = j + 1
		}
	}
	c.row.insert(at, n)
}

// write makes a cell hold a text.
func (c *markCells) write(cell *markNode, text string) {
	c.empty(cell)
	if text == "" {
		return
	}
	cell.set("t", "inlineStr")
	p := c.prefix
	cell.add(markNew(fmt.Sprintf(`<%sis><%st xml:space="preserve">%s</%st></%sis>`, p, p, writeXMLText(text), p, p)))
}

// empty takes a cell's content away and keeps its look.
func (c *markCells) empty(cell *markNode) {
	cell.kids = nil
	for _, a := range []string{"t", "cm", "vm"} {
		cell.unset(a)
	}
}

// wipe takes content and look off the cell of a column, if there is one.
func (c *markCells) wipe(col int) {
	for i, x := range c.cols {
		if x == col {
			c.empty(c.nodes[i])
			c.nodes[i].unset("s")
		}
	}
}
