package mark

import (
	"bytes"
	"io"
	"strconv"
)

// traits are what the tags of a piece of a worksheet say of it: the highest style
// number that they use, at least known, and whether it may hold a cell of type d,
// which only strict workbooks should have. Words that look like a tag's attribute
// do not count as a style. All is seen in one pass, since it is made over every row.
func traits(raw []byte, known int) (reach int, dated bool) {
	for at := 0; ; at++ {
		i := bytes.IndexByte(raw[at:], '=')
		if i < 0 {
			return known, dated
		}
		at += i
		if at < 2 || at+2 >= len(raw) || raw[at+1] != '"' && raw[at+1] != '\'' {
			continue
		}
		switch {
		case raw[at-1] == 't':
			dated = dated || raw[at+2] == 'd' && at+3 < len(raw) && raw[at+3] == raw[at+1]
		case raw[at-1] == 's' && raw[at-2] == ' ', raw[at-1] == 'e' && bytes.HasSuffix(raw[:at], []byte(" style")):
			if n := leadingInt(raw[at+2:]); n > known && inTag(raw[:at]) {
				known = n
			}
		}
	}
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

// reachIn is traits over a whole part that is not read otherwise.
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
		more := false
		known, more = traits(buf[:have+n], known)
		dated = dated || more
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
