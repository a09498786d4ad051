package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// SupplyDocument is 供货明细 for signature, of one unit or of the city ("").
func SupplyDocument(f assist.Facts, unit string) paper.Doc {
	s := newSupplying(f)
	return printed(f, s.title(), assist.City, paper.List, paper.Title{Text: "帮扶供货明细", Sub: unit})
}
