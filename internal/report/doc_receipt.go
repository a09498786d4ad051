package report

import (
	"bangfu/internal/paper"
)

// ReceiptDocument is 回执 for print: one page or two.
func ReceiptDocument(r Reply) paper.Doc {
	return paper.Doc{Title: "收件回执 " + r.Receipt, Author: r.Taken.Unit, Subject: author, Created: r.At, Style: paper.Card,
		Blocks: []paper.Block{paper.Title{Text: "收件回执", Sub: r.Receipt}}}
}
