package paper

import (
	"fmt"
	"strings"
)

// Text is the text form of a document before it is set, for golden tests:
// every word of every block, in order, charts as tables of their values.
func Text(doc Doc) string {
	var b strings.Builder
	fmt.Fprintf(&b, "《%s》 %s %s\n", doc.Title, doc.Author, doc.Created.Format("2006-01-02 15:04"))
	if doc.Foot != "" {
		fmt.Fprintf(&b, "页脚：%s\n", doc.Foot)
	}
	textBlocks(&b, doc.Blocks)
	return b.String()
}

func textBlocks(b *strings.Builder, blocks []Block) {
	for _, block := range blocks {
		textBlock(b, block)
	}
}

func textBlock(b *strings.Builder, block Block) {
	switch t := block.(type) {
	case Title:
		fmt.Fprintf(b, "\n# %s\n", t.Text)
		textLine(b, "", t.Sub)
	case Heading:
		fmt.Fprintf(b, "\n%s %s\n", strings.Repeat("#", t.Level+1), t.Text)
	case Paragraph:
		fmt.Fprintf(b, "%s\n", t.Text)
	case Note:
		textCells(b, "> ", filled(t.Text, t.Right))
	case Table:
		textTable(b, t)
	case Index:
		textLine(b, "目录：", t.Caption)
	case Form:
		textLine(b, "表：", t.Caption)
		for _, row := range t.Rows {
			textFormRow(b, row)
		}
	case Signature:
		textCells(b, "签字：", t.Fields)
		textCells(b, "落款：", filled(t.Unit, t.Date))
	case KeepTogether:
		textBlocks(b, t.Blocks)
	case PageBreak:
		b.WriteString("--- 换页 ---\n")
	default:
		textChart(b, block)
	}
}

func textLine(b *strings.Builder, head, text string) {
	if text != "" {
		fmt.Fprintf(b, "%s%s\n", head, text)
	}
}

func textCells(b *strings.Builder, head string, cells []string) {
	if len(cells) > 0 {
		fmt.Fprintf(b, "%s%s\n", head, strings.ReplaceAll(strings.Join(cells, " | "), "\n", "⏎"))
	}
}

// filled is the texts that say something.
func filled(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func textTable(b *strings.Builder, t Table) {
	textLine(b, "表：", t.Caption)
	textLine(b, "单位：", t.Unit)
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = strings.Join(filled(c.Group, c.Header), "/")
	}
	textCells(b, "| ", heads)
	for _, row := range t.all() {
		textCells(b, "| ", row)
	}
	if t.Len() == 0 {
		textCells(b, "| ", []string{"（" + strings.Join(filled(t.Empty), "") + "）"})
	}
	textCells(b, "= ", t.Total)
	for _, note := range t.Notes {
		textLine(b, "> ", note)
	}
}

func textFormRow(b *strings.Builder, row []Cell) {
	cells := make([]string, len(row))
	for i, c := range row {
		cells[i] = strings.Join(filled(c.Label+"：", c.Value, c.Sign), "")
	}
	textCells(b, "| ", cells)
}

func textChart(b *strings.Builder, block Block) {
	switch c := block.(type) {
	case StackedBars:
		textFigure(b, c.Figure, c.Classes)
		textBars(b, c.Bars, c.Decimals)
	case PairBars:
		textFigure(b, c.Figure, c.Names[:])
		textBars(b, c.Bars, c.Decimals)
	case LineChart:
		textFigure(b, c.Figure, c.Points)
		for _, series := range c.Series {
			textBars(b, []Bar{{series.Name, series.Values}}, c.Decimals)
		}
	case Shares:
		textFigure(b, c.Figure, nil)
		for i, share := range tenths(c.Parts) {
			fmt.Fprintf(b, "| %s | %s | %s%%\n", c.Parts[i].Label, valueText(c.Parts[i].Value, c.Decimals), valueText(share, 1))
		}
	}
}

func textFigure(b *strings.Builder, f Figure, names []string) {
	textLine(b, "图：", strings.Join(filled(f.Caption, f.Unit), "，单位："))
	textCells(b, "| | ", names)
}

func textBars(b *strings.Builder, bars []Bar, decimals int) {
	for _, bar := range bars {
		cells := []string{bar.Label}
		for _, v := range bar.Values {
			cells = append(cells, valueText(v, decimals))
		}
		textCells(b, "| ", cells)
	}
}
