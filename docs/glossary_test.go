package docs_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// said finds a Chinese word in brackets behind the name that it explains.
var said = regexp.MustCompile(`^(\w+) (?:\((\p{Han}[^)]*)\)|（(\p{Han}[^）]*)）)`)

// glossary tells which Chinese word stands for which English one: the nouns of
// the domain, what a value may be, columns, folders and files, commands.
func glossary(t *testing.T) string {
	t.Helper()
	g := words{T: t}
	var b strings.Builder
	b.WriteString("# Glossary 中文 ↔ English\n\nGenerated from the comments and constants of the program.\n")
	for _, part := range []struct {
		title, rows string
		least       int
	}{
		{"Nouns", g.nouns(), 60},
		{"Values", g.values(), 60},
		{"Columns", g.columns(), 200},
		{"Folders and files", g.places(), 25},
		{"Commands", g.commands(), 15},
	} {
		if n := strings.Count(part.rows, "\n"); n < part.least {
			t.Fatalf("%s: only %d words: the comments have changed their form", part.title, n)
		}
		fmt.Fprintf(&b, "\n## %s\n\n| 中文 | in the program |\n|---|---|\n%s", part.title, part.rows)
	}
	return b.String()
}

// words reads the program.
type words struct{ *testing.T }

// declarations are what stands at the top of a package's files, tests left out.
func (w words) declarations(pkg string) []ast.Decl {
	w.Helper()
	files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(pkg), "*.go"))
	if err != nil || len(files) == 0 {
		w.Fatal(pkg, err)
	}
	var list []ast.Decl
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			w.Fatal(err)
		}
		list = append(list, f.Decls...)
	}
	return list
}

// nouns are the types of package assist whose words begin with a Chinese one.
func (w words) nouns() string {
	var lines []string
	for _, d := range w.declarations("internal/assist") {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE && g.Doc != nil {
			if m := said.FindStringSubmatch(g.Doc.Text()); m != nil {
				lines = append(lines, fmt.Sprintf("| %s | `assist.%s` |\n", m[2]+m[3], m[1]))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// constant is a text of the program with a name and a type.
type constant struct{ name, kind, text, note string }

// constants are the texts of a package that have a type of their own.
func (w words) constants(pkg string) []constant {
	var list []constant
	for _, d := range w.declarations(pkg) {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			kind, ok := v.Type.(*ast.Ident)
			if !ok || len(v.Values) != 1 {
				continue
			}
			if text, ok := w.textOf(v.Values[0]); ok {
				list = append(list, constant{v.Names[0].Name, kind.Name, text, oneLine(v.Comment.Text())})
			}
		}
	}
	return list
}

// textOf is what a constant says: a text, or a word of package column by its name.
func (w words) textOf(value ast.Expr) (text string, ok bool) {
	switch value := value.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(value.Value)
		return text, err == nil && value.Kind == token.STRING
	case *ast.SelectorExpr:
		for _, d := range w.declarations("internal/column") {
			if g, is := d.(*ast.GenDecl); is && g.Tok == token.CONST {
				for _, s := range g.Specs {
					if v := s.(*ast.ValueSpec); v.Names[0].Name == value.Sel.Name && len(v.Values) == 1 {
						return w.textOf(v.Values[0])
					}
				}
			}
		}
	}
	return "", false
}

// values are what an outcome, a level, a kind of file and their like may be.
func (w words) values() string {
	var lines []string
	for _, c := range w.constants("internal/assist") {
		text := c.text
		if !han(text) { // a code: its words stand behind it
			if c.note == "" {
				continue
			}
			text += "（" + c.note + "）"
		}
		lines = append(lines, fmt.Sprintf("| %s | `assist.%s`, a %s |\n", text, c.name, c.kind))
	}
	return strings.Join(lines, "")
}

// columns are the headers.
func (w words) columns() string {
	var lines []string
	for _, c := range w.constants("internal/column") {
		lines = append(lines, fmt.Sprintf("| %s | `column.%s` |\n", c.text, c.name))
	}
	return strings.Join(lines, "")
}

// places are the folders and files, as the words above their function have them.
func (w words) places() string {
	var lines []string
	for _, d := range w.declarations("internal/place") {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || !f.Name.IsExported() || !han(f.Doc.Text()) {
			continue
		}
		_, text, _ := strings.Cut(oneLine(f.Doc.Text()), " is ")
		if text != "" {
			lines = append(lines, fmt.Sprintf("| %s | `place.%s` |\n", cell(strings.TrimSuffix(text, ".")), f.Name.Name))
		}
	}
	return strings.Join(lines, "")
}

// commands are the subcommands with their help.
func (w words) commands() string {
	var lines []string
	for _, d := range w.declarations("cmd/bangfu") {
		ast.Inspect(d, func(n ast.Node) bool {
			f, ok := n.(*ast.Field)
			if !ok || f.Tag == nil || len(f.Names) != 1 {
				return true
			}
			text, _ := strconv.Unquote(f.Tag.Value)
			tag := reflect.StructTag(text)
			if _, command := tag.Lookup("cmd"); command {
				lines = append(lines, fmt.Sprintf("| %s | `bangfu %s` |\n", cell(tag.Get("help")), strings.ToLower(f.Names[0].Name)))
			}
			return true
		})
	}
	return strings.Join(lines, "")
}

// han reports a Chinese sign.
func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
