package paper

import "slices"

// A course is where a rule ends and how it goes on: one that begins there and
// goes on the same way makes it longer.
type course struct {
	x, y, width, grey float64
	upright           bool
}

// merger merges the rules of one page after another, in room used again.
type merger struct {
	open map[course]int
	seen map[Rule]bool
	out  []Rule
}

// merged is rules with those that meet end to end drawn as one, and none
// twice.
func (m *merger) merged(rules []Rule) []Rule {
	if m.open == nil {
		m.open, m.seen = map[course]int{}, map[Rule]bool{}
	}
	clear(m.open)
	clear(m.seen)
	m.out = m.out[:0]
	for _, r := range rules {
		if m.seen[r] {
			continue
		}
		m.seen[r] = true
		if r.Dash != 0 || r.X1 != r.X2 && r.Y1 != r.Y2 {
			m.out = append(m.out, r)
			continue
		}
		begin := course{round(r.X1), round(r.Y1), r.Width, r.Grey, r.X1 == r.X2}
		end := begin
		end.x, end.y = round(r.X2), round(r.Y2)
		i, continues := m.open[begin]
		if continues {
			delete(m.open, begin)
			m.out[i].X2, m.out[i].Y2 = r.X2, r.Y2
		} else {
			i = len(m.out)
			m.out = append(m.out, r)
		}
		m.open[end] = i
	}
	return slices.Clone(m.out)
}

// joined is fills with rectangles that stand side by side drawn as one.
func joined(fills []Fill) []Fill {
	var out []Fill
	for _, f := range fills {
		if n := len(out); n > 0 && sideBySide(out[n-1], f) {
			left, right := out[n-1].Points, f.Points
			out[n-1].Points = append(left[:0:0], left[0], right[1], right[2], left[3])
			continue
		}
		out = append(out, f)
	}
	return out
}

// sideBySide reports whether two fills are rectangles of one grey and height, the
// second at the right side of the first.
func sideBySide(a, b Fill) bool {
	if a.Grey != b.Grey || !upright(a) || !upright(b) {
		return false
	}
	return round(a.Points[1].X) == round(b.Points[0].X) && a.Points[1].Y == b.Points[0].Y && round(a.Points[2].Y) == round(b.Points[3].Y)
}

// upright reports whether a fill is a rectangle, as rectangle makes it.
func upright(f Fill) bool {
	p := f.Points
	return len(p) == 4 && p[0].Y == p[1].Y && p[1].X == p[2].X && p[2].Y == p[3].Y && p[3].X == p[0].X
}
