package paper

// The room for a name after each label of a Signature, in characters: what is
// wished, and what a hand needs at least.
const (
	signing      = 6
	leastSigning = 3.5
)

// signature is the closing block: the places to sign, then unit and date.
func (s *setter) signature(g Signature) []piece {
	l := s.style.body
	var pieces []piece
	if len(g.Fields) > 0 {
		pieces = append(pieces, s.fields(g.Fields, l)...)
	}
	for _, text := range []string{g.Unit, g.Date} {
		if text == "" {
			continue
		}
		f := s.fragment(text, l, s.style.frameWidth()-4*l.size, 0)
		for i := range f.lines {
			pieces = append(pieces, f.row(i, Right, s.style.frame.Left, s.style.frameWidth()-4*l.size, s.label))
		}
	}
	if len(pieces) > 0 {
		pieces[0].gap = l.lead
	}
	for i := range pieces {
		pieces[i].sign = true
	}
	return stuck(pieces, false)
}

// fields is places to sign: all in one line where each label keeps room for a
// name, else a line each.
func (s *setter) fields(names []string, l letter) []piece {
	room := s.style.frameWidth()
	for _, name := range names {
		room -= s.measure(name, l)
	}
	gaps := float64(len(names)-1) * l.size
	each := min((room-gaps)/float64(len(names)), signing*l.size)
	if each >= leastSigning*l.size {
		return []piece{s.fieldLine(names, l, each)}
	}
	pieces := make([]piece, len(names))
	for i, name := range names {
		pieces[i] = s.fieldLine([]string{name}, l, signing*l.size)
	}
	return pieces
}

// fieldLine is labels in one line, each followed by a rule to sign on. The
// labels are spread over the frame when there are several.
func (s *setter) fieldLine(names []string, l letter, rule float64) piece {
	p := piece{height: l.lead * 1.3}
	used := 0.0
	parts := make([]fragment, len(names))
	for i, name := range names {
		parts[i] = s.fragment(name, l, max(s.style.frameWidth()-rule, l.size), 0)
		used += parts[i].lines[len(parts[i].lines)-1].width + rule
	}
	gap := (s.style.frameWidth() - used) / float64(max(len(names)-1, 1))
	x := s.style.frame.Left
	for _, f := range parts {
		for j := range f.lines {
			p.add(f.row(j, Left, x, s.style.frameWidth(), s.label), float64(j)*l.lead)
		}
		last := float64(len(f.lines)-1) * l.lead
		p.height = max(p.height, last+l.lead*1.3)
		end := x + f.lines[len(f.lines)-1].width
		y := last + l.base() + 2
		p.ink.Rules = append(p.ink.Rules, Rule{X1: end, Y1: y, X2: min(end+rule, s.style.frame.Right), Y2: y, Width: 0.5})
		x = end + rule + gap
	}
	return p
}
