package paper

import (
	"strings"
	"unicode/utf8"

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

// leastSigns is how many signs stand at least on the last line of a name.
const leastSigns = 2

// balanced breaks atoms as lines does, but a name after its dot, 司马· and 买买提, where that
// takes no more lines, and never so that one sign of it stands alone on the last.
func balanced(list []atom, width, indent float64) []line {
	broken := lines(list, width, indent)
	for i := 1; i < len(broken); i++ {
		before, last := &broken[i-1], &broken[i]
		if before.end || !last.end {
			continue
		}
		at := dotBefore(list, *before, *last, width)
		if at < 0 && last.last-last.first < leastSigns {
			at = seamBefore(list, *before, *last, width)
		}
		if at >= 0 {
			*before, *last = measured(list, before.first, at, at, false), measured(list, at, last.last, last.next, true)
		}
	}
	return broken
}

// dotBefore is where the last line of a name begins after the dot in the line before, and
// finds room; negative without.
func dotBefore(list []atom, before, last line, width float64) int {
	for at := before.last - 1; at > before.first; at-- {
		if list[at-1].source == '·' && measured(list, at, last.last, last.next, true).width <= width+slack {
			return at
		}
	}
	return -1
}

// seamBefore is where the last line begins with the sign before it, or with the word that
// it ends, where two signs at least are left on the line before; negative without.
func seamBefore(list []atom, before, last line, width float64) int {
	for at := last.first - 1; at >= before.first+leastSigns; at-- {
		if seamAt(list, at) != closed && last.last-at >= leastSigns {
			if measured(list, at, last.last, last.next, true).width <= width+slack {
				return at
			}
			return -1
		}
	}
	return -1
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

// extent is how far the line reaches.
func (ln line) extent(list []atom) extent { return extentOf(list[ln.first:ln.last]) }

// runs is a line as runs, the pen beginning at x on the base line y, set to fill its width.
func (ln line) runs(list []atom, l letter, x, y float64, set setting, part int) []Run {
	extra := set.spread
	var out []Run
	text, at := drawn(list[ln.first:ln.last]), 0
	for i := ln.first; i < ln.last; i++ {
		a := list[i]
		from := at
		at += utf8.RuneLen(a.drawn)
		even := true // from the atom before, as from any other of the run
		narrower := 0.0
		if i > ln.first {
			narrower = set.pinch * pinch(list[i-1], a)
			x += a.before - narrower
			if spread(list[i-1], a) {
				x += extra
			} else {
				even = extra == 0
			}
			even = even && narrower == 0
		}
		if n := len(out); n > 0 && even && joins(list[i-1], a, l.track+extra) {
			out[n-1].Text = text[from-len(out[n-1].Text) : at]
			out[n-1].Width = x + a.width - out[n-1].X
		} else {
			if n > 0 {
				out[n-1].Width -= narrower
			}
			out = append(out, begin(a, text[from:at], l, x, y, extra, part))
		}
		x += a.width
	}
	if n := len(out); n > 0 {
		out[n-1].Width -= set.pinch * hanging(list[ln.last-1])
	}
	if tail := ln.tail(list); tail != "" {
		if len(out) == 0 {
			out = append(out, Run{X: x, Y: y, Size: l.size, Face: l.face, Part: part})
		}
		out[len(out)-1].Tail = tail
	}
	return out
}

// drawn is what is drawn of atoms.
func drawn(list []atom) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteRune(a.drawn)
	}
	return b.String()
}

// begin is a run of one atom, drawn as a text.
func begin(a atom, text string, l letter, x, y, extra float64, part int) Run {
	run := Run{X: x, Y: y, Width: a.width, Size: l.size, Face: a.face, Bold: l.bold, Text: text, Part: part}
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
	return measured(list, 0, len(list), len(list), true).runs(list, l, x, y, setting{}, 0)
}

// measure is the width of a text in one line.
func (s *setter) measure(text string, l letter) float64 {
	list := s.atoms(tidy(text), l)
	return measured(list, 0, len(list), len(list), true).width
}

// A setter holds what the setting of one document needs.
type setter struct {
	faces  face.Set
	style  *style
	label  string         // names the place for Missing: the last heading
	heads  []contentsLine // of an Index
	parts  int            // texts of the document set so far
	spare  []atom         // of the text measured last, which nobody holds
	tables int            // tables set so far that are not long
}

// part numbers the next text of the document.
func (s *setter) part() int {
	s.parts++
	return s.parts
}
