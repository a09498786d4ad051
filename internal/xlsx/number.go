package xlsx

import (
	"math"
	"strconv"
)

// wideFrom is the first magnitude whose whole part has more than 15 digits.
const wideFrom = 1e15

// appendNumber appends a number in plain form with at most 15 significant
// digits. wide tells that its whole part has more digits than a cell can keep.
func appendNumber(dst, raw []byte) (out []byte, wide, ok bool) {
	if out, ok := appendPlain(dst, raw); ok {
		return out, false, true
	}
	if !numeric(raw) {
		return dst, false, false
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsInf(v, 0) {
		return dst, false, false
	}
	return appendFloat(dst, v), math.Abs(v) >= wideFrom, true
}

// appendPlain is the short way for what needs no rounding: up to 15 digits,
// written out.
func appendPlain(dst, raw []byte) ([]byte, bool) {
	if len(raw) == 0 || len(raw) > 17 {
		return dst, false
	}
	digits := raw
	if raw[0] == '-' {
		digits = raw[1:]
	}
	point := -1
	for i, c := range digits {
		if c == '.' && point < 0 {
			point = i
		} else if c < '0' || c > '9' {
			return dst, false
		}
	}
	n := len(digits)
	switch {
	case point < 0:
		if n == 0 || n > 15 || digits[0] == '0' && (n > 1 || len(raw) > 1) {
			return dst, false
		}
	case point == 0 || point == n-1 || n > 16 || digits[n-1] == '0' || digits[0] == '0' && point > 1:
		return dst, false
	}
	return append(dst, raw...), true
}

// numeric reports whether raw is a decimal number as XML writes one; the
// parser of floats knows more spellings (hexadecimal, Inf, underscores).
func numeric(raw []byte) bool {
	digit := false
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9':
			digit = true
		case (c == '+' || c == '-') && (i == 0 || raw[i-1] == 'e' || raw[i-1] == 'E'):
		case c == '.' || (c == 'e' || c == 'E') && digit:
		default:
			return false
		}
	}
	return digit
}

// appendFloat writes v rounded to 15 significant digits, without exponent.
func appendFloat(dst []byte, v float64) []byte {
	var buf [32]byte
	e := strconv.AppendFloat(buf[:0], v, 'e', 14, 64) // -d.dddddddddddddde±xx
	if e[0] == '-' {
		if v != 0 {
			dst = append(dst, '-')
		}
		e = e[1:]
	}
	digits := append([]byte{e[0]}, e[2:16]...)
	exp, _ := strconv.Atoi(string(e[17:]))
	for len(digits) > 1 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	if exp < 0 {
		dst = append(dst, '0', '.')
		dst = appendZeros(dst, -exp-1)
		return append(dst, digits...)
	}
	if exp+1 >= len(digits) {
		dst = append(dst, digits...)
		return appendZeros(dst, exp+1-len(digits))
	}
	dst = append(append(dst, digits[:exp+1]...), '.')
	return append(dst, digits[exp+1:]...)
}

func appendZeros(dst []byte, n int) []byte {
	for ; n > 0; n-- {
		dst = append(dst, '0')
	}
	return dst
}
