package assist

import (
	"strings"
	"unicode"
)

// Signs are the punctuation and symbols in a number as it was written, each
// once: an apostrophe in front is more easily named than counted. Letters are
// left out: they could be somebody's name.
func Signs(number string) string {
	var signs strings.Builder
	for _, r := range number {
		if (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune(signs.String(), r) {
			signs.WriteRune(r)
		}
	}
	return signs.String()
}

// SignsApart is how many signs must be put in, taken out or changed to make one
// text of the other.
func SignsApart(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
