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

// An asking is what the contents of a column ask for: what it cannot do
// without, and what would leave nearly every cell on one line.
type asking struct{ least, wish float64 }

// The bounds of what a column may ask for, in characters.
const (
	mostLeast = 12
	mostWish  = 80
	headMost  = 4 // widest a header makes its column without being a long word
	wholeCell = 4 // a cell of so many characters is not wrapped
	shortCell = 6 // cells up to so many characters are centred
)

// smallest is the type below which a table's words are broken rather than
// made smaller still, in points.
const smallest = 6.5

// columns places the columns of a table over the width of the frame. Where
// they ask for more than there is, the type is made smaller.
func (s *setter) columns(t Table, l letter) ([]column, letter) {
	asks := make([]asking, len(t.Columns))
	aligns := make([]Align, len(t.Columns))
	leasts := 0.0
	for i, c := range t.Columns {
		asks[i] = s.ask(t, i, l)
		leasts += asks[i].least
		if aligns[i] = c.Align; c.Align == Auto {
			aligns[i] = fitting(t, i)
		}
	}
	scale := reduced(leasts, s.style.across()-float64(len(asks))*around, l.size)
	for i := range asks {
		asks[i] = asking{asks[i].least*scale + around, asks[i].wish*scale + around}
	}
	widths := s.share(t.Columns, asks, s.style.across())
	l = l.sized(l.size * scale)
	out := make([]column, len(widths))
	x := s.style.frame.Left
	for i, w := range widths {
		out[i] = column{x, w, aligns[i]}
		x += w
		if room := w - around; room < l.size { // no room for one character
			l = l.sized(max(room, 1))
		}
	}
	return out, l
}

// reduced is the scale of type for columns to find room: 1 when they do, and
// no smaller than the smallest type asks.
func reduced(leasts, room, size float64) float64 {
	if leasts <= room {
		return 1
	}
	return min(1, max(room/leasts, smallest/size))
}

// ask measures a column, without the room around its text.
func (s *setter) ask(t Table, i int, l letter) asking {
	bold := l.in(face.Heading)
	widths := make([]float64, 0, len(t.Rows)+1)
	least := 2 * l.size
	for n := range len(t.Rows) + 1 {
		width, chunk := 0.0, 0.0
		if n < len(t.Rows) {
			width, chunk = s.extent(cell(t.Rows[n], i), l)
		} else {
			width, chunk = s.extent(cell(t.Total, i), bold)
		}
		widths = append(widths, width)
		if width <= wholeCell*l.size {
			chunk = width
		}
		least = max(least, min(chunk, mostLeast*l.size))
	}
	sort.Float64s(widths)
	wish := widths[len(widths)*9/10]
	if len(widths) < 40 {
		wish = widths[len(widths)-1]
	}
	width, chunk := s.extent(t.Columns[i].Header, bold)
	least = max(least, min(chunk, mostLeast*l.size), min(width/2+l.size/2, headMost*l.size)) // two lines at most
	wish = max(min(wish, mostWish*l.size), min(width, 6*l.size), least)
	return asking{least, wish}
}

// extent is the width of a text's longest paragraph, and of its longest part
// that should not be broken.
func (s *setter) extent(text string, l letter) (whole, chunk float64) {
	list := s.atoms(Tidy(text), l)
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
	weights, leasts := 0.0, 0.0
	for i, c := range columns {
		weights += c.Weight
		leasts += asks[i].least
	}
	out := make([]float64, len(columns))
	if leasts >= width { // not even the least: all shrink alike
		for i, a := range asks {
			out[i] = a.least * width / leasts
		}
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
	numbers, length, longest, texts := true, -1, 0, 0
	for _, row := range t.Rows {
		text := cell(row, i)
		if text == "" || text == "—" {
			continue
		}
		texts++
		numbers = numbers && strings.Trim(text, "0123456789.,+-−%¥￥") == ""
		n := utf8.RuneCountInString(text)
		longest = max(longest, n)
		if length == -1 {
			length = n
		} else if length != n {
			length = -2
		}
	}
	switch {
	case texts > 0 && numbers && length > 8: // codes, not amounts
		return Center
	case texts > 0 && numbers:
		return Right
	case longest > 0 && longest <= shortCell, length > 0 && length <= 12:
		return Center
	}
	return Left
}
