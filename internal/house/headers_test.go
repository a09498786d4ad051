package house

import (
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/column"
)

// headed are the packages that speak of columns by their constants.
var headed = []string{"assist", "audit", "check", "form"}

// turn is a header that is a word of its own too: whose turn it is.
const turn = "县区"

// TestHeadersAreConstants keeps the names of columns in one place: a header
// that is typed again elsewhere can be mistyped, and is not found when it changes.
func TestHeadersAreConstants(t *testing.T) {
	known := map[string]bool{}
	for _, l := range []column.List{column.Application, column.Wish, column.Sales, column.Visit, column.Plan, column.Register, column.Adjustment, column.Settlement, column.Reply} {
		for _, c := range l {
			known[c.Header] = true
		}
	}
	for _, pkg := range headed {
		files, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(pkg, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "terms") {
				continue // the tables of the parameters have headers of their own
			}
			for _, text := range literals(t, file) {
				if known[text] && text != turn {
					t.Errorf("%s: write the constant of package column for %q", file, text)
				}
			}
		}
	}
}
