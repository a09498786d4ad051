package assist

import (
	"fmt"
	"slices"
	"time"

	"bangfu/internal/column"
)

// Week (供货周) is an ISO week, such as 2026-W49; the zero Week is none.
type Week struct {
	Year   int
	Number int
}

// WeekOf is the ISO week of a date.
func WeekOf(d Date) Week {
	y, w := time.Unix(int64(d-1)*86400, 0).UTC().ISOWeek()
	return Week{y, w}
}

// ParseWeek reads 2026-W49; ok is false for any other form or a week the year lacks.
func ParseWeek(s string) (Week, bool) {
	if len(s) != 8 || s[4] != '-' || s[5] != 'W' {
		return Week{}, false
	}
	y, ok1 := digits(s[:4])
	n, ok2 := digits(s[6:])
	w := Week{y, n}
	if !ok1 || !ok2 || y < 1900 || n < 1 || n > 53 || WeekOf(w.Monday()) != w {
		return Week{}, false
	}
	return w, true
}

// Monday is the first day of the week.
func (w Week) Monday() Date {
	jan4 := Day(w.Year, time.January, 4) // always in week 1
	monday := jan4 - Date((jan4.Weekday()+6)%7)
	return monday + Date(7*(w.Number-1))
}

// On is the date of a weekday in the week; Sunday is its last day.
func (w Week) On(day time.Weekday) Date { return w.Monday() + Date((day+6)%7) }

// Sunday is the last day of the week.
func (w Week) Sunday() Date { return w.Monday() + 6 }

// Add is the week n weeks later.
func (w Week) Add(n int) Week { return WeekOf(w.Monday() + Date(7*n)) }

// Next is the following week.
func (w Week) Next() Week { return w.Add(1) }

// Count numbers the weeks from Monday 2024-01-01 = 1, so that 单周 and 双周
// keep their rhythm over a year of 53 weeks.
func (w Week) Count() int { return int(w.Monday()-Day(2024, time.January, 1))/7 + 1 }

// Before reports whether w lies before v.
func (w Week) Before(v Week) bool {
	return w.Year < v.Year || w.Year == v.Year && w.Number < v.Number
}

// IsZero reports whether there is no week.
func (w Week) IsZero() bool { return w == Week{} }

// String shows the week as 2026-W49.
func (w Week) String() string {
	if w.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-W%02d", w.Year, w.Number)
}

// MarshalText writes 2026-W49.
func (w Week) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (w *Week) UnmarshalText(b []byte) error {
	*w = Week{}
	if len(b) == 0 {
		return nil
	}
	v, ok := ParseWeek(string(b))
	if !ok {
		return fmt.Errorf("assist: %q is not a week", b)
	}
	*w = v
	return nil
}

// WeekdayOf is the day of the week of 周一 … 周日.
func WeekdayOf(name string) (day time.Weekday, ok bool) {
	i := slices.Index(column.Weekdays, name)
	return time.Weekday((i + 1) % 7), i >= 0
}

// WeekdayName is a day of the week as 周一 … 周日.
func WeekdayName(d time.Weekday) string { return column.Weekdays[(int(d)+6)%7] }
