package assist

import "testing"

// TestNearest: a slip finds the one name it is near to; what is near to names of
// two owners, or to none, finds nothing.
func TestNearest(t *testing.T) {
	names := []string{"红塔山(硬经典)", "硬经典", "中华(软)", "软中华", "硬中华", "玉溪"}
	owners := []int{0, 0, 1, 1, 2, 3}
	for _, c := range []struct {
		text string
		want int
	}{
		{"红塔山硬经点", 0},
		{"红塔山（硬经典）新", 0},
		{"硬 经 点", 1},
		{"硬中花", 4},
		{"玉西", 5},
		{"大中华", -1}, // 软中华 and 硬中华 are equally near
		{"软中华", 3},
		{"黄鹤楼", -1},
		{"玉", -1},
		{"红旗渠硬精品", -1},
	} {
		if got := nearest(c.text, names, func(i int) int { return owners[i] }); got != c.want {
			t.Errorf("%s: %d, want %d", c.text, got, c.want)
		}
	}
}
