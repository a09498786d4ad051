package paper

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A flow fills pages with pieces.
type flow struct {
	set    *setter
	pages  []Page
	marks  []Bookmark
	lost   []Missing
	y      float64   // of the next piece, on the page being filled
	notes  []Missing // of the page being filled
	body   Ink       // of the page being filled, in room used again for each
	merger merger
	folder folder
	placed []placed  // the pieces of the last two pages, in the order in which they stand
	low    []float64 // how far down each page is taken
	parted int       // how many tables that are not long stand on more pages than one
	behind behind
}

// placed is a piece that stands on its page, without its ink.
type placed struct {
	number      int // of the piece, in the order of the document
	page        int
	top         float64 // on its page
	height, gap float64
	depth       float64 // how far down its ink goes
	table       int     // which it is of; 0 for none
	stick, sign bool
}

// run sets all pieces.
func (f *flow) run(pieces iter.Seq[piece]) {
	var group []piece
	for p := range pieces {
		if n := len(group); n > 0 && (!group[n-1].stick && !sameTable(group[n-1], p) || p.turns()) {
			f.group(group)
			group = group[:0]
		}
		group = append(group, p)
	}
	if len(group) > 0 {
		f.group(group)
	}
	f.catchUp()
	if len(f.pages) == 0 {
		f.newPage()
	}
	f.finish()
}

// sameTable reports whether pieces are of one table that is not to be parted.
func sameTable(a, b piece) bool { return a.whole && a.table == b.table }

// group sets pieces that want to stand together, after what fell behind where they may
// not pass it.
func (f *flow) group(pieces []piece) {
	if len(f.pages) == 0 {
		f.newPage()
	}
	if f.holdsUp(pieces) {
		f.catchUp()
	}
	if pieces[0].turns() && f.used() {
		f.newPage()
	}
	switch {
	case f.behind.before(pieces):
		f.behind.add(pieces)
	case f.fits(pieces):
		f.placeAll(pieces)
	case f.used():
		f.overflow(pieces)
	default:
		f.parts(pieces)
	}
}

// overflow sets pieces that find no room on what is left of a page: on the next, else
// parted. A table is parted, and a chart or a table that stays whole falls behind,
// rather than much of the page left empty.
func (f *flow) overflow(pieces []piece) {
	switch {
	case f.white() && slices.ContainsFunc(pieces, piece.isOfWhole) && len(f.behind.groups) == 0:
		f.parts(pieces)
	case f.airy() && afloat(pieces):
		f.behind.add(pieces)
	default:
		f.newPage()
		f.group(pieces)
	}
}

// parts sets pieces that find no room together: those that stick to each other on this
// page, else on the next, else one after the other.
func (f *flow) parts(pieces []piece) {
	for n := 0; len(pieces) > 0; pieces = pieces[n:] {
		n = stuckTo(pieces)
		f.turnFor(pieces[:n])
		if !f.fits(pieces[:n]) {
			n = 1
			f.turnFor(pieces[:n])
		}
		f.placeAll(pieces[:n])
	}
}

// stuckTo is how many pieces at the head of some stick to each other.
func stuckTo(pieces []piece) int {
	n := 1
	for n < len(pieces) && pieces[n-1].stick {
		n++
	}
	return n
}

// turnFor begins a page when pieces find no room on this one.
func (f *flow) turnFor(pieces []piece) {
	if !f.fits(pieces) && f.used() {
		f.newPage()
	}
}

func (f *flow) placeAll(pieces []piece) {
	for _, p := range pieces {
		f.place(p)
	}
}

// mostWhite is how much of a page may stay empty for a table to stand whole on the next,
// as a share: where more is left, the table begins here and is parted.
const mostWhite = 0.45

// white reports whether much of a page would stay empty if it ended here.
func (f *flow) white() bool {
	return f.set.style.frame.Bottom-f.y > mostWhite*f.set.style.frameHeight()
}

// used reports whether something stands on the page being filled.
func (f *flow) used() bool { return f.y > f.set.style.frame.Top }

// fits reports whether pieces find room on the page, with the footnotes they
// bring.
func (f *flow) fits(pieces []piece) bool {
	height, top := 0.0, f.y == f.set.style.frame.Top
	notes := f.notes
	for i, p := range pieces {
		if i > 0 || !top {
			height += p.gap
		} else if p.repeat != nil {
			height += p.repeat.height
		}
		height += p.height
		if len(p.missing) > 0 {
			notes = append(notes[:len(notes):len(notes)], p.missing...)
		}
	}
	return f.y+height+f.set.noted(notes).height <= f.set.style.frame.Bottom+slack
}

// place sets a piece where the page is filled to.
func (f *flow) place(p piece) {
	if f.y > f.set.style.frame.Top {
		f.y += p.gap
	} else if p.repeat != nil {
		f.body.add(p.repeat.ink, f.y)
		f.y += p.repeat.height
	}
	f.took(placed{p.number, len(f.pages) - 1, f.y, p.height, p.gap, p.ink.depth(), p.table, p.stick, p.sign})
	f.body.add(p.ink, f.y)
	if p.mark != nil {
		mark := *p.mark
		mark.Page, mark.Y = len(f.pages)-1, f.y
		f.marks = append(f.marks, mark)
	}
	for _, m := range p.missing {
		f.notes = append(f.notes, m)
		m.Page = len(f.pages) - 1
		f.lost = append(f.lost, m)
	}
	f.y += p.height
}

// took notes where a piece came to stand.
func (f *flow) took(p placed) {
	if n := len(f.placed); n > 0 && p.table > 0 && p.table == f.placed[n-1].table && p.page != f.placed[n-1].page {
		f.parted++
	}
	f.low[p.page] = max(f.low[p.page], p.top+p.height)
	f.placed = append(f.placed, p)
}

// newPage begins a page, with what fell behind on the one before.
func (f *flow) newPage() {
	f.finish()
	st := f.set.style
	f.placed = slices.DeleteFunc(f.placed, func(p placed) bool { return p.page < len(f.pages)-1 })
	f.pages = append(f.pages, Page{Width: st.width, Height: st.height, Frame: st.frame})
	f.low = append(f.low, st.frame.Top)
	f.y = st.frame.Top
	f.takeBehind()
}

// finish closes the page being filled: its footnotes, and rules that meet
// drawn as one.
func (f *flow) finish() {
	if len(f.pages) == 0 {
		return
	}
	if note := f.set.noted(f.notes); note.height > 0 {
		f.body.add(note.ink, f.set.style.frame.Bottom-note.height)
	}
	f.notes = nil
	page := &f.pages[len(f.pages)-1]
	body := Ink{joined(f.body.Fills), f.merger.merged(f.body.Rules), slices.Clone(f.body.Runs)}
	if len(f.pages) > longDoc {
		page.lot, page.nth = f.folder.add(body)
	} else {
		page.Body = body
	}
	f.body = Ink{f.body.Fills[:0], f.body.Rules[:0], f.body.Runs[:0]}
}

// noteLines is how many footnote lines a page may have; what is left over is
// counted there, and listed in Pages.Missing.
const noteLines = 6

// noted is the footnotes of a page for the characters no font has.
func (s *setter) noted(list []Missing) piece {
	if len(list) == 0 {
		return piece{}
	}
	l := s.style.note
	all := one(list)
	shown := len(all)
	broken, atoms := s.note(all, shown)
	for len(broken) > noteLines {
		shown = shown * 3 / 4
		broken, atoms = s.note(all, shown)
	}
	left, gap := s.style.frame.Left, 5.0
	p := piece{height: gap + float64(len(broken))*l.lead}
	p.ink.Rules = []Rule{{X1: left, Y1: gap / 2, X2: left + 30*mm, Y2: gap / 2, Width: 0.5}}
	for i, ln := range broken {
		p.ink.Runs = append(p.ink.Runs, ln.runs(atoms, l, left, gap+float64(i)*l.lead+l.base(), setting{}, 0)...)
	}
	return p
}

// note is the footnote text of the first few missing characters, broken.
func (s *setter) note(all []Missing, shown int) ([]line, []atom) {
	text, last := "〓 表示字库中没有的字，请手写补上：", ""
	for i, m := range all[:shown] {
		label := strings.TrimLeft(strings.ReplaceAll(tidy(m.Label), "\n", " ")+" ", " ")
		switch {
		case i > 0 && label == last:
			text += "、"
		case i > 0:
			text += "；" + label
		default:
			text += label
		}
		text += fmt.Sprintf("U+%04X", m.Rune)
		last = label
	}
	if rest := len(all) - shown; rest > 0 {
		text += fmt.Sprintf("；另有 %d 处", rest)
	}
	list := s.atoms(text, s.style.note)
	return lines(list, s.style.frameWidth(), 0), list
}
