package paper

import (
	"math"

	"bangfu/internal/face"
)

// ruled is a straight line of a chart.
func (p *piece) ruled(x1, y1, x2, y2, width, grey, dash float64) {
	p.ink.Rules = append(p.ink.Rules, Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: width, Grey: grey, Dash: dash})
}

// gridline is a faint upright or level line behind what is drawn later.
func (p *piece) gridline(x1, y1, x2, y2 float64) {
	const half = 0.2
	p.ink.Fills = append(p.ink.Fills, rectangle(x1-half, y1-half, x2-x1+2*half, y2-y1+2*half, 0.8))
}

// framed is the outline of a rectangle.
func (p *piece) framed(x, y, width, height float64) {
	p.ruled(x, y, x+width, y, thin, 0, 0)
	p.ruled(x, y+height, x+width, y+height, thin, 0, 0)
	p.ruled(x, y, x, y+height, thin, 0, 0)
	p.ruled(x+width, y, x+width, y+height, thin, 0, 0)
}

// say writes a label of the layout's own into a piece.
func (p *piece) say(s *setter, text string, l letter, x, y float64) {
	runs := s.words(text, l, x, y)
	p.ink.Runs = append(p.ink.Runs, runs...)
	for _, r := range runs {
		if r.Source != 0 && !r.Shape {
			p.missing = append(p.missing, Missing{Rune: r.Source, Label: s.label})
		}
	}
}

// sayTurned writes a label that reads upwards, beginning at y; x is its base
// line.
func (p *piece) sayTurned(s *setter, text string, l letter, x, y float64) {
	from := len(p.ink.Runs)
	p.say(s, text, l, 0, 0)
	for i := range p.ink.Runs[from:] {
		r := &p.ink.Runs[from+i]
		r.Turned, r.X, r.Y = true, x, y-r.X
	}
}

// A paint fills the area of one class so that it is known in grey print.
type paint struct {
	grey  float64
	hatch float64 // distance of the hatching; 0 has none
	back  bool    // hatched the other way too
}

// paints are the classes' fills, in order; a seventh class begins again.
var paints = []paint{{grey: 0.6}, {grey: 1, hatch: 3.2}, {grey: 0.85}, {grey: 1}, {grey: 1, hatch: 4, back: true}, {grey: 0.4}}

func paintOf(class int) paint { return paints[class%len(paints)] }

// painted is a rectangle in the paint of a class. Its hatching leaves a gap
// for a label of a width in the middle.
func (p *piece) painted(class int, x, y, width, height, label float64) {
	if width <= 0 {
		return
	}
	how := paintOf(class)
	p.ink.Fills = append(p.ink.Fills, rectangle(x, y, width, height, how.grey))
	if how.hatch > 0 {
		side := (width - label) / 2
		if label == 0 {
			side = width
		}
		p.hatch(how, x, y, side, height)
		if label > 0 {
			p.hatch(how, x+width-side, y, side, height)
		}
	}
	p.framed(x, y, width, height)
}

// hatch rules a rectangle aslant.
func (p *piece) hatch(how paint, x, y, width, height float64) {
	for c := how.hatch; c < width+height; c += how.hatch {
		x1, y1 := min(c, width), max(0, c-width)
		x2, y2 := max(0, c-height), min(c, height)
		p.ruled(x+x1, y+y1, x+x2, y+y2, 0.35, 0, 0)
		if how.back {
			p.ruled(x+width-x1, y+y1, x+width-x2, y+y2, 0.35, 0, 0)
		}
	}
}

// A marker is the sign at the points of one series.
type marker struct {
	sides int
	turn  float64 // in eighths of a circle
	grey  float64
	dash  float64 // of the line
}

// markers are the series' signs, in order; a sixth series begins again.
var markers = []marker{{16, 0, 0, 0}, {4, 1, 0.35, 3}, {3, 2, 0, 1.2}, {4, 0, 0.35, 6}, {5, 2, 0.6, 0}}

func markerOf(series int) marker { return markers[series%len(markers)] }

// marked draws a marker.
func (p *piece) marked(series int, x, y, radius float64) {
	how := markerOf(series)
	points := make([]face.Point, how.sides)
	for i := range points {
		angle := 2*math.Pi*float64(i)/float64(how.sides) + how.turn*math.Pi/4
		points[i] = face.Point{X: x + radius*math.Cos(angle), Y: y - radius*math.Sin(angle)}
	}
	p.ink.Fills = append(p.ink.Fills, Fill{Points: points, Grey: how.grey})
}
