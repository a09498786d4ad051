package paper

import (
	"testing"
)

// extent is the rectangle of a run's ink.
func (r Run) box() Frame {
	if r.Turned {
		return Frame{r.X - rise*r.Size, r.Y - r.Width, r.X + (1-rise)*r.Size, r.Y}
	}
	return Frame{r.X, r.Y - rise*r.Size, r.X + r.Width, r.Y + (1-rise)*r.Size}
}

func (f Frame) holds(g Frame) bool {
	const near = 0.05
	return g.Left >= f.Left-near && g.Top >= f.Top-near && g.Right <= f.Right+near && g.Bottom <= f.Bottom+near
}

func TestAllInkLiesInTheFrame(t *testing.T) {
	for name := range styles {
		for i, page := range laid(t, everything(name)).Pages {
			for _, r := range page.Ink().Runs {
				if !page.Frame.holds(r.box()) {
					t.Errorf("style %d page %d: %q at %.1f %.1f leaves the frame", name, i+1, r.Text, r.X, r.Y)
				}
			}
			for _, r := range page.Ink().Rules {
				if !page.Frame.holds(Frame{min(r.X1, r.X2), min(r.Y1, r.Y2), max(r.X1, r.X2), max(r.Y1, r.Y2)}) {
					t.Errorf("style %d page %d: a rule leaves the frame: %+v", name, i+1, r)
				}
			}
			for _, f := range page.Ink().Fills {
				for _, p := range f.Points {
					if !page.Frame.holds(Frame{p.X, p.Y, p.X, p.Y}) {
						t.Errorf("style %d page %d: a fill leaves the frame: %+v", name, i+1, p)
					}
				}
			}
			foot := Frame{page.Frame.Left, page.Frame.Bottom, page.Frame.Right, page.Height - 10*mm/2}
			for _, r := range page.Foot.Runs {
				if !foot.holds(r.box()) {
					t.Errorf("style %d page %d: the foot %q leaves its place", name, i+1, r.Text)
				}
			}
		}
	}
}

// No two texts stand on each other, on any page of any kind.
func TestNoTextsCollide(t *testing.T) {
	for name := range styles {
		for i, page := range laid(t, everything(name)).Pages {
			runs := append(append([]Run{}, page.Ink().Runs...), page.Foot.Runs...)
			for a := range runs {
				for b := range runs[:a] {
					if runs[a].box().meets(runs[b].box()) {
						t.Errorf("style %d page %d: %q stands on %q", name, i+1, runs[a].Text, runs[b].Text)
					}
				}
			}
		}
	}
}

// meets reports whether two rectangles share more than a hair; a quarter of
// the height of type is room without ink.
func (f Frame) meets(g Frame) bool {
	x := min(f.Right, g.Right) - max(f.Left, g.Left)
	y := min(f.Bottom, g.Bottom) - max(f.Top, g.Top)
	return x > 0.3 && y > 0.25*min(f.Bottom-f.Top, g.Bottom-g.Top)
}
