package read

import (
	"fmt"
	"math"
	"time"

	"bangfu/internal/xlsx/ooxml"
)

// dateClass says what a number format makes of a number.
type dateClass uint8

const (
	noDate  dateClass = iota
	dayDate           // shows a day, with or without a time
	dayTime           // shows a time alone
)

const lastSerial = 2958465 // 9999-12-31, base 1900

// appendSerial appends the date a serial stands for. ok is false for a serial
// that no date has: the cell stays a number.
func appendSerial(dst []byte, v float64, c dateClass, base1904 bool) ([]byte, bool) {
	if v < 0 || v >= lastSerial+1 || math.IsNaN(v) {
		return dst, false
	}
	seconds := int64(math.Round(v * 86400))
	day, clock := int(seconds/86400), int(seconds%86400)
	bare := day == 0 && (!base1904 || c == dayTime) // before the first day: a time alone
	if !bare {
		dst = appendDay(dst, day, base1904)
		if clock == 0 {
			return dst, true
		}
		dst = append(dst, ' ')
	}
	dst = append(appendTwo(dst, clock/3600), ':')
	dst = append(appendTwo(dst, clock/60%60), ':')
	return appendTwo(dst, clock%60), true
}

// appendDay appends the day of a serial. Excel counts a 29 February 1900 that
// never was: it is told as stored, for the rules to refuse.
func appendDay(dst []byte, day int, base1904 bool) []byte {
	switch {
	case base1904:
		day += 1462
	case day == 60:
		return append(dst, "1900-02-29"...)
	case day < 60:
		day++
	}
	y, m, d := civil(day - 25569)
	dst = append(appendTwo(appendTwo(dst, y/100), y%100), '-')
	dst = append(appendTwo(dst, m), '-')
	return appendTwo(dst, d)
}

func appendTwo(dst []byte, n int) []byte {
	return append(dst, byte('0'+n/10%10), byte('0'+n%10))
}

// civil turns days since 1970-01-01 into a calendar date by counting 400-year
// eras that begin in March, so that the leap day comes last.
func civil(days int) (y, m, d int) {
	days += 719468
	era := days / 146097
	doe := days - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

// isoDate reads the value of a cell of type d into the plain form of a date.
func isoDate(s string) (string, bool) {
	m, ok := ooxml.ParseMoment(s)
	switch {
	case !ok:
		return "", false
	case m.Day.IsZero():
		seconds := int(m.Clock / time.Second)
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60), true
	case m.Day.Hour()+m.Day.Minute()+m.Day.Second() == 0:
		return m.Day.Format("2006-01-02"), true
	}
	return m.Day.Format("2006-01-02 15:04:05"), true
}
