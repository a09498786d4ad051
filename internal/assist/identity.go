package assist

import "strings"

// IDShaped reports whether a text is written like an 18-character resident ID.
func IDShaped(s string) bool {
	return len(s) == 18 && strings.Trim(s[:17], "0123456789") == "" && (s[17] == 'X' || s[17] >= '0' && s[17] <= '9')
}

// IDBirthday is the birth date inside a text that is IDShaped; ok is false when
// there is no such day.
func IDBirthday(s string) (day Date, ok bool) {
	return ParseDate(s[6:10] + "-" + s[10:12] + "-" + s[12:14])
}

// IDChecks reports whether the check character of a text that is IDShaped is
// right (GB 11643).
func IDChecks(s string) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return s[17] == "10X98765432"[sum%11]
}

// SoundID reports whether a text can be somebody's resident ID.
func SoundID(s string) bool {
	if !IDShaped(s) || !IDChecks(s) {
		return false
	}
	_, real := IDBirthday(s)
	return real
}
