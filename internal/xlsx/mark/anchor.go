package mark

import (
	"fmt"
	"strconv"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// The size of a note's box, in pixels.
const (
	boxWidth = 280
	boxLine  = 16
	boxMost  = 40 // lines
)

// boxHeight is how high the box of a text must be, in pixels.
func boxHeight(text string) int {
	const perLine = boxWidth/6.4 - 2
	return boxLine*min(ooxml.Lines(text, perLine), boxMost) + 14
}

// shape is a box that is as large as its text wants.
func (n *noteSet) shape(d *drawing, box noteBox, id string, order int) string {
	col, row, _ := sheet.ParseAddress(box.cell)
	height := boxHeight(box.text)
	names := strings.NewReplacer("v:", d.v+":", "o:", d.o+":", "x:", d.x+":")
	return fmt.Sprintf(names.Replace(noteShape), id, noteType, boxStyle(height, order), n.anchor(col, row, height), row-1, col-1)
}

// noteShape is a box, in the usual prefixes.
const noteShape = `<v:shape id="%s" type="#%s" style="%s" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>` +
	`<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">` +
	`<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>` +
	`<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`

// boxStyle is the place of a box as VML says it; the anchor is what counts.
func boxStyle(height, order int) string {
	return fmt.Sprintf("position:absolute;margin-left:60pt;margin-top:2pt;width:%.1fpt;height:%.1fpt;z-index:%d;visibility:hidden",
		boxWidth*0.75, float64(height)*0.75, order)
}

// anchor says between which cells a box of that height stands.
func (n *noteSet) anchor(col, row, height int) string {
	fromCol, fromRow := min(col+1, lastColumn), max(row-1, 1)
	toCol, x := walk(fromCol, lastColumn, boxWidth+12, n.pixelsWide)
	toRow, y := walk(fromRow, lastRow, height+4, n.pixelsHigh)
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, %d", fromCol-1, fromRow-1, toCol-1, x, toRow-1, y)
}

// lastRow is the last row of a sheet.
const lastRow = 1048576

// widened is an anchor whose box is made as large as a text wants; it is the
// same when the box is large enough or its anchor cannot be read.
func (n *noteSet) widened(anchor, text string) string {
	var at [8]int
	parts := strings.Split(anchor, ",")
	for i := range at {
		if i >= len(parts) {
			return anchor
		}
		v, err := strconv.Atoi(strings.TrimSpace(parts[i]))
		if err != nil {
			return anchor
		}
		at[i] = v
	}
	right, x := walk(at[0]+1, lastColumn, at[1]+boxWidth, n.pixelsWide)
	low, y := walk(at[2]+1, lastRow, at[3]+boxHeight(text), n.pixelsHigh)
	if right-1 > at[4] || right-1 == at[4] && x > at[5] {
		at[4], at[5] = right-1, x
	}
	if low-1 > at[6] || low-1 == at[6] && y > at[7] {
		at[6], at[7] = low-1, y
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(at), " ", ", "), "[]")
}

// pixelsWide is the width of a column on the screen.
func (n *noteSet) pixelsWide(col int) int {
	if w := n.survey.width(col); w > 0 {
		return int(w*7) + 5
	}
	return 0
}

// pixelsHigh is the height of a row on the screen.
func (n *noteSet) pixelsHigh(row int) int { return int(n.survey.height(row) * 4 / 3) }

// walkMost is how many columns or rows a box spans at most: hidden ones have no
// size, and there may be many.
const walkMost = 100

// walk goes a distance from the beginning of a column or row and says in
// which one that ends, and how far inside.
func walk(from, last, distance int, size func(int) int) (at, rest int) {
	for at = from; at < min(last, from+walkMost); at++ {
		step := size(at)
		if distance < step {
			break
		}
		distance -= step
	}
	return at, min(distance, size(at))
}
