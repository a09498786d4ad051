package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// longest is how many lines a function may have.
const longest = 50

// TestHabits proves of every package of ours that it says what it is for, that
// every exported name says what it means, and that no function is long.
func TestHabits(t *testing.T) {
	root := filepath.Join("..", "..")
	for dir := range packages(t, root) {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		told := false
		set := token.NewFileSet()
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(set, file, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			told = told || f.Doc != nil
			above := 0
			for _, d := range f.Decls {
				if line := set.Position(d.Pos()).Line; line != above+1 { // a row of one-liners shares the words above it
					habitsOf(t, set, d)
				}
				above = set.Position(d.End()).Line
			}
		}
		if !told {
			t.Errorf("%s does not say what it is for", dir)
		}
	}
}

// habitsOf looks at one declaration.
func habitsOf(t *testing.T, set *token.FileSet, d ast.Decl) {
	t.Helper()
	switch d := d.(type) {
	case *ast.FuncDecl:
		if n := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1; n > longest {
			t.Errorf("%s: %s has %d lines", set.Position(d.Pos()), d.Name.Name, n)
		}
		if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || exportedReceiver(d.Recv)) {
			t.Errorf("%s: %s does not say what it means", set.Position(d.Pos()), d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
				t.Errorf("%s: %s does not say what it means", set.Position(s.Pos()), s.Name.Name)
			}
		}
	}
}

// exportedReceiver reports a method of a type that others see.
func exportedReceiver(r *ast.FieldList) bool {
	expr := r.List[0].Type
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	name, ok := expr.(*ast.Ident)
	return ok && name.IsExported()
}

// TestEveryDoorIsUsed strikes doors that nobody goes through.
func TestEveryDoorIsUsed(t *testing.T) {
	for dir, imports := range packages(t, filepath.Join("..", "..")) {
		for _, name := range rooms[dir].ours {
			used := slices.Contains(imports, "bangfu/internal/"+name) || slices.Contains(imports, "bangfu/"+name)
			if !used {
				t.Errorf("%s has a door to %s that it does not use", dir, name)
			}
		}
	}
}
