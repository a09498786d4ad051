package paper

import "slices"

// mostAir is how much of a page may stay empty for a chart or a table that stays whole to
// stand on the next, as a share: where more is left, what follows it is set before it.
const mostAir = 0.25

// behind is the charts and tables that fell behind: they stand at the head of the next
// page, and text after them fills the present one. None passes another of its kind, so
// that their numbers stay in order.
type behind struct {
	groups [][]piece
	heads  int // headings of the first level that were set before them
}

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
// a page of its own, the places to sign, a part of a table, and a second section where
// the page is filled well.
func (f *flow) holdsUp(pieces []piece) bool {
	if len(f.behind.groups) == 0 {
		return false
	}
	if pieces[0].turn || slices.ContainsFunc(pieces, func(p piece) bool { return p.sign }) || ruled(pieces) && !afloat(pieces) {
		return true
	}
	if m := pieces[0].mark; m != nil && m.Level == 0 {
		f.behind.heads++
		return f.behind.heads > 1 && !f.airy()
	}
	return false
}

// airy reports whether more than a little of the page would stay empty if it ended here.
func (f *flow) airy() bool {
	return f.set.style.frame.Bottom-f.y > mostAir*f.set.style.frameHeight()
}

// catchUp sets all that fell behind, on pages of their own.
func (f *flow) catchUp() {
	for len(f.behind.groups) > 0 {
		f.newPage()
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
