package ooxml

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// TextLimit is the longest text a cell holds, in UTF-16 units.
const TextLimit = 32767

// CutSign ends a text that had to be cut.
const CutSign = "……（超长，已截断）"

// Clean makes a text fit for a cell: what XML cannot carry becomes U+FFFD,
// line ends become \n, and a text past the limit is cut where one can see it.
func Clean(s string) string {
	return Cut(Legal(s), TextLimit, CutSign)
}

// Legal is a text without the signs that XML refuses.
func Legal(s string) string {
	if isLegal(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if legalRune(r) {
			return r
		}
		return utf8.RuneError
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func isLegal(s string) bool {
	for i, r := range s {
		if r == '\r' || !legalRune(r) {
			return false
		}
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// legalRune reports whether XML 1.0 can carry a rune.
func legalRune(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return true
	case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
		return false
	}
	return r < 0xD800 || r > 0xDFFF
}

// Cut cuts a text to a number of UTF-16 units, the sign included.
func Cut(s string, limit int, sign string) string {
	if len(s) <= limit || Units(s) <= limit {
		return s
	}
	room := limit - Units(sign)
	for i, r := range s {
		room -= utf16.RuneLen(r)
		if room < 0 {
			return s[:i] + sign
		}
	}
	return s
}

// Units is how many UTF-16 units a text has, as Excel counts.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

var Escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// XMLText is a cleaned text in the form it has inside an element or an
// attribute; a literal _x0041_ is kept from being read as an escape.
func XMLText(s string) string {
	return Escaper.Replace(Guard(Clean(s)))
}

// Guard escapes the underscore of anything that looks like _xHHHH_.
func Guard(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && looksEscaped(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func looksEscaped(s string) bool {
	return len(s) >= 7 && s[1] == 'x' && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// AttrValue is a text in the form it has inside an attribute value.
func AttrValue(s string) string {
	return strings.ReplaceAll(Escaper.Replace(Legal(s)), "\n", "&#10;")
}

// Quoted is a sheet's name as it stands in a formula.
func Quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
