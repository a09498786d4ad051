package assist

import (
	"cmp"
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

// clearShare: a value that is no more than this part of its signs away from a
// name is clearly near to it.
const clearShare = 3

// Alike reports whether one text may be a slip for the other, and how many signs
// apart they are then: at most the given part of the longer one, or a single
// sign. One that holds the other counts as one sign apart.
func Alike(a, b string, share int) (apart int, ok bool) {
	x, y := len([]rune(a)), len([]rune(b))
	if min(x, y) >= 2 && (strings.Contains(a, b) || strings.Contains(b, a)) {
		return 1, true
	}
	apart = SignsApart(a, b)
	return apart, max(x, y) >= 2 && (apart == 1 || apart <= max(x, y)/share)
}

// nearest is the place in a list of the one name that a text is clearly near to.
// Names of the same owner do not rival each other; -1 when there is none, or when
// names of two owners are equally near.
func nearest(text string, names []string, owner func(i int) int) int {
	text = foldName(text)
	best, apart, whole, rival := -1, 0, 0, false
	for i, n := range names {
		n = foldName(n)
		d, ok := Alike(text, n, clearShare)
		if !ok || min(len([]rune(text)), len([]rune(n))) < 2 {
			continue
		}
		all := SignsApart(text, n)
		switch c := cmp.Or(cmp.Compare(d, apart), cmp.Compare(all, whole)); {
		case best < 0 || c < 0:
			best, apart, whole, rival = i, d, all, false
		case c == 0:
			rival = rival || owner(i) != owner(best)
		}
	}
	if rival {
		return -1
	}
	return best
}
