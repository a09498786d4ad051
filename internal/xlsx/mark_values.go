package xlsx

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/sheet"
)

// ValueTable is one sheet of streamed rows, for a workbook made of values only.
type ValueTable struct {
	Name string
	Rows iter.Seq2[sheet.Row, error]
}

// MarkValues makes a values-only workbook of streamed rows (for .xls and
// .csv), every cell at the address it had, and marks it as Mark does. A name
// no sheet may have, as that of a file can be, is made one it may have.
func MarkValues(tables []ValueTable, m sheet.Marking) ([]byte, error) {
	tables, m.Tables = slices.Clone(tables), slices.Clone(m.Tables)
	for i := range tables {
		name := tables[i].Name
		tables[i].Name = markSheetName(name, tables[:i])
		for j := range m.Tables {
			if m.Tables[j].Sheet == name {
				m.Tables[j].Sheet = tables[i].Name
			}
		}
	}
	plain, err := markWriteValues(tables)
	if err != nil {
		return nil, fmt.Errorf("xlsx: mark: %w", err)
	}
	out, _, err := Mark(plain, "xlsx", m)
	return out, err
}

// markSheetName makes a name that Excel takes and no earlier table has: at
// most 31 characters, without those that mean something in a reference.
func markSheetName(name string, earlier []ValueTable) string {
	const most = 31
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return '_'
		}
		return r
	}, writeLegal(name))
	name = strings.Trim(writeCut(name, most, "…"), "'")
	if strings.TrimSpace(name) == "" {
		name = "数据"
	}
	for i := 2; slices.ContainsFunc(earlier, func(t ValueTable) bool { return strings.EqualFold(t.Name, name) }); i++ {
		tail := fmt.Sprintf("(%d)", i)
		name = writeCut(name, most-len(tail), "") + tail
	}
	return name
}

func markWriteValues(tables []ValueTable) ([]byte, error) {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	var out bytes.Buffer
	w, err := newWriteRaw(&out, names)
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
func (s *writeRaw) cells(row sheet.Row) {
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

func (s *writeRaw) cell(at string, c sheet.Cell) {
	switch c.Kind {
	case sheet.Number:
		if _, err := strconv.ParseFloat(c.Text, 64); err == nil {
			s.number(at, c.Text, writeRawPlain)
			return
		}
	case sheet.Date:
		if serial, style, ok := markSerial(c.Text); ok {
			s.number(at, serial, style)
			return
		}
	case sheet.Bool:
		s.put(`<c r="`, at, `" t="b"><v>`, strconv.Itoa(strings.Count(c.Text, "TRUE")), `</v></c>`)
		return
	case sheet.Picture:
		s.text(at, pictureFormula)
		return
	case sheet.Error:
		s.put(`<c r="`, at, `" t="e"><v>`, writeXMLText(c.Text), `</v></c>`)
		return
	}
	s.text(at, c.Text)
}

// markDates are the forms a date cell's text has, with the cell format of each.
var markDates = []struct {
	form  string
	style int
}{
	{"2006-01-02", writeRawDate}, {"2006-01-02 15:04:05", writeRawTime}, {"15:04:05", writeRawHour},
}

// markSerial turns a date cell's text back into Excel's number of days.
func markSerial(text string) (serial string, style int, ok bool) {
	for _, d := range markDates {
		t, err := time.Parse(d.form, text)
		if err != nil {
			continue
		}
		base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if d.style == writeRawHour {
			base = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		seconds := t.Unix() - base.Unix()
		if seconds < 0 || d.style != writeRawHour && seconds < 61*86400 {
			return "", 0, false // before March 1900 Excel counts differently
		}
		if seconds%86400 == 0 {
			return strconv.FormatInt(seconds/86400, 10), d.style, true
		}
		return strconv.FormatFloat(float64(seconds)/86400, 'g', 15, 64), d.style, true
	}
	return "", 0, false
}
