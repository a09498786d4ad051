package paper

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"sort"

	"bangfu/internal/face"
)

var errNoFaces = errors.New("paper: no fonts to set with")

// Lay sets a document on pages. It fails only without fonts; any text, of any
// length and any characters, is set.
func Lay(doc Doc, faces face.Set) (Pages, error) {
	for f := range face.Count {
		if faces.Font(face.Face(f)) == nil {
			return Pages{}, errNoFaces
		}
	}
	st := styles[doc.Style]
	if st == nil {
		return Pages{}, fmt.Errorf("paper: page style %d is not known", doc.Style)
	}
	return layOn(doc, faces, st), nil
}

// layOn sets a document on pages of one style.
func layOn(doc Doc, faces face.Set, st *style) Pages {
	f := laidOut(doc, faces, st)
	f.set.layFeet(f.pages, doc.Foot)
	return Pages{
		Title: tidy(doc.Title), Author: tidy(doc.Author), Subject: tidy(doc.Subject), Created: doc.Created,
		Pages: f.pages, Bookmarks: levelled(f.marks), Missing: named(f.lost, doc.Title),
	}
}

// named gives the document's name to what stands under no heading.
func named(list []Missing, title string) []Missing {
	for i := range list {
		if list[i].Label == "" {
			list[i].Label = title
		}
	}
	return list
}

// blocks yields the pieces of blocks. Each is held back until the next one is
// known: what follows may want it on its page.
func (s *setter) blocks(blocks []Block) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		held := holding{most: 1, yield: yield}
		turn := false
		for _, b := range blocks {
			if _, is := b.(PageBreak); is {
				turn = true
				continue
			}
			if stays(b) && len(held.pieces) > 0 {
				held.last().stick = true
			}
			for p := range s.block(b) {
				p.turn, turn = p.turn || turn, false
				if !held.add(p) {
					return
				}
			}
		}
		held.release()
	}
}

// stays reports whether a block stands on the page of what is before it.
func stays(b Block) bool {
	switch b := b.(type) {
	case Signature:
		return true
	case Form:
		return b.Stays
	}
	return false
}

// block yields the pieces of one block.
func (s *setter) block(b Block) iter.Seq[piece] {
	switch b := b.(type) {
	case Table:
		if s.style.wholes && b.Len() <= mostWholeRows {
			return slices.Values(s.wholeTable(b))
		}
		return s.table(b)
	case Index:
		return s.table(s.contents(b))
	}
	return slices.Values(s.short(b))
}

// short is the pieces of a block that is no longer than a page or two.
func (s *setter) short(b Block) []piece {
	switch b := b.(type) {
	case Title:
		return s.title(b)
	case Heading:
		return s.heading(b)
	case Paragraph:
		return s.paragraph(b)
	case Note:
		return s.remark(b)
	case Form:
		return s.form(b)
	case Signature:
		return s.signature(b)
	case KeepTogether:
		return stuck(slices.Collect(s.blocks(b.Blocks)), false)
	}
	return charted(s.chart(b))
}

// chart is the pieces of a block that is a chart.
func (s *setter) chart(b Block) []piece {
	switch b := b.(type) {
	case StackedBars:
		return s.stackedBars(b)
	case PairBars:
		return s.pairBars(b)
	case LineChart:
		return s.trend(b)
	case Shares:
		return s.shares(b)
	}
	return nil
}

// layFeet writes the foot of every page.
func (s *setter) layFeet(pages []Page, running string) {
	st := s.style
	for i := range pages {
		text, align := st.number(i+1, len(pages))
		y := st.frame.Bottom + st.drop + st.foot.base()
		width := s.measure(text, st.foot)
		pages[i].Foot.Runs = s.words(text, st.foot, s.aligned(align, width), y)
		if running == "" {
			continue
		}
		other := Left
		if align == Left {
			other = Right
		}
		small := lettered(9)
		room := st.frameWidth() - 2*st.foot.size - width
		if align == Center {
			room = (st.frameWidth()-width)/2 - 12
		}
		short := s.shorten(running, small, room)
		pages[i].Foot.Runs = append(pages[i].Foot.Runs, s.words(short, small, s.aligned(other, s.measure(short, small)), y)...)
	}
}

// aligned is where a text of a width begins in the frame.
func (s *setter) aligned(align Align, width float64) float64 {
	return startOf(align, s.style.frame.Left, s.style.frameWidth(), width)
}

// startOf is where a text of a width begins in a column.
func startOf(align Align, x, room, width float64) float64 {
	switch align {
	case Right:
		return x + room - width
	case Center:
		return x + (room-width)/2
	}
	return x
}

// dashed is the official page number: — 1 —, at the right of odd pages and at
// the left of even ones, one character inside.
func dashed(page, _ int) (string, Align) {
	text := fmt.Sprintf("— %d —", page)
	if page%2 == 0 {
		return "\u3000" + text, Left
	}
	return text + "\u3000", Right
}

// counted is the page number of a list.
func counted(page, pages int) (string, Align) {
	return fmt.Sprintf("第 %d 页 共 %d 页", page, pages), Center
}

// levelled is bookmarks whose levels begin at 0 and rise by one at most, as
// an outline must.
func levelled(marks []Bookmark) []Bookmark {
	last := -1
	for i := range marks {
		marks[i].Level = min(max(marks[i].Level, 0), last+1)
		last = marks[i].Level
	}
	return marks
}

// shorten cuts a text with … to fit a width.
func (s *setter) shorten(text string, l letter, width float64) string {
	if s.measure(text, l) <= width+slack {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool { return s.measure(string(runes[:n+1])+"…", l) > width })
	return string(runes[:n]) + "…"
}

// round is a length to the thousandth, so that what meets is found to meet.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
