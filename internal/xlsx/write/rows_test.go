package write

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"bangfu/internal/sheet"
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
