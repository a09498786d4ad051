package paper

import (
	"strings"
	"testing"
)

// A path of our folders, and one between quotes, stays whole in a line that can hold it,
// in a cell and in running text; a longer one is broken where the line ends.
func TestPathsAreNotParted(t *testing.T) {
	const text = "请货源处把《货源计划》放入收件箱/市局，收到后才能安排供货；改好后放回收件箱/平城区 即可，回执在发件箱/平城区/回执，" +
		"参数/政策参数.xlsx里没有填写的按“原因/说明/依据”各栏的内置值，低保/残疾两类除外。"
	pieces := []string{"收件箱/市局", "收件箱/平城区", "发件箱/平城区/回执", "参数/政策参数.xlsx", "“原因/说明/依据”"}
	s := &setter{faces: faces(t), style: styles[Official]}
	l := s.style.body
	free := 0
	for width := 12 * l.size; width <= 28*l.size; width += l.size / 4 {
		list := s.atoms(text, l)
		for name, broken := range map[string][]line{"a cell": lines(list, width, 0), "running text": newEvening(list, 0, len(list), width, 0).lines()} {
			var ends []string
			for _, ln := range broken {
				ends = append(ends, source(list[ln.first:ln.next]))
			}
			set := strings.Join(ends, "\n")
			if strings.ReplaceAll(set, "\n", "") != text {
				t.Fatalf("%s: %s", name, set)
			}
			for _, p := range pieces {
				if !strings.Contains(set, p) {
					t.Errorf("%s %.0f wide, %s is parted:\n%s", name, width, p, set)
				}
			}
			if !strings.Contains(set, "里没有填写的按") {
				free++
			}
		}
	}
	if free == 0 {
		t.Error("what follows the name of a file is never parted")
	}
	long := s.atoms("收件箱/平城区经济技术开发区", l)
	for _, ln := range lines(long, 6*l.size, 0) {
		if ln.width > 6*l.size+slack {
			t.Errorf("a path longer than the line overruns it: %s", source(long[ln.first:ln.last]))
		}
	}
}
