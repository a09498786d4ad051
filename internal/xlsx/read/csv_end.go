package read

import (
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// End says how a CSV ends: a copy that broke off, or is under way, ends anywhere.
type End uint8

// The ends of a CSV.
const (
	EndWhole End = iota // a line end, or no CSV at all
	EndOpen             // no line end, but the last line has all its fields, or is a total
	EndCut              // the last line has fewer fields, or half a character
	EndZeros            // room set aside and not yet filled: zero bytes
)

// endSample is how much of the end is looked at, and endLines how many lines
// the last one is compared with.
const (
	endSample = 64 << 10
	endLines  = 50
)

// EndOf looks at the end of a CSV; Lines is how many of its bytes are whole
// lines. Anything but a text whose name ends in .csv is EndWhole.
func EndOf(r io.ReaderAt, size int64, name string) (end End, lines int64) {
	if !strings.EqualFold(path.Ext(name), ".csv") || size == 0 {
		return EndWhole, size
	}
	tail := make([]byte, min(size, endSample))
	if readFull(r, tail, size-int64(len(tail))) != nil {
		return EndWhole, size
	}
	head := make([]byte, min(size, 4096))
	if readFull(r, head, 0) != nil || isZip(head) || bytes.HasPrefix(head, []byte(magicOLE)) {
		return EndWhole, size
	}
	if wide := wideText(head); wide > 0 {
		return endOfWide(tail, wide, size)
	}
	if bytes.HasSuffix(tail, []byte{0}) {
		return EndZeros, size
	}
	from := bytes.LastIndexAny(tail, "\r\n") + 1
	if from == len(tail) {
		return EndWhole, size
	}
	return endOfLine(tail, from), size - int64(len(tail)-from)
}

// wideText is where in each pair of bytes the letter stands, counted from 1, in
// a text of UTF-16; 0 for any other.
func wideText(head []byte) int {
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), zeros(head[:min(len(head), 64)], 1) > 8:
		return 1
	case bytes.HasPrefix(head, []byte("\xFE\xFF")), zeros(head[:min(len(head), 64)], 0) > 8:
		return 2
	}
	return 0
}

// endOfWide is EndOf for UTF-16: what does not end in a line end is cut, for no
// program that saves so leaves it out.
func endOfWide(tail []byte, letter int, size int64) (End, int64) {
	if len(tail) >= 4 && len(bytes.Trim(tail[len(tail)-4:], "\x00")) == 0 {
		return EndZeros, size
	}
	odd := int(size % 2)
	for i := len(tail) - odd - 2; i >= 0; i -= 2 {
		c, other := tail[i+letter-1], tail[i+2-letter]
		if other != 0 || c != '\n' && c != '\r' {
			continue
		}
		if odd == 0 && i == len(tail)-2 {
			return EndWhole, size
		}
		return EndCut, size - int64(len(tail)-i-2)
	}
	return EndCut, 0
}

// endOfLine judges a last line without an end, against the lines before it.
func endOfLine(tail []byte, from int) End {
	last := tail[from:]
	sep, _ := separator(tail)
	if halfCharacter(tail, last) || bytes.Count(last, []byte{'"'})%2 == 1 {
		return EndCut
	}
	if totalLine(last) {
		return EndOpen
	}
	before := bytes.FieldsFunc(tail[:from], func(r rune) bool { return r == '\n' || r == '\r' })
	before = before[max(0, len(before)-endLines):]
	fields, filled := usual(before, sep)
	if n := fieldsOf(last, sep); n < fields || n == fields && filled && endsEmpty(last, sep) {
		return EndCut
	}
	return EndOpen
}

// usual is how many fields most lines have, the fewer on a tie, and whether the
// last of them is filled in most lines.
func usual(lines [][]byte, sep byte) (fields int, filled bool) {
	count, ends := map[int]int{}, 0
	for _, l := range lines {
		n := fieldsOf(l, sep)
		count[n]++
		if c := count[n]; c > count[fields] || c == count[fields] && n < fields {
			fields = n
		}
		if !endsEmpty(l, sep) {
			ends++
		}
	}
	return fields, ends*2 > len(lines)
}

// fieldsOf counts the fields of a line; separators inside quotes are text.
func fieldsOf(line []byte, sep byte) int {
	n, quoted := 1, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == sep && !quoted:
			n++
		}
	}
	return n
}

func endsEmpty(line []byte, sep byte) bool { return len(line) == 0 || line[len(line)-1] == sep }

// totalWords are what the last line of an export may say, in UTF-8 and GB18030.
var totalWords = []string{"合计", "小计", "总计", "\xBA\xCF\xBC\xC6", "\xD0\xA1\xBC\xC6", "\xD7\xDC\xBC\xC6"}

func totalLine(line []byte) bool {
	for _, w := range totalWords {
		if bytes.Contains(line, []byte(w)) {
			return true
		}
	}
	return false
}

// halfCharacter reports a line that ends inside a character of UTF-8 or GB18030.
func halfCharacter(tail, line []byte) bool {
	if whole := bytes.TrimFunc(tail, func(r rune) bool { return r == utf8.RuneError }); utf8.Valid(whole) && !ascii(whole) {
		return !utf8.Valid(line)
	}
	for i := 0; i < len(line); {
		n := 1
		if line[i] >= 0x80 {
			n = 2
			if i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
				n = 4
			}
		}
		if i += n; i > len(line) {
			return true
		}
	}
	return false
}

// ascii reports a text of single bytes, which is the same in UTF-8 and GB18030.
func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
