package canon_test

import (
	"testing"

	"bangfu/internal/canon"
)

func TestQuotedLen(t *testing.T) {
	for text, want := range map[string]int{
		`""`: 2, `"a",1`: 3, `"a\"b"]`: 6, `"a\\",`: 5, `"甲"`: 5, `"open`: 5, `"open\`: 6,
	} {
		if got := canon.QuotedLen([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
