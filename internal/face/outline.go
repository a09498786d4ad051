package face

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A Step is one stroke of an outline. Its points are in thousandths of the
// type size, right and up from the pen on the base line.
type Step struct {
	Verb Verb
	To   [3]Point // as many as the verb has: 1, 1, 2 or 3
}

// A Point is a place in an outline.
type Point struct{ X, Y float64 }

// A Verb says what a Step does.
type Verb uint8

// The verbs of an outline.
const (
	Move  Verb = iota // begin a contour, closing the one before
	Line              // a straight stroke
	Quad              // a quadratic curve: control, end
	Cubic             // a cubic curve: two controls, end
)

// Outline is the shape of a character, to be filled by the non-zero winding
// rule. A character without ink has no steps; one the font lacks is an error.
func (f *Font) Outline(r rune) ([]Step, error) {
	glyph := f.glyph(r)
	if glyph == 0 {
		return nil, fmt.Errorf("face: U+%04X: 字体没有这个字", r)
	}
	f.shapes.Do(func() { f.shape, f.shapeNo = sfnt.Parse(f.content) })
	if f.shapeNo != nil {
		return nil, fmt.Errorf("face: outlines: %w", f.shapeNo)
	}
	var buffer sfnt.Buffer
	segments, err := f.shape.LoadGlyph(&buffer, sfnt.GlyphIndex(glyph), fixed.I(em), nil)
	if err != nil {
		return nil, fmt.Errorf("face: outline of U+%04X: %w", r, err)
	}
	steps := make([]Step, len(segments))
	for i, segment := range segments {
		steps[i].Verb = Verb(segment.Op)
		for j, p := range segment.Args {
			steps[i].To[j] = Point{float64(p.X) / 64, -float64(p.Y) / 64}
		}
	}
	return steps, nil
}
