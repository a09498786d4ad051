package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/column"
)

// TestHeadersAreConstants keeps the names of columns in one place: a header that
// is typed again elsewhere can be mistyped, and is not found when it changes.
// What is used as a header has the type of headers, wherever it stands.
func TestHeadersAreConstants(t *testing.T) {
	for _, c := range all(t) {
		if c.path == "bangfu/internal/column" || slices.Contains(ofTests, c.path) {
			continue
		}
		for _, f := range c.files {
			ast.Inspect(f, func(n ast.Node) bool {
				l, ok := n.(*ast.BasicLit)
				if !ok || l.Kind != token.STRING {
					return true
				}
				if kind := c.info.Types[l].Type; kind == nil || types.Unalias(kind).String() != "bangfu/internal/sheet.Header" {
					return true
				}
				if text, _ := strconv.Unquote(l.Value); strings.Trim(text, "~") != "" {
					t.Errorf("%s: write the constant of package column for %s", c.where(l.Pos()), l.Value)
				}
				return true
			})
		}
	}
}

// headed are the packages in which no text is the name of a column by chance.
var headed = []string{"assist", "audit", "check", "form", "terms"}

// turn is a header that is a word of its own too: whose turn it is, and the name
// of a table.
const turn = "县区"

// TestHeadersAreNotSpelt finds the names of columns among plain texts.
func TestHeadersAreNotSpelt(t *testing.T) {
	known := map[string]bool{}
	for _, l := range []column.List{column.Application, column.Wish, column.Sales, column.Visit, column.Plan, column.Register, column.Adjustment, column.Settlement, column.Reply} {
		for _, c := range l {
			known[string(c.Header)] = true
		}
	}
	for _, pkg := range headed {
		for file, text := range textsIn(t, pkg) {
			if known[text] && text != turn {
				t.Errorf("%s: write the constant of package column for %q", file, text)
			}
		}
	}
}

// textsIn yields the texts that stand in the program's files of a package, each with its file.
func textsIn(t *testing.T, pkg string) iter.Seq2[string, string] {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(pkg, err)
	}
	return func(yield func(string, string) bool) {
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, text := range literals(t, file) {
				if !yield(file, text) {
					return
				}
			}
		}
	}
}
