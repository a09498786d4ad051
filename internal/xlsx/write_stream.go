package xlsx

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"

	"bangfu/internal/sheet"
)

// WriteStream writes a workbook of one bare sheet of any length, in constant
// memory: the header in row 1, every text a text. The dimension is left out,
// since nobody knows it before the last row; readers count for themselves.
func WriteStream(w io.Writer, name string, header []string, rows iter.Seq[[]sheet.Value]) error {
	s, err := newWriteRaw(w, []string{name})
	if err != nil {
		return fmt.Errorf("xlsx: write: %w", err)
	}
	if err := s.openSheet(0); err != nil {
		return fmt.Errorf("xlsx: write: %w", err)
	}
	head := make([]sheet.Value, len(header))
	for i, h := range header {
		head[i] = sheet.S(h)
	}
	s.values(1, head)
	number := 2
	for r := range rows {
		s.values(number, r)
		number++
	}
	if err := s.close(); err != nil {
		return fmt.Errorf("xlsx: write: %w", err)
	}
	return nil
}

// writeRaw writes bare sheets one after the other, straight into the package.
type writeRaw struct {
	zip  *zip.Writer
	b    *bufio.Writer
	open bool
}

// The cell formats of a bare sheet.
const (
	writeRawPlain = iota
	writeRawDate
	writeRawTime // date and time
	writeRawHour // time of day
)

const (
	writeRawStyles = `<styleSheet xmlns="` + markMainSpace + `"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>` +
		`<numFmt numFmtId="165" formatCode="yyyy\-mm\-dd hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">` +
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="21" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
	writeRawRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	writeRawTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + markPlainType + `"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + markTypePrefix + `styles+xml"/>`
)

func newWriteRaw(w io.Writer, names []string) (*writeRaw, error) {
	types, sheets, rels := writeRawTypes, "", writeRawRels+
		`<Relationship Id="rId0" Type="`+markTransitional+`/styles" Target="styles.xml"/>`
	for i, name := range names {
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, markTypePrefix)
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, writeAttr(name), i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, markTransitional, i+1)
	}
	s := &writeRaw{zip: zip.NewWriter(w)}
	for _, part := range [][2]string{
		{"[Content_Types].xml", types + `</Types>`},
		{"_rels/.rels", writeRawRels + `<Relationship Id="rId1" Type="` + markTransitional + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + markMainSpace + `" xmlns:r="` + markTransitional + `"><sheets>` + sheets + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels + `</Relationships>`},
		{"xl/styles.xml", writeRawStyles},
	} {
		if err := s.part(part[0], part[1]); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *writeRaw) part(name, content string) error {
	w, err := s.create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, writeXMLHead+content)
	return err
}

func (s *writeRaw) create(name string) (io.Writer, error) {
	return s.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// openSheet begins the i-th sheet and ends the one before.
func (s *writeRaw) openSheet(i int) error {
	if err := s.closeSheet(); err != nil {
		return err
	}
	w, err := s.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
	if err != nil {
		return err
	}
	s.b, s.open = bufio.NewWriterSize(w, 64<<10), true
	s.put(writeXMLHead, `<worksheet xmlns="`+markMainSpace+`"><sheetData>`)
	return nil
}

func (s *writeRaw) closeSheet() error {
	if !s.open {
		return nil
	}
	s.open = false
	s.put(`</sheetData></worksheet>`)
	return s.b.Flush()
}

func (s *writeRaw) close() error {
	if err := s.closeSheet(); err != nil {
		return err
	}
	return s.zip.Close()
}

// put writes pieces of XML; an error stays in the buffer and shows at its end.
func (s *writeRaw) put(pieces ...string) {
	for _, p := range pieces {
		s.b.WriteString(p)
	}
}

func (s *writeRaw) values(number int, row []sheet.Value) {
	s.put(`<row r="`, strconv.Itoa(number), `">`)
	for i, v := range row {
		at := sheet.Column(i+1) + strconv.Itoa(number)
		switch v.Kind {
		case sheet.Blank:
		case sheet.Str:
			s.text(at, v.Text)
		case sheet.Int:
			s.number(at, strconv.FormatInt(v.N, 10), writeRawPlain)
		case sheet.Ratio:
			s.number(at, sheet.Decimal(v.N, 4), writeRawPlain)
		default:
			s.number(at, sheet.Decimal(v.N, 2), writeRawPlain)
		}
	}
	s.put(`</row>`)
}

func (s *writeRaw) text(at, text string) {
	if text != "" {
		s.put(`<c r="`, at, `" t="inlineStr"><is><t xml:space="preserve">`, writeXMLText(text), `</t></is></c>`)
	}
}

func (s *writeRaw) number(at, value string, style int) {
	s.put(`<c r="`, at, `"`)
	if style != writeRawPlain {
		s.put(` s="`, strconv.Itoa(style), `"`)
	}
	s.put(`><v>`, value, `</v></c>`)
}
