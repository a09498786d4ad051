package report

import (
	"fmt"
	"testing"
)

// A chart has all units side by side, of more than twenty the fifteen with most, greatest
// first.
func TestAChartOfManyUnitsHasTheGreatest(t *testing.T) {
	own := func(n int) int { return n }
	for n, want := range map[int]string{
		2:  "各县区户数 [5 7]",
		20: "各县区户数 [5 7 9 11 13 15 17 19 21 1 3 5 7 9 11 13 15 17 19 21]",
		21: "户数最多的15个县区 [21 21 19 19 17 17 15 15 13 13 11 11 9 9 7]",
	} {
		var list []int
		for i := range n {
			list = append(list, (i+2)*2%22+1)
		}
		shown, caption := charted(list, "户数", own)
		if got := fmt.Sprint(caption, " ", shown); got != want {
			t.Errorf("%d units: %s, want %s", n, got, want)
		}
	}
}
