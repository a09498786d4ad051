package read

import "bangfu/internal/sheet"

// What nearly all files spell alike is read straight from the buffer. Each of
// the quick functions reports false, with nothing changed, for whatever else
// stands there: the scanner then decides. What they accept is well-formed by
// construction, and the bytes were checked on filling.

const (
	openRow  = "<row "
	closeRow = "</row>"
)

// quickRow opens a row whose attributes have names without prefix and plain
// values in double quotes.
func (s *rowScan) quickRow() bool {
	x := s.x
	b, from := x.buf, x.pos
	if x.nsDef != nsMain || x.selfEnd || len(b)-from < len(openRow) || string(b[from:from+len(openRow)]) != openRow {
		return false
	}
	x.attrs = x.attrs[:0]
	i := from + len(openRow) - 1
	for b[i] == ' ' {
		name := i + 1
		for i = name; b[i]-'a' < 26 || b[i]-'A' < 26; i++ {
		}
		if b[name] == 'x' || i == name || b[i] != '=' || b[i+1] != '"' { // xmlns begins with x
			return false
		}
		value := i + 2
		for i = value; class[b[i]]&stopValue == 0; i++ {
		}
		if b[i] != '"' {
			return false
		}
		x.attrs = append(x.attrs, attr{b[name : value-2], b[value:i]})
		i++
	}
	if b[i] != '>' || len(x.attrs) > maxAttrs || !x.checkAttrs() {
		return false
	}
	x.pos = i + 1
	return x.push(b[from+1:from+4], -1, len(x.binds)) == tokStart
}

// quickRowEnd closes the row that is open.
func (s *rowScan) quickRowEnd() bool {
	x := s.x
	b, end := x.buf, x.pos+len(closeRow)
	if x.selfEnd || end > len(b) || string(b[x.pos:end]) != closeRow || string(x.names[x.frames[len(x.frames)-1].name:]) != "row" {
		return false
	}
	x.pos = end
	x.pop()
	return true
}

// quickCell reads a cell: one-letter attributes in double quotes, then <v>, or
// <is> with one <t>, or nothing.
func (s *rowScan) quickCell() (done bool, err error) {
	x := s.x
	b, i := x.buf, x.pos
	if x.nsDef != nsMain || x.selfEnd || b[i] != '<' || b[i+1] != 'c' || b[i+2] != ' ' {
		return false, nil
	}
	c := rawCell{col: s.lastCol + 1}
	i, ok := s.quickAttrs(b, i+2, &c)
	if !ok {
		return false, nil
	}
	v, i, ok := quickValue(b, i, &c)
	if !ok || c.col <= s.lastCol || c.col > maxCol {
		return false, nil
	}
	x.pos, s.lastCol = i, c.col
	switch {
	case !c.value:
	case c.typ == typeInline:
		if !c.kept {
			v = trimSpace(v)
		}
		s.put(&c, sheet.Text, s.resolved(v))
		return true, nil
	case c.typ == typeNumber && c.class == noDate:
		if text, ok := plainNumber(v); ok {
			s.put(&c, sheet.Number, text)
			return true, nil
		}
	}
	return true, s.endCell(&c, v)
}

// quickAttrs reads the attributes of a cell up to the end of its tag; false when
// one of them is unusual.
func (s *rowScan) quickAttrs(b []byte, i int, c *rawCell) (end int, ok bool) {
	for seen := uint(0); b[i] == ' '; i++ {
		name := b[i+1] // not behind lim: b[i] is no zero
		if name == 0 || b[i+2] != '=' || b[i+3] != '"' || seen&(1<<(name&31)) != 0 {
			return i, false
		}
		seen |= 1 << (name & 31)
		from := i + 4
		if name == 'r' {
			i, ok = s.quickAddress(b, from, c)
		} else {
			for i = from; class[b[i]]&stopValue == 0; i++ {
			}
			ok = s.quickAttr(c, name, b[from:i])
		}
		if !ok || b[i] != '"' {
			return i, false
		}
	}
	return i, true
}

// quickAddress reads an address in this row.
func (s *rowScan) quickAddress(b []byte, from int, c *rawCell) (end int, ok bool) {
	col, i := 0, from
	for ; b[i]-'A' < 26 && i < from+3; i++ {
		col = col*26 + int(b[i]-'A') + 1
	}
	c.col, end = col, i+len(s.digits)
	return end, i > from && end < len(b) && string(b[i:end]) == string(s.digits)
}

// quickAttr takes an attribute of a cell if nothing is unusual about it.
func (s *rowScan) quickAttr(c *rawCell, name byte, v []byte) bool {
	switch name {
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
	case string(rest[:len(openKept)]) == openKept && c.typ == typeInline:
		c.kept = true
		return quickText(b, i+len(openKept), closeT, c)
	case string(rest[:8]) == "><is><t>" && c.typ == typeInline:
		return quickText(b, i+8, closeT, c)
	}
	return nil, 0, false
}

const (
	closeV   = "</v></c>"
	closeT   = "</t></is></c>"
	openKept = `><is><t xml:space="preserve">`
)

// openV is ><v> as the four bytes lie in memory.
var openV = le32([]byte("><v>"))

// quickText reads plain text up to the closing tags.
func quickText(b []byte, from int, closing string, c *rawCell) ([]byte, int, bool) {
	i := from
	for i+8 <= len(b) && le64(b[i:])&highBits == highBits { // nothing but Chinese
		i += 8
	}
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
