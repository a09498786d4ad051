package paper

import (
	"strings"

	"bangfu/internal/face"
)

// A line is a stretch of atoms: those from first up to last are drawn, those
// up to next are the white space that ends it.
type line struct {
	first, last, next int
	width             float64
	end               bool // the last line of its paragraph
}

// slack is how far a line may overrun its width through rounding.
const slack = 0.01

// lines breaks atoms into lines; the first line of each paragraph is narrower
// by indent. There is at least one line, and every atom is in exactly one.
func lines(list []atom, width, indent float64) []line {
	var broken []line
	for start := 0; start < len(list) || len(broken) == 0; {
		room := width
		if start == 0 || list[start-1].source == '\n' {
			room -= indent
		}
		ln := fill(list, start, room)
		broken = append(broken, ln)
		if ln.next == start { // an empty text
			break
		}
		start = ln.next
	}
	return broken
}

// fill is the line that begins at an atom: as many as fit, ended where the
// rules allow; a word longer than the line is broken where the line ends.
func fill(list []atom, start int, room float64) line {
	used := 0.0
	fit, last := start, start
	for i := start; i < len(list); i++ {
		a := list[i]
		if a.source == '\n' {
			return measured(list, start, i, i+1, true)
		}
		if i > start {
			switch seamAt(list, i) {
			case free:
				fit = i
			case firm:
				last = i
			}
			used += a.before
		}
		used += a.width
		if used <= room+slack || a.class == void || i == start {
			continue
		}
		switch {
		case fit > start:
			return measured(list, start, fit, fit, false)
		case last > start:
			return measured(list, start, last, last, false)
		}
		return measured(list, start, i, i, false)
	}
	return measured(list, start, len(list), len(list), true)
}

// measured measures a line and cuts the spaces off its end.
func measured(list []atom, first, last, next int, end bool) line {
	for last > first && list[last-1].class == void {
		last--
	}
	ln := line{first: first, last: last, next: next, end: end}
	for i := first; i < last; i++ {
		if i > first {
			ln.width += list[i].before
		}
		ln.width += list[i].width
	}
	return ln
}

// tail is the white space that ends a line, as it stands in the source.
func (ln line) tail(list []atom) string {
	var b strings.Builder
	for _, a := range list[ln.last:ln.next] {
		b.WriteRune(a.source)
	}
	return b.String()
}

// mostSpread is the most room that justifying adds at a place, as a multiple of
// the width of the line's first character: a line that would need more is not spread
// at all and ends before the margin, which disturbs less than gaps.
const mostSpread = 0.16

// justify is the room to add at each place of a line that may be spread, for
// the line to fill a width.
func (ln line) justify(list []atom, width float64) float64 {
	places := 0
	for i := ln.first + 1; i < ln.last; i++ {
		if spread(list[i-1], list[i]) {
			places++
		}
	}
	if ln.end || places == 0 {
		return 0
	}
	extra := max(0, width-ln.width) / float64(places)
	if extra > mostSpread*list[ln.first].width {
		return 0
	}
	return extra
}

// spread reports whether a justified line may be widened between two atoms: at
// a Chinese character, but not where a bracket, comma or stop has room of its own.
func spread(a, b atom) bool {
	return (a.class == han || b.class == han) && a.class != void && b.class != void && !bracketed(a, b) &&
		!strings.ContainsRune(openMarks, b.source) && !strings.ContainsRune(closeMarks, a.source)
}

// bracketed reports whether two atoms meet within a bracket of Latin width, at its edge:
// 云烟(硬紫).
func bracketed(a, b atom) bool { return a.source == '(' || b.source == ')' }

// The Chinese marks that bring white space along, before or behind their ink.
const (
	openMarks  = "（【《「『〈〔［｛〖‘“"
	closeMarks = "，。、；：？！）】》」』〉〕］｝〗’”"
)

// runs is a line as runs, the pen beginning at x on the base line y, each
// place that may be spread widened by extra.
func (ln line) runs(list []atom, l letter, x, y, extra float64, part int) []Run {
	var out []Run
	for i := ln.first; i < ln.last; i++ {
		a := list[i]
		even := true // from the atom before, as from any other of the run
		if i > ln.first {
			x += a.before
			if spread(list[i-1], a) {
				x += extra
			} else {
				even = extra == 0
			}
		}
		if n := len(out); n > 0 && even && joins(list[i-1], a, l.track+extra) {
			out[n-1].Text += string(a.drawn)
			out[n-1].Width = x + a.width - out[n-1].X
		} else {
			out = append(out, begin(a, l, x, y, extra, part))
		}
		x += a.width
	}
	if tail := ln.tail(list); tail != "" {
		if len(out) == 0 {
			out = append(out, Run{X: x, Y: y, Size: l.size, Face: l.face, Part: part})
		}
		out[len(out)-1].Tail = tail
	}
	return out
}

// begin is a run of one atom.
func begin(a atom, l letter, x, y, extra float64, part int) Run {
	run := Run{X: x, Y: y, Width: a.width, Size: l.size, Face: a.face, Bold: l.bold, Text: string(a.drawn), Part: part}
	if a.drawn != a.source {
		run.Source, run.Shape = a.source, a.shape
	}
	if a.class == han {
		run.Gap = l.track + extra
	}
	return run
}

// joins reports whether an atom continues the run of the one before it, when
// Chinese characters are set so far apart.
func joins(a, b atom, gap float64) bool {
	return a.face == b.face && (gap == 0 || (a.class == han) == (b.class == han)) && b.before == 0 &&
		a.drawn == a.source && b.drawn == b.source
}

// words is a text in one line from x, as it fits nowhere else: for labels the
// layout makes itself.
func (s *setter) words(text string, l letter, x, y float64) []Run {
	list := s.atoms(strings.ReplaceAll(tidy(text), "\n", " "), l)
	return measured(list, 0, len(list), len(list), true).runs(list, l, x, y, 0, 0)
}

// measure is the width of a text in one line.
func (s *setter) measure(text string, l letter) float64 {
	list := s.atoms(tidy(text), l)
	return measured(list, 0, len(list), len(list), true).width
}

// A setter holds what the setting of one document needs.
type setter struct {
	faces face.Set
	style *style
	label string         // names the place for Missing: the last heading
	heads []contentsLine // of an Index
	parts int            // texts of the document set so far
	spare []atom         // of the text measured last, which nobody holds

	closer bool // the rows of tables stand closer
}

// part numbers the next text of the document.
func (s *setter) part() int {
	s.parts++
	return s.parts
}
