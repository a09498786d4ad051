package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

// rawPart is a part of a hand-made container.
type rawPart struct{ name, body string }

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	docRels  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheetOne = "xl/worksheets/sheet1.xml"
)

// plainBook is a whole small workbook around the XML of one worksheet; with
// replaces or adds parts, a body of "-" takes one out.
func plainBook(worksheet string, with ...rawPart) []rawPart {
	parts := []rawPart{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + docRels + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + docRels + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + docRels + `/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + docRels + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `><si><t>张三</t></si><si><t>李四</t></si></sst>`},
		{"xl/styles.xml", xmlHead + `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>` +
			`<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="20"/></cellXfs></styleSheet>`},
		{sheetOne, worksheet},
	}
	for _, w := range with {
		parts = replacePart(parts, w)
	}
	return parts
}

func replacePart(parts []rawPart, w rawPart) []rawPart {
	for i, p := range parts {
		if p.name == w.name {
			if w.body == "-" {
				return append(parts[:i], parts[i+1:]...)
			}
			parts[i] = w
			return parts
		}
	}
	return append(parts, w)
}

// dataSheet is a worksheet around the content of sheetData.
func dataSheet(rows string) string {
	return xmlHead + `<worksheet ` + mainNS + ` ` + relNS + `><sheetData>` + rows + `</sheetData></worksheet>`
}

func zipOf(t testing.TB, parts []rawPart) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readAll reads every sheet of a file into the text form of the tests.
func readAll(b []byte, name string, lim Limits) (string, *Book, error) {
	book, err := Open(context.Background(), bytes.NewReader(b), int64(len(b)), name, lim)
	if err != nil {
		return "", nil, err
	}
	var out strings.Builder
	for i, s := range book.Sheets() {
		if len(book.Sheets()) > 1 {
			fmt.Fprintf(&out, "== %s\n", s.Name)
		}
		for r, err := range book.Rows(context.Background(), i) {
			if err != nil {
				return "", book, err
			}
			out.WriteString(dump(r) + "\n")
		}
	}
	return out.String(), book, nil
}

// dump is sheet.DumpRow with the marks of a cell: the kind where the text does
// not show it, = for a formula, ~ for a wide number, (hidden) for the row.
func dump(r sheet.Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d:", r.Number)
	if r.Hidden {
		b.WriteString(" (hidden)")
	}
	kinds := map[sheet.Kind]string{sheet.Bool: "bool ", sheet.Date: "date ", sheet.Error: "error ", sheet.Formula: "formula", sheet.Picture: "picture "}
	for _, c := range r.Cells {
		text := c.Text
		if c.Kind == sheet.Text {
			text = fmt.Sprintf("%q", text)
		}
		fmt.Fprintf(&b, " %s=%s%s", sheet.Column(c.Col), kinds[c.Kind], text)
		if c.Formula && c.Kind != sheet.Formula {
			b.WriteString("=")
		}
		if c.Wide {
			b.WriteString("~")
		}
	}
	return b.String()
}

func mustRead(t *testing.T, b []byte, name string) (string, *Book) {
	t.Helper()
	got, book, err := readAll(b, name, Limits{})
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return got, book
}

func wantText(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		g, w := line(gotLines, i), line(wantLines, i)
		if g != w {
			t.Errorf("line %d:\nread %s\nwant %s", i+1, g, w)
			return
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(none)"
}

// wantDamage asks for a refusal of this kind whose detail holds a text.
func wantDamage(t *testing.T, err error, kind sheet.DamageKind, detail string) {
	t.Helper()
	var d *sheet.Damage
	if !errors.As(err, &d) {
		t.Fatalf("error %v, want damage %d", err, kind)
	}
	if d.Kind != kind || !strings.Contains(d.Detail, detail) {
		t.Errorf("damage %d %q (sheet %q cell %q), want kind %d with %q", d.Kind, d.Detail, d.Sheet, d.Cell, kind, detail)
	}
}

func crcOf(s string) uint32 { return crc32.ChecksumIEEE([]byte(s)) }
