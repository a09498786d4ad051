package paper

import "bangfu/internal/face"

// labelMost is the width of a form's widest label box, in characters.
const labelMost = 6

func (s *setter) form(f Form) []piece {
	l := s.style.table
	if f.Size > 0 {
		l = l.sized(f.Size)
	}
	var pieces []piece
	if f.Caption != "" {
		pieces = stuck(s.prose(f.Caption, l.in(face.Heading), Left), true)
	}
	label := f.Label
	if label == "" {
		label = s.label
	}
	width, first := s.labelWidth(f, l), true
	for _, row := range f.Rows {
		for _, p := range gridRow(s.cells(row, l, width), s.style.frameHeight()-noteRoom, label) {
			// each row draws the rule above it too: it may begin a page
			p.over(s.style.frame.Left, s.style.frame.Right)
			p.stick = first
			first = false
			pieces = append(pieces, p)
		}
	}
	if len(pieces) > 0 {
		pieces[len(pieces)-1].stick = false
		pieces[0].gap = s.style.gap
		pieces[len(pieces)-1].height += s.style.gap
	}
	return pieces
}

// labelWidth is the width of all label boxes of a form, so that they line up.
func (s *setter) labelWidth(f Form, l letter) float64 {
	widest := 2 * l.size
	for _, row := range f.Rows {
		for _, c := range row {
			widest = max(widest, min(s.measure(c.Label, l.in(face.Heading)), labelMost*l.size))
		}
	}
	return widest + l.padding()
}

// cells is the boxes of a form's row.
func (s *setter) cells(row []Cell, l letter, label float64) []box {
	weights := 0.0
	for _, c := range row {
		weights += weight(c)
	}
	var boxes []box
	x := s.style.frame.Left
	for _, c := range row {
		width := s.style.frameWidth() * weight(c) / weights
		if c.Label != "" {
			own := min(label, width/2)
			b := s.box(c.Label, l.in(face.Heading), x, own, Center)
			b.shaded = true
			boxes = append(boxes, b)
			x, width = x+own, width-own
		}
		b := s.box(c.Value, l, x, width, Left)
		b.least = float64(max(c.Lines, 1)) * l.lead
		b.top = c.Lines > 1
		if c.Sign != "" {
			sign := s.fragment(c.Sign, l, width-2*l.pad(), 0)
			b.sign = &sign
		}
		boxes = append(boxes, b)
		x += width
	}
	return boxes
}

func weight(c Cell) float64 {
	if c.Weight > 0 {
		return c.Weight
	}
	return 1
}
