package read

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

var entities = map[string]byte{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// unescape appends text with its entities resolved and its line ends folded.
func unescape(dst, raw []byte) ([]byte, bool) {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return foldLines(dst, raw), true
		}
		dst = foldLines(dst, raw[:i])
		raw = raw[i+1:]
		end := bytes.IndexByte(raw, ';')
		if end < 1 || end > 10 {
			return dst, false
		}
		var ok bool
		if dst, ok = appendEntity(dst, raw[:end]); !ok {
			return dst, false
		}
		raw = raw[end+1:]
	}
}

func appendEntity(dst, name []byte) ([]byte, bool) {
	if c, ok := entities[string(name)]; ok {
		return append(dst, c), true
	}
	if name[0] != '#' {
		return dst, false
	}
	r, ok := charReference(name[1:])
	return utf8.AppendRune(dst, r), ok
}

func charReference(s []byte) (r rune, ok bool) {
	base := rune(10)
	if len(s) > 0 && s[0] == 'x' {
		base, s = 16, s[1:]
	}
	for _, c := range s {
		d := hexDigit(c)
		if d < 0 || d >= base || r > utf8.MaxRune {
			return 0, false
		}
		r = r*base + d
	}
	allowed := r >= 0x20 || r == '\t' || r == '\n' || r == '\r'
	return r, len(s) > 0 && allowed && utf8.ValidRune(r) && r != 0xFFFE && r != 0xFFFF
}

func hexDigit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c >= 'a' && c <= 'f':
		return rune(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}

// foldLines appends text with CR LF and CR turned into LF, as XML asks for.
func foldLines(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\r')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(append(dst, raw[:i]...), '\n')
		raw = raw[i+1:]
		if len(raw) > 0 && raw[0] == '\n' {
			raw = raw[1:]
		}
	}
}

// resolveX turns the _xHHHH_ escapes in dst[from:] into their characters.
func resolveX(dst []byte, from int) []byte {
	i := bytes.Index(dst[from:], []byte("_x"))
	if i < 0 {
		return dst
	}
	w := from + i
	for r := w; r < len(dst); {
		u, ok := xEscape(dst[r:])
		if !ok {
			dst[w] = dst[r]
			w, r = w+1, r+1
			continue
		}
		r += 7
		if low, ok := xEscape(dst[r:]); ok && utf16.DecodeRune(u, low) != utf8.RuneError {
			u = utf16.DecodeRune(u, low)
			r += 7
		}
		w += utf8.EncodeRune(dst[w:], u)
	}
	return dst[:w]
}

func xEscape(b []byte) (u rune, ok bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	for _, c := range b[2:6] {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		u = u<<4 | d
	}
	return u, true
}

func allSpace(b []byte) bool {
	for _, c := range b {
		if class[c]&isSpace == 0 {
			return false
		}
	}
	return true
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && class[b[0]]&isSpace != 0 {
		b = b[1:]
	}
	for len(b) > 0 && class[b[len(b)-1]]&isSpace != 0 {
		b = b[:len(b)-1]
	}
	return b
}
