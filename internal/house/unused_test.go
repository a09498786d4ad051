package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ofTests are the packages that only tests use.
var ofTests = []string{"bangfu/internal/xlsx/proof", "bangfu/internal/disk/disktest", "bangfu/internal/sheet/sheettest", "bangfu/internal/peer"}

// forTests are what the tests of other packages need to look on.
var forTests = []string{
	"internal/sample.Story.Files",    // the workbooks of samples/, which a test writes and compares
	"internal/sample.Story.Expected", // what the demo's rows must come to, which the test of `bangfu demo` compares
	"internal/assist.Rows.Opened",    // rows of facts that a test changes
}

// TestEveryExportIsUsed finds functions and methods that are exported and that no
// other package of ours uses, nor its tests: they are dead, or nobody else's
// business. (The types and constants of one noun are a family and stay together.)
func TestEveryExportIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, c := range all(t) {
		for _, o := range c.info.Uses {
			if o.Pkg() != nil && o.Pkg().Path() != c.path {
				used[nameOf(o)] = true
			}
		}
	}
	inBrowser(t, used)
	for _, c := range all(t) {
		for ident, o := range c.info.Defs {
			if o == nil || !ident.IsExported() || c.types.Name() == "main" || slices.Contains(ofTests, c.path) || !known(o) {
				continue
			}
			if name := nameOf(o); !used[name] && !slices.Contains(forTests, name) {
				t.Errorf("%s: %s is exported, and no other package uses it", c.where(ident.Pos()), name)
			}
		}
	}
}

// inBrowser adds what cmd/precheck uses: it is compiled for the browser alone, and
// read here by its names.
func inBrowser(t *testing.T, used map[string]bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "cmd", "precheck", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("cmd/precheck", err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, selects := n.(*ast.SelectorExpr); selects {
				if pkg, named := s.X.(*ast.Ident); named {
					used["internal/"+pkg.Name+"."+s.Sel.Name] = true
				}
			}
			return true
		})
	}
}

// known reports a name that others could use: of the package itself, or a
// method that is not there for an interface.
func known(o types.Object) bool {
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
		return f.Exported() && ast.IsExported(receiver(f)) && !slices.Contains(forInterfaces, f.Name())
	}
	_, function := o.(*types.Func)
	return function
}

// forInterfaces are methods that the standard library and our interfaces call.
var forInterfaces = []string{"String", "Error", "Unwrap", "Is", "As", "MarshalText", "UnmarshalText", "MarshalJSON", "UnmarshalJSON", "Read", "Write", "Close", "Seek", "Enabled", "Handle", "WithAttrs", "WithGroup", "Len", "Less", "Swap"}

// receiver is the type that a method belongs to.
func receiver(f *types.Func) string {
	kind := f.Signature().Recv().Type()
	if p, ok := kind.(*types.Pointer); ok {
		kind = p.Elem()
	}
	if n, ok := types.Unalias(kind).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// nameOf names an object the same way from wherever it is seen.
func nameOf(o types.Object) string {
	if f, ok := o.(*types.Func); ok {
		o = f.Origin()
		if f.Signature().Recv() != nil {
			return strings.TrimPrefix(o.Pkg().Path(), "bangfu/") + "." + receiver(f) + "." + f.Name()
		}
	}
	return strings.TrimPrefix(o.Pkg().Path(), "bangfu/") + "." + o.Name()
}
