package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is the longest a made name part may be, in bytes: a file name holds
// 255, and ours carry a label, a week and an ending besides.
const maxName = 120

// safe is a text as a part of a file name that every system takes: NFC, no
// separator, no character Windows forbids, no dot or space at its end, no
// device name, at most 120 bytes. An empty text becomes "_".
func safe(name string) string {
	name = strings.Map(safeRune, norm.NFC.String(name))
	name = strings.TrimLeft(strings.TrimRight(cut(name, maxName), " ."), " ")
	if name == "" {
		return "_"
	}
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || device(name) {
		return "_" + name
	}
	return name
}

func safeRune(r rune) rune {
	if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
		return '_'
	}
	return r
}

// cut shortens a text to n bytes without breaking a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// device reports whether Windows takes the name for a device.
func device(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	if len(stem) != 4 || stem[3] < '0' || stem[3] > '9' {
		return false
	}
	return stem[:3] == "COM" || stem[:3] == "LPT"
}

// UnitOf is the unit whose folder bears the name, however the system spells
// it (NFC or NFD); ok is false when it is none of the units nor the City.
func UnitOf(folder string, units []string) (unit string, ok bool) {
	folder = norm.NFC.String(folder)
	if folder == City {
		return City, true
	}
	for _, u := range units {
		if safe(u) == folder {
			return u, true
		}
	}
	return "", false
}

// Clash is two units that would share a folder, also where the system does not
// tell capitals from small letters; the City has a folder too.
func Clash(units []string) (one, other string, found bool) {
	taken := map[string]string{City: City}
	for _, u := range units {
		key := strings.ToLower(safe(u))
		if other, found := taken[key]; found {
			return u, other, true
		}
		taken[key] = u
	}
	return "", "", false
}
