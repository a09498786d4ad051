package assist

import (
	"regexp"
	"strings"
)

// maskID shows an ID number as 140***********0012: the first three and the
// last four characters stay (PIPL art. 28).
func maskID(s string) string { return maskMiddle(s, 3, 4) }

// maskDisabled shows a disability number likewise and without its last two digits.
func maskDisabled(s string) string {
	if len(s) < 20 {
		return maskMiddle(s, 3, 0)
	}
	return maskMiddle(s[:18], 3, 4) + strings.Repeat("*", len(s)-18)
}

// maskPhone shows a phone number as 138****5678.
func maskPhone(s string) string {
	if len(s) == 11 && s[0] == '1' {
		return s[:3] + "****" + s[7:]
	}
	return maskMiddle(s, 4, 2)
}

// maskName keeps the first character of a name.
func maskName(s string) string {
	r := []rune(s)
	if len(r) < 2 {
		return s
	}
	return string(r[0]) + strings.Repeat("*", len(r)-1)
}

func maskMiddle(s string, head, tail int) string {
	r := []rune(s)
	if len(r) <= head+tail {
		return strings.Repeat("*", len(r))
	}
	return string(r[:head]) + strings.Repeat("*", len(r)-head-tail) + string(r[len(r)-tail:])
}

// A certificate of 20 digits and more comes before an ID of 15 to 18, and that
// before a phone: the longest run of digits decides what it is.
var personalDigits = regexp.MustCompile(`[0-9０-９]{15,}[XxＸｘ]?(?:[Bb][0-9])?|\b(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})\b`)

// exampleLine ends the telephone number that our advice gives as an example, after the
// city's 区号: it is nobody's, since no line begins with 1.
const exampleLine = "-1234567"

// Mask hides every ID, disability and phone number inside a text, but for the example
// in our own advice, which is to be read.
func Mask(text string) string {
	return personalDigits.ReplaceAllStringFunc(text, func(s string) string {
		switch n := len([]rune(s)); {
		case strings.HasSuffix(s, exampleLine):
			return s
		case n >= 20:
			return maskDisabled(s)
		case n >= 15:
			return maskID(s)
		}
		return maskPhone(s)
	})
}
