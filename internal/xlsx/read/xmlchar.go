package read

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Classes of bytes for the inner loops. A zero byte stops every loop: it
// stands behind the last valid byte, and is never valid itself.
const (
	stopText    = 1 << iota // ends a plain run of text
	stopValue               // ends a plain run of an attribute value
	isName                  // may stand in a name
	isNameStart             // may begin one
	isSpace                 // XML white space
)

var class = func() (t [256]uint8) {
	for _, c := range "<&\r]\x00" {
		t[c] |= stopText
	}
	for _, c := range "<&\"'\x00" {
		t[c] |= stopValue
	}
	for _, c := range " \t\r\n" {
		t[c] |= isSpace
	}
	for c := range 256 {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if letter || c == '_' || c == ':' || c == '-' || c == '.' || c >= 0x80 {
			t[c] |= isName
		}
		if t[c]&isName != 0 && c != '-' && c != '.' && (c < '0' || c > '9') {
			t[c] |= isNameStart
		}
	}
	return
}()

const (
	highBits = 0x8080808080808080
	spaces   = 0x2020202020202020
)

// validXML returns how many leading bytes are whole, allowed characters. ok is
// false when a forbidden one follows; otherwise the up to three bytes left
// over are the beginning of a character.
func validXML(b []byte) (n int, ok bool) {
	for n < len(b) {
		n += plainRun(b[n:])
		for n+4 <= len(b) && isWide(le32(b[n:])) {
			n += 3
		}
		if n+8 <= len(b) && b[n]-' ' < utf8.RuneSelf-' ' || n == len(b) {
			continue
		}
		size, ok := validRune(b[n:])
		if !ok || size == 0 {
			return n, ok
		}
		n += size
	}
	return n, true
}

// plainRun is how many bytes, but for the last seven, are ASCII and no control
// characters.
func plainRun(b []byte) (n int) {
	for n+16 <= len(b) && (unplain(b[n:])|unplain(b[n+8:]))&highBits == 0 {
		n += 16
	}
	for n+8 <= len(b) {
		first := bits.TrailingZeros64(unplain(b[n:])&highBits) / 8
		if n += first; first < 8 {
			break
		}
	}
	return n
}

// isWide reports three bytes from U+1000 on that are neither surrogates nor
// from the last rows, as most of our characters are.
func isWide(w uint32) bool {
	return w&0xC0C0F0 == 0x8080E0 && w&0xF != 0 && w&0xF != 0xD && w&0xFFFF != 0xBFEF
}

// unplain sets the high bit of a byte that is not ASCII, or a control
// character (or stands above one), among the first eight.
func unplain(b []byte) uint64 {
	w := binary.LittleEndian.Uint64(b)
	return w | (w-spaces)&^w
}

// validRune gives the size of the first character, 0 when it is incomplete.
func validRune(b []byte) (size int, ok bool) {
	if c := b[0]; c < utf8.RuneSelf {
		return 1, c >= 0x20 || c == '\t' || c == '\n' || c == '\r'
	}
	r, size := utf8.DecodeRune(b)
	if r == utf8.RuneError && size == 1 {
		return 0, !utf8.FullRune(b)
	}
	return size, r != 0xFFFE && r != 0xFFFF
}
