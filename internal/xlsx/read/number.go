package read

import (
	"math"
	"strconv"
)

// wideFrom is the first magnitude whose whole part has more than 15 digits.
const wideFrom = 1e15

// maxPlain bounds what the short way looks at.
const maxPlain = 20

// appendNumber appends a number in plain form with at most 15 significant
// digits. wide tells that its whole part has more digits than a cell can keep.
func appendNumber(dst, raw []byte) (out []byte, wide, ok bool) {
	if text, ok := plainNumber(raw); ok {
		return append(dst, text...), false, true
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

// plainNumber is the short way for what needs no rounding: up to 15 digits,
// written out. What it gives is how raw begins.
func plainNumber(raw []byte) (text []byte, ok bool) {
	if len(raw) > maxPlain {
		return nil, false
	}
	whole := digitRun(raw)
	if n := len(raw); whole == n {
		return raw, n > 0 && n <= 15 && (raw[0] != '0' || n == 1)
	}
	sign, digits := 0, raw
	if raw[0] == '-' {
		sign, digits = 1, raw[1:]
		whole = digitRun(digits)
	}
	if whole == 0 || digits[0] == '0' && whole > 1 {
		return nil, false
	}
	if whole < len(digits) {
		if digits[whole] != '.' || digitRun(digits[whole+1:]) != len(digits)-whole-1 {
			return nil, false
		}
		for digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		if len(digits) == whole+1 {
			digits = digits[:whole] // nothing but zeros behind the point
		}
	}
	if len(digits) > 16 || whole > 15 || string(digits) == "0" {
		return nil, false
	}
	return raw[:sign+len(digits)], true
}

func digitRun(b []byte) int {
	for i, c := range b {
		if c-'0' > 9 {
			return i
		}
	}
	return len(b)
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
