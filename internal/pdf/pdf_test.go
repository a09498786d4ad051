package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	reader "github.com/ledongthuc/pdf"

	"bangfu/internal/face"
	"bangfu/internal/paper"
)

var out = flag.String("out", "", "folder to write the sample documents into, to be looked at")

func drawn(t testing.TB, doc paper.Doc) (paper.Pages, []byte) {
	t.Helper()
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := paper.Lay(doc, faces)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Draw(copied(pages), faces)
	if err != nil {
		t.Fatal(err)
	}
	return pages, file
}

// copied are pages that Draw may take.
func copied(p paper.Pages) paper.Pages {
	p.Pages = slices.Clone(p.Pages)
	return p
}

func TestSameBytes(t *testing.T) {
	for name, doc := range map[string]paper.Doc{"weekly": weekly(), "roll": roll(60), "sheet": sheet()} {
		_, first := drawn(t, doc)
		_, second := drawn(t, doc)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two drawings differ", name)
		}
		if *out != "" {
			if err := os.WriteFile(filepath.Join(*out, name+".pdf"), first, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// bare is a text without white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// read is the text of each page, as a second, independent program reads it.
func read(t *testing.T, file []byte) []string {
	t.Helper()
	r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for i := range r.NumPage() {
		text, err := r.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, bare(text))
	}
	return texts
}

// What another program reads on each page is what was set there, every
// character, in order.
func TestAnotherReaderFindsTheText(t *testing.T) {
	for name, doc := range map[string]paper.Doc{"weekly": weekly(), "roll": roll(40), "sheet": sheet(), "empty": {}} {
		pages, file := drawn(t, doc)
		texts := read(t, file)
		if len(texts) != len(pages.Pages) {
			t.Errorf("%s: %d pages, want %d", name, len(texts), len(pages.Pages))
			continue
		}
		for i, page := range pages.Pages {
			want := ""
			for _, run := range append(append([]paper.Run{}, page.Ink().Runs...), page.Foot.Runs...) {
				want += run.Text
			}
			if want = bare(want); texts[i] != want {
				t.Errorf("%s page %d:\n got %.600s\nwant %.600s", name, i+1, texts[i], want)
			}
		}
	}
}

// The source of a paragraph and of a form's cells is found whole in the file.
func TestTheSourceIsFound(t *testing.T) {
	const story = "补正后，经核实家庭人均月收入512.00元，低于城市低保标准630元（2025-01-01起），同意备案。"
	_, file := drawn(t, paper.Doc{Title: "核实", Created: created, Blocks: []paper.Block{
		paper.Paragraph{Text: strings.Repeat(story, 3)},
		paper.Form{Rows: [][]paper.Cell{{{Label: "说明", Value: "客户刘𬭊，店名𠮷祥；" + story}}}},
	}})
	text := strings.Join(read(t, file), "")
	for _, want := range []string{strings.Repeat(story, 3), "客户刘〓，店名〓祥；" + story, "U+20BB7"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

func TestProperties(t *testing.T) {
	doc := weekly()
	doc.Title += "𠮷"
	_, file := drawn(t, doc)
	r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	info := r.Trailer().Key("Info")
	for key, want := range map[string]string{
		"Title": "弱势群体客户帮扶工作周报（2026-W48）〓", "Author": "市局营销中心", "Producer": "bangfu", "Creator": "bangfu",
	} {
		if got := info.Key(key).Text(); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"CreationDate", "ModDate"} {
		if got := info.Key(key).RawString(); got != "D:20261127020000+08'00'" {
			t.Errorf("%s is %q", key, got)
		}
	}
	root := r.Trailer().Key("Root")
	if got := root.Key("Lang").RawString(); got != "zh-CN" {
		t.Errorf("language %q", got)
	}
	for _, name := range r.Page(1).Fonts() {
		font := r.Page(1).Font(name)
		inner := font.V.Key("DescendantFonts").Index(0)
		for _, called := range []string{font.BaseFont(), inner.Key("BaseFont").Name(), inner.Key("FontDescriptor").Key("FontName").Name()} {
			if !regexp.MustCompile(`^[A-Z]{6}\+(body|heading)$`).MatchString(called) {
				t.Errorf("a part of a font is called %q", called)
			}
		}
	}
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) {
		t.Errorf("begins with %q", file[:9])
	}
	var titles []string
	for _, entry := range r.Outline().Child {
		titles = append(titles, entry.Title)
	}
	if got := strings.Join(titles, "，"); got != "一、基本情况，二、审核与备案，三、货源投放" {
		t.Errorf("outline %s", got)
	}
}

// A long report is opened with its outline beside it, a short one without.
func TestOutlineOfLongReports(t *testing.T) {
	for pages, want := range map[int]string{1: "UseNone", 3: "UseNone", 4: "UseOutlines"} {
		var blocks []paper.Block
		for range pages {
			blocks = append(blocks, paper.PageBreak{}, paper.Heading{Level: 1, Text: "一、标题"})
		}
		_, file := drawn(t, paper.Doc{Title: "报告", Blocks: blocks})
		r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Trailer().Key("Root").Key("PageMode").Name(); got != want || r.NumPage() != pages {
			t.Errorf("%d pages (%d) opened with %q", pages, r.NumPage(), got)
		}
	}
}

// Drawing says nothing on standard output: what the program prints there is
// read by other programs.
func TestNothingIsPrinted(t *testing.T) {
	whole := os.Stdout
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout = write
	drawn(t, sheet())
	os.Stdout = whole
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if _, err := said.ReadFrom(read); err != nil {
		t.Fatal(err)
	}
	if said.Len() > 0 {
		t.Errorf("printed %q", said.String())
	}
}

// The bars of the issue, with room for a busy machine: the benchmarks tell
// the true times.
func TestRollOf3000(t *testing.T) {
	start := time.Now()
	pages, file := drawn(t, roll(3000))
	t.Logf("%d pages, %d bytes, %v", len(pages.Pages), len(file), time.Since(start).Round(time.Millisecond))
	if len(file) > 1_500_000 {
		t.Errorf("%d bytes", len(file))
	}
	rows := 0
	for _, page := range pages.Pages {
		for _, run := range page.Ink().Runs {
			if run.Text == "2027-11-20" {
				rows++
			}
		}
	}
	if rows != 3000 {
		t.Errorf("%d rows", rows)
	}
}

// A document in an office's own face takes what that lacks from the embedded
// ones.
func TestOfficeFace(t *testing.T) {
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	few := []rune("一二三四五六七八九十弱势群体客户帮扶申请备案货源投放县区市局年月日第页共合计许可证姓名低保残疾临时困难")
	for _, block := range [][2]rune{{0x20, 0x7E}, {0xB7, 0xB7}, {0x2010, 0x2030}, {0x3000, 0x3020}, {0xFF00, 0xFF5F}} {
		for r := block[0]; r <= block[1]; r++ {
			few = append(few, r)
		}
	}
	cut, err := faces.Font(face.Heading).Subset(few)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "office.ttf")
	if err := os.WriteFile(path, cut, 0o600); err != nil {
		t.Fatal(err)
	}
	office, err := face.Load(path, path)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := paper.Lay(paper.Doc{Blocks: []paper.Block{paper.Paragraph{Text: "本市户籍，刘𬭊。"}}}, office)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Draw(copied(pages), office)
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(read(t, file), ""); !strings.HasPrefix(text, "本市户籍，刘〓。") {
		t.Errorf("read %s", text)
	}
}

// Every run begins where it was set, and the widths in the file, by which the
// rest of it is placed, are those it was measured with.
func TestRunsStandWhereTheyWereSet(t *testing.T) {
	faces, err := face.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	pages, file := drawn(t, weekly())
	r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages.Pages {
		texts := r.Page(i + 1).Content().Text
		for _, run := range append(append([]paper.Run{}, page.Ink().Runs...), page.Foot.Runs...) {
			n := len([]rune(run.Text))
			if len(texts) < n {
				t.Fatalf("page %d ends before %q", i+1, run.Text)
			}
			if first := texts[0]; math.Abs(first.X-run.X) > 0.01 || math.Abs(page.Height-first.Y-run.Y) > 0.01 {
				t.Errorf("page %d: %q at %.2f %.2f, set at %.2f %.2f", i+1, run.Text, first.X, page.Height-first.Y, run.X, run.Y)
			}
			texts = texts[n:]
		}
	}
	for _, name := range r.Page(1).Fonts() {
		font := r.Page(1).Font(name)
		f := face.Body
		if strings.HasSuffix(font.BaseFont(), family(face.Heading)) {
			f = face.Heading
		}
		widths := fileWidths(font.V.Key("DescendantFonts").Index(0).Key("W"))
		if len(widths) < 20 {
			t.Errorf("%s has %d widths", font.BaseFont(), len(widths))
		}
		for c, width := range widths {
			if want := faces.Font(f).Width(c); width != want {
				t.Errorf("%s: %c is %d wide, measured %d", font.BaseFont(), c, width, want)
			}
		}
	}
}

// fileWidths is the widths a font of the file gives its characters.
func fileWidths(w reader.Value) map[rune]int {
	widths := map[rune]int{}
	for i := 0; i+1 < w.Len(); {
		first := rune(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == reader.Array {
			for j := range list.Len() {
				widths[first+rune(j)] = int(list.Index(j).Int64())
			}
			i += 2
			continue
		}
		for c := first; c <= rune(w.Index(i+1).Int64()); c++ {
			widths[c] = int(w.Index(i + 2).Int64())
		}
		i += 3
	}
	return widths
}

// A character above U+FFFF is drawn as a filled outline; the 〓 that is read
// for it has no ink.
func TestOutlines(t *testing.T) {
	content := func(text string) string {
		_, file := drawn(t, paper.Doc{Blocks: []paper.Block{paper.Paragraph{Text: text}}})
		r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		stream, err := io.ReadAll(r.Page(1).V.Key("Contents").Reader())
		if err != nil {
			t.Fatal(err)
		}
		return string(stream)
	}
	plain, outlined := content("刘铭"), content("刘𬭊")
	for _, sign := range []string{" c\n", " m\n", "f Q\n", "3 Tr\n"} {
		if strings.Contains(plain, sign) || !strings.Contains(outlined, sign) {
			t.Errorf("%q: without an outline %v, with one %v", sign, strings.Contains(plain, sign), strings.Contains(outlined, sign))
		}
	}
	// What is copied is the line with the character itself, also one that no font has (𠮷).
	for text, want := range map[string]string{"刘𬭊": "<FEFF5218D872DF4A>", "刘𠮷": "<FEFF5218D842DFB7>", "刘铭": ""} {
		if c := content(text); strings.Contains(c, "/ActualText") != (want != "") || !strings.Contains(c, want) || strings.Count(c, "BDC") != strings.Count(c, "EMC") {
			t.Errorf("%s: no %q", text, want)
		}
	}
}

// The cross-reference table leads to every object, after the character maps
// were replaced by longer ones.
func TestCrossReferences(t *testing.T) {
	_, file := drawn(t, weekly())
	head := bytes.LastIndex(file, []byte("\nxref\n")) + 1
	if want := fmt.Sprintf("startxref\n%d\n%%%%EOF\n", head); !bytes.HasSuffix(file, []byte(want)) {
		t.Errorf("the file ends %q, want %q", file[len(file)-30:], want)
	}
	lines := strings.Split(string(file[head:]), "\n")
	objects := 0
	for number, line := range lines[2:] {
		offset, err := strconv.Atoi(line[:min(10, len(line))])
		if err != nil {
			break
		}
		objects++
		if want := fmt.Sprintf("%d 0 obj\n", number); number > 0 && !bytes.HasPrefix(file[offset:], []byte(want)) {
			t.Errorf("object %d: at %d stands %.12q", number, offset, file[offset:])
		}
	}
	if objects < 15 {
		t.Errorf("%d objects", objects)
	}
	if _, err := mend([]byte("%PDF-1.3\nno table"), "", true, nil); err == nil {
		t.Error("a file of another shape is taken")
	}
}

// Of a line that is spread, or that has room beside its numbers, the text is told,
// one line at a time; two cells of a row and two labels of a chart stay two.
func TestLinesAreTold(t *testing.T) {
	line := func(part int, x, y float64, text string) paper.Run {
		return paper.Run{Part: part, X: x, Y: y, Width: 8 * float64(len([]rune(text))), Size: 16, Text: text}
	}
	turned := func(y float64, text string) paper.Run {
		return paper.Run{Turned: true, X: 5, Y: y, Width: 8, Size: 16, Text: text}
	}
	for _, c := range []struct {
		name string
		runs []paper.Run
		want []int // runs of each line
	}{
		{"one text", []paper.Run{line(1, 0, 0, "共少"), line(1, 18, 0, "77"), line(1, 36, 0, "条")}, []int{3}},
		{"two lines", []paper.Run{line(1, 0, 0, "共少"), line(1, 0, 24, "77")}, []int{1, 1}},
		{"two cells", []paper.Run{line(1, 0, 0, "共少"), line(2, 18, 0, "77")}, []int{1, 1}},
		{"two labels", []paper.Run{line(0, 0, 0, "20"), line(0, 90, 0, "40")}, []int{1, 1}},
		{"one label", []paper.Run{line(0, 0, 0, "共"), line(0, 10, 0, "40"), line(0, 28, 0, "条")}, []int{3}},
		{"upwards", []paper.Run{turned(90, "共"), turned(80, "4"), turned(20, "条")}, []int{2, 1}},
	} {
		var got []int
		for rest := c.runs; len(rest) > 0; rest = rest[got[len(got)-1]:] {
			got = append(got, lineOf(rest))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: lines of %v runs, want %v", c.name, got, c.want)
		}
	}
}
