package form

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// invisible reports a sign that takes no room: zero-width signs, direction
// marks, the byte order mark and the soft hyphen.
func invisible(r rune) bool {
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF, r == 0x00AD:
		return true
	}
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r'
}

// plain reports a text of visible ASCII: nothing in it can be folded.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// strip removes white space and invisible signs anywhere.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || invisible(r) {
			return -1
		}
		return r
	}, s)
}

// trim removes invisible signs anywhere and white space at both ends.
func trim(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// compact folds width and removes all white space: for codes, numbers, dates
// and closed lists, never for names and free text.
func compact(s string) string {
	if plain(s) {
		return s
	}
	return strip(norm.NFKC.String(s))
}

// personName removes invisible signs and, in a name without Latin letters,
// all white space: clerks pad two-character names.
func personName(s string) string {
	s = trim(s)
	if strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }) {
		return s
	}
	return strip(s)
}

// units are the words a trailing bracket of a header may hold and be cut off.
var units = words("元 角 分 条 人 口 户 年 月 日 天 周 岁 档 % 支 盒 件 箱 公斤 个 张 次 元/条 元/月 元/年 元/人 条/次 万元 万 人民币元 人民币")

// counted are the units a header of a column may bear, by the column's own.
var counted = map[string]map[string]bool{
	"条": words("条 条/次"), "元": words("元 元/年 人民币元 人民币"), "元/条": words("元 元/条 人民币元 人民币"),
}

// counts reports whether a header's unit is one of the column's.
func counts(c Column, unit string) bool { return unit == "" || c.Unit == "" || counted[c.Unit][unit] }

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var headerSigns = strings.NewReplacer("*", "", ":", "", "【", "(", "】", ")", "[", "(", "]", ")", "〔", "(", "〕", ")")

// foldHeader folds a header for finding its column: width, white space, line
// breaks, zero-width signs, * and ： go; one trailing bracket that holds only a
// unit is cut off and returned.
func foldHeader(s string) (name, unit string) {
	name = headerSigns.Replace(compact(s))
	open := strings.LastIndexByte(name, '(')
	if open > 0 && strings.HasSuffix(name, ")") && units[name[open+1:len(name)-1]] {
		return name[:open], name[open+1 : len(name)-1]
	}
	if base, cut := strings.CutSuffix(name, "万元"); cut && base != "" {
		return base, "万元"
	}
	return name, ""
}

// foldSheet folds a sheet's name: width and white space, and a trailing (2).
func foldSheet(s string) string {
	s = compact(s)
	if open := strings.LastIndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") {
		if digitsOnly(s[open+1 : len(s)-1]) {
			return s[:open]
		}
	}
	return s
}

// digitsOnly reports a text of one or more ASCII digits.
func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
