package paper

import "slices"

// mostAir is how much of a page may stay empty for a chart or a table that stays whole to
// stand on the next, as a share: where more is left, what follows it is set before it.
const mostAir = 0.25

// behind is the charts and tables that fell behind: they stand at the head of the next
// page, and text after them of the same section fills the present one. None passes another
// of its kind, so that their numbers stay in order.
type behind struct{ groups [][]piece }

// afloat reports whether pieces are a whole chart or table and nothing else.
func afloat(pieces []piece) bool {
	return !slices.ContainsFunc(pieces, func(p piece) bool { return !p.chart && !p.whole || p.sign })
}

// ruled reports whether pieces hold a chart or a part of a table.
func ruled(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool { return p.chart || p.table > 0 || p.repeat != nil })
}

// add takes a chart or table that finds no room.
func (b *behind) add(pieces []piece) { b.groups = append(b.groups, slices.Clone(pieces)) }

// before reports whether one of the kind of pieces waits, which they must not pass.
func (b *behind) before(pieces []piece) bool {
	return afloat(pieces) && slices.ContainsFunc(b.groups, func(g []piece) bool { return g[0].chart == pieces[0].chart })
}

// holdsUp reports whether pieces are not set before those that fell behind: what begins
// a page of its own, the places to sign, a part of a table, and the next section.
func (f *flow) holdsUp(pieces []piece) bool {
	if len(f.behind.groups) == 0 {
		return false
	}
	m := pieces[0].mark
	return pieces[0].turn || m != nil && m.Level == 0 || ruled(pieces) && !afloat(pieces) ||
		slices.ContainsFunc(pieces, func(p piece) bool { return p.sign })
}

// airy reports whether more than a little of the page would stay empty if it ended here.
func (f *flow) airy() bool {
	return f.set.style.frame.Bottom-f.y > mostAir*f.set.style.frameHeight()
}

// catchUp sets all that fell behind: on the next pages, but a table begins here and is
// parted where more than a little of the page would stay empty. Until it has ended
// nothing else that fell behind is set.
func (f *flow) catchUp() {
	for len(f.behind.groups) > 0 {
		first, rest := f.behind.groups[0], f.behind.groups[1:]
		begins := f.airy() && first[0].whole && f.fits(first[:stuckTo(first)])
		if !begins && !f.fits(first) {
			f.newPage()
			continue
		}
		f.behind.groups = nil
		f.parts(first)
		f.behind.groups = rest
	}
}

// takeBehind sets what fell behind at the head of a page: as much as finds room.
func (f *flow) takeBehind() {
	n := 0
	for _, g := range f.behind.groups {
		if n > 0 && !f.fits(g) {
			break
		}
		f.placeAll(g)
		n++
	}
	f.behind = behind{groups: f.behind.groups[n:]}
}

// charted marks pieces as those of a chart.
func charted(pieces []piece) []piece {
	for i := range pieces {
		pieces[i].chart = true
	}
	return pieces
}
