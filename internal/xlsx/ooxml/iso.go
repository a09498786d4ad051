package ooxml

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Moment is the value of a cell of type d (ISO 8601): a day with or without a
// time of day, or a time alone, as a time of day or as a duration.
type Moment struct {
	Day   time.Time     // the day, with its time in UTC; zero for a time alone
	Clock time.Duration // the time alone, in whole seconds
}

// dayLayouts and clockLayouts are the spellings of a day and of a time of day.
var (
	dayLayouts = []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02", "2006-01-02Z",
	}
	clockLayouts = []string{"15:04:05", "T15:04:05", "15:04:05Z", "T15:04:05Z", "15:04", "T15:04"}
	duration     = regexp.MustCompile(`^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$`)
)

// ParseMoment reads the value of a cell of type d.
func ParseMoment(s string) (m Moment, ok bool) {
	s = strings.TrimSpace(s)
	for _, l := range dayLayouts {
		if t, err := time.Parse(l, s); err == nil {
			t = t.Round(time.Second)
			return Moment{Day: time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)}, true
		}
	}
	for _, l := range clockLayouts {
		if t, err := time.Parse(l, s); err == nil {
			t = t.Round(time.Second)
			return Moment{Clock: time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second}, true
		}
	}
	parts := duration.FindStringSubmatch(s)
	if parts == nil || len(s) < 3 || strings.HasSuffix(s, "T") {
		return Moment{}, false
	}
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, _ := strconv.Atoi(parts[i+1])
		m.Clock += time.Duration(n) * unit
	}
	return m, true
}

// serial is the number that stands for a moment in a cell of a number.
func (m Moment) serial(base1904 bool) string {
	seconds := int64(m.Clock / time.Second)
	if !m.Day.IsZero() {
		base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if base1904 {
			base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		seconds = m.Day.Unix() - base.Unix()
		if !base1904 && seconds < 61*86400 {
			seconds -= 86400 // before March 1900 Excel counts a day that never was
		}
	}
	if seconds%86400 == 0 {
		return strconv.FormatInt(seconds/86400, 10)
	}
	return strconv.FormatFloat(float64(seconds)/86400, 'g', 15, 64)
}
