package paper

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"bangfu/internal/face"
)

// noteRoom is what rows taller than a page leave for footnotes, in points.
const noteRoom = 60

// table yields the pieces of a table, row by row: the list of everybody in a city
// is too long to be set before its first page is filled.
func (s *setter) table(t Table) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		l := s.style.table
		if t.Size > 0 {
			l = l.sized(t.Size)
		}
		if s.style.closer {
			l = l.closer()
		}
		front := stuck(s.captions(t, l), true)
		held := holding{most: s.style.together + 1, yield: yield}
		first := true
		add := func(p piece) bool {
			if first {
				p.gap, first = s.style.gap, false
			}
			return held.add(p)
		}
		for _, p := range front {
			add(p)
		}
		if len(t.Columns) > 0 && !s.rows(t, l, &held, add) {
			return
		}
		for i, note := range t.Notes {
			lines := s.prose(note, s.style.note, Left)
			if i == 0 {
				lines[0].gap = padY
			}
			if len(held.pieces) > 0 {
				held.last().stick = true
			}
			for _, p := range lines {
				add(p)
			}
		}
		if len(held.pieces) > 0 {
			held.last().height += s.style.gap
		}
		held.release()
	}
}

// mostWholeRows is how many rows a table has at most that may fit on a page.
const mostWholeRows = 60

// wholeTable is a table whose pieces know that they are of one, and whether they find
// room on a page.
func (s *setter) wholeTable(t Table) []piece {
	pieces := slices.Collect(s.table(t))
	fits := heightOf(pieces) <= s.style.frameHeight()
	s.tables++
	for i := range pieces {
		pieces[i].table, pieces[i].whole = s.tables, fits
	}
	return pieces
}

// heightOf is how high pieces are on a page of their own.
func heightOf(pieces []piece) float64 {
	height := 0.0
	for i, p := range pieces {
		if height += p.height; i > 0 {
			height += p.gap
		}
	}
	return height
}

// captions are the lines above a table.
func (s *setter) captions(t Table, l letter) []piece {
	var pieces []piece
	if t.Caption != "" {
		pieces = append(pieces, s.prose(t.Caption, l.in(face.Heading), Center)...)
	}
	if t.Unit != "" {
		pieces = append(pieces, s.prose("单位："+t.Unit, s.style.note, Right)...)
	}
	return pieces
}

// rows adds the header, the rows and the total of a table; it is false when
// nobody takes any more. The first rows stay with the header and the last ones with each
// other, so that no row stands alone on a page.
func (s *setter) rows(t Table, l letter, held *holding, add func(piece) bool) bool {
	columns, l := s.columns(t, l)
	head := s.header(t, columns, l)
	head.stick = true
	repeat := s.repeated(t, head)
	limit := s.style.frameHeight() - repeat.height - noteRoom
	count, taken := 0, add(head)
	row := func(pieces []piece) {
		for _, p := range pieces {
			count++
			p.stick = count < s.style.together
			taken = taken && add(p)
		}
	}
	set := func(cells []string, l letter, label string, mark *Bookmark) {
		boxes := make([]box, len(columns))
		for i, c := range columns {
			boxes[i] = s.box(cell(cells, i), l, c.x, c.width, c.align)
		}
		pieces := gridRow(boxes, limit, label)
		for i := range pieces {
			pieces[i].repeat = &repeat
		}
		pieces[0].mark = mark
		row(pieces)
	}
	for i, cells := range t.all() {
		var mark *Bookmark
		if text := t.Marks[i]; text != "" {
			mark = &Bookmark{Text: tidy(text)}
		}
		if set(cells, l, rowLabel(t, cells, i), mark); !taken {
			return false
		}
	}
	if t.Len() == 0 {
		row(s.empty(t, l, columns))
	}
	if t.Total != nil {
		held.last().stick = true
		set(t.Total, l.in(face.Heading), s.label, nil)
	}
	s.unorphaned(held, count)
	return taken
}

// repeated is the header as it stands on the pages the table goes on to, below what
// the table says there.
func (s *setter) repeated(t Table, head piece) piece {
	repeat := piece{}
	if t.Onward != "" {
		line := s.prose(t.Onward, s.style.note, Left)[0]
		repeat.ink.add(echoed(line.ink), 0)
		repeat.height = line.height
	}
	repeat.ink.add(echoed(head.ink), repeat.height)
	repeat.height += head.height
	return repeat
}

// unorphaned keeps the last rows of a table of a count of rows with each other.
func (s *setter) unorphaned(held *holding, count int) {
	held.last().stick = false
	for i := 1; i < min(s.style.together, count); i++ {
		held.pieces[len(held.pieces)-1-i].stick = true
	}
}

// none stands where there is nothing to show.
const none = "无"

// empty is the row of a table without rows.
func (s *setter) empty(t Table, l letter, columns []column) []piece {
	text := t.Empty
	if text == "" {
		text = none
	}
	last := columns[len(columns)-1]
	b := s.box(text, l, columns[0].x, last.x+last.width-columns[0].x, Center)
	return gridRow([]box{b}, s.style.frameHeight()/2, s.label)
}

// cell is the text of a row in a column; short rows end in empty cells, and a
// negative column is none.
func cell(row []string, i int) string {
	if i >= 0 && i < len(row) {
		return row[i]
	}
	return ""
}

// rowLabel names a row.
func rowLabel(t Table, row []string, i int) string {
	if t.Label >= 0 {
		if label := strings.TrimSpace(cell(row, t.Label)); label != "" {
			return label
		}
	}
	return "第 " + strconv.Itoa(i+1) + " 行"
}

// header is the head of a table: one row, or two where columns have groups.
func (s *setter) header(t Table, columns []column, l letter) piece {
	bold := l.in(face.Heading)
	upper := 0.0
	boxes := make([]box, len(columns))
	for i, c := range columns {
		boxes[i] = s.evened(s.box(t.Columns[i].Header, bold, c.x, c.width, Center), t.Columns[i].Header)
		boxes[i].shaded = true
	}
	groups := s.groups(t, columns, bold)
	for _, g := range groups {
		upper = max(upper, g.height())
	}
	lower, whole := 0.0, 0.0
	for i, b := range boxes {
		if t.Columns[i].Group == "" {
			whole = max(whole, b.height())
		} else {
			lower = max(lower, b.height())
		}
	}
	p := piece{height: max(whole, upper+lower)}
	upper = p.height - lower
	for _, g := range groups {
		p.draw(g, 0, upper, s.label)
	}
	for i, b := range boxes {
		if t.Columns[i].Group == "" {
			p.draw(b, 0, p.height, s.label)
		} else {
			p.draw(b, upper, lower, s.label)
		}
	}
	last := columns[len(columns)-1]
	p.over(columns[0].x, last.x+last.width)
	return p
}

// evened is a box whose text is broken into lines of about one length, as few as they
// were: 超期未访 is 超期 and 未访, not 超期未 and 访.
func (s *setter) evened(b box, text string) box {
	l := b.text.letter
	_, word := s.extent(text, l)
	for width := b.width - 2*l.pad() - l.size/2; width > word; width -= l.size / 2 {
		even := lines(b.text.atoms, width, 0)
		if len(even) > len(b.text.lines) {
			break
		}
		b.text.lines = even
	}
	return b
}

// groups is the upper boxes of a header.
func (s *setter) groups(t Table, columns []column, l letter) []box {
	var boxes []box
	for i := 0; i < len(columns); {
		end := i + 1
		for end < len(columns) && t.Columns[end].Group == t.Columns[i].Group {
			end++
		}
		if t.Columns[i].Group != "" {
			b := s.box(t.Columns[i].Group, l, columns[i].x, columns[end-1].x+columns[end-1].width-columns[i].x, Center)
			b.shaded = true
			boxes = append(boxes, b)
		}
		i = end
	}
	return boxes
}

// echoed is ink set again: it belongs to no text of the document a second
// time.
func echoed(k Ink) Ink {
	runs := append([]Run{}, k.Runs...)
	for i := range runs {
		runs[i].Part = 0
	}
	k.Runs = runs
	return k
}
