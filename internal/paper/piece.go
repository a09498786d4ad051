package paper

// A piece is what is set on one page and never parted: a line, a row, a chart.
// Its ink lies at its x on the page, and at its y from the piece's own top.
type piece struct {
	height  float64
	gap     float64 // room above, unless the piece begins a page
	ink     Ink
	missing []Missing
	mark    *Bookmark
	repeat  *piece // set again before this piece when it begins a page
	stick   bool   // stays on the page of the next piece
	turn    bool   // begins a page, after all that is before it
	carried bool   // begins a page, so that the last one is filled
	table   int    // which table it is of, when that is not long; 0 for none
	whole   bool   // that table finds room on one page
	chart   bool   // part of a chart
	sign    bool   // part of the closing Signature
	number  int    // in the order of the document
}

// turns reports whether a piece begins a page.
func (p piece) turns() bool { return p.turn || p.carried }

// isOfWhole reports whether a piece is of a table that finds room on a page.
func (p piece) isOfWhole() bool { return p.whole }

// add puts the ink of another piece into this one, moved down by y.
func (p *piece) add(other piece, y float64) {
	p.ink.add(other.ink, y)
	p.missing = append(p.missing, other.missing...)
}

// add puts other ink into this one, moved down by y.
func (k *Ink) add(other Ink, y float64) {
	for _, f := range other.Fills {
		moved := append(f.Points[:0:0], f.Points...)
		for i := range moved {
			moved[i].Y += y
		}
		f.Points = moved
		k.Fills = append(k.Fills, f)
	}
	for _, r := range other.Rules {
		r.Y1, r.Y2 = r.Y1+y, r.Y2+y
		k.Rules = append(k.Rules, r)
	}
	for _, r := range other.Runs {
		r.Y += y
		k.Runs = append(k.Runs, r)
	}
}

// depth is how far down ink goes: to a base line or a rule.
func (k *Ink) depth() float64 {
	low := 0.0
	for _, r := range k.Runs {
		low = max(low, r.Y)
	}
	for _, r := range k.Rules {
		low = max(low, r.Y1, r.Y2)
	}
	return low
}

// stuck makes pieces stay together, and the last one with what follows when
// next says so.
func stuck(pieces []piece, next bool) []piece {
	for i := range pieces {
		if i < len(pieces)-1 || next {
			pieces[i].stick = true
		}
	}
	return pieces
}

// one is the missing characters of a list, each (place, character) once.
func one(list []Missing) []Missing {
	seen := map[Missing]bool{}
	var out []Missing
	for _, m := range list {
		m.Page = 0
		if !seen[m] {
			seen[m] = true
			out = append(out, m)
		}
	}
	return out
}

// holding hands pieces on, the last few only when more have come: what follows
// may change them.
type holding struct {
	most   int // pieces held back
	pieces []piece
	yield  func(piece) bool
	ended  bool // nobody takes any more
}

// add takes a piece; it is false when nobody takes any more.
func (h *holding) add(p piece) bool {
	if h.pieces = append(h.pieces, p); len(h.pieces) > h.most {
		first := h.pieces[0]
		h.pieces = append(h.pieces[:0], h.pieces[1:]...)
		h.ended = h.ended || !h.yield(first)
	}
	return !h.ended
}

// last is the piece that came last.
func (h *holding) last() *piece { return &h.pieces[len(h.pieces)-1] }

// release hands on all that is held.
func (h *holding) release() {
	for _, p := range h.pieces {
		h.ended = h.ended || !h.yield(p)
	}
	h.pieces = nil
}
