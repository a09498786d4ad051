package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/paper"
)

// numbering counts the tables and figures of a printed report.
type numbering struct{ tables, figures int }

// captionGap stands in a caption between the number and the name.
const captionGap = "　"

// table numbers a table's caption: 表1　….
func (n *numbering) table(caption string) string {
	n.tables++
	return fmt.Sprintf("表%d%s%s", n.tables, captionGap, caption)
}

// figure numbers a chart, in a measure.
func (n *numbering) figure(caption, measure string) paper.Figure {
	n.figures++
	return paper.Figure{Caption: fmt.Sprintf("图%d%s%s", n.figures, captionGap, caption), Unit: measure}
}

// referred says in the text of each part where its tables and charts stand, since they may
// stand on the next page: a sentence that names a table, 见表“未办结的申请”, gets its number,
// and the last paragraph before the others ends with 见表1、图1.
func referred(blocks []paper.Block) []paper.Block {
	out, part, says, labels := slices.Clone(blocks), 0, -1, map[int][]string{}
	for i, b := range blocks {
		switch b.(type) {
		case paper.Heading:
			part, says = i, -1
		case paper.Paragraph:
			says = i
		default:
			label, name, captioned := strings.Cut(captionOf(b), captionGap)
			if captioned && !numberedIn(out[part:i], name, label) {
				labels[says] = append(labels[says], label)
			}
		}
	}
	for i, list := range labels {
		if i < 0 {
			continue
		}
		p := out[i].(paper.Paragraph)
		p.Text += "见" + strings.Join(list, "、") + "。"
		out[i] = p
	}
	return out
}

// namedTable is how a sentence refers to a table whose number is not known yet.
func namedTable(name string) string { return "见表“" + name + "”" }

// numberedIn puts the number of a table into the sentence that names it; false without one.
func numberedIn(blocks []paper.Block, name, label string) bool {
	for i, b := range blocks {
		if p, is := b.(paper.Paragraph); is && strings.Contains(p.Text, namedTable(name)) {
			p.Text = strings.ReplaceAll(p.Text, namedTable(name), "见"+label)
			blocks[i] = p
			return true
		}
	}
	return false
}

// captionOf is the caption of a table or a chart; of another block nothing.
func captionOf(b paper.Block) string {
	switch c := b.(type) {
	case paper.Table:
		return c.Caption
	case paper.StackedBars:
		return c.Caption
	case paper.PairBars:
		return c.Caption
	case paper.LineChart:
		return c.Caption
	case paper.Shares:
		return c.Caption
	}
	return ""
}
