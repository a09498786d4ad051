package form

import (
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// maxDigits bounds the whole part of a number, far below what int64 holds.
const maxDigits = 12

// decimal parses digits, commas in threes, and at most places decimals; the
// value is scaled by ten to the power of places.
func decimal(s string, places int) (int64, bool) {
	whole, frac, point := strings.Cut(s, ".")
	whole, ok := cutCommas(whole)
	if !ok || len(whole) > maxDigits || point && (frac == "" || !digitsOnly(frac)) {
		return 0, false
	}
	if len(frac) > places {
		if strings.Trim(frac[places:], "0") != "" {
			return 0, false
		}
		frac = frac[:places]
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", places-len(frac)), 10, 64)
	return n, err == nil
}

// cutCommas takes out commas that stand in threes and refuses any others.
func cutCommas(s string) (string, bool) {
	if !strings.Contains(s, ",") {
		return s, digitsOnly(s)
	}
	groups := strings.Split(s, ",")
	for i, g := range groups {
		if !digitsOnly(g) || i > 0 && len(g) != 3 || len(g) > 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// readAmount reads an amount in 元: commas in threes, at most two decimals, a
// leading ¥, a trailing 元. Only a Balance may be negative.
func readAmount(c *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	if cell.Kind == sheet.Date || cell.Kind == sheet.Bool {
		return bad(sheet.NotAmount, "")
	}
	text, folded := compacted(cell.Text)
	if strings.Contains(text, "万") {
		return bad(sheet.TenThousand, "")
	}
	body := strings.TrimSuffix(text, "元")
	body, negative := strings.CutPrefix(body, "-")
	body = strings.TrimPrefix(body, "¥")
	if !negative {
		body, negative = strings.CutPrefix(body, "-")
	}
	n, ok := decimal(body, 2)
	if !ok {
		return bad(sheet.NotAmount, "")
	}
	if negative && n != 0 {
		if c.Kind != Balance {
			return bad(sheet.NotAmount, "负数")
		}
		n = -n
	}
	return reading{value: value{number: n}, stated: true}.with(folded, text)
}

// readWhole reads a whole number: also 3.0, 1,200, 12条 and 5人.
func readWhole(c *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	kind := sheet.NotWhole
	if c.Kind == Signed {
		kind = sheet.NotSignedWhole
	}
	if cell.Kind == sheet.Date || cell.Kind == sheet.Bool {
		return bad(kind, "")
	}
	text, folded := compacted(cell.Text)
	n, ok := parseWhole(text)
	if !ok || n < 0 && c.Kind != Signed || n == 0 && c.Kind == Whole {
		return bad(kind, "")
	}
	return reading{value: value{number: n}, stated: true}.with(folded, text)
}

// parseWhole parses a folded whole number, negative ones too.
func parseWhole(s string) (int64, bool) {
	s, negative := strings.CutPrefix(s, "-")
	for _, unit := range []string{"条", "人", "年"} {
		s = strings.TrimSuffix(s, unit)
	}
	n, ok := decimal(s, 0)
	if negative {
		n = -n
	}
	return n, ok
}

// readGrade reads a grade: 9, 09, 9档, D09, 九档.
func readGrade(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	n := parseGrade(text)
	if n < 1 || n > column.Grades || cell.Kind == sheet.Date {
		return bad(sheet.NotGrade, "")
	}
	return reading{value: value{number: int64(n)}, stated: true}.with(folded, text)
}

// parseGrade is the grade a folded text names, 0 for none.
func parseGrade(s string) int {
	s = strings.TrimSuffix(s, "档")
	if n, ok := numerals[s]; ok {
		return n
	}
	if head, ok := strings.CutPrefix(strings.ToUpper(s), "D"); ok {
		s = head
	}
	s = strings.TrimSuffix(s, ".0")
	if len(s) > 2 || !digitsOnly(s) {
		return 0
	}
	return number(s)
}

// numerals are the Chinese numbers 一 … 三十.
var numerals = func() map[string]int {
	ones := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	m := map[string]int{"三十": 30}
	for tens, head := range []string{"", "十", "二十"} {
		for i, one := range ones {
			if n := tens*10 + i; n > 0 {
				m[head+one] = n
			}
		}
	}
	return m
}()

// readDecimal reads a number with at most four decimals, or a percentage.
func readDecimal(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text, folded := compacted(cell.Text)
	body, percent := strings.CutSuffix(text, "%")
	places := 4
	if percent {
		places = 2
	}
	n, ok := decimal(body, places)
	if !ok {
		return bad(sheet.NotAmount, "")
	}
	return reading{value: value{number: n}, stated: true}.with(folded, text)
}
