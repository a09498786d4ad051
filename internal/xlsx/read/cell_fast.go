package read

import "bangfu/internal/sheet"

// quickCell reads a cell in the one spelling nearly all files use, straight
// from the buffer: one-letter attributes in double quotes, then <v>, or <is>
// with one <t>, or nothing. It reports false, with nothing changed, for
// whatever else stands there: the scanner then decides. What it accepts is
// well-formed by construction, and the bytes were checked on filling.
func (s *rowScan) quickCell() (done bool, err error) {
	x := s.x
	b, i := x.buf, x.pos
	if x.nsDef != nsMain || x.selfEnd || b[i] != '<' || b[i+1] != 'c' || b[i+2] != ' ' {
		return false, nil
	}
	c := rawCell{col: s.lastCol + 1, text: -1}
	i += 2
	for seen := uint(0); b[i] == ' '; i++ {
		name := b[i+1] // not behind lim: b[i] is no zero
		if name == 0 || b[i+2] != '=' || b[i+3] != '"' || seen&(1<<(name&31)) != 0 {
			return false, nil
		}
		seen |= 1 << (name & 31)
		from := i + 4
		i = from
		for class[b[i]]&stopValue == 0 {
			i++
		}
		if b[i] != '"' || !s.quickAttr(&c, name, b[from:i]) {
			return false, nil
		}
	}
	v, i, ok := quickValue(b, i, &c)
	if !ok || c.col <= s.lastCol || c.col > maxCol {
		return false, nil
	}
	x.pos, s.lastCol = i, c.col
	from := len(s.line)
	switch {
	case !c.value:
		return true, s.endCell(c, v)
	case c.typ == typeInline:
		s.line = resolveX(append(s.line, trimSpace(v)...), from)
		s.put(c, sheet.Text, from)
		return true, nil
	case c.typ == typeNumber && c.class == noDate && len(v) <= maxPlain:
		if line, ok := appendPlain(s.line, v); ok {
			s.line = line
			s.put(c, sheet.Number, from)
			return true, nil
		}
	}
	return true, s.endCell(c, v)
}

// quickAttr takes an attribute of a cell if nothing is unusual about it.
func (s *rowScan) quickAttr(c *rawCell, name byte, v []byte) bool {
	switch name {
	case 'r':
		col, n := 0, 0
		for n < len(v) && n < 3 && v[n] >= 'A' && v[n] <= 'Z' {
			col = col*26 + int(v[n]-'A') + 1
			n++
		}
		c.col = col
		return n > 0 && string(v[n:]) == string(s.digits)
	case 's':
		c.class = s.classes.of(smallInt(v))
		return true
	case 't':
		typ, ok := typeOf(v)
		c.typ = typ
		return ok
	}
	return false
}

// quickValue reads from the end of the c tag to behind </c>.
func quickValue(b []byte, i int, c *rawCell) (v []byte, end int, ok bool) {
	rest := b[i:]
	switch {
	case len(rest) < 64: // near the end of the buffer: leave it to the scanner
		return nil, 0, false
	case rest[0] == '/':
		return nil, i + 2, rest[1] == '>'
	case le32(rest) == openV && c.typ != typeInline:
		return quickText(b, i+4, closeV, c)
	case string(rest[:8]) == "><is><t>" && c.typ == typeInline:
		return quickText(b, i+8, closeT, c)
	}
	return nil, 0, false
}

const (
	closeV = "</v></c>"
	closeT = "</t></is></c>"
)

// openV is ><v> as the four bytes lie in memory.
var openV = le32([]byte("><v>"))

// quickText reads plain text up to the closing tags.
func quickText(b []byte, from int, closing string, c *rawCell) ([]byte, int, bool) {
	i := from
	for class[b[i]]&stopText == 0 {
		i++
	}
	end := i + len(closing)
	if end > len(b) || string(b[i:end]) != closing {
		return nil, 0, false
	}
	c.value = true
	return b[from:i], end, true
}
