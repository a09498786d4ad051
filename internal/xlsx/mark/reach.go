package mark

import (
	"bytes"
	"io"
	"strconv"

	"bangfu/internal/xlsx/ooxml"
)

// styleAttrs are how tags of a worksheet name a style: cells and rows, columns.
var styleAttrs = [][]byte{[]byte(` s="`), []byte(` s='`), []byte(` style="`), []byte(` style='`)}

// reachOf is the highest style number that the tags of a piece of a worksheet
// use, at least known. Words that look like a tag's attribute do not count.
func reachOf(raw []byte, known int) int {
	for _, attr := range styleAttrs {
		for at := 0; ; {
			i := bytes.Index(raw[at:], attr)
			if i < 0 {
				break
			}
			at += i + len(attr)
			if n := leadingInt(raw[at:]); n > known && inTag(raw[:at]) {
				known = n
			}
		}
	}
	return known
}

func leadingInt(b []byte) int {
	end := 0
	for end < len(b) && end < 6 && b[end] >= '0' && b[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(string(b[:end]))
	return n
}

// inTag reports whether the end of a text lies inside a tag.
func inTag(before []byte) bool {
	return bytes.LastIndexByte(before, '<') > bytes.LastIndexByte(before, '>')
}

// reachIn is reachOf over a whole part that is not read otherwise; dated says
// that it may hold cells of type d.
func (w *workbook) reachIn(part string, known int) (reach int, dated bool, err error) {
	r, err := w.pkg.Open(part)
	if err != nil {
		return known, false, err
	}
	defer r.Close()
	const overlap = 4 << 10
	buf := make([]byte, 256<<10)
	for have := 0; ; {
		n, err := io.ReadFull(r, buf[have:])
		known = reachOf(buf[:have+n], known)
		dated = dated || ooxml.IsDated(buf[:have+n])
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return known, dated, nil
		}
		if err != nil {
			return known, dated, err
		}
		copy(buf, buf[len(buf)-overlap:])
		have = overlap
	}
}
