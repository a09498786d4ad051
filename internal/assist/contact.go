package assist

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Bare is a text for comparison: compatibility-folded, without spaces,
// zero-width signs and middle dots.
func Bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff', '·', '•', '・', '‧', '∙', '⋅', '●':
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

var phoneSigns = strings.NewReplacer("-", "", "(", "", ")", "", "[", "", "]", "", "—", "")

// Phones are the single numbers of a phone cell: joined by / or 、 or a comma,
// digits only.
func Phones(s string) []string {
	var list []string
	for _, p := range strings.FieldsFunc(Bare(s), func(r rune) bool { return strings.ContainsRune("/、,;，；|", r) }) {
		if p = strings.TrimPrefix(phoneSigns.Replace(p), "+86"); p != "" {
			list = append(list, p)
		}
	}
	return list
}

// IsPhone reports whether a single number is that of a mobile, or of a landline
// with its area code.
func IsPhone(s string) bool {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return false
	}
	if s[0] == '1' {
		return len(s) == 11 && s[1] >= '3'
	}
	return s[0] == '0' && len(s) > 1 && s[1] != '0' && len(s) >= 10 && len(s) <= 12
}

// standIns are numbers that people type where they know none.
var standIns = []string{"13800138000", "13800000000", "13900000000", "13000000000", "12345678901", "13912345678", "13812345678", "13123456789", "13888888888", "13999999999"}

// StandsIn reports whether a single number only stands for one: all digits
// alike, 13800138000 and their like.
func StandsIn(s string) bool {
	return slices.Contains(standIns, s) || len(s) > 0 && strings.Trim(s, s[:1]) == "" || len(s) >= 8 && strings.HasSuffix(s, "0000000")
}

// leastPhone is how many digits a number has by which two people can be known
// to share a telephone.
const leastPhone = 7

// SharedPhones are the numbers of a phone cell by which two customers are known
// to share a telephone: each once, and none that only stands for one.
func SharedPhones(s string) []string {
	var list []string
	for _, p := range Phones(s) {
		if len(p) >= leastPhone && !StandsIn(p) && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// SharedAddresses is the address of a cell as it is compared with another's:
// without spaces, signs and brackets. Too short a one tells nothing.
func SharedAddresses(s string) []string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(",.;:、。-—_()[]【】〔〕#/", r) {
			return -1
		}
		return r
	}, strings.ToUpper(Bare(s)))
	if len([]rune(s)) <= 3 {
		return nil
	}
	return []string{s}
}
