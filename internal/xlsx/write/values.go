package write

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// ValueTable is one sheet of streamed rows, for a workbook made of values only.
type ValueTable struct {
	Name string
	Rows iter.Seq2[sheet.Row, error]
}

// Values makes a workbook of values only of streamed rows, every cell at the
// address it had: what .xls and .csv become, and what remains of an original
// from which a person's rows were taken. A name no sheet may have, as that of
// a file can be, is made one it may have; names says which each became.
func Values(tables []ValueTable) (out []byte, names map[string]string, err error) {
	return Dressed(tables, nil)
}

// Dressed is Values in the looks of the workbook that the rows come from; nil
// for plain ones.
func Dressed(tables []ValueTable, look *sheet.BookLook) (out []byte, names map[string]string, err error) {
	tables, names = slices.Clone(tables), map[string]string{}
	for i := range tables {
		name := tables[i].Name
		tables[i].Name = sheetName(name, tables[:i])
		names[name] = tables[i].Name
	}
	if out, err = writeValues(tables, look); err != nil {
		return nil, nil, fmt.Errorf("write: %w", err)
	}
	return out, names, nil
}

// sheetName makes a name that Excel takes and no earlier table has: at
// most 31 characters, without those that mean something in a reference.
func sheetName(name string, earlier []ValueTable) string {
	const most = 31
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return '_'
		}
		return r
	}, ooxml.Legal(name))
	name = strings.Trim(ooxml.Cut(name, most, "…"), "'")
	if strings.TrimSpace(name) == "" {
		name = "数据"
	}
	for i := 2; slices.ContainsFunc(earlier, func(t ValueTable) bool { return strings.EqualFold(t.Name, name) }); i++ {
		tail := fmt.Sprintf("(%d)", i)
		name = ooxml.Cut(name, most-len(tail), "") + tail
	}
	return name
}

func writeValues(tables []ValueTable, look *sheet.BookLook) ([]byte, error) {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	var out bytes.Buffer
	w, err := newRaw(&out, names, look)
	if err != nil {
		return nil, err
	}
	for i, t := range tables {
		if err := w.openSheet(i); err != nil {
			return nil, err
		}
		for row, err := range t.Rows {
			if err != nil {
				return nil, err
			}
			w.cells(row)
		}
	}
	if err := w.close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// cells writes one row that was read, each cell where it stood, and before it
// the rows that have nothing but a look.
func (s *rawBook) cells(row sheet.Row) {
	if s.now.Rows != nil {
		for n := s.last + 1; n < row.Number; n++ {
			if l, ok := s.now.Rows[n]; ok {
				s.row(sheet.Row{Number: n}, l)
			}
		}
	}
	s.last = row.Number
	s.row(row, s.now.Rows[row.Number])
}

// row writes a row in its look.
func (s *rawBook) row(row sheet.Row, look sheet.RowLook) {
	s.put(`<row r="`, strconv.Itoa(row.Number), `"`)
	if row.Hidden || look.Hidden {
		s.put(` hidden="1"`)
	}
	if look.Height > 0 {
		s.put(` ht="`, strconv.FormatFloat(look.Height, 'f', -1, 64), `" customHeight="1"`)
	}
	s.put(`>`)
	values := row.Cells
	slices.SortStableFunc(look.Cells, func(a, b sheet.Dressed) int { return a.Col - b.Col })
	last := 0
	for _, d := range look.Cells {
		if d.Col <= last {
			continue // told twice
		}
		last = d.Col
		for len(values) > 0 && values[0].Col < d.Col {
			s.cell(sheet.Address(values[0].Col, row.Number), values[0], 0)
			values = values[1:]
		}
		if id := s.styleOf(d); len(values) > 0 && values[0].Col == d.Col {
			s.cell(sheet.Address(d.Col, row.Number), values[0], id)
			values = values[1:]
		} else if id > 0 {
			s.put(`<c r="`, sheet.Address(d.Col, row.Number), `" s="`, strconv.Itoa(id), `"/>`)
		}
	}
	for _, c := range values {
		s.cell(sheet.Address(c.Col, row.Number), c, 0)
	}
	s.put(`</row>`)
}

// styleOf is the number of a cell's look in the style sheet, 0 for none.
func (s *rawBook) styleOf(d sheet.Dressed) int {
	if d.Look < 0 || d.Look >= len(s.look.Cells) {
		return 0
	}
	return lookBase + d.Look
}

// cell writes one cell; id is the number of its look, 0 for none.
func (s *rawBook) cell(at string, c sheet.Cell, id int) {
	switch c.Kind {
	case sheet.Number:
		if _, err := strconv.ParseFloat(c.Text, 64); err == nil {
			s.number(at, c.Text, id)
			return
		}
	case sheet.Date:
		if serial, style, ok := serial(c.Text); ok {
			if id > 0 {
				style = id
			}
			s.number(at, serial, style)
			return
		}
	case sheet.Bool:
		s.put(`<c r="`, at, `"`, styled(id), ` t="b"><v>`, strconv.Itoa(strings.Count(c.Text, "TRUE")), `</v></c>`)
		return
	case sheet.Picture:
		s.text(at, ooxml.PictureFormula, id)
		return
	case sheet.Error:
		s.put(`<c r="`, at, `"`, styled(id), ` t="e"><v>`, ooxml.XMLText(c.Text), `</v></c>`)
		return
	}
	s.text(at, c.Text, id)
}

// dates are the forms a date cell's text has, with the cell format of each.
var dates = []struct {
	form  string
	style int
}{
	{"2006-01-02", rawDate}, {"2006-01-02 15:04:05", rawTime}, {"15:04:05", rawHour},
}

// serial turns a date cell's text back into Excel's number of days.
func serial(text string) (serial string, style int, ok bool) {
	for _, d := range dates {
		t, err := time.Parse(d.form, text)
		if err != nil {
			continue
		}
		base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if d.style == rawHour {
			base = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		seconds := t.Unix() - base.Unix()
		if seconds < 0 || d.style != rawHour && seconds < 61*86400 {
			return "", 0, false // before March 1900 Excel counts differently
		}
		if seconds%86400 == 0 {
			return strconv.FormatInt(seconds/86400, 10), d.style, true
		}
		return strconv.FormatFloat(float64(seconds)/86400, 'g', 15, 64), d.style, true
	}
	return "", 0, false
}
