package paper

import (
	"slices"
	"strings"
	"testing"
)

// A figure stays with its unit, and a short bracket with a figure whole, however
// wide the line is; a long bracket may be parted, or it would leave a hole.
func TestFiguresAreNotParted(t *testing.T) {
	const text = "本周在册1,234户（较上周增加12户），其中平城区38户（暂停2户）、云冈区0户（0户）、新荣区（12.5%）；投放5,678条（件均250条），走访到期31天以上的7户（占应走访的19.4%），" +
		"下次走访12月3日前，第48周共3份文件（退回1处）。"
	pieces := []string{"1,234户", "12户", "38户", "（暂停2户）", "0户", "（0户）", "（12.5%）", "5,678条", "31天", "7户", "12月", "3日", "48周", "3份", "（退回1处）"}
	const long = "（占应走访的19.4%）"
	s := &setter{faces: faces(t), style: styles[Official]}
	l := s.style.body
	list := s.atoms(text, l)
	parted := 0
	for width := 9 * l.size; width <= 28*l.size; width += l.size / 4 {
		var ends []string
		for _, ln := range lines(list, width, 0) {
			ends = append(ends, source(list[ln.first:ln.next]))
		}
		if got := strings.Join(ends, ""); got != text {
			t.Fatalf("%g: %s", width, got)
		}
		set := strings.Join(ends, "\n")
		for _, p := range pieces {
			if strings.Count(set, p) != strings.Count(text, p) {
				t.Errorf("%.0f wide, %s is parted:\n%s", width, p, set)
			}
		}
		if !strings.Contains(set, long) {
			parted++
		}
		if i := slices.IndexFunc(ends, func(line string) bool { return strings.HasPrefix(line, "户") }); i >= 0 {
			t.Errorf("%.0f wide: a line begins with its unit", width)
		}
	}
	if parted == 0 {
		t.Error("a long bracket is never parted")
	}
}

// source is what atoms say.
func source(list []atom) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteRune(a.source)
	}
	return b.String()
}
