package paper

import (
	"iter"
	"slices"

	"bangfu/internal/face"
)

// The last page of a document that is signed is thin when what stands before the
// places to sign takes less than leastFilled of its height and is fewer than
// leastLines lines: such a page looks forgotten in the printer, and a signature
// alone on a page proves nothing. leastFilled is a little more than a quarter, measured
// to the last base line or rule. A page filled to less than spared is worth setting
// the lines closer for; a page before the last that is emptier than emptied, so that the
// last is filled, is worth setting them wider for. Every page but the last should be
// filled to leastTaken.
const (
	leastFilled = 0.252
	leastLines  = 5
	spared      = 0.5
	emptied     = 0.6
	leastTaken  = 2.0 / 3
)

// tighter and wider are the leadings that a thin last page may cost, as
// shares of the style's: GB/T 9704 lets lines and characters be adjusted so that
// a signature does not stand alone.
var (
	tighter = []float64{0.97, 0.94, 0.915}
	wider   = []float64{1.02, 1.04, 1.06, 1.08}
)

// laidOut fills the pages of a document. One with an Index is filled twice, since
// only then it is known on which page a heading stands.
func laidOut(doc Doc, faces face.Set, st *style) flow {
	heads := contentsOf(doc.Blocks)
	f := settled(doc, faces, st, heads)
	if heads == nil {
		return f
	}
	return settled(doc, faces, st, paged(heads, f.marks))
}

// settled fills the pages of a document. Where a chart or a table that moved on leaves too
// much of a page empty the lines stand a little closer or wider, if that fills it.
func settled(doc Doc, faces face.Set, st *style, heads []contentsLine) flow {
	f := closedUp(doc, faces, st, heads)
	if doc.Style != Official || len(f.pages) < 2 || f.emptiest() >= leastTaken {
		return f
	}
	for _, rows := range []*style{st, st.withCloserRows()} {
		for _, share := range slices.Concat(tighter, wider) {
			if other := filledIn(doc, faces, rows.withLines(share), heads, nowhere); len(other.pages) <= len(f.pages) && other.emptiest() >= leastTaken && !other.thin() {
				return other
			}
		}
	}
	return f
}

// closedUp fills the pages of a document. The rows of its tables stand closer, all alike,
// when that takes fewer pages or leaves them less empty.
func closedUp(doc Doc, faces face.Set, st *style, heads []contentsLine) flow {
	f := arranged(doc, faces, st, heads)
	if !st.wholes || len(f.pages) < 2 {
		return f
	}
	if closer := arranged(doc, faces, st.withCloserRows(), heads); closer.fuller(&f) && (f.thin() || !closer.thin()) {
		return closer
	}
	return f
}

// arranged fills the pages of a document in one style. A thin last page is avoided: first by
// setting the lines a little closer, so that it is not needed, else by taking
// the last lines of the page before along, or by setting the lines a little wider
// where that page would be left too empty.
func arranged(doc Doc, faces face.Set, st *style, heads []contentsLine) flow {
	f := filledIn(doc, faces, st, heads, nowhere)
	if doc.Style == Official && f.signed() && f.full() < spared {
		for _, share := range tighter {
			if closer := filledIn(doc, faces, st.withLines(share), heads, nowhere); len(closer.pages) < len(f.pages) {
				return closer
			}
		}
	}
	if !f.thin() {
		return f
	}
	again := f
	if start, found := f.carried(); found {
		if taken := filledIn(doc, faces, st, heads, start); len(taken.pages) == len(f.pages) {
			again = taken
		}
	}
	if doc.Style == Official && (again.thin() || again.fullBefore() < emptied) {
		for _, share := range wider {
			if apart := filledIn(doc, faces, st.withLines(share), heads, nowhere); len(apart.pages) == len(f.pages) && !apart.thin() {
				return apart
			}
		}
	}
	return again
}

// nowhere is the piece that begins a page when none is told to.
const nowhere = -1

// filledIn fills the pages of a document in one style; the piece with number turn
// begins a page.
func filledIn(doc Doc, faces face.Set, st *style, heads []contentsLine, turn int) flow {
	set := &setter{faces: faces, style: st, heads: heads}
	f := flow{set: set}
	f.run(broken(set.blocks(doc.Blocks), turn))
	return f
}

// broken yields numbered pieces of which the one with number turn begins a page.
func broken(pieces iter.Seq[piece], turn int) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		i := 0
		for p := range pieces {
			p.number, p.carried = i, i == turn
			if i++; !yield(p) {
				return
			}
		}
	}
}

// thin reports whether the last of several pages holds next to nothing but the
// places to sign, or next to nothing.
func (f *flow) thin() bool {
	last, lines, low := len(f.pages)-1, 0, f.set.style.frame.Top
	for _, p := range f.placed {
		if p.page == last && !p.sign {
			lines++
			low = max(low, p.top+p.depth)
		}
	}
	return last > 0 && !f.enough(lines, low-f.set.style.frame.Top)
}

// enough reports whether so many lines, which reach so far down the page, are enough
// on the last one besides the places to sign.
func (f *flow) enough(lines int, depth float64) bool {
	return depth >= leastFilled*f.set.style.frameHeight() || f.signed() && lines >= leastLines
}

// muchFuller is by how much the emptiest page is fuller for closer rows to be worth it.
const muchFuller = 0.1

// fuller reports whether a filling takes fewer pages than another, or parts fewer tables,
// or leaves less of the pages empty.
func (f *flow) fuller(other *flow) bool {
	switch a, b := f.parted, other.parted; {
	case len(f.pages) != len(other.pages):
		return len(f.pages) < len(other.pages)
	case a != b:
		return a < b
	}
	return f.emptiest() > other.emptiest()+muchFuller
}

// taken is the share of a page that is taken.
func (f *flow) taken(page int) float64 {
	return (f.low[page] - f.set.style.frame.Top) / f.set.style.frameHeight()
}

// emptiest is the share that is taken of the emptiest page but the last.
func (f *flow) emptiest() float64 {
	share := 1.0
	for page := range len(f.pages) - 1 {
		share = min(share, f.taken(page))
	}
	return share
}

// fullBefore is the share of the page before the last that is taken.
func (f *flow) fullBefore() float64 { return f.taken(len(f.pages) - 2) }

// signed reports whether the document ends with places to sign, on a page that
// is not its first.
func (f *flow) signed() bool {
	return len(f.pages) > 1 && f.placed[len(f.placed)-1].sign
}

// full is the share of the page being filled that is taken.
func (f *flow) full() float64 { return (f.y - f.set.style.frame.Top) / f.set.style.frameHeight() }

// carried is the piece from which on the last page is filled enough, when what
// follows still fits on it and something is left on the page before.
func (f *flow) carried() (start int, found bool) {
	last, pieces := len(f.pages)-1, f.placed
	height, lines, signs, below := 0.0, 0, 0.0, 0.0 // below: the last line, from its base line down
	for i := len(pieces) - 1; i > 0; i-- {
		p := pieces[i]
		height += p.height + p.gap
		switch {
		case p.sign:
			signs += p.height + p.gap
		case lines == 0:
			below = p.height - p.depth
			fallthrough
		default:
			lines++
		}
		if p.page < last-1 || height > f.set.style.frameHeight() || pieces[i-1].page < last-1 {
			return 0, false
		}
		if p.page == last || pieces[i-1].stick {
			continue
		}
		if f.enough(lines, height-p.gap-signs-below) {
			return p.number, true
		}
	}
	return 0, false
}

// withLines is the style with the lines of its running text and headings set closer or
// wider.
func (s *style) withLines(share float64) *style {
	c := *s
	c.body.lead *= share
	for i := range c.headings {
		c.headings[i].lead *= share
	}
	return &c
}

// withCloserRows is the style with the rows of tables closer.
func (s *style) withCloserRows() *style {
	c := *s
	c.closer = true
	return &c
}
