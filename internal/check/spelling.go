package check

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

func itoa(n int) string { return strconv.Itoa(n) }

// bare is a text for comparison: compatibility-folded, without spaces,
// zero-width signs and middle dots.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff', '·', '•', '・', '‧', '∙', '⋅', '●':
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// bareAddress is an address for comparison, without punctuation too.
func bareAddress(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ',', '.', ';', ':', '、', '。', '-', '—', '_', '(', ')', '#', '/':
			return -1
		}
		return r
	}, strings.ToUpper(bare(s)))
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// listed joins up to three items and says how many there are in all.
func listed(items []string, measure string) string {
	if len(items) <= 3 {
		return strings.Join(items, "、")
	}
	return strings.Join(items[:3], "、") + " 等 " + itoa(len(items)) + " " + measure
}
