package report

import (
	"fmt"

	"bangfu/internal/paper"
)

// numbering counts the tables and figures of a printed report.
type numbering struct{ tables, figures int }

// table numbers a table's caption: 表1　….
func (n *numbering) table(caption string) string {
	n.tables++
	return fmt.Sprintf("表%d　%s", n.tables, caption)
}

// figure numbers a chart, in a measure.
func (n *numbering) figure(caption, measure string) paper.Figure {
	n.figures++
	return paper.Figure{Caption: fmt.Sprintf("图%d　%s", n.figures, caption), Unit: measure}
}
