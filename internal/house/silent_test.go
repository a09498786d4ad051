package house

import (
	"strings"
	"testing"
	"unicode"
)

// silent are the rooms in which nothing is worded: what a person reads is said in
// notice, overview, check, report and the like, by whoever knows the subject.
// batch above all orders the stages and has no words of its own.
var silent = []string{"archive", "batch", "canon", "journal", "outbox", "pdf", "peer"}

// TestSilentRoomsHaveNoWords finds Chinese texts in rooms that should have none.
func TestSilentRoomsHaveNoWords(t *testing.T) {
	for _, pkg := range silent {
		for file, text := range textsIn(t, pkg) {
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("%s: %q is said in a room that says nothing", file, text)
			}
		}
	}
}
