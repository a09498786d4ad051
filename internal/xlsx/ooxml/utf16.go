package ooxml

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"unicode/utf16"
	"unicode/utf8"
)

// wideText reads XML in UTF-16 as UTF-8.
type wideText struct {
	io.Closer
	src  *bufio.Reader
	big  bool
	high rune   // the first half of a character, 0 for none
	out  []byte // told, but not yet fetched
	head bool   // the declaration was told
	err  error
}

// inUTF8 reads a part in UTF-8, which it may not be.
func inUTF8(r io.ReadCloser) io.ReadCloser {
	src := bufio.NewReaderSize(r, 64<<10)
	b, _ := src.Peek(4) // a shorter file has no mark
	big, wide := false, true
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		_, _ = src.Discard(2) // was peeked at
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		_, _ = src.Discard(2) // was peeked at
		big = true
	case bytes.Equal(b, []byte{0, '<', 0, '?'}):
		big = true
	default:
		wide = bytes.Equal(b, []byte{'<', 0, '?', 0})
	}
	if !wide {
		return struct {
			io.Reader
			io.Closer
		}{src, r}
	}
	return &wideText{Closer: r, src: src, big: big}
}

func (w *wideText) Read(p []byte) (int, error) {
	for len(w.out) == 0 {
		if w.err != nil {
			return 0, w.err
		}
		w.fill()
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	return n, nil
}

// declared is the encoding that a declaration names.
var declared = regexp.MustCompile(`encoding=("[^"]*"|'[^']*')`)

// fill reads on for one chunk. The declaration, at the very beginning, stands
// in the first.
func (w *wideText) fill() {
	raw := make([]byte, 32<<10)
	n, err := io.ReadFull(w.src, raw)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	w.err = err
	for i := 0; i+1 < n; i += 2 {
		unit := rune(raw[i]) | rune(raw[i+1])<<8
		if w.big {
			unit = rune(raw[i])<<8 | rune(raw[i+1])
		}
		w.put(unit)
	}
	if !w.head {
		w.head = true
		if end := bytes.Index(w.out, []byte("?>")); end > 0 && bytes.HasPrefix(w.out, []byte("<?xml")) {
			w.out = append(declared.ReplaceAll(w.out[:end:end], []byte(`encoding="UTF-8"`)), w.out[end:]...)
		}
	}
}

// put tells one unit; halves of a character wait for each other.
func (w *wideText) put(unit rune) {
	switch {
	case w.high != 0:
		w.out = utf8.AppendRune(w.out, utf16.DecodeRune(w.high, unit))
		w.high = 0
	case utf16.IsSurrogate(unit):
		w.high = unit
	default:
		w.out = utf8.AppendRune(w.out, unit)
	}
}
