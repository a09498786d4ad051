package write

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// shades fill a chart's columns from dark to light: a grey printer tells
// them apart, as it does not with the usual blue and orange.
var shades = []string{"1F4E79", "5B9BD5", "BDD7EE"}

// setChart draws a page's chart over its list, below everything else.
func (w *bookFile) setChart(plan *layout) error {
	c, i := plan.page.Chart, list(plan.page)
	if c == nil || i < 0 || plan.page.Blocks[i].Len() == 0 || len(c.Series) == 0 {
		return nil
	}
	kind := excelize.Col
	if c.Stacked {
		kind = excelize.ColStacked
	}
	size := 10.5
	font := func(bold bool, size float64) *excelize.Font {
		return &excelize.Font{Family: sheet.Font, Size: size, Bold: bold, Color: "000000"}
	}
	chart := &excelize.Chart{
		Type:      kind,
		Series:    plan.series(c),
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: ooxml.Clean(c.Title), Font: font(true, 14)}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: font(false, size)},
		Dimension: excelize.ChartDimension{Width: plan.pixels(), Height: 320},
		XAxis:     excelize.ChartAxis{Font: *font(false, size)},
		YAxis:     excelize.ChartAxis{Font: *font(false, size), MajorGridLines: true, MajorUnit: plan.step(c)},
	}
	return w.file.AddChart(plan.page.Name, sheet.Address(1, len(plan.rows)+2), chart)
}

func (w *layout) series(c *sheet.Chart) []excelize.ChartSeries {
	s, name := w.spots[list(w.page)], ooxml.Quoted(w.page.Name)
	span := func(col int) string {
		letter := sheet.Column(col + 1)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", name, letter, s.first, letter, s.last)
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	var out []excelize.ChartSeries
	for i, col := range c.Series {
		out = append(out, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", name, sheet.Column(col+1), s.header),
			Categories: span(c.Labels),
			Values:     span(col),
			Fill:       fill(shades[i%len(shades)]),
		})
	}
	return out
}

// step is one where a program would count few whole things in halves; zero
// leaves the axis to the program.
func (w *layout) step(c *sheet.Chart) float64 {
	const few = 10
	for row := range w.page.Blocks[list(w.page)].All() {
		height := int64(0) // of the stack: no column alone is taller
		for _, col := range c.Series {
			if v := row[col]; v.Kind != sheet.Int && v.Kind != sheet.Blank {
				return 0
			}
			height += row[col].N
		}
		if height >= few {
			return 0
		}
	}
	return 1
}

// pixels is how wide a chart may be: as wide as the table, within reason.
func (w *layout) pixels() uint {
	sum := 0.0
	for _, width := range w.widths {
		sum += width*7 + 5
	}
	return uint(min(max(sum, 480), 1300))
}
