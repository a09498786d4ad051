package read

import (
	"strings"

	"bangfu/internal/sheet"
)

// keptBlock is how many bytes of texts are kept together: so many that few
// blocks are made, so few that a text which is kept for long keeps little else.
const keptBlock = 2 << 10

// keeper makes texts of bytes, several of them in one block of memory.
type keeper struct{ block strings.Builder }

func (k *keeper) text(b []byte) string {
	if len(b) > k.block.Cap()-k.block.Len() {
		k.block = strings.Builder{}
		k.block.Grow(max(keptBlock, len(b)))
	}
	from := k.block.Len()
	k.block.Write(b)
	return k.block.String()[from:]
}

// textSpan says which cell of a row takes its text from where in a line.
type textSpan struct{ cell, from, to int32 }

// give gives the cells of a row their texts, which lie one behind the other.
func (k *keeper) give(cells []sheet.Cell, spans []textSpan, line []byte) {
	text := k.text(line)
	for _, t := range spans {
		cells[t.cell].Text = text[t.from:t.to]
	}
}
