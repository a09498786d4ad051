package report

import (
	"slices"
	"testing"

	"bangfu/internal/column"
	"bangfu/internal/paper"
	"bangfu/internal/sheet"
)

// A rise is printed with its sign in the table as in the text; a share is none.
func TestAGrowthIsPrintedWithItsSign(t *testing.T) {
	g := grid{name: "帮扶成效", headers: []column.Header{column.Growth, column.MarginGrowth, column.Usage},
		rows:  [][]sheet.Value{{sheet.Percent(7610), sheet.Percent(-7610), sheet.Percent(7610)}, {sheet.Percent(0), sheet.S(dash), sheet.S(dash)}},
		total: []sheet.Value{sheet.Percent(10), sheet.Percent(20), sheet.Percent(30)}}
	got := g.paper(&numbering{}, false).(paper.Table)
	want := [][]string{{"+76.1%", "-76.1%", "76.1%"}, {"0.0%", "—", "—"}, {"+0.1%", "+0.2%", "0.3%"}}
	for i, row := range append(got.Rows, got.Total) {
		if !slices.Equal(row, want[i]) {
			t.Errorf("%v, want %v", row, want[i])
		}
	}
}
