package xlsx

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// writeTextLimit is the longest text a cell holds, in UTF-16 units.
const writeTextLimit = 32767

// writeCutSign ends a text that had to be cut.
const writeCutSign = "……（超长，已截断）"

// writeClean makes a text fit for a cell: what XML cannot carry becomes U+FFFD,
// line ends become \n, and a text past the limit is cut where one can see it.
func writeClean(s string) string {
	return writeCut(writeLegal(s), writeTextLimit, writeCutSign)
}

func writeLegal(s string) string {
	if writeIsLegal(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if writeLegalRune(r) {
			return r
		}
		return utf8.RuneError
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func writeIsLegal(s string) bool {
	for i, r := range s {
		if r == '\r' || !writeLegalRune(r) {
			return false
		}
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// writeLegalRune reports whether XML 1.0 can carry a rune.
func writeLegalRune(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return true
	case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
		return false
	}
	return r < 0xD800 || r > 0xDFFF
}

// writeCut cuts a text to a number of UTF-16 units, the sign included.
func writeCut(s string, limit int, sign string) string {
	if len(s) <= limit || writeUnits(s) <= limit {
		return s
	}
	room := limit - writeUnits(sign)
	for i, r := range s {
		room -= utf16.RuneLen(r)
		if room < 0 {
			return s[:i] + sign
		}
	}
	return s
}

func writeUnits(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

var writeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// writeXMLText is a cleaned text in the form it has inside an element or an
// attribute; a literal _x0041_ is kept from being read as an escape.
func writeXMLText(s string) string {
	return writeEscaper.Replace(writeGuard(writeClean(s)))
}

// writeGuard escapes the underscore of anything that looks like _xHHHH_.
func writeGuard(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && writeLooksEscaped(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func writeLooksEscaped(s string) bool {
	return len(s) >= 7 && s[1] == 'x' && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// writeAttr is a text in the form it has inside an attribute value.
func writeAttr(s string) string {
	return strings.ReplaceAll(writeEscaper.Replace(writeLegal(s)), "\n", "&#10;")
}
