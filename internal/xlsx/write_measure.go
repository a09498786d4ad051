package xlsx

import (
	"strings"

	"bangfu/internal/sheet"
)

// Widths are in characters: a digit is 1 wide, a Chinese character 2.
const (
	writeNarrow   = 6.0   // no column is narrower
	writeTextWide = 42.0  // a text column grows to this, then its text wraps
	writeWrapWide = 46.0  // the same for a column that is meant to wrap
	writeMostWide = 120.0 // no column is wider
	writeLine     = 15.0  // height of a line in points
	writeLowRow   = 18.0  // height of a row of one line
	writeHighRow  = 409.0 // no row is higher
)

// writeRuneWidth is how wide a rune stands in a Chinese font.
func writeRuneWidth(r rune) float64 {
	switch {
	case r >= 0x200B && r <= 0x200F, r == 0xFEFF:
		return 0
	case r >= 0x1100:
		return 2
	}
	return 1
}

// writeWidth is the width of the widest line of a text.
func writeWidth(s string) float64 {
	widest, now := 0.0, 0.0
	for _, r := range s {
		if r == '\n' {
			now = 0
			continue
		}
		now += writeRuneWidth(r)
		widest = max(widest, now)
	}
	return widest
}

// writeLines is how many lines a text takes in a column of the given width.
// A Chinese character that does not fit whole moves to the next line, and so
// does a word of Latin letters or digits that is shorter than a line.
func writeLines(s string, width float64) int {
	width = max(width-0.7, 2)
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		lines += writeFold(line, width)
	}
	return max(lines, 1)
}

func writeFold(line string, width float64) int {
	lines, now, word := 1, 0.0, 0.0
	for _, r := range line {
		w := writeRuneWidth(r)
		if now+w <= width {
			now += w
			word = writeWordOn(r, w, word)
			continue
		}
		lines++
		now = w
		if word > 0 && word < width/2 && writeWordOn(r, w, word) > word {
			now += word
		}
		word = writeWordOn(r, w, word)
	}
	return lines
}

// writeWordOn is the width of the unbroken word that ends in r.
func writeWordOn(r rune, w, word float64) float64 {
	if w == 2 || r == ' ' {
		return 0
	}
	return word + w
}

// writeShown is a value as its number format shows it.
func writeShown(v sheet.Value) string {
	if v.Kind != sheet.Money {
		return v.String()
	}
	s := v.String()
	whole := len(s) - len(".00")
	for i := whole - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// writeHeight is the height of a row with that many lines.
func writeHeight(lines int) float64 {
	if lines <= 1 {
		return writeLowRow
	}
	return min(float64(lines)*writeLine+4, writeHighRow)
}
