package mark

import (
	"fmt"
	"testing"
)

// TestCopiedRowHasOnePlace: where a clerk copied a row with its 问题, every making
// of the receipt takes the same of the two for the row that was.
func TestCopiedRowHasOnePlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		copies []int
		want   string
	}{
		{[]int{4, 7}, "map[4:4]"},
		{[]int{2, 4, 7}, "map[4:4]"},
		{[]int{9, 6, 7}, "map[4:6]"},
	} {
		texts := map[[2]int]string{}
		for _, row := range c.copies {
			texts[[2]int{row, 42}] = "V102（F4）身份证号有误"
		}
		for range 50 {
			if got := fmt.Sprint(movedRows(texts, 42)); got != c.want {
				t.Fatalf("copies at %v: %s, want %s", c.copies, got, c.want)
			}
		}
	}
}

// TestLooksPlacedInOrder: two heights placed on one row, and two fills of one cell,
// come out alike each time.
func TestLooksPlacedInOrder(t *testing.T) {
	t.Parallel()
	l := &looks{Heights: map[int]height{7: {Ours: 70}, 9: {Ours: 90}}, Fills: map[string]string{"a": "F4", "b": "F4"}}
	for range 50 {
		if got := l.moved(map[int]int{5: 7, 8: 10, 10: 11}).Heights[9].Ours; got != 90 {
			t.Fatalf("row 9 has the height %v", got)
		}
		if got := l.filled()["F4"]; got != "b" {
			t.Fatalf("F4 has the fill %q", got)
		}
	}
}
