package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"bangfu/internal/paper"
)

// runs draws pieces of text, a line's at a time.
func (c *canvas) runs(runs []paper.Run) {
	for len(runs) > 0 {
		n := lineOf(runs)
		c.line(runs[:n])
		runs = runs[n:]
	}
}

// lineOf is how many of the first runs stand in one line of one text.
func lineOf(runs []paper.Run) int {
	n := 1
	for n < len(runs) && follows(runs[n-1], runs[n]) {
		n++
	}
	return n
}

// follows reports whether a run goes on with the line of the one before it. What
// the layout makes itself has no number: there it is what touches.
func follows(a, b paper.Run) bool {
	const touch = 0.2 // of the size: room beside a number, less than between cells
	along, across := b.X-a.X, b.Y-a.Y
	if b.Turned {
		along, across = -across, along
	}
	switch {
	case a.Turned != b.Turned || a.Part != b.Part || across != 0:
		return false
	case a.Part > 0:
		return true
	}
	return along > 0 && along-a.Width <= touch*b.Size
}

// line draws the runs of one line. Room is added between them, and a reader takes
// room for spaces: what is searched for and copied is therefore told.
func (c *canvas) line(runs []paper.Run) {
	told := len(runs) > 1 || runs[0].Gap > 0 || runs[0].Source != 0
	if told {
		c.raw("%s", readAs(source(runs)))
	}
	for _, r := range runs {
		c.run(r)
	}
	if told {
		c.raw("EMC")
	}
}

// source is the text that runs stand for.
func source(runs []paper.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Source != 0 {
			b.WriteRune(r.Source)
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// readAs begins what is searched for and copied as a text: its characters may be
// drawn apart, or be such as the fonts of the format cannot name or no font has.
// EMC ends it.
func readAs(text string) string {
	var code strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&code, "%04X", unit)
	}
	return "/Span <</ActualText <FEFF" + code.String() + ">>> BDC"
}
