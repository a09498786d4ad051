package report

import (
	"fmt"
	"slices"
	"strings"

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

// referred ends the last paragraph before each chart of a part with where to look: 见图1、图2。
func referred(blocks []paper.Block) []paper.Block {
	out, says, charts := slices.Clone(blocks), -1, map[int][]string{}
	for i, b := range blocks {
		switch b.(type) {
		case paper.Heading:
			says = -1
		case paper.Paragraph:
			says = i
		default:
			if label, _, _ := strings.Cut(figureOf(b).Caption, "　"); label != "" {
				charts[says] = append(charts[says], label)
			}
		}
	}
	for i, labels := range charts {
		if p, ok := blocks[max(i, 0)].(paper.Paragraph); ok && i >= 0 {
			p.Text += "见" + strings.Join(labels, "、") + "。"
			out[i] = p
		}
	}
	return out
}

// figureOf is what a chart shares with all charts; of another block nothing.
func figureOf(b paper.Block) paper.Figure {
	switch c := b.(type) {
	case paper.StackedBars:
		return c.Figure
	case paper.PairBars:
		return c.Figure
	case paper.LineChart:
		return c.Figure
	case paper.Shares:
		return c.Figure
	}
	return paper.Figure{}
}
