//go:build soak

package house

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mutants is how many facts of each table are flipped; 0 flips every one, which
// takes hours.
var mutants = flag.Int("mutants", 10, "facts to flip of each table; 0: all")

// tables are the files that hold facts, and the packages of which one has to
// notice a wrong one, those that answer fastest first.
var tables = []struct {
	file string
	told []string
}{
	{"internal/column/county.go", []string{"internal/column", "templates"}},
	{"internal/column/city.go", []string{"internal/column", "templates"}},
	{"internal/column/output.go", []string{"internal/column"}},
	{"internal/column/words.go", []string{"internal/column", "internal/form", "templates"}},
	{"internal/assist/terms.go", []string{"internal/assist"}},
	{"internal/assist/finding.go", []string{"internal/assist", "internal/check"}},
	{"internal/assist/submission.go", []string{"internal/assist"}},
	{"internal/assist/rules_file.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_row.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_judged.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_others.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_city.go", []string{"internal/assist", "docs"}},
}

// flip is one fact made another.
type flip struct {
	at   token.Position
	old  string
	into string
}

// TestNoFactOfATableIsUnseen flips facts of the tables, one at a time, and asks
// that some test fails each time. No file is touched: the compiler is handed
// another text in its place.
func TestNoFactOfATableIsUnseen(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		path := filepath.Join(root, table.file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list := flips(t, path, text)
		step := 1
		if *mutants > 0 {
			step = max(1, len(list) / *mutants)
		}
		seen := 0
		for i := 0; i < len(list); i += step {
			f := list[i]
			if survives(t, root, path, string(text[:f.at.Offset])+f.into+string(text[f.at.Offset+len(f.old):]), table.told) {
				t.Errorf("%s:%d: nobody notices %s in place of %s", table.file, f.at.Line, f.into, f.old)
			}
			seen++
		}
		t.Logf("%s: %d of %d facts flipped", table.file, seen, len(list))
	}
}

// flips are the facts of a file: texts, numbers and yeses of its variables and
// constants.
func flips(t *testing.T, path string, text []byte) (list []flip) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		decl, is := d.(*ast.GenDecl)
		if !is || decl.Tok != token.VAR && decl.Tok != token.CONST {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if into := otherwise(n); into != "" {
					list = append(list, flip{set.Position(n.Pos()), n.Value, into})
				}
			case *ast.Ident:
				if n.Name == "true" {
					list = append(list, flip{set.Position(n.Pos()), "true", "false"})
				}
			}
			return true
		})
	}
	return list
}

// otherwise is another text or number.
func otherwise(l *ast.BasicLit) string {
	switch l.Kind {
	case token.STRING:
		s, err := strconv.Unquote(l.Value)
		if err == nil {
			return strconv.Quote(s + "另")
		}
	case token.INT:
		return l.Value + "+1"
	}
	return ""
}

// survives reports that all tests of some packages pass with another text of a file.
func survives(t *testing.T, root, path, text string, packages []string) bool {
	dir := t.TempDir()
	changed, overlay := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		t.Fatal(err)
	}
	for p, b := range map[string][]byte{changed: []byte(text), overlay: replace} {
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range packages {
		run := exec.Command("go", "test", "-count=1", "-overlay", overlay, "./"+p)
		run.Dir = root
		if out, err := run.CombinedOutput(); err != nil {
			if strings.Contains(string(out), "[build failed]") {
				t.Logf("does not build: %s", fmt.Sprint(string(out)))
			}
			return false
		}
	}
	return true
}
