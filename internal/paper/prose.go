package paper

import "strings"

// A fragment is a text of the document, measured and broken.
type fragment struct {
	atoms  []atom
	lines  []line
	letter letter
	part   int
}

// fragment breaks a text of the document.
func (s *setter) fragment(text string, l letter, width, indent float64) fragment {
	list := s.atoms(tidy(text), l)
	return fragment{list, balanced(list, width, indent), l, s.part()}
}

// lost is the missing characters of one of its lines.
func (f fragment) lost(ln line, label string) []Missing {
	var list []Missing
	for _, a := range f.atoms[ln.first:ln.last] {
		if a.missing() {
			list = append(list, Missing{Rune: a.source, Label: label})
		}
	}
	return list
}

// height is that of all its lines.
func (f fragment) height() float64 { return float64(len(f.lines)) * f.letter.lead }

// row is one of its lines as a piece, aligned in a column.
func (f fragment) row(i int, align Align, x, width float64, label string) piece {
	ln := f.lines[i]
	return piece{
		height:  f.letter.lead,
		ink:     Ink{Runs: ln.runs(f.atoms, f.letter, startOf(align, x, width, ln.width), f.letter.base(), setting{}, f.part)},
		missing: f.lost(ln, label),
	}
}

// prose is a text over the width of the frame, a piece a line.
func (s *setter) prose(text string, l letter, align Align) []piece {
	f := s.fragment(text, l, s.style.frameWidth(), 0)
	pieces := make([]piece, len(f.lines))
	for i := range f.lines {
		pieces[i] = f.row(i, align, s.style.frame.Left, s.style.frameWidth(), s.label)
	}
	return pieces
}

func (s *setter) title(t Title) []piece {
	pieces := s.prose(t.Text, s.style.title, Center)
	if t.Sub != "" {
		sub := s.prose(t.Sub, s.style.sub, Center)
		sub[0].gap = 4
		pieces = append(pieces, sub...)
	}
	pieces[len(pieces)-1].height += s.style.gap * 2
	return stuck(pieces, true)
}

func (s *setter) heading(h Heading) []piece {
	level := min(max(h.Level, 1), len(s.style.headings)) - 1
	l := s.style.headings[level]
	s.label = h.Text
	f := s.fragment(h.Text, l, s.style.frameWidth(), s.style.indent*l.pitch())
	mark := &Bookmark{Level: level, Text: strings.ReplaceAll(tidy(h.Text), "\n", " ")}
	pieces := make([]piece, len(f.lines))
	for i := range f.lines {
		pieces[i] = s.body(f, i, s.style.indent*l.pitch(), false)
	}
	pieces[0].mark = mark
	return stuck(pieces, true)
}

func (s *setter) paragraph(p Paragraph) []piece {
	l := s.style.body
	indent, broken := s.style.indent*l.pitch(), s.running
	if p.Plain {
		indent, broken = 0, s.fragment
	}
	f := broken(p.Text, l, s.style.frameWidth(), indent)
	pieces := make([]piece, len(f.lines))
	for i := range f.lines {
		pieces[i] = s.body(f, i, indent, !p.Plain)
	}
	// neither the first nor the last line stands alone on a page, nor is a figure
	// parted from its bracket
	if n := len(pieces); n > 1 {
		pieces[0].stick, pieces[n-2].stick = true, true
		for i, ln := range f.lines[1:] {
			pieces[i].stick = pieces[i].stick || ln.first < len(f.atoms) && f.atoms[ln.first].source == '（'
		}
	}
	return pieces
}

// body is a line of running text: the first of a paragraph indented, all but
// the last justified when told.
func (s *setter) body(f fragment, i int, indent float64, justified bool) piece {
	ln := f.lines[i]
	x, room := s.style.frame.Left, s.style.frameWidth()
	if ln.first == 0 || f.atoms[ln.first-1].source == '\n' {
		x, room = x+indent, room-indent
	}
	set := setting{}
	if justified {
		set = ln.extent(f.atoms).set(room, ln.end)
	}
	return piece{
		height:  f.letter.lead,
		ink:     Ink{Runs: ln.runs(f.atoms, f.letter, x, f.letter.base(), set, f.part)},
		missing: f.lost(ln, s.label),
	}
}

// remark is a small line, with a text at its right end.
func (s *setter) remark(n Note) []piece {
	l, width := s.style.note, s.style.frameWidth()
	if n.Right == "" {
		return s.prose(n.Text, l, Left)
	}
	right := s.measure(n.Right, l)
	left := s.fragment(n.Text, l, max(width-right-12, width/2), 0)
	aside := s.fragment(n.Right, l, max(width-left.lines[0].width-12, width/3), 0)
	rows := max(len(left.lines), len(aside.lines))
	pieces := make([]piece, rows)
	for i := range pieces {
		pieces[i].height = l.lead
		if i < len(left.lines) {
			pieces[i].add(left.row(i, Left, s.style.frame.Left, width, s.label), 0)
		}
		if i < len(aside.lines) {
			pieces[i].add(aside.row(i, Right, s.style.frame.Left, width, s.label), 0)
		}
	}
	return stuck(pieces, false)
}
