package read

import (
	"bytes"
	"slices"
	"strconv"

	"bangfu/internal/sheet"
)

// cellType is the type a cell bears in the file.
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeFormula // the text a formula gave
	typeInline
	typeBool
	typeError
	typeDate
)

// typeOf reads the attribute t.
func typeOf(t []byte) (cellType, bool) {
	switch string(t) {
	case "n":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "str":
		return typeFormula, true
	case "inlineStr":
		return typeInline, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeDate, true
	}
	return 0, false
}

// rawCell is a cell as it was scanned: its value stands in rowScan.value, its
// inline text in rowScan.text.
type rawCell struct {
	col            int
	typ            cellType
	class          dateClass
	formula, value bool
	inline         bool // it has an inline text
	kept           bool // and white space at its ends is kept
	rich           bool // the value is a shadow of one that only new programs know
	picture        bool // the formula shows a picture
	sumFrom        int  // the first row the formula adds up; 0 for none
}

// readCell reads the c element that has begun.
func (s *rowScan) readCell() error {
	c, err := s.beginCell()
	if err != nil {
		return err
	}
	s.lastCol = c.col
	for {
		switch s.x.next() {
		case tokFail, tokEOF:
			return s.x.err
		case tokEnd:
			return s.endCell(&c, s.value)
		case tokText:
			if !allSpace(s.x.text) {
				return s.x.failed("单元格内有不在标签里的文字")
			}
		case tokStart:
			if err := s.cellChild(&c); err != nil {
				return err
			}
		}
	}
}

func (s *rowScan) beginCell() (rawCell, error) {
	c := rawCell{col: s.lastCol + 1}
	for _, a := range s.x.attrs {
		if string(a.name) == "vm" {
			c.rich = smallInt(a.value) > 0
		}
		if len(a.name) != 1 {
			continue
		}
		switch a.name[0] {
		case 'r':
			col, err := s.column(a.value)
			if err != nil {
				return c, err
			}
			c.col = col
		case 's':
			c.class = s.classes.of(smallInt(a.value))
		case 't':
			typ, ok := typeOf(a.value)
			if !ok {
				return c, s.bad(c.col, "类型“%.20s”不认识", a.value)
			}
			c.typ = typ
		}
	}
	if c.col > maxCol {
		return c, s.bad(maxCol, "之后还有单元格，超出最后一列")
	}
	return c, nil
}

func (s *rowScan) cellChild(c *rawCell) error {
	ok := true
	switch {
	case s.x.is("v"):
		if c.value {
			return s.bad(c.col, "有两个值")
		}
		c.value = true
		s.value, ok = s.x.content(s.value[:0])
	case s.x.is("f"):
		c.formula = true
		s.rule, ok = s.x.gist(s.rule[:0], formulaHead)
		c.picture, c.sumFrom = pictured(s.rule), sumFrom(string(s.rule))
	case s.x.is("is"):
		if c.inline {
			return s.bad(c.col, "有两个值")
		}
		c.inline = true
		s.text, ok = readRich(s.x, s.text[:0], false)
	default:
		ok = s.x.skip()
	}
	if !ok {
		return s.x.err
	}
	return nil
}

// endCell turns the scanned cell into a value, or into nothing.
func (s *rowScan) endCell(c *rawCell, value []byte) error {
	if inline := c.typ == typeInline; inline && c.value && len(value) > 0 || !inline && c.inline && len(s.text) > 0 {
		return s.bad(c.col, "的类型与内容不符")
	}
	if c.picture || c.rich && !c.formula && c.typ == typeError {
		s.cells = append(s.cells, pictureCell(c.col, c.formula))
		return nil
	}
	switch c.typ {
	case typeInline:
		return s.inline(c)
	case typeShared:
		return s.sharedText(c, value)
	case typeFormula:
		if c.value {
			s.put(c, sheet.Text, s.resolved(value))
			return nil
		}
		return s.noValue(c)
	}
	v := trimSpace(value)
	if !c.value || len(v) == 0 {
		return s.noValue(c)
	}
	switch c.typ {
	case typeBool:
		return s.boolean(c, v)
	case typeError:
		s.put(c, sheet.Error, v)
		return nil
	case typeDate:
		return s.dated(c, v)
	}
	return s.number(c, v)
}

// noValue is a cell of formatting alone, or a formula nobody has calculated.
func (s *rowScan) noValue(c *rawCell) error {
	if c.formula {
		s.cells = append(s.cells, sheet.Cell{Col: c.col, Kind: sheet.Formula, Formula: true})
	}
	return nil
}

// put adds a cell; an empty text is no value. The fields are set one by one,
// which costs half of copying a whole cell.
func (s *rowScan) put(c *rawCell, k sheet.Kind, text []byte) {
	if len(text) == 0 {
		return
	}
	if k == sheet.Text && pictured(text) {
		s.cells = append(s.cells, pictureCell(c.col, c.formula))
		return
	}
	s.width += len(text)
	n := len(s.cells)
	s.cells = slices.Grow(s.cells, 1)[:n+1]
	cell := &s.cells[n]
	cell.Col, cell.Kind, cell.Formula, cell.Wide, cell.SumFrom = c.col, k, c.formula, false, c.sumFrom
	cell.Text = s.kept.text(text)
}

// resolved is a text with its _xHHHH_ escapes resolved.
func (s *rowScan) resolved(text []byte) []byte {
	if bytes.IndexByte(text, '_') < 0 {
		return text
	}
	s.text = resolveX(append(s.text[:0], text...), 0)
	return s.text
}

func (s *rowScan) inline(c *rawCell) error {
	if !c.inline {
		return s.noValue(c)
	}
	s.put(c, sheet.Text, s.text)
	return nil
}

func (s *rowScan) sharedText(c *rawCell, value []byte) error {
	number := trimSpace(value)
	if !c.value || len(number) == 0 {
		return s.noValue(c)
	}
	text, ok := s.strings.text(smallInt(number))
	if !ok {
		return s.bad(c.col, "引用的共享文字不存在")
	}
	switch {
	case pictured(text):
		s.cells = append(s.cells, pictureCell(c.col, c.formula))
	case text != "":
		s.cells = append(s.cells, sheet.Cell{Col: c.col, Kind: sheet.Text, Text: text, Formula: c.formula})
	}
	return nil
}

func (s *rowScan) boolean(c *rawCell, v []byte) error {
	text := "TRUE"
	switch string(v) {
	case "1", "true":
	case "0", "false":
		text = "FALSE"
	default:
		return s.bad(c.col, "的逻辑值不对")
	}
	s.cells = append(s.cells, sheet.Cell{Col: c.col, Kind: sheet.Bool, Text: text, Formula: c.formula})
	return nil
}

func (s *rowScan) dated(c *rawCell, v []byte) error {
	text, ok := isoDate(string(v))
	if !ok {
		return s.bad(c.col, "的日期值不对")
	}
	s.put(c, sheet.Date, []byte(text))
	return nil
}

func (s *rowScan) number(c *rawCell, v []byte) error {
	if c.class != noDate && s.serial(c, v) {
		s.put(c, sheet.Date, s.text)
		return nil
	}
	text, wide, ok := appendNumber(s.text[:0], v)
	if !ok {
		return s.bad(c.col, "的数值不是数字")
	}
	s.text = text
	s.put(c, sheet.Number, text)
	s.cells[len(s.cells)-1].Wide = wide
	return nil
}

// serial puts the date of a number into text; false leaves it a number.
func (s *rowScan) serial(c *rawCell, v []byte) bool {
	n := smallInt(v)
	f := float64(n)
	if n < 0 {
		var err error
		if f, err = strconv.ParseFloat(string(v), 64); err != nil || !numeric(v) {
			return false
		}
	}
	text, ok := appendSerial(s.text[:0], f, c.class, s.base1904)
	s.text = text
	return ok
}

func (s *rowScan) bad(col int, format string, args ...any) error {
	at := sheet.Address(col, s.row.Number)
	d := badData("单元格 "+at+" "+format, args...)
	d.Cell = at
	return d
}

// smallInt reads up to nine digits; anything else gives -1.
func smallInt(b []byte) int {
	if len(b) == 0 || len(b) > 9 {
		return -1
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
