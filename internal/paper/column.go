package paper

import (
	"sort"
	"strings"
	"unicode/utf8"

	"bangfu/internal/face"
)

// A column is one of a table, placed.
type column struct {
	x, width float64
	align    Align
}

// An asking is what the contents of a column ask for: what its numbers and
// words cannot do without, what leaves its short cells and its header whole,
// and what would leave nearly every cell on one line.
type asking struct{ hard, least, wish float64 }

// The bounds of what a column may ask for, in characters.
const (
	mostLeast = 12
	mostWish  = 80
	headMost  = 4   // widest a header makes its column without being a long word
	wholeCell = 4   // a cell of so many characters is not wrapped
	wholeName = 8   // nor one of the first column, which names the row
	wholeHead = 3.5 // nor a header
	shortCell = 6   // cells up to so many characters are centred
)

// The types a table is made smaller to: as far as smallType for short cells and
// headers to stay whole, as far as smallestType for numbers to stay whole.
const (
	smallType    = 7.5
	smallestType = 6.5
)

// columns places the columns of a table over the width of the frame. Where
// they ask for more than there is, the type is made smaller.
func (s *setter) columns(t Table, l letter) ([]column, letter) {
	asks, aligns := s.asked(t, l)
	scale := s.reduced(asks, l)
	l = l.sized(l.size * scale)
	for i, a := range asks {
		asks[i] = asking{a.hard*scale + l.padding(), a.least*scale + l.padding(), a.wish*scale + l.padding()}
	}
	widths := s.share(t.Columns, asks, s.style.frameWidth())
	out := make([]column, len(widths))
	x := s.style.frame.Left
	for i, w := range widths {
		out[i] = column{x, w, aligns[i]}
		x += w
		if w < l.size+l.padding() { // no room for one character
			l = l.sized(max(w/2, 1))
		}
	}
	return out, l
}

// reduced is the scale of type that columns need: 1 when they find room.
func (s *setter) reduced(asks []asking, l letter) float64 {
	least, hard := 0.0, 0.0
	for _, a := range asks {
		least += a.least
		hard += a.hard
	}
	fits := func(width, size float64) bool {
		return width*size/l.size+float64(len(asks))*l.sized(size).padding() <= s.style.frameWidth()
	}
	size := l.size
	for size > smallType && !fits(least, size) {
		size -= 0.25
	}
	for size > smallestType && !fits(hard, size) {
		size -= 0.25
	}
	return size / l.size
}

// A survey is what is seen of a column as all rows are looked through, once.
type survey struct {
	asking
	unbroken float64   // a cell of that width is not wrapped
	widths   []float64 // of all cells, where the column has no weight
	texts    texts
}

// asked is what all columns ask for, without the room around their texts, and how they
// are aligned.
func (s *setter) asked(t Table, l letter) ([]asking, []Align) {
	bold := l.in(face.Heading)
	seen := make([]survey, len(t.Columns))
	for i := range seen {
		seen[i] = survey{asking: asking{hard: 2 * l.size, least: 2 * l.size}, unbroken: wholeCell * l.size, texts: noTexts}
	}
	seen[0].unbroken = wholeName * l.size
	look := func(row []string, l letter) {
		for i, c := range t.Columns {
			width, chunk := s.extent(cell(row, i), l)
			seen[i].add(width, min(chunk, mostLeast*l.size), c.Weight == 0)
		}
	}
	for _, row := range t.all() {
		look(row, l)
		for i := range seen {
			seen[i].texts.add(cell(row, i))
		}
	}
	look(t.Total, bold)
	asks, aligns := make([]asking, len(seen)), make([]Align, len(seen))
	for i, c := range t.Columns {
		width, chunk := s.extent(c.Header, bold)
		asks[i] = seen[i].asks(width, chunk, l.size)
		if aligns[i] = c.Align; c.Align == Auto {
			aligns[i] = seen[i].texts.fitting()
		}
	}
	return asks, aligns
}

// add looks at a cell of a width, of which a part may not be broken.
func (x *survey) add(width, chunk float64, wishes bool) {
	x.hard = max(x.hard, chunk)
	if width <= x.unbroken+slack {
		x.least = max(x.least, width)
	}
	if wishes {
		x.widths = append(x.widths, width)
	}
}

// asks is what the column asks for below a header of a width, of which a part may not be
// broken. A column with a weight has no wish.
func (x *survey) asks(width, chunk, size float64) asking {
	hard := max(x.hard, min(chunk, mostLeast*size))
	least := max(x.least, hard, min(width/2+size/2, headMost*size)) // the header in two lines at most
	if width <= wholeHead*size+slack {
		least = max(least, width)
	}
	return asking{hard, least, max(min(x.wished(), mostWish*size), min(width, 6*size), least)}
}

// wished is a width that holds nearly every cell, of few cells each.
func (x *survey) wished() float64 {
	n := len(x.widths)
	if n == 0 {
		return 0
	}
	sort.Float64s(x.widths)
	if n < 40 {
		return x.widths[n-1]
	}
	return x.widths[n*9/10]
}

// extent is the width of a text's longest paragraph, and of its longest part
// that should not be broken.
func (s *setter) extent(text string, l letter) (whole, chunk float64) {
	list := s.measured(s.spare[:0], tidy(text), l)
	s.spare = list
	line, part := 0.0, 0.0
	for i, a := range list {
		if a.source == '\n' {
			line, part = 0, 0
			continue
		}
		if i > 0 && seamAt(list, i) > firm {
			part = 0
		}
		line += a.before + a.width
		if a.class != void {
			part += a.before + a.width
		}
		whole, chunk = max(whole, line), max(chunk, part)
	}
	return whole, chunk
}

// share divides a width among columns. Columns with a weight share what the
// others leave, by weight; the others get what they wish, or, when that is too
// much, the same part of it each, so that their texts take about as many
// lines.
func (s *setter) share(columns []Column, asks []asking, width float64) []float64 {
	weights, leasts, hards := 0.0, 0.0, 0.0
	for i, c := range columns {
		weights += c.Weight
		leasts += asks[i].least
		hards += asks[i].hard
	}
	out := make([]float64, len(columns))
	for i, a := range asks {
		switch {
		case hards >= width: // numbers must be broken: all shrink alike
			out[i] = a.hard * width / hards
		case leasts >= width:
			out[i] = a.hard + (a.least-a.hard)*(width-hards)/(leasts-hards)
		}
	}
	if leasts >= width {
		return out
	}
	used := shared(columns, asks, partOf(columns, asks, width), out)
	if weights > 0 {
		return weigh(columns, asks, out, width)
	}
	for i := range out {
		out[i] *= width / used
	}
	return out
}

// partOf is the greatest part of their wishes, at most all, that the columns
// without weight can have, found by halving.
func partOf(columns []Column, asks []asking, width float64) float64 {
	out := make([]float64, len(columns))
	if shared(columns, asks, 1, out) <= width {
		return 1
	}
	low, high := 0.0, 1.0
	for range 40 {
		if middle := (low + high) / 2; shared(columns, asks, middle, out) <= width {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// shared gives each column without weight a part of its wish, none less than
// its least, and is the width they take with the least of the weighted ones.
func shared(columns []Column, asks []asking, part float64, out []float64) float64 {
	used := 0.0
	for i, c := range columns {
		if c.Weight > 0 {
			out[i] = 0
			used += asks[i].least
			continue
		}
		out[i] = max(asks[i].least, asks[i].wish*part)
		used += out[i]
	}
	return used
}

// weigh gives the weighted columns their shares of what the others leave,
// none less than its least.
func weigh(columns []Column, asks []asking, out []float64, width float64) []float64 {
	left, weights := width, 0.0
	fixed := make([]bool, len(columns))
	for i, c := range columns {
		if fixed[i] = c.Weight == 0; fixed[i] {
			left -= out[i]
		}
		weights += c.Weight
	}
	for again := true; again; {
		again = false
		for i, c := range columns {
			if !fixed[i] && left*c.Weight/weights < asks[i].least-slack {
				out[i], fixed[i], again = asks[i].least, true, true
				left -= out[i]
				weights -= c.Weight
				break
			}
		}
	}
	for i, c := range columns {
		if !fixed[i] {
			out[i] = left * c.Weight / weights
		}
	}
	return out
}

// texts is what is seen of the cells of a column that say something.
type texts struct {
	count          int
	numbers, codes bool // all are
	longest        int  // in characters
	length         int  // of all of them; negative when they differ or there are none
}

var noTexts = texts{numbers: true, codes: true, length: -1}

// add looks at a cell.
func (x *texts) add(text string) {
	if text == "" || text == "—" {
		return
	}
	x.count++
	x.numbers = x.numbers && strings.Trim(text, "0123456789.,+-−%¥￥") == ""
	x.codes = x.codes && strings.Trim(text, "0123456789") == ""
	n := utf8.RuneCountInString(text)
	x.longest = max(x.longest, n)
	if x.length == -1 {
		x.length = n
	} else if x.length != n {
		x.length = -2
	}
}

// fitting is the alignment of a column of such cells.
func (x *texts) fitting() Align {
	switch {
	case x.count == 0, x.codes && x.length > 8:
		return Center
	case x.numbers:
		return Right
	case x.longest > 0 && x.longest <= shortCell, x.length > 0 && x.length <= 12:
		return Center
	}
	return Left
}
