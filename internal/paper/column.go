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
	asks := make([]asking, len(t.Columns))
	aligns := make([]Align, len(t.Columns))
	for i, c := range t.Columns {
		asks[i] = s.ask(t, i, l)
		if aligns[i] = c.Align; c.Align == Auto {
			aligns[i] = fitting(t, i)
		}
	}
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

// ask measures a column, without the room around its text.
func (s *setter) ask(t Table, i int, l letter) asking {
	bold := l.in(face.Heading)
	widths := make([]float64, 0, len(t.Rows)+1)
	hard, least, unbroken := 2*l.size, 2*l.size, wholeCell*l.size
	if i == 0 {
		unbroken = wholeName * l.size
	}
	for n := range len(t.Rows) + 1 {
		width, chunk := 0.0, 0.0
		if n < len(t.Rows) {
			width, chunk = s.extent(cell(t.Rows[n], i), l)
		} else {
			width, chunk = s.extent(cell(t.Total, i), bold)
		}
		widths = append(widths, width)
		hard = max(hard, min(chunk, mostLeast*l.size))
		if width <= unbroken+slack {
			least = max(least, width)
		}
	}
	sort.Float64s(widths)
	wish := widths[len(widths)*9/10]
	if len(widths) < 40 {
		wish = widths[len(widths)-1]
	}
	width, chunk := s.extent(t.Columns[i].Header, bold)
	hard = max(hard, min(chunk, mostLeast*l.size))
	least = max(least, hard, min(width/2+l.size/2, headMost*l.size)) // the header in two lines at most
	if width <= wholeHead*l.size+slack {
		least = max(least, width)
	}
	return asking{hard, least, max(min(wish, mostWish*l.size), min(width, 6*l.size), least)}
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

// fitting is the alignment of a column by its contents.
func fitting(t Table, i int) Align {
	numbers, codes, length, longest, texts := true, true, -1, 0, 0
	for _, row := range t.Rows {
		text := cell(row, i)
		if text == "" || text == "—" {
			continue
		}
		texts++
		numbers = numbers && strings.Trim(text, "0123456789.,+-−%¥￥") == ""
		codes = codes && strings.Trim(text, "0123456789") == ""
		n := utf8.RuneCountInString(text)
		longest = max(longest, n)
		if length == -1 {
			length = n
		} else if length != n {
			length = -2
		}
	}
	switch {
	case texts == 0, codes && length > 8:
		return Center
	case numbers:
		return Right
	case longest > 0 && longest <= shortCell, length > 0 && length <= 12:
		return Center
	}
	return Left
}
