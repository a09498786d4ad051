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
	tables, names = slices.Clone(tables), map[string]string{}
	for i := range tables {
		name := tables[i].Name
		tables[i].Name = sheetName(name, tables[:i])
		names[name] = tables[i].Name
	}
	if out, err = writeValues(tables); err != nil {
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

func writeValues(tables []ValueTable) ([]byte, error) {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	var out bytes.Buffer
	w, err := newRaw(&out, names)
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

// cells writes one row that was read, each cell where it stood.
func (s *rawBook) cells(row sheet.Row) {
	s.put(`<row r="`, strconv.Itoa(row.Number), `"`)
	if row.Hidden {
		s.put(` hidden="1"`)
	}
	s.put(`>`)
	for _, c := range row.Cells {
		s.cell(sheet.Address(c.Col, row.Number), c)
	}
	s.put(`</row>`)
}

func (s *rawBook) cell(at string, c sheet.Cell) {
	switch c.Kind {
	case sheet.Number:
		if _, err := strconv.ParseFloat(c.Text, 64); err == nil {
			s.number(at, c.Text, rawPlain)
			return
		}
	case sheet.Date:
		if serial, style, ok := serial(c.Text); ok {
			s.number(at, serial, style)
			return
		}
	case sheet.Bool:
		s.put(`<c r="`, at, `" t="b"><v>`, strconv.Itoa(strings.Count(c.Text, "TRUE")), `</v></c>`)
		return
	case sheet.Picture:
		s.text(at, ooxml.PictureFormula)
		return
	case sheet.Error:
		s.put(`<c r="`, at, `" t="e"><v>`, ooxml.XMLText(c.Text), `</v></c>`)
		return
	}
	s.text(at, c.Text)
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
