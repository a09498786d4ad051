package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// checked is one of our packages with its types, tests left out.
type checked struct {
	path  string // bangfu/internal/form
	set   *token.FileSet
	files []*ast.File
	info  *types.Info
	types *types.Package
}

// listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// everything checks the types of all our packages, once for all tests.
var everything = sync.OnceValues(func() ([]checked, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	list.Dir = filepath.Join("..", "..")
	text, err := list.Output()
	if err != nil {
		return nil, err
	}
	compiled := map[string]string{} // path → its export data
	var ours []listed
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		compiled[p.ImportPath] = p.Export
		if p.ImportPath == "bangfu" || strings.HasPrefix(p.ImportPath, "bangfu/") {
			ours = append(ours, p)
		}
	}
	set := token.NewFileSet()
	open := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(compiled[path]) })
	var all []checked
	for _, p := range ours {
		c, err := check(p, set, open)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
})

// check reads a package and checks its types.
func check(p listed, set *token.FileSet, open types.Importer) (checked, error) {
	c := checked{path: p.ImportPath, set: set, info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.ParseComments)
		if err != nil {
			return c, err
		}
		c.files = append(c.files, f)
	}
	var err error
	c.types, err = (&types.Config{Importer: open}).Check(p.ImportPath, set, c.files, c.info)
	return c, err
}

// all are our packages.
func all(t *testing.T) []checked {
	t.Helper()
	list, err := everything()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < len(rooms)-1 { // the house itself has no file to check but its words
		t.Fatalf("only %d packages are checked", len(list))
	}
	return list
}

// where is the place of something, from the top of the repository.
func (c checked) where(p token.Pos) string {
	at := c.set.Position(p)
	if root, err := filepath.Abs(filepath.Join("..", "..")); err == nil {
		if rel, err := filepath.Rel(root, at.Filename); err == nil {
			at.Filename = filepath.ToSlash(rel)
		}
	}
	return at.String()
}
