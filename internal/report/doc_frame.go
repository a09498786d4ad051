package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// printed is the frame of a document: its name, who issues it, and when the
// facts it prints were entered.
func printed(f assist.Facts, title, unit string, style paper.Style, blocks ...paper.Block) paper.Doc {
	return paper.Doc{Title: title, Author: unit, Subject: author, Created: f.At, Style: style, Blocks: blocks}
}
