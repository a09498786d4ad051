package form

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Serial numbers that are taken for dates: 1954-10-03 to 2119-01-11.
const (
	serialFirst = 20000
	serialLast  = 80000
)

// readDay reads a calendar date: a date cell, a serial, or year first with
// four digits. A year is never guessed.
func readDay(c *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	if cell.Kind == sheet.Bool {
		return bad(sheet.NotDate, "")
	}
	if day, ok := assist.ParseDate(cell.Text); ok {
		return reading{value: value{day: day}, stated: true}
	}
	head := cutZeroTime(cell.Text)
	if c.Timed {
		head = timeOfDay.ReplaceAllString(head, "")
	}
	text, folded := compacted(head)
	day, ok := parseDay(text)
	if !ok {
		return bad(sheet.NotDate, "")
	}
	return reading{value: value{day: day}, stated: true}.with(folded, day.String())
}

// timeOfDay is a time behind a date: 2026-11-02 08:30:15, 2026-11-02T08:30.
var timeOfDay = regexp.MustCompile(`(?:\s+|T)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?$`)

// cutZeroTime takes a time part of zero off a date: 2026-11-02 00:00:00.
func cutZeroTime(s string) string {
	for _, zero := range []string{"00:00:00.000", "00:00:00.0", "00:00:00", "0:00:00", "00:00", "0:00"} {
		head, ok := strings.CutSuffix(s, zero)
		if !ok || len(head) < 2 {
			continue
		}
		if last := head[len(head)-1]; last == ' ' || last == 'T' {
			return strings.TrimRight(head[:len(head)-1], " ")
		}
	}
	return s
}

// parseDay parses a folded date text.
func parseDay(s string) (assist.Date, bool) {
	if s = withoutPoint(s); digitsOnly(s) {
		return parseDayNumber(s)
	}
	if strings.HasSuffix(s, "日") {
		return dayOf(cutParts(strings.TrimSuffix(s, "日"), "年", "月"))
	}
	for _, sign := range []string{"-", "/", "."} {
		if strings.Contains(s, sign) {
			return dayOf(cutParts(s, sign, sign))
		}
	}
	return 0, false
}

// parseDayNumber parses 20261102 and serials.
func parseDayNumber(s string) (assist.Date, bool) {
	switch len(s) {
	case 8:
		return dayOf(s[:4], s[4:6], s[6:])
	case 5:
		if n := number(s); n >= serialFirst && n <= serialLast {
			return assist.DateOfSerial(int64(n)), true
		}
	}
	return 0, false
}

// cutParts cuts a date at two signs.
func cutParts(s, first, second string) (y, m, d string) {
	y, rest, _ := strings.Cut(s, first)
	m, d, _ = strings.Cut(rest, second)
	return y, m, d
}

// dayOf makes a date of its parts as text: four digits, then one or two each.
func dayOf(y, m, d string) (assist.Date, bool) {
	if len(y) != 4 || len(m) > 2 || len(d) > 2 || !digitsOnly(y) || !digitsOnly(m) || !digitsOnly(d) {
		return 0, false
	}
	return assist.MakeDate(number(y), number(m), number(d))
}

// number is the value of a short text of digits.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// readMoment reads a date and a time of day, such as 2026-09-29 18:00.
func readMoment(_ *Column, cell sheet.Cell, _ assist.Catalogue) reading {
	text := trim(norm.NFKC.String(cell.Text))
	date, clock, ok := strings.Cut(text, " ")
	if !ok {
		return bad(sheet.NotDate, "缺少时间，例如 2026-09-29 18:00")
	}
	day, ok := parseDay(compact(date))
	if !ok {
		return bad(sheet.NotDate, "")
	}
	for _, layout := range []string{"15:04:05", "15:04"} {
		if t, err := time.Parse(layout, strings.TrimSpace(clock)); err == nil {
			at := day.Time().Add(t.Sub(t.Truncate(24 * time.Hour)))
			return reading{value: value{number: at.Unix(), day: day}, stated: true}
		}
	}
	return bad(sheet.NotDate, "")
}
