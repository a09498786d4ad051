package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// setChart draws a page's chart over its first block, below everything else.
func (w *writeBook) setChart(plan *writePlan) error {
	c := plan.page.Chart
	if c == nil || len(plan.spots) == 0 || len(plan.page.Blocks[0].Rows) == 0 || len(c.Series) == 0 {
		return nil
	}
	kind := excelize.Col
	if c.Stacked {
		kind = excelize.ColStacked
	}
	size := 10.5
	font := func(bold bool, size float64) *excelize.Font {
		return &excelize.Font{Family: writeFont, Size: size, Bold: bold, Color: "000000"}
	}
	chart := &excelize.Chart{
		Type:      kind,
		Series:    plan.series(c),
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: writeClean(c.Title), Font: font(true, 14)}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: font(false, size)},
		Dimension: excelize.ChartDimension{Width: plan.pixels(), Height: 320},
		XAxis:     excelize.ChartAxis{Font: *font(false, size)},
		YAxis:     excelize.ChartAxis{Font: *font(false, size), MajorGridLines: true},
	}
	return w.file.AddChart(plan.page.Name, sheet.Address(1, len(plan.rows)+2), chart)
}

func (w *writePlan) series(c *sheet.Chart) []excelize.ChartSeries {
	s, name := w.spots[0], writeQuoted(w.page.Name)
	last := s.first + len(w.page.Blocks[0].Rows) - 1
	span := func(col int) string {
		letter := sheet.Column(col + 1)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", name, letter, s.first, letter, last)
	}
	var out []excelize.ChartSeries
	for _, col := range c.Series {
		out = append(out, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", name, sheet.Column(col+1), s.header),
			Categories: span(c.Labels),
			Values:     span(col),
		})
	}
	return out
}

// pixels is how wide a chart may be: as wide as the table, within reason.
func (w *writePlan) pixels() uint {
	sum := 0.0
	for _, width := range w.widths {
		sum += width*7 + 5
	}
	return uint(min(max(sum, 480), 1300))
}
