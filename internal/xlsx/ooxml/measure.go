package ooxml

import (
	"strings"
)

// Widths are in characters: a digit is 1 wide, a Chinese character 2.
const (
	LineHeight = 15.0  // height of a line in points
	lowRow     = 18.0  // height of a row of one line
	highRow    = 409.0 // no row is higher
)

// runeWidth is how wide a rune stands in a Chinese font.
func runeWidth(r rune) float64 {
	switch {
	case r >= 0x200B && r <= 0x200F, r == 0xFEFF:
		return 0
	case r >= 0x1100:
		return 2
	}
	return 1
}

// TextWidth is the width of the widest line of a text.
func TextWidth(s string) float64 {
	widest, now := 0.0, 0.0
	for _, r := range s {
		if r == '\n' {
			now = 0
			continue
		}
		now += runeWidth(r)
		widest = max(widest, now)
	}
	return widest
}

// Lines is how many lines a text takes in a column of the given width.
// A Chinese character that does not fit whole moves to the next line, and so
// does a word of Latin letters or digits that is shorter than a line.
func Lines(s string, width float64) int {
	width = max(width-0.7, 2)
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		lines += fold(line, width)
	}
	return max(lines, 1)
}

func fold(line string, width float64) int {
	lines, now, word := 1, 0.0, 0.0
	for _, r := range line {
		w := runeWidth(r)
		if now+w <= width {
			now += w
			word = wordOn(r, w, word)
			continue
		}
		lines++
		now = w
		if word > 0 && word < width/2 && wordOn(r, w, word) > word {
			now += word
		}
		word = wordOn(r, w, word)
	}
	return lines
}

// wordOn is the width of the unbroken word that ends in r.
func wordOn(r rune, w, word float64) float64 {
	if w == 2 || r == ' ' {
		return 0
	}
	return word + w
}

// WordWidth is the width of the widest word of Latin letters, digits and signs.
func WordWidth(s string) float64 {
	widest, word := 0.0, 0.0
	for _, r := range s {
		if word = wordOn(r, runeWidth(r), word); r == '\n' {
			word = 0
		}
		widest = max(widest, word)
	}
	return widest
}

// RowHeight is the height of a row with that many lines.
func RowHeight(lines int) float64 {
	if lines <= 1 {
		return lowRow
	}
	return min(float64(lines)*LineHeight+4, highRow)
}
