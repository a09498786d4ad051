package paper

import (
	"bangfu/internal/face"
)

// The measures of ruled grids, in points.
const (
	padMost    = 3.5
	padY       = 2.6
	padClose   = 1.8
	thin       = 0.5
	closerLead = 0.92 // of rows that stand closer, as a share
	shade      = 0.91 // grey of header and label boxes
	signRoom   = 4.0
)

// pad is the room at each side of text of a letter in a box.
func (l letter) pad() float64 { return min(padMost, l.size/3) }

// padY is the room above and below it.
func (l letter) padY() float64 {
	if l.close {
		return padClose
	}
	return padY
}

// padding is the room at both sides, and for what rounding adds.
func (l letter) padding() float64 { return 2*l.pad() + 0.5 }

// A box is one ruled field of a grid, with a text in it.
type box struct {
	x, width float64
	text     fragment
	align    Align
	top      bool      // text at the top, else in the middle
	shaded   bool      // on grey
	sign     *fragment // in the right bottom corner
	least    float64   // least height of the text, in points
}

// box is a field with its text broken to its width.
func (s *setter) box(text string, l letter, x, width float64, align Align) box {
	return box{x: x, width: width, text: s.fragment(text, l, width-2*l.pad(), 0), align: align}
}

// height is what the box asks for.
func (b box) height() float64 {
	h := max(b.text.height(), b.least)
	if b.sign != nil {
		h += b.sign.height() + signRoom
	}
	return h + 2*b.text.letter.padY()
}

// gridRow is a row of boxes in pieces: one, when it is not taller than limit,
// else as many as it takes.
func gridRow(boxes []box, limit float64, label string) []piece {
	tallest := 0.0
	for _, b := range boxes {
		tallest = max(tallest, b.height())
	}
	if tallest <= limit {
		return []piece{gridPiece(boxes, tallest, label)}
	}
	var pieces []piece
	for {
		part, rest, more := split(boxes, limit)
		tallest = 0
		for _, b := range part {
			tallest = max(tallest, b.height())
		}
		pieces = append(pieces, gridPiece(part, min(tallest, limit), label))
		if !more {
			return pieces
		}
		boxes = rest
	}
}

// split cuts a row that is taller than limit: the lines that fit, and the
// rest. A corner text goes with the rest, and so do boxes' least heights.
func split(boxes []box, limit float64) (part, rest []box, more bool) {
	for _, b := range boxes {
		fit := max(1, int((limit-2*b.text.letter.padY()+slack)/b.text.letter.lead))
		head, tail := b, b
		head.top, tail.top = true, true
		head.least, tail.least = 0, 0
		switch {
		case len(b.text.lines) > fit:
			head.text.lines, tail.text.lines = b.text.lines[:fit], b.text.lines[fit:]
			head.sign = nil
			more = true
		case b.height() > limit && b.sign != nil:
			// what is left is the corner text alone: it is broken like any other
			tail.text, tail.align, tail.sign = *b.sign, Right, nil
			head.sign = nil
			more = true
		default:
			tail.text.lines, tail.sign = nil, nil
		}
		part, rest = append(part, head), append(rest, tail)
	}
	return part, rest, more
}

// gridPiece is a row of boxes with rules at its sides and below.
func gridPiece(boxes []box, height float64, label string) piece {
	lines := 0
	for _, b := range boxes {
		lines += len(b.text.lines)
	}
	p := piece{height: height, ink: Ink{Rules: make([]Rule, 0, 3*len(boxes)), Runs: make([]Run, 0, lines)}}
	for _, b := range boxes {
		p.draw(b, 0, height, label)
	}
	return p
}

// draw puts a box into a piece, its top at y.
func (p *piece) draw(b box, y, height float64, label string) {
	if b.shaded {
		p.ink.Fills = append(p.ink.Fills, rectangle(b.x, y, b.width, height, shade))
	}
	x2, y2 := b.x+b.width, y+height
	p.ink.Rules = append(p.ink.Rules,
		Rule{X1: b.x, Y1: y, X2: b.x, Y2: y2, Width: thin}, Rule{X1: x2, Y1: y, X2: x2, Y2: y2, Width: thin},
		Rule{X1: b.x, Y1: y2, X2: x2, Y2: y2, Width: thin})
	room, pad := height, b.text.letter.pad()
	if b.sign != nil {
		room -= b.sign.height() + signRoom
		p.putLines(*b.sign, Right, b.x+pad, b.width-2*pad, y2-b.text.letter.padY()-b.sign.height(), label)
	}
	from := y + b.text.letter.padY()
	if !b.top {
		from = y + (room-b.text.height())/2
	}
	p.putLines(b.text, b.align, b.x+pad, b.width-2*pad, from, label)
}

// putLines puts all lines of a text into a piece, the first at y.
func (p *piece) putLines(f fragment, align Align, x, width, y float64, label string) {
	for i := range f.lines {
		row := f.row(i, align, x, width, label)
		p.ink.add(row.ink, y+float64(i)*f.letter.lead)
		p.missing = append(p.missing, row.missing...)
	}
}

// over draws the rule above a grid's first row.
func (p *piece) over(x1, x2 float64) {
	p.ink.Rules = append(p.ink.Rules, Rule{X1: x1, X2: x2, Width: thin})
}

// rectangle is a filled one.
func rectangle(x, y, width, height, grey float64) Fill {
	return Fill{Points: []face.Point{{X: x, Y: y}, {X: x + width, Y: y}, {X: x + width, Y: y + height}, {X: x, Y: y + height}}, Grey: grey}
}
