package paper

import (
	"math"
	"slices"
)

// running is a text that is set over several lines and filled to the margin: its lines
// are chosen together.
func (s *setter) running(text string, l letter, width, indent float64) fragment {
	list := s.atoms(tidy(text), l)
	return fragment{list, evenly(list, width, indent), l, s.part()}
}

// evenly breaks atoms into lines as lines does, but looks at each paragraph as a whole: a
// line that a bracket or a figure leaves short takes characters of its neighbours, so
// that all are spread a little and none is short.
func evenly(list []atom, width, indent float64) []line {
	var broken []line
	for start := 0; start < len(list) || len(broken) == 0; {
		end := start
		for end < len(list) && list[end].source != '\n' {
			end++
		}
		broken = append(broken, newEvening(list, start, end, width, indent).lines()...)
		start = max(end+1, start+1)
	}
	return broken
}

// evening is the choice of the lines of one paragraph, the atoms from start to end.
type evening struct {
	list          []atom
	start, end    int
	width, indent float64

	strain []float64 // by where a line ends, less start: the least of all lines up to there
	begin  []int     // where the last of these lines begins
}

func newEvening(list []atom, start, end int, width, indent float64) *evening {
	e := &evening{list, start, end, width, indent, make([]float64, end-start+1), make([]int, end-start+1)}
	for i := range e.strain[1:] {
		e.strain[i+1] = math.Inf(1)
	}
	for from := start; from < end; from++ {
		if !math.IsInf(e.strain[from-start], 1) {
			e.extend(from)
		}
	}
	return e
}

// extend weighs every line that may begin at an atom.
func (e *evening) extend(from int) {
	room := e.width
	if from == e.start {
		room -= e.indent
	}
	m, ends := begun(e.list[from]), false
	for i := from + 1; i < e.end; i++ {
		if seam := seamAt(e.list, i); seam != closed && m.fits(room) {
			e.weigh(from, i, m.strain(room)+e.parting(i, seam))
			ends = true
		}
		m.add(e.list[i-1], e.list[i])
		if m.tooLong(room) {
			if !ends { // a word longer than the line
				e.weigh(from, fill(e.list, from, room).next, mostStrain)
			}
			return
		}
	}
	e.weigh(from, e.end, m.squeezed(room))
}

// weigh keeps a line when no better one has led to its end.
func (e *evening) weigh(from, to int, strain float64) {
	if sum := e.strain[from-e.start] + 1 + strain; sum < e.strain[to-e.start] {
		e.strain[to-e.start], e.begin[to-e.start] = sum, from
	}
}

// lines are the lines that are strained least.
func (e *evening) lines() []line {
	last := measured(e.list, e.start, e.end, min(e.end+1, len(e.list)), true)
	if e.start == e.end {
		return []line{last}
	}
	var back []line
	for at := e.end; at > e.start; at = e.begin[at-e.start] {
		from := e.begin[at-e.start]
		ln := measured(e.list, from, at, at, false)
		if at == e.end {
			ln = measured(e.list, from, at, last.next, true)
		}
		back = append(back, ln)
	}
	slices.Reverse(back)
	return back
}

// What strains a line besides its own gaps: to part a figure from its unit is worse than any
// gap; to begin with a bracket that belongs to the figure before it is worse than a
// small one.
const (
	mostStrain   = 1e4
	partedFigure = 1e6
	openBracket  = 10
)

// parting is the strain of ending a line before an atom.
func (e *evening) parting(i int, s seam) float64 {
	switch {
	case s == firm:
		return partedFigure
	case e.list[i].source == '（':
		return openBracket
	}
	return 0
}
