package report

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// TestSettledQuestionsAreNotCountedAsWaiting: of a file with more findings than are kept,
// 问题合计 counts what was answered by itself, and all of them together once.
func TestSettledQuestionsAreNotCountedAsWaiting(t *testing.T) {
	list := []assist.Finding{
		{Code: "Q307", Level: assist.LevelHold}, {Code: "Q307", Level: assist.LevelHold, Confirmed: true, Count: 2},
		{Code: "Q504", Level: assist.LevelHold, Confirmed: true}, {Code: "N705", Level: assist.LevelNote},
	}
	for what, c := range map[string]struct {
		totals map[string]int
		want   string
	}{
		"all are kept":  {nil, "[[待核 1 处：Q307 1] [提示 1 处：N705 1] [已核实 3 处：Q307 2、Q504 1]]"},
		"more than are": {map[string]int{"Q307": 3, "Q504": 1, "N705": 2054}, "[[待核 1 处：Q307 1] [提示 2054 处：N705 2054] [已核实 3 处：Q307 2、Q504 1]]"},
	} {
		if got := fmt.Sprint(codeCounts(list, c.totals)); got != c.want {
			t.Errorf("%s: %s\nwant %s", what, got, c.want)
		}
	}
}
