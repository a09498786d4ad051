package read

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bangfu/internal/sheet"
)

// ways are the ways of reading one sheet: by the scanner alone, since nothing
// is quick in so small a buffer; in place; and ahead, whatever its size.
var ways = []struct {
	name string
	more func(x *xmlScan, s *stretches) func()
}{
	{"scanner alone", func(x *xmlScan, s *stretches) func() {
		s.buf = make([]byte, 60)
		x.more = s.next
		return func() {}
	}},
	{"in place", func(x *xmlScan, s *stretches) func() {
		x.more = s.next
		return func() {}
	}},
	{"ahead", func(x *xmlScan, s *stretches) func() {
		in := readAhead(s)
		x.more = in.next
		return in.close
	}},
}

// readBy gives the rows of the first sheet and its error, read in one of the ways.
func readBy(t *testing.T, b []byte, way int) (rows []string, fault string) {
	t.Helper()
	err := func() error {
		c, err := openContainer(bytes.NewReader(b), int64(len(b)), 1<<30)
		if err != nil {
			return err
		}
		p, book := &pack{container: c}, &Book{}
		if err := p.workbook(t.Context(), "xl/workbook.xml", book); err != nil {
			return err
		}
		if p.shared, err = readShared(t.Context(), c, p.texts); err != nil {
			return err
		}
		part, err := c.open(t.Context(), p.sheets[0])
		if err != nil {
			return err
		}
		x, s := beginXML(part, sheet.BadData)
		defer ways[way].more(x, s)()
		ext := sheet.Extent{}
		err = p.rows(x, &ext, func(r sheet.Row) bool {
			rows = append(rows, dump(r))
			return true
		})
		rows = append(rows, fmt.Sprint(ext))
		return err
	}()
	var d *sheet.Damage
	if errors.As(err, &d) {
		return rows, fmt.Sprintf("%+v", *d)
	}
	return rows, fmt.Sprint(err)
}

// alike reads a workbook in all ways. A broken container may be noticed some
// rows earlier or later.
func alike(t *testing.T, what string, b []byte) (fault string) {
	t.Helper()
	rows, fault := readBy(t, b, 0)
	for i, w := range ways[1:] {
		got, says := readBy(t, b, i+1)
		if says != fault {
			t.Fatalf("%s: %s says %s, %s says %s", what, ways[0].name, fault, w.name, says)
		}
		if strings.Contains(fault, "复制") {
			n := min(len(got), len(rows)) - 1 // the last is the extent
			got, rows = got[:max(0, n)], rows[:max(0, n)]
		}
		if !slices.Equal(got, rows) {
			t.Fatalf("%s: %s gives %d rows, %s %d", what, ways[0].name, len(rows), w.name, len(got))
		}
	}
	return fault
}

// TestReadingAheadSaysTheSame reads every fixture, random sheets, and the same
// sheets broken at random, in all ways: the rows and the fault are the same.
func TestReadingAheadSaysTheSame(t *testing.T) {
	for _, c := range understood {
		alike(t, c.name, zipOf(t, plainBook(c.sheet, c.with...)))
	}
	for _, c := range broken {
		alike(t, c.name, zipOf(t, plainBook(c.sheet)))
	}
	for _, rows := range []string{`<row xmlns="urn:x" r="1"><c r="A1"><v>1</v></c></row>`, `<row xmlns="urn:x" r="1"></row>`, `<row r="1" r="1"/>`, `<row r="1" r="1"></row>`, `<row r="1"><c r="A1" r="A1"/></row>`} {
		if alike(t, rows, zipOf(t, plainBook(dataSheet(rows)))) == "<nil>" {
			t.Errorf("%s is read", rows)
		}
	}
	faults := map[string]bool{}
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 19))
		whole := randomSheet(r)
		if fault := alike(t, fmt.Sprint("seed ", seed), zipOf(t, plainBook(whole))); fault != "<nil>" {
			t.Fatalf("seed %d: a whole sheet is refused: %s", seed, fault)
		}
		for n := range 3 {
			faults[alike(t, fmt.Sprintf("seed %d, break %d", seed, n), zipOf(t, plainBook(breakText(r, whole))))] = true
		}
		packed := zipOf(t, plainBook(whole))
		packed[len(packed)/4+r.IntN(len(packed)/2)] ^= 1 << r.IntN(8)
		faults[alike(t, fmt.Sprintf("seed %d, packed", seed), packed)] = true
	}
	if len(faults) < 8 {
		t.Errorf("only %d different faults were met", len(faults))
	}
}

// randomSheet is a sheet of a few stretches, in all the spellings of cells.
func randomSheet(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet ` + mainNS + ` xmlns:y="urn:y"><cols><col min="2" max="3"/></cols><sheetData>`)
	row, size := 0, 20<<10+r.IntN(2*aheadChunk)
	for b.Len() < size {
		row += 1 + r.IntN(3)/2
		b.WriteString(pick(r, fmt.Sprintf(`<row r="%d">`, row), fmt.Sprintf(`<row r="%d" spans="1:9" hidden="1">`, row),
			fmt.Sprintf(`<row y:d="0.25" r='%d' >`, row), fmt.Sprintf("\n<!-- - --><row ht=\"13.5\" r=\"%d\">\n", row)))
		for col := 1 + r.IntN(2); col < 10; col += 1 + r.IntN(5)/4 {
			b.WriteString(randomCell(r, sheet.Address(col, row)))
		}
		b.WriteString(pick(r, "</row>", "</row>", "</row >\n"))
	}
	b.WriteString(`</sheetData><mergeCells><mergeCell ref="A1:A9"/></mergeCells></worksheet>`)
	return b.String()
}

func randomCell(r *rand.Rand, at string) string {
	n := r.IntN(1 << r.IntN(30))
	text := strings.Repeat(pick(r, "阳高县便民店（一）", "a&amp;b", "𠮷_x0041_ ", "Z]"), 1+r.IntN(4))
	if r.IntN(100) == 0 {
		text = strings.Repeat("很长的文字", r.IntN(aheadRoom/4))
	}
	return pick(r, fmt.Sprintf(`<c r="%s"><v>%d</v></c>`, at, n), fmt.Sprintf(`<c r="%s"><v>%d</v></c>`, at, n),
		fmt.Sprintf(`<c r="%s" s="%d"><v>%d.%d</v></c>`, at, r.IntN(5), n%60000, r.IntN(100)),
		fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, text), fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve"> %s</t></is></c>`, at, text),
		fmt.Sprintf(`<c t="inlineStr" r='%s'><is><r><t xml:space="preserve"> %s</t></r><r><t>丙</t></r></is></c>`, at, text),
		fmt.Sprintf(`<c r="%s" t="s"><v>%d</v></c>`, at, r.IntN(2)), fmt.Sprintf(`<c r="%s" s="1"/>`, at), fmt.Sprintf(`<c r="%s" t="b"><v>1</v></c>`, at),
		fmt.Sprintf(`<c r="%s" t="str"><f>A1&amp;""</f><v><![CDATA[<%d>]]></v></c>`, at, n), fmt.Sprintf(` <c r="%s" t="e"><v>#N/A</v></c>`, at),
		fmt.Sprintf(`<c r="%s"><f>SUM(B2:B9)</f><v>-%d.50</v></c>`, at, n), fmt.Sprintf(`<c r="%s"><v>1.5E%d</v></c>`, at, r.IntN(30)))
}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// breakText spoils a text at one or two places.
func breakText(r *rand.Rand, s string) string {
	for range 1 + r.IntN(2) {
		at := r.IntN(len(s))
		end := min(len(s), at+r.IntN(12))
		switch r.IntN(5) {
		case 0:
			s = s[:at]
		case 1:
			s = s[:at] + s[end:]
		default:
			s = s[:at] + pick(r, "<", ">", `"`, "&", "]]>", "\x01", "\xff", "\x00", "</row>", `<row r="2">`, "<c>", "<v>", `<x xmlns=""/>`, "-->", "1") + s[end:]
		}
	}
	return s
}

type panicking struct{ rows int }

func (p *panicking) Read(b []byte) (int, error) {
	if p.rows--; p.rows < 0 {
		panic("inflate")
	}
	return copy(b, strings.Repeat(" ", len(b))), nil
}

// TestAheadPanicsWhereItIsScanned: a panic of the inflater is the file's fault,
// told to whoever reads it, not the end of the program.
func TestAheadPanicsWhereItIsScanned(t *testing.T) {
	for _, chunks := range []int{0, 1, 2 * aheadDepth} {
		a := readAhead(&stretches{r: &panicking{chunks}})
		func() {
			defer func() {
				if got := recover(); got != "inflate" {
					t.Errorf("after %d chunks: recovered %v", chunks, got)
				}
			}()
			for range chunks + 1 {
				if b, err := a.next(nil); err != nil || len(b) != aheadChunk+1 {
					t.Fatal(len(b), err)
				}
			}
		}()
		a.close()
	}
}

// TestSignsOneByOne checks whole stretches against a walk from sign to sign.
func TestSignsOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 19))
	pieces := []string{"a", "<c r=\"A1\">", "   \n\t\r", "中", "阳高县某某便民商店", "（硬）", "𠮷", "é", "\x7f", "\uFFFD", "\uE000", "\uD7FF",
		"\x01", "\x00", "\xff", "\xED\xA0\x80", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xE0\x80\x80", "\xC0\x80", "\xE4\xB8", "\xF0\x9F", "\xE4\x41\x41"}
	for range 20_000 {
		var b []byte
		for range r.IntN(12) {
			b = append(b, pieces[r.IntN(1+r.IntN(len(pieces)))]...)
		}
		n, ok := validXML(b)
		if want, wantOK := walked(b); n != want || ok != wantOK {
			t.Fatalf("%q: %d %v, want %d %v", b, n, ok, want, wantOK)
		}
	}
}

// walked is validXML with the standard library alone.
func walked(b []byte) (n int, ok bool) {
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		allowed := r >= ' ' || r == '\t' || r == '\n' || r == '\r'
		switch {
		case r == utf8.RuneError && size == 1:
			return n, !utf8.FullRune(b[n:])
		case !allowed, r == 0xFFFE, r == 0xFFFF:
			return n, false
		}
		n += size
	}
	return n, true
}
