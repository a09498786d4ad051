package paper

import (
	"slices"
	"strings"
	"testing"
)

// linesOn are the texts of the lines on the first page of a document, in their order.
func linesOn(t *testing.T, blocks ...Block) []string {
	t.Helper()
	return readOn(laid(t, Doc{Style: List, Blocks: blocks}).Pages[0])
}

// A name that takes two lines ends its first after the dot, else leaves two signs at least
// for its last, so that no sign of it is forgotten.
func TestNoSignOfANameStandsAlone(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[List]}
	l := s.style.table
	for _, tt := range []struct {
		text  string
		width float64 // in characters
		want  string
	}{
		{"司马·买买提", 5, "司马·/买买提"},
		{"阿卜杜拉·买买提", 5, "阿卜杜拉·/买买提"},
		{"买买提江·阿卜杜热合曼", 8, "买买提江·/阿卜杜热合曼"},
		{"平城区光明街利民烟酒商", 10, "平城区光明街利民烟/酒商"},
		{"利民烟酒商", 4, "利民烟/酒商"},
		{"利民烟酒", 4, "利民烟酒"},
		{"城西便民超市012", 6, "城西便民超市/012"},
		{"光明街利民烟酒商（东）", 8, "光明街利民烟酒商/（东）"},
		{"甲乙丙丁·戊己庚辛壬癸子丑", 6, "甲乙丙丁·戊/己庚辛壬癸/子丑"},
	} {
		f := s.fragment(tt.text, l, tt.width*l.size+0.5, 0)
		var got []string
		for _, ln := range f.lines {
			got = append(got, source(f.atoms[ln.first:ln.next]))
		}
		if strings.Join(got, "/") != tt.want {
			t.Errorf("%s in %g characters: %s, want %s", tt.text, tt.width, strings.Join(got, "/"), tt.want)
		}
	}
}

// The label of a bar stands whole, in two lines where the bars are far enough apart; what
// is too long even so is cut in its middle, since names differ at their ends.
func TestLabelsOfBarsKeepTheirEnds(t *testing.T) {
	names := []string{"云烟(硬小熊猫家园中支16支)", "云烟(硬小熊猫家园中支20支)", "利群(长嘴)"}
	pairs := PairBars{Figure: Figure{Caption: "图1"}, Names: [2]string{"甲", "乙"}}
	stacked := StackedBars{Figure: Figure{Caption: "图1"}, Classes: []string{"甲", "乙"}}
	for _, n := range names {
		pairs.Bars = append(pairs.Bars, Bar{Label: n, Values: []int64{5, 4}})
		stacked.Bars = append(stacked.Bars, Bar{Label: n, Values: []int64{5, 4}})
	}
	for _, c := range []Block{pairs, stacked} {
		all := strings.Join(linesOn(t, c), "\n")
		for _, n := range names {
			if flat := strings.ReplaceAll(all, "\n", ""); !strings.Contains(flat, n) {
				t.Errorf("%T: no %s in\n%s", c, n, all)
			}
		}
	}
	long := strings.Repeat("某", 60)
	lines := linesOn(t, StackedBars{Figure: Figure{}, Classes: []string{"甲"}, Bars: []Bar{{Label: "首" + long + "东店", Values: []int64{3}}}})
	if !slices.ContainsFunc(lines, func(s string) bool {
		return strings.Contains(s, "首某") && strings.Contains(s, "…") && strings.Contains(s, "某东店")
	}) {
		t.Errorf("a long label loses an end: %s", strings.Join(lines, "\n"))
	}
}
