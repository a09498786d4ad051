package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// gofpdf maps all codes of a font to characters in one range. A range may not
// cross the high byte, so strict readers make nonsense of it: text that is
// copied or searched for would not be found. mend writes the map again, a range
// for each high byte in use, compresses the pages, and moves the offsets of the
// file accordingly.

// The map as gofpdf writes it, and the length before it.
const (
	wholeRange = "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange"
	lengthHead = "<</Length "
	streamHead = "stream\n"
	plainEnd   = ">>\nstream\n" // after the length of a stream without a filter
	crossHead  = "\nxref\n"
	startHead  = "startxref\n"
	entrySize  = 20 // of a line of the cross-reference table
)

var errShape = errors.New("gofpdf has written a file of another shape")

// An edit is a part of the file replaced.
type edit struct {
	from, to int
	by       string
}

// mend replaces the character maps of a file, compresses its pages, and adds what gofpdf
// has no word for: its language, its clock, its version, that its fonts are parts, and
// whether the outline is shown. Contents, unless nil, are written in place of what
// stands on the pages.
func mend(file []byte, ranges string, outlined bool, contents []string) ([]byte, error) {
	edits, err := mapEdits(file, ranges)
	if err != nil {
		return nil, err
	}
	spans, err := contentSpans(file)
	if err != nil {
		return nil, err
	}
	if contents == nil {
		contents, err = packed(file, spans)
	}
	if err != nil || len(contents) != len(spans) {
		return nil, errors.Join(errShape, err)
	}
	for i, s := range spans {
		edits = append(edits, edit{s.from, s.to, contents[i]})
	}
	edits = append(edits, wordEdits(file, outlined)...)
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	cross := bytes.LastIndex(file, []byte(crossHead))
	start := bytes.LastIndex(file, []byte(startHead))
	if cross < 0 || start < cross {
		return nil, errShape
	}
	var out bytes.Buffer
	out.Grow(sizeAfter(len(file), edits))
	last := 0
	for _, e := range edits {
		out.Write(file[last:e.from])
		out.WriteString(e.by)
		last = e.to
	}
	out.Write(file[last : cross+1])
	moved := out.Len()
	if err := crossTable(&out, file[cross+1:start], edits); err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "%s%d\n%%%%EOF\n", startHead, moved)
	return out.Bytes(), nil
}

// sizeAfter is how many bytes a file has after the edits.
func sizeAfter(size int, edits []edit) int {
	for _, e := range edits {
		size += len(e.by) - (e.to - e.from)
	}
	return size
}

// mapEdits is the edits that replace every character map, in order.
func mapEdits(file []byte, ranges string) ([]edit, error) {
	var edits []edit
	for at := 0; ; {
		i := bytes.Index(file[at:], []byte(wholeRange))
		if i < 0 {
			return edits, nil
		}
		at += i
		head := bytes.LastIndex(file[:at], []byte(lengthHead)) + len(lengthHead)
		end := head + bytes.IndexByte(file[head:at], '>')
		length, err := strconv.Atoi(string(file[head:max(head, end)]))
		if head < len(lengthHead) || err != nil {
			return nil, errShape
		}
		edits = append(edits,
			edit{head, end, strconv.Itoa(length + len(ranges) - len(wholeRange))},
			edit{at, at + len(wholeRange), ranges})
		at += len(wholeRange)
	}
}

// compressors are those that nobody uses now: gofpdf would make one, which takes
// a megabyte, for each page.
var compressors = sync.Pool{New: func() any { return fastWriter() }}

func fastWriter() *zlib.Writer {
	w, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	if err != nil {
		panic(err) // the level is one
	}
	return w
}

// A span is where the stream of a page stands in a file: with its length from, and
// what was drawn from content on.
type span struct{ from, content, to int }

// contentSpans are the contents of all pages, in order: the streams that have a length
// and no filter, but for the character maps.
func contentSpans(file []byte) ([]span, error) {
	var spans []span
	for at := 0; ; {
		i := bytes.Index(file[at:], []byte(lengthHead))
		if i < 0 {
			return spans, nil
		}
		from := at + i
		digits := from + len(lengthHead)
		end := digits + bytes.IndexFunc(file[digits:], func(r rune) bool { return r < '0' || r > '9' })
		length, err := strconv.Atoi(string(file[digits:max(digits, end)]))
		content := end + bytes.Index(file[max(digits, end):], []byte(streamHead)) + len(streamHead)
		if err != nil || content < end+len(streamHead) || content+length > len(file) {
			return nil, errShape
		}
		at = content + length
		if string(file[end:content]) == plainEnd && !bytes.Contains(file[content:at], []byte(wholeRange)) {
			spans = append(spans, span{from, content, at})
		}
	}
}

// pageContents are the contents of the pages of a file as a reader takes them.
func pageContents(file []byte) ([]string, error) {
	spans, err := contentSpans(file)
	if err != nil {
		return nil, err
	}
	return packed(file, spans)
}

// packed are the streams of a file, compressed.
func packed(file []byte, spans []span) ([]string, error) {
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	list := make([]string, len(spans))
	for i, s := range spans {
		by, err := compressed(z, file[s.content:s.to])
		if err != nil {
			return nil, err
		}
		list[i] = fmt.Sprintf("<</Filter /FlateDecode /Length %d%s%s", len(by), plainEnd, by)
	}
	return list, nil
}

// compressed is a stream as FlateDecode takes it.
func compressed(z *zlib.Writer, content []byte) (string, error) {
	var b strings.Builder
	z.Reset(&b)
	_, err := z.Write(content)
	err = errors.Join(err, z.Close()) // which writes the rest
	return b.String(), err
}

// words are what gofpdf writes and what stands in its place. The version is that
// of what the file uses; ISO 32000-1 readers are meant.
var words = []struct{ from, to string }{
	{"%PDF-1.3", "%PDF-1.7"},
	{"/Type /Catalog\n", "/Type /Catalog\n/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n"},
}

// A font of which a file holds a part bears six capitals before its name; gofpdf
// writes the name with a word of its own.
const (
	ourFonts = "utf8"
	subset   = "BANGFU+"
)

// fontKeys are what stands before the name of a font.
var fontKeys = []string{"/BaseFont /", "/FontName /"}

// dateKeys are the properties that hold an instant, which gofpdf writes without
// its zone.
var dateKeys = []string{"/CreationDate (D:", "/ModDate (D:"}

// outlines makes a reader open the file with its outline beside it.
const outlines = "/PageMode /UseOutlines"

// dateLength is that of 20261126183000.
const dateLength = 14

func wordEdits(file []byte, outlined bool) []edit {
	var edits []edit
	add := func(at, length int, by string) {
		if at >= 0 {
			edits = append(edits, edit{at, at + length, by})
		}
	}
	for _, w := range words {
		add(bytes.Index(file, []byte(w.from)), len(w.from), w.to)
	}
	if !outlined {
		add(bytes.LastIndex(file, []byte(outlines)), len(outlines), "/PageMode /UseNone")
	}
	for _, key := range fontKeys {
		for at := 0; ; at++ {
			i := bytes.Index(file[at:], []byte(key+ourFonts))
			if i < 0 {
				break
			}
			at += i
			add(at+len(key), len(ourFonts), subset)
		}
	}
	for _, key := range dateKeys {
		if at := bytes.LastIndex(file, []byte(key)); at >= 0 {
			add(at+len(key)+dateLength, 0, "+08'00'")
		}
	}
	return edits
}

// crossTable writes the cross-reference table and trailer with every offset
// moved as the edits before it ask.
func crossTable(out *bytes.Buffer, table []byte, edits []edit) error {
	lines := bytes.SplitAfterN(table, []byte("\n"), 3) // xref, first and count, the entries
	if len(lines) < 3 {
		return errShape
	}
	_, text, _ := strings.Cut(strings.TrimSpace(string(lines[1])), " ")
	count, err := strconv.Atoi(text)
	if err != nil || len(lines[2]) < count*entrySize {
		return errShape
	}
	out.Write(lines[0])
	out.Write(lines[1])
	for i := range count {
		entry := lines[2][i*entrySize : (i+1)*entrySize]
		offset, err := strconv.Atoi(string(entry[:10]))
		if err != nil {
			return errShape
		}
		if entry[17] == 'n' {
			offset = shifted(offset, edits)
		}
		fmt.Fprintf(out, "%010d%s", offset, entry[10:])
	}
	out.Write(lines[2][count*entrySize:])
	return nil
}

// shifted is an offset after the edits.
func shifted(offset int, edits []edit) int {
	moved := offset
	for _, e := range edits {
		if e.from < offset {
			moved += len(e.by) - (e.to - e.from)
		}
	}
	return moved
}

// ranges is a character map for the high bytes in use, in blocks of at most a
// hundred ranges, as the format asks.
func ranges(used [256]bool) string {
	var lines []string
	for high, in := range used {
		if in {
			lines = append(lines, fmt.Sprintf("<%02X00> <%02XFF> <%02X00>\n", high, high, high))
		}
	}
	var b strings.Builder
	for start := 0; start < len(lines); start += 100 {
		block := lines[start:min(start+100, len(lines))]
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(block), strings.Join(block, ""))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
