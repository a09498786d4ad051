package assist

import (
	"fmt"
	"time"

	"bangfu/internal/sheet"
)

// Zone is the time zone in which every calendar date of the business stands.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a calendar date as days since 1970-01-01 plus one; 0 is no date.
type Date int32

// Day makes a date of year, month and day; days past the month's end roll over.
func Day(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400) + 1
}

// DateOf is the calendar date of an instant in Asia/Shanghai.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Day(y, m, d)
}

// ParseDate reads an ISO date such as 2026-11-02 and refuses any other form.
func ParseDate(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return MakeDate(y, m, d)
}

// MakeDate makes a date of its parts; ok is false when there is no such day.
func MakeDate(y, m, d int) (Date, bool) {
	if y < 1900 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	day := Day(y, time.Month(m), d)
	yy, mm, dd := day.Parts()
	return day, yy == y && int(mm) == m && dd == d
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) > 0
}

// Time is midnight of the date in Asia/Shanghai.
func (d Date) Time() time.Time {
	y, m, day := d.Parts()
	return time.Date(y, m, day, 0, 0, 0, 0, Zone)
}

// Parts are year, month and day.
func (d Date) Parts() (int, time.Month, int) {
	return time.Unix(int64(d-1)*86400, 0).UTC().Date()
}

// Year is the calendar year.
func (d Date) Year() int { y, _, _ := d.Parts(); return y }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Unix(int64(d-1)*86400, 0).UTC().Weekday()
}

// AddMonths is the same day n months later, or the month's last day when
// there is no such day: 31 January plus one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Parts()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day(first.Year(), first.Month(), min(day, last))
}

// Month is the calendar month of the date.
func (d Date) Month() Month {
	y, m, _ := d.Parts()
	return Month(y*12 + int(m) - 1)
}

// String shows the date as 2026-11-02, no date as "". A million lines of sales
// bear one each, so that its digits are set by hand.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Parts()
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
	}
	text := [10]byte{4: '-', 7: '-'}
	putDigits(text[:4], y)
	putDigits(text[5:7], int(m))
	putDigits(text[8:], day)
	return string(text[:])
}

// putDigits fills b with n, with zeros in front.
func putDigits(b []byte, n int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
}

// MarshalText writes the ISO form; no date is "".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	*d = 0
	if len(b) == 0 {
		return nil
	}
	v, ok := ParseDate(string(b))
	if !ok {
		return fmt.Errorf("assist: %q is not a date", b)
	}
	*d = v
	return nil
}

// Month is a calendar month as year × 12 + month − 1; 0 is none.
type Month int32

// First is the month's first day.
func (m Month) First() Date { return Day(int(m)/12, time.Month(int(m)%12+1), 1) }

// Last is the month's last day.
func (m Month) Last() Date { return (m + 1).First() - 1 }

// String shows the month as 2026-11.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// ParseMonth reads 2026-11.
func ParseMonth(s string) (Month, bool) {
	d, ok := ParseDate(s + "-01")
	if !ok {
		return 0, false
	}
	return d.Month(), true
}

// MarshalText writes 2026-11; none is "".
func (m Month) MarshalText() ([]byte, error) {
	if m == 0 {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (m *Month) UnmarshalText(b []byte) error {
	*m = 0
	if len(b) == 0 {
		return nil
	}
	v, ok := ParseMonth(string(b))
	if !ok {
		return fmt.Errorf("assist: %q is not a month", b)
	}
	*m = v
	return nil
}

// epochSerial is 1970-01-01 in a workbook, which a Date counts as 1.
const epochSerial = 25569

// Serial is the date as a workbook counts days.
func (d Date) Serial() int64 { return int64(d) + epochSerial - 1 }

// DateOfSerial is the date that a workbook counts as a number of days.
func DateOfSerial(n int64) Date { return Date(n - epochSerial + 1) }

// Cell is the date as a cell that sorts and filters; blank without one.
func (d Date) Cell() sheet.Value {
	if d == 0 {
		return sheet.Value{}
	}
	return sheet.Serial(d.Serial())
}

// Clock is an instant as people read it, to the minute.
func Clock(t time.Time) string { return ClockIn(t, Zone) }

// ClockIn is an instant to the minute in a time zone.
func ClockIn(t time.Time, zone *time.Location) string { return t.In(zone).Format("2006-01-02 15:04") }
