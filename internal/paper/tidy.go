package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy is a text as it is printed. Characters without ink or width are left
// out (zero-width, direction and variation marks, controls), every white space
// but a line break and U+3000 becomes one plain space, bytes that are no text U+FFFD, every way to write a
// line break becomes a line feed. All else is kept.
func tidy(text string) string {
	if plain(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(tidyRune, text)
}

// plain reports whether a text needs no tidying: the quick way for the
// thousands of short cells of a roll.
func plain(text string) bool {
	for _, r := range text {
		if r < ' ' && r != '\n' || r >= 0x7F && tidyRune(r) != r || r == utf8.RuneError {
			return false
		}
	}
	return true
}

func tidyRune(r rune) rune {
	switch {
	case r == '\n' || r == 0x3000:
		return r
	case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf) || variation(r):
		return -1
	}
	return r
}

// variation reports whether a character only chooses the form of the one
// before it.
func variation(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || r >= 0x180B && r <= 0x180D
}
