package write

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// Stream writes a workbook of one bare sheet of any length, in constant
// memory: the header in row 1, every text a text. The dimension is left out,
// since nobody knows it before the last row; readers count for themselves.
func Stream(w io.Writer, name string, header []sheet.Header, rows iter.Seq[[]sheet.Value]) error {
	s, err := newRaw(w, []string{name}, nil)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := s.openSheet(0); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	head := make([]sheet.Value, len(header))
	for i, h := range header {
		head[i] = sheet.S(string(h))
	}
	s.values(1, head)
	number := 2
	for r := range rows {
		s.values(number, r)
		number++
	}
	if err := s.close(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// rawBook writes bare sheets one after the other, straight into the package.
type rawBook struct {
	zip  *zip.Writer
	b    *bufio.Writer
	open bool
	look *sheet.BookLook // nil for plain sheets
	now  sheet.SheetLook // of the open sheet
	last int             // its row written last
}

// The cell formats of a bare sheet.
const (
	rawPlain = iota
	rawDate
	rawTime // date and time
	rawHour // time of day
)

const (
	rawRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	rawTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + ooxml.PlainType + `"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + ooxml.TypePrefix + `styles+xml"/>`
)

func newRaw(w io.Writer, names []string, look *sheet.BookLook) (*rawBook, error) {
	types, sheets, rels := rawTypes, "", rawRels+
		`<Relationship Id="rId0" Type="`+ooxml.Transitional+`/styles" Target="styles.xml"/>`
	for i, name := range names {
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, ooxml.TypePrefix)
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, ooxml.AttrValue(name), i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, ooxml.Transitional, i+1)
	}
	s := &rawBook{zip: zip.NewWriter(w), look: look}
	for _, part := range [][2]string{
		{"[Content_Types].xml", types + `</Types>`},
		{"_rels/.rels", rawRels + `<Relationship Id="rId1" Type="` + ooxml.Transitional + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + ooxml.Main + `" xmlns:r="` + ooxml.Transitional + `"><sheets>` + sheets + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels + `</Relationships>`},
		{"xl/styles.xml", stylesOf(look)},
	} {
		if err := s.part(part[0], part[1]); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *rawBook) part(name, content string) error {
	w, err := s.create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, ooxml.XMLHead+content)
	return err
}

func (s *rawBook) create(name string) (io.Writer, error) {
	return s.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// openSheet begins the i-th sheet and ends the one before.
func (s *rawBook) openSheet(i int) error {
	if err := s.closeSheet(); err != nil {
		return err
	}
	w, err := s.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
	if err != nil {
		return err
	}
	s.b, s.open = bufio.NewWriterSize(w, 64<<10), true
	s.now, s.last = sheet.SheetLook{}, 0
	if s.look != nil && i < len(s.look.Sheets) {
		s.now = s.look.Sheets[i]
	}
	s.put(ooxml.XMLHead, `<worksheet xmlns="`+ooxml.Main+`">`, headOf(s.now), `<sheetData>`)
	return nil
}

func (s *rawBook) closeSheet() error {
	if !s.open {
		return nil
	}
	s.open = false
	s.put(`</sheetData>`, mergesOf(s.now.Merges), pageOf(s.now), `</worksheet>`)
	return s.b.Flush()
}

func (s *rawBook) close() error {
	if err := s.closeSheet(); err != nil {
		return err
	}
	return s.zip.Close()
}

// put writes pieces of XML; an error stays in the buffer and shows at its end.
func (s *rawBook) put(pieces ...string) {
	for _, p := range pieces {
		s.b.WriteString(p)
	}
}

func (s *rawBook) values(number int, row []sheet.Value) {
	s.put(`<row r="`, strconv.Itoa(number), `">`)
	for i, v := range row {
		at := sheet.Column(i+1) + strconv.Itoa(number)
		switch v.Kind {
		case sheet.Blank:
		case sheet.Str:
			s.text(at, v.Text, rawPlain)
		case sheet.Int:
			s.number(at, strconv.FormatInt(v.N, 10), rawPlain)
		case sheet.Day, sheet.Weekday, sheet.Moment:
			s.text(at, v.String(), rawPlain)
		case sheet.Ratio, sheet.Fine:
			s.number(at, sheet.Decimal(v.N, 4), rawPlain)
		default:
			s.number(at, sheet.Decimal(v.N, 2), rawPlain)
		}
	}
	s.put(`</row>`)
}

func (s *rawBook) text(at, text string, style int) {
	if text != "" {
		s.put(`<c r="`, at, `"`, styled(style), ` t="inlineStr"><is><t xml:space="preserve">`, ooxml.XMLText(text), `</t></is></c>`)
	}
}

func (s *rawBook) number(at, value string, style int) {
	s.put(`<c r="`, at, `"`, styled(style), `><v>`, value, `</v></c>`)
}

// styled is the attribute of a cell format, "" for the plain one.
func styled(id int) string {
	if id == rawPlain {
		return ""
	}
	return ` s="` + strconv.Itoa(id) + `"`
}
