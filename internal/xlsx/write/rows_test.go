package write

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// TestTextsAsTheyStandInASheet spells what is special in XML, keeps white space at the
// ends, and keeps what looks like an escape from being read as one.
func TestTextsAsTheyStandInASheet(t *testing.T) {
	cases := []struct{ text, want string }{
		{"甲县", `<t>甲县</t>`}, {` 前`, `<t xml:space="preserve"> 前</t>`}, {"后\n", "<t xml:space=\"preserve\">后\n</t>"},
		{"两\r\n行", "<t>两\n行</t>"}, {`"甲'&<乙>`, `<t>&#34;甲&#39;&amp;&lt;乙&gt;</t>`}, {"甲\t乙", `<t>甲&#x9;乙</t>`},
		{"_x0041_", `<t>_x005F_x0041_</t>`}, {"_x00", `<t>_x00</t>`}, {"坏\x01", "<t>坏\uFFFD</t>"}, {"=1+1", `<t>=1+1</t>`},
	}
	var rows [][]sheet.Value
	for _, c := range cases {
		rows = append(rows, []sheet.Value{sheet.S(c.text)})
	}
	part := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "甲", Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{{Header: "列"}}, Rows: rows}}}}})["xl/worksheets/sheet1.xml"]
	_, rest, _ := strings.Cut(part, "<t>列</t>")
	for _, c := range cases {
		at := strings.Index(rest, c.want)
		if at < 0 {
			t.Fatalf("%q does not stand there as %s, in its order:\n%s", c.text, c.want, rest)
		}
		rest = rest[at+len(c.want):]
	}
}

// TestACellWithoutAStyleHasItsColumns: on a sheet for machines the header of a column of codes.
func TestACellWithoutAStyleHasItsColumns(t *testing.T) {
	part := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "甲", Bare: true, Blocks: []sheet.Block{{
		Columns: []sheet.ColumnSpec{{Header: "数"}, {Header: "码", Text: true}}, Rows: [][]sheet.Value{{sheet.I(int64(7)), sheet.S("014")}, {sheet.Fen(int64(1250)), {}}},
	}}}}})["xl/worksheets/sheet1.xml"]
	const want = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>数</t></is></c><c r="B1" s="1" t="inlineStr"><is><t>码</t></is></c></row>` +
		`<row r="2"><c r="A2"><v>7</v></c><c r="B2" s="1" t="inlineStr"><is><t>014</t></is></c></row>` +
		`<row r="3"><c r="A3"><v>12.5</v></c><c r="B3" s="1"></c></row></sheetData>`
	if !strings.Contains(part, want) {
		t.Errorf("the sheet is\n%s\nwithout\n%s", part, want)
	}
}

// TestNoSheetIsHeld asks, as the last row of a workbook of large sheets is made for the
// last time, what is held beside what was held before: not what all sheets are, 40 MB.
func TestNoSheetIsHeld(t *testing.T) {
	const sheets, most = 4, 12 << 20
	held := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	text := sheet.S(strings.Repeat("很长的一句话", 20))
	before, last, asked := held(), int64(0), 0
	page := func(name string) sheet.Page {
		return sheet.Page{Name: name, Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{{Header: "列"}}, Long: sheet.Long{Count: 25_000, Row: func(i int) []sheet.Value {
			if i == 24_999 {
				if asked++; asked%sheets == 0 {
					last = held()
				}
			}
			return []sheet.Value{text}
		}}}}}
	}
	var pages []sheet.Page
	for _, name := range []string{"甲", "乙", "丙", "丁"}[:sheets] {
		pages = append(pages, page(name))
	}
	if _, err := Write(sheet.Book{Pages: pages}); err != nil {
		t.Fatal(err)
	}
	if asked == 0 || last-before > most {
		t.Errorf("%d MB are held, after %d times", (last-before)>>20, asked)
	}
}

// TestASheetWithoutAPlaceForItsRows is an error, and not a sheet without rows.
func TestASheetWithoutAPlaceForItsRows(t *testing.T) {
	if err := fill(io.Discard, []byte("<worksheet><sheetData/></worksheet>"), func(io.Writer) error { return nil }); err == nil {
		t.Error("rows were lost in silence")
	}
}

// TestRowsAreAsExcelizeWritesThem, byte for byte: it makes all else of the workbook, and
// readers know its sheets. Numbers with decimals have fifteen digits at most, as money
// below ten trillion 元 and minutes before the year 2173 do: more no workbook keeps.
func TestRowsAreAsExcelizeWritesThem(t *testing.T) {
	texts := []string{"", "甲县", " 前", "后 ", "两\r\n行", "\t", `"甲'&<乙>`, "_x0041_", "_xZZZZ_", "=1+1", "140213100001", "0.50", "很长\u00a0的　话", "😀"}
	rapid.Check(t, func(t *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		styles := []int{0}
		for format := 1; format < 4; format++ {
			id, err := f.NewStyle(&excelize.Style{NumFmt: format})
			if err != nil {
				t.Fatal(err)
			}
			styles = append(styles, id)
		}
		style := rapid.SampledFrom(styles)
		value := rapid.OneOf(
			rapid.Just[any](nil), rapid.Map(rapid.SampledFrom(texts), func(s string) any { return s }), rapid.Map(rapid.String(), func(s string) any { return ooxml.Clean(s) }),
			rapid.Map(rapid.Int64(), func(n int64) any { return n }), rapid.Map(rapid.Int64Range(-1e15+1, 1e15-1), func(n int64) any { return float64(n) / 100 }),
			rapid.Map(rapid.Int64Range(0, 99_999*24*60), func(n int64) any { return days(n) }),
		)
		var own bytes.Buffer
		columns := rapid.SliceOfN(style, 0, 3).Draw(t, "styles of columns")
		for i, id := range columns {
			if err := f.SetColStyle("Sheet1", sheet.Column(i+1), id); err != nil {
				t.Fatal(err)
			}
		}
		out := &rowWriter{Writer: bufio.NewWriter(&own), styles: columns}
		sw, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for row := range rapid.IntRange(1, 5).Draw(t, "rows") {
			height := rapid.SampledFrom([]float64{0, 15, 17.25, 409}).Draw(t, "height")
			out.begin(row+1, height)
			var cells []any
			for at := range rapid.IntRange(0, 30).Draw(t, "cells") {
				id, v := style.Draw(t, "style"), value.Draw(t, "value")
				out.cell(at, row+1, id, v)
				cells = append(cells, excelize.Cell{StyleID: id, Value: v})
			}
			out.put(`</row>`)
			if err := sw.SetRow(sheet.Address(1, row+1), cells, excelize.RowOpts{Height: height}); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(out.Flush(), sw.Flush()); err != nil {
			t.Fatal(err)
		}
		var pkg bytes.Buffer
		if err := f.Write(&pkg); err != nil {
			t.Fatal(err)
		}
		if want := rowsIn(t, pkg.Bytes()); own.String() != want {
			t.Fatalf("the rows are\n%s\nexcelize writes\n%s", own.String(), want)
		}
	})
}

// rowsIn are the rows in the first sheet of a workbook.
func rowsIn(t *rapid.T, pkg []byte) string {
	z, err := zip.NewReader(bytes.NewReader(pkg), int64(len(pkg)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := fs.ReadFile(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(part), "<sheetData>")
	rows, _, _ := strings.Cut(rest, "</sheetData>")
	return rows
}

// TestRowsWithoutASheet are an error, and not lost.
func TestRowsWithoutASheet(t *testing.T) {
	var empty bytes.Buffer
	if err := zip.NewWriter(&empty).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := repack(empty.Bytes(), map[string]func(io.Writer) error{"xl/worksheets/sheet7.xml": func(io.Writer) error { return nil }}); err == nil {
		t.Error("rows were lost in silence")
	}
}
