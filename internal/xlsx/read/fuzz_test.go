package read

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/sheet"
)

// fuzzLimits keep a fuzzed read short.
var fuzzLimits = Limits{FileBytes: 4 << 20, UnpackedBytes: 8 << 20, Rows: 5000, Time: 10 * time.Second}

// readOrder reads all sheets of a file and asks of every reader: no panic,
// rows and columns ascending, no cell without a value, and no operator's error
// for bytes in memory.
func readOrder(t *testing.T, b []byte, name string) (rows int, err error) {
	t.Helper()
	book, err := Open(context.Background(), bytes.NewReader(b), int64(len(b)), name, fuzzLimits)
	for i := 0; err == nil && i < len(book.Sheets()); i++ {
		last := 0
		var r sheet.Row
		for r, err = range book.Rows(context.Background(), i) {
			if err != nil {
				break
			}
			if r.Number <= last || len(r.Cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", r.Number, last, len(r.Cells))
			}
			last = r.Number
			rows++
			col := 0
			for _, c := range r.Cells {
				if c.Col <= col || c.Kind == sheet.Empty || (c.Text == "") != (c.Kind == sheet.Formula) {
					t.Fatalf("row %d: cell %+v after column %d", r.Number, c, col)
				}
				col = c.Col
			}
		}
	}
	var d *sheet.Damage
	if err != nil && !errors.As(err, &d) {
		t.Fatalf("operator's error: %v", err)
	}
	return rows, err
}

func FuzzZip(f *testing.F) {
	f.Add(smallBook(f))
	f.Add(zip64Of(plainBook(dataSheet(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`))))
	f.Add([]byte(sigEnd + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readOrder(t, b, "a.xlsx")
		Whole(bytes.NewReader(b), int64(len(b)), "a.xlsx")
	})
}

// FuzzSheet reads the XML of a sheet twice: ours must never give fewer rows
// than a plain reader over encoding/xml without refusing the sheet.
func FuzzSheet(f *testing.F) {
	for _, c := range understood {
		f.Add(c.sheet)
	}
	for _, c := range broken {
		if len(c.sheet) < 4000 {
			f.Add(c.sheet)
		}
	}
	f.Fuzz(func(t *testing.T, worksheet string) {
		rows, err := readOrder(t, zipOf(t, plainBook(worksheet)), "a.xlsx")
		want, plain := plainRows(worksheet)
		switch {
		case err == nil && !plain && !strings.Contains(worksheet, "\x00"): // UTF-16 is read by ours alone
			t.Fatalf("ours reads %d rows of what encoding/xml refuses", rows)
		case err == nil && plain && rows < want:
			t.Fatalf("ours reads %d rows, encoding/xml %d", rows, want)
		}
	})
}

// plainRows counts the rows with a non-empty v or t by encoding/xml; ok is
// false when that finds the text not well-formed.
func plainRows(s string) (rows int, ok bool) {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(s, "\uFEFF")))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var path []string
	value := false
	for {
		tok, err := d.Token()
		if err != nil {
			// ours does not judge which letters beyond ASCII may stand in a name
			names := err != io.EOF && strings.Contains(err.Error(), "invalid XML name")
			return rows, names || err == io.EOF && len(path) == 0
		}
		switch e := tok.(type) {
		case xml.StartElement:
			name := "?"
			if namespaces[e.Name.Space] == nsMain {
				name = e.Name.Local
			}
			path = append(path, name)
		case xml.CharData:
			switch strings.Join(path, "/") {
			case "worksheet/sheetData/row/c/v", "worksheet/sheetData/row/c/is/t", "worksheet/sheetData/row/c/is/r/t":
				value = value || strings.TrimSpace(string(e)) != ""
			}
		case xml.EndElement:
			path = path[:len(path)-1]
			if len(path) == 2 && value {
				rows++
				value = false
			}
		}
	}
}

func FuzzShared(f *testing.F) {
	f.Add(`<sst ` + mainNS + `><si><t>张三</t></si><si><r><t>a</t></r></si></sst>`)
	f.Add(`<sst ` + mainNS + `><si/><si><t xml:space="preserve"> </t><rPh><t>x</t></rPh></si></sst>`)
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = readOrder(t, zipOf(t, plainBook(dataSheet(`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`), rawPart{"xl/sharedStrings.xml", s})), "a.xlsx")
	})
}

// FuzzCSV compares with encoding/csv wherever that reads the text strictly.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"\",b\n", "\"a\nb\",\n", "=\"01\",x\r\n", "sep=;\na;b\n", gb("许可证号,数量\n1,2\n"), utf16Text("a\t1\nb\t2\n", true, true), "\uFEFFa"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, err := readOrder(t, b, "a.csv")
		text := strings.TrimPrefix(string(b), "\uFEFF")
		if err != nil || strings.ContainsAny(text, "\r\x00=") || strings.HasPrefix(strings.ToLower(text), "sep") {
			return
		}
		if enc, err := findEncoding(t.Context(), bytes.NewReader(b), int64(len(b))); err != nil || enc != encUTF8 {
			return
		}
		sep, _ := separator([]byte(text))
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = rune(sep), -1
		want := 0
		for {
			rec, err := r.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			if strings.Join(rec, "") != "" {
				want++
			}
		}
		if rows != want {
			t.Fatalf("ours %d rows, encoding/csv %d", rows, want)
		}
	})
}

func FuzzXLS(f *testing.F) {
	f.Add(xlsOf(kindsXLS()))
	f.Add(compound(rawPart{"EncryptedPackage", "x"}))
	f.Add(compound(rawPart{"Book", "x"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readOrder(t, b, "a.xls")
		Whole(bytes.NewReader(b), int64(len(b)), "a.xls")
	})
}

// FuzzBIFF fuzzes the records alone, without the compound file around them.
// Records that were cut out must not silently take rows with them: the count
// is compared with a plain walk over the records of one sheet.
func FuzzBIFF(f *testing.F) {
	f.Add(kindsXLS())
	f.Add(workbookStream(func(w *biff) { xfs(w, 14); writeSST(w, 1, 1, append(u16(1), narrow("a")...)) }, xlsSheet{"a", false, func(w *biff) {
		w.rec(recLabelSST, u16(0, 0, 0), u32(0))
		w.rec(recRK, u16(1, 1, 0), u32(6))
	}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readOrder(t, xlsOf(b), "a.xls")
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1", "-0.5", "1E+17", "140221197001010000", "007", ".5", "1e-320", "0x1", "١"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _, ok := appendNumber(nil, []byte(s))
		v, err := strconv.ParseFloat(s, 64)
		if ok && err != nil {
			t.Fatalf("%q read as %q", s, got)
		}
		if w, err := strconv.ParseFloat(string(got), 64); ok && (err != nil || w != v && !near(v, w)) {
			t.Fatalf("%q read as %q", s, got)
		}
	})
}

func near(v, w float64) bool {
	d := (v - w) / v
	return d < 1e-14 && d > -1e-14 || v < 1e-300 && v > -1e-300
}
