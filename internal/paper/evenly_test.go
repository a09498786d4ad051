package paper

import (
	"slices"
	"strings"
	"testing"
)

// What a weekly report has said, where a bracket that is kept whole left a hole at the end
// of the line before.
var holed = []string{
	"2027年第27周（7月5日至7月11日）供货方案已于7月1日18:30定稿，向13户（12户）投放帮扶加量101条（106条），涉及规格9个（10个），原供应量62条（66条）。",
	"畅销规格可用量940条，申请量142条，定稿时分配108条，占可用量11.5%（上周12.3%），供货偏少的3个规格共少34条（31条），见供货表（分配过程）。",
	"监督信号57条：A101投放前后销量之比2条、A102每周均值之比5条、A103同日相同订单4条、A104共用联系电话或经营地址12条（10条）、A105超期未走访17条（16条）、A106供货后未订货17条（19条）。",
}

// A line of running text is filled to the margin, or set as it is: never spread and short
// at once. And the lines of a paragraph share the room that a bracket leaves, so that
// all are filled.
func TestLinesAreFilledOrNatural(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	l := s.style.body
	width := s.style.frameWidth()
	for _, text := range holed {
		for _, more := range []string{"", "其中", "另有往期"} {
			f := s.running(more+text, l, width, 2*l.pitch())
			for i, ln := range f.lines[:len(f.lines)-1] {
				room := width
				if i == 0 {
					room -= 2 * l.pitch()
				}
				e := ln.extent(f.atoms)
				set := e.set(room, false)
				if short := room - ln.width - set.spread*float64(e.places) + set.pinch*e.given(); short > 0.1 || short < -0.1 {
					t.Errorf("line %d of %q is short by %.1f points: %+v", i+1, more+text, short, set)
				}
			}
		}
	}
	ragged := s.running("许可证号HZ-140213-20261123-001HZ-140213-20261123-002HZ-140213-20261123-003", l, width, 0)
	if set := ragged.lines[0].extent(ragged.atoms).set(width, false); set != (setting{}) {
		t.Errorf("a line that cannot be filled is set %+v", set)
	}
}

// The lines of a paragraph hold its text, whole and once, and end where a line may.
func TestRunningTextIsWhole(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	for n, text := range slices.Concat(holed, awkward) {
		for width := 40.0; width < 460; width += 7 {
			f := s.running(text, s.style.body, width, 32)
			var got strings.Builder
			for i, ln := range f.lines {
				got.WriteString(source(f.atoms[ln.first:ln.next]))
				if next := ln.next; next < len(f.atoms) && ln.last > ln.first && f.atoms[next-1].source != '\n' && seamAt(f.atoms, next) != free && n < len(holed) && width > 230 {
					t.Errorf("%q at %.0f: line %d may not end there", text, width, i+1)
				}
				if set := ln.width - ln.extent(f.atoms).given(); set > width+0.01 && ln.last-ln.first > 1 {
					t.Errorf("%q at %.0f: line %d is %.1f wide", text, width, i+1, set)
				}
			}
			if want := tidy(text); got.String() != want {
				t.Fatalf("%q at %.0f reads %q", want, width, got.String())
			}
		}
	}
}

// No page begins with a bracket that says something of the figure on the page before.
func TestNoPageBeginsWithABracket(t *testing.T) {
	for before := range 24 {
		pages := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("前文。\n", before+1)}, Paragraph{Text: strings.Repeat(holed[0], 3)}}})
		for n, p := range pages.Pages[1:] {
			if runs := p.Ink().Runs; len(runs) > 0 && strings.HasPrefix(runs[0].Text, "（") {
				t.Errorf("%d lines before: page %d begins with %s", before+1, n+2, runs[0].Text)
			}
		}
	}
}

// A day is not parted from its month; a year may be, or a date would leave a hole.
func TestADayStaysWithItsMonth(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	list, years := s.atoms("供货方案已于7月1日18:30定稿，自2026年11月2日起等待", s.style.body), 0
	for width := 10 * s.style.body.size; width <= 28*s.style.body.size; width += 4 {
		for _, ln := range lines(list, width, 0) {
			text := source(list[ln.first:ln.last])
			if strings.HasSuffix(text, "月") {
				t.Errorf("%.0f wide: a line ends %s", width, text)
			}
			years += strings.Count(text+"|", "年|")
		}
	}
	if years == 0 {
		t.Error("a year is never parted from its month")
	}
}

// What is named by its number is not parted from it: 表2, 图1, 第49周.
func TestANameStaysWithItsNumber(t *testing.T) {
	s := &setter{faces: faces(t), style: styles[Official]}
	list := s.atoms("各县区申请和在册情况见表1、表2、图12，第49周供货方案已定稿，撤销见附表3；没有撤销的图表不附，名次第一的列表在前", s.style.body)
	for width := 6 * s.style.body.size; width <= 28*s.style.body.size; width += 4 {
		for _, ln := range lines(list, width, 0) {
			if ln.next < len(list) && strings.ContainsRune("表图第", list[ln.last-1].source) && number(list[ln.next].source) {
				t.Errorf("%.0f wide: a line ends %s", width, source(list[ln.first:ln.last]))
			}
		}
	}
}

// A list of licences, of which no line can be filled, is parted between them: no line
// holds a word or two and is white for the rest.
func TestNoLineHoldsANumberAlone(t *testing.T) {
	for _, text := range []string{
		"2. 超期未走访（超过31天）：140225100003、140225100010。",
		"2. 超期未走访（超过31天）：140225100003、140225100010、140225100011。",
		"2. 超期未走访（超过31天）：140225100003、140225100010、140225100011等；名单见在册与待办“在册”的提醒。",
		"2. 低保证临近到期或已到期的：140225100003（2026年12月31日到期）、140225100010（2027年1月5日到期）。",
		"期末超期未走访3户：140225100010、140225100011、140225100012。",
	} {
		set := laid(t, Doc{Blocks: []Block{Paragraph{Text: text}}})
		lines, ends := readOn(set.Pages[0]), map[float64]float64{}
		for _, r := range set.Pages[0].Ink().Runs {
			ends[r.Y] = max(ends[r.Y], r.X+r.Width-set.Pages[0].Frame.Left)
		}
		last := 0.0
		for y := range ends {
			last = max(last, y)
		}
		for y, end := range ends {
			if y != last && end < 0.6*officialWidth {
				t.Errorf("a line is %.0f %% full: %q", end/officialWidth*100, lines)
			}
		}
	}
}
