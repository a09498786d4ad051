package pdf

import (
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

// page draws one page: fills, then rules, then runs.
func (c *canvas) page(p paper.Page) {
	orientation := "P"
	size := gofpdf.SizeType{Wd: p.Width, Ht: p.Height}
	if p.Width > p.Height {
		orientation = "L"
		size = gofpdf.SizeType{Wd: p.Height, Ht: p.Width}
	}
	c.file.AddPageFormat(orientation, size)
	c.height, c.used = p.Height, used{}
	for _, ink := range []paper.Ink{p.Ink(), p.Foot} {
		c.fills(ink.Fills)
		c.rules(ink.Rules)
		c.runs(ink.Runs)
	}
}

// raw writes drawing operators; lengths are in points, up from the bottom.
func (c *canvas) raw(format string, values ...any) {
	c.file.RawWriteStr(fmt.Sprintf(format, values...))
}

// number is a length as it is written.
func number(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

func (c *canvas) point(x, y float64) string { return number(x) + " " + number(c.height-y) }

func (c *canvas) fills(fills []paper.Fill) {
	for _, f := range fills {
		if len(f.Points) < 3 {
			continue
		}
		path := c.point(f.Points[0].X, f.Points[0].Y) + " m"
		for _, p := range f.Points[1:] {
			path += " " + c.point(p.X, p.Y) + " l"
		}
		c.raw("q %s g %s f Q", number(f.Grey), path)
	}
}

// rules draws straight lines, the pen set only when it changes.
func (c *canvas) rules(rules []paper.Rule) {
	if len(rules) == 0 {
		return
	}
	c.raw("q 0 J")
	var pen paper.Rule
	for i, r := range rules {
		if i == 0 || r.Width != pen.Width || r.Grey != pen.Grey || r.Dash != pen.Dash {
			dash := "[]"
			if r.Dash > 0 {
				dash = "[" + number(r.Dash) + "]"
			}
			c.raw("%s w %s G %s 0 d", number(r.Width), number(r.Grey), dash)
			pen = r
		}
		c.raw("%s m %s l S", c.point(r.X1, r.Y1), c.point(r.X2, r.Y2))
	}
	c.raw("Q")
}

// stroke is the width of the line that makes type bold, as a share of its
// size.
const stroke = 0.028

// run draws a piece of text. What it sets besides the font it puts back.
func (c *canvas) run(r paper.Run) {
	if r.Text == "" {
		return
	}
	if want := (used{r.Face, r.Size}); want != c.used {
		c.file.SetFont(family(r.Face), "", r.Size)
		c.used = want
	}
	special := r.Bold || r.Gap != 0 || r.Turned || r.Shape
	if special {
		c.raw("q")
	}
	x, y := r.X, r.Y
	if r.Turned { // the pen goes up the page: the page is turned about it
		c.raw("0 1 -1 0 %s cm", c.point(r.X, r.Y))
		x, y = 0, c.height
	}
	if r.Shape {
		c.outline(r, x, y)
		c.raw("3 Tr")
	}
	if r.Bold && !r.Shape {
		c.raw("2 Tr %s w", number(r.Size*stroke))
	}
	if r.Gap != 0 {
		c.raw("%s Tc", strconv.FormatFloat(r.Gap, 'f', 4, 64))
	}
	c.file.Text(x, y, r.Text)
	if special {
		c.raw("Q")
	}
}

// outline fills the shape of the character a run stands for.
func (c *canvas) outline(r paper.Run, x, y float64) {
	steps, err := c.fonts.faces.Font(r.Face).Outline(r.Source)
	if err != nil {
		c.err = err
		return
	}
	scale := r.Size / 1000
	at := func(p face.Point) string { return c.point(x+p.X*scale, y-p.Y*scale) }
	c.raw("q 0 g")
	var pen face.Point
	for _, s := range steps {
		switch s.Verb {
		case face.Move:
			c.raw("%s m", at(s.To[0]))
			pen = s.To[0]
		case face.Line:
			c.raw("%s l", at(s.To[0]))
			pen = s.To[0]
		case face.Quad: // as a cubic: controls two thirds of the way
			c.raw("%s %s %s c", at(toward(pen, s.To[0])), at(toward(s.To[1], s.To[0])), at(s.To[1]))
			pen = s.To[1]
		case face.Cubic:
			c.raw("%s %s %s c", at(s.To[0]), at(s.To[1]), at(s.To[2]))
			pen = s.To[2]
		}
	}
	c.raw("f Q")
}

// toward is the point two thirds of the way from one to another.
func toward(from, to face.Point) face.Point {
	return face.Point{X: from.X + (to.X-from.X)*2/3, Y: from.Y + (to.Y-from.Y)*2/3}
}
