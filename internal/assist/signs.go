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
