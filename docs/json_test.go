package docs_test

import (
	"encoding"
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/batch"
	"bangfu/internal/overview"
	"bangfu/internal/precheck"
)

// What the commands write as JSON, and status.json.
var written = []struct {
	what string
	kind reflect.Type
}{
	{"`run --json`", reflect.TypeFor[batch.Result]()},
	{"`check --json`", reflect.TypeFor[struct {
		Files []precheck.FileResult `json:"files"` // one a workbook, in the order of the arguments
	}]()},
	{"`status --json` and `status.json`", reflect.TypeFor[overview.Status]()},
	{"`trace --json`", reflect.TypeFor[overview.Trace]()},
	{"`rules --json`", reflect.TypeFor[[]assist.Rule]()},
}

// jsonContract tells every field that is written, type by type.
func jsonContract(t *testing.T) string {
	s := shapes{T: t, told: map[reflect.Type]bool{}, source: map[string]source{}}
	var b strings.Builder
	b.WriteString("\n# Contract: JSON\n\nGenerated from the Go types and their comments. Personal values are masked, except with `--full`. A field marked ? is left out when it says nothing. Days are `2026-11-02`, weeks `2026-W49`, instants RFC 3339; a day that is not known is `\"\"`.\n")
	for _, w := range written {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", w.what, s.top(w.kind))
	}
	for len(s.next) > 0 {
		kind := s.next[0]
		s.next = s.next[1:]
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n%s", kind.Name(), s.of(kind).types[kind.Name()], s.fields(kind))
	}
	return b.String()
}

// shapes walks the types that are written.
type shapes struct {
	*testing.T
	told   map[reflect.Type]bool
	next   []reflect.Type
	source map[string]source // by package
}

// source is what stands in the comments of a package.
type source struct {
	types  map[string]string   // by type
	fields map[string]string   // by type.field
	values map[string][]string // the constants of a type
	texts  map[string]string   // by constant
}

// top tells the outermost value: a named type by its name, another by its fields.
func (s *shapes) top(kind reflect.Type) string {
	if kind.Kind() == reflect.Struct && kind.Name() == "" {
		return s.fields(kind)
	}
	return s.word(kind)
}

// word tells a type; a struct of ours is told below, once.
func (s *shapes) word(kind reflect.Type) string {
	switch {
	case kind.Kind() == reflect.Pointer:
		return s.word(kind.Elem()) + " or null"
	case kind == reflect.TypeFor[time.Time]():
		return "instant"
	case kind == reflect.TypeFor[assist.Date]() || kind == reflect.TypeFor[assist.Month]():
		return "day"
	case kind == reflect.TypeFor[assist.Week]():
		return "week"
	case kind.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		s.Fatalf("%s writes itself: tell here how", kind)
	}
	switch kind.Kind() {
	case reflect.Slice:
		return "list of " + s.word(kind.Elem())
	case reflect.Map:
		return s.word(kind.Elem()) + " by " + s.word(kind.Key())
	case reflect.Struct:
		if !s.told[kind] {
			s.told[kind] = true
			s.next = append(s.next, kind)
		}
		return "[" + kind.Name() + "](#" + strings.ToLower(kind.Name()) + ")"
	case reflect.String:
		if values := s.of(kind).values[kind.Name()]; len(values) > 0 {
			return strings.Join(values, ", ")
		}
		return "text"
	case reflect.Bool:
		return "true or false"
	}
	return "number"
}

// fields tells the fields of a struct that are written.
func (s *shapes) fields(kind reflect.Type) string {
	var b strings.Builder
	b.WriteString("| field | holds | |\n|---|---|---|\n")
	for f := range kind.Fields() {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			s.Errorf("%s.%s has no name in JSON", kind, f.Name)
		}
		if strings.Contains(rest, "omit") {
			name += "?"
		}
		note := s.of(kind).fields[kind.Name()+"."+f.Name]
		if note == "" && kind.Name() != "" {
			s.Errorf("%s.%s is written as JSON and does not say what it holds: give it a comment", kind, f.Name)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, s.word(f.Type), cell(note))
	}
	return b.String()
}

// of reads the comments of a type's package.
func (s *shapes) of(kind reflect.Type) source {
	path, ours := strings.CutPrefix(kind.PkgPath(), "bangfu/")
	if !ours || strings.HasSuffix(path, "_test") {
		return source{}
	}
	if known, ok := s.source[path]; ok {
		return known
	}
	read := source{map[string]string{}, map[string]string{}, map[string][]string{}, map[string]string{}}
	declared := words{s.T}.declarations(path)
	for _, step := range []func(*ast.GenDecl){read.note, read.read} {
		for _, d := range declared {
			if g, ok := d.(*ast.GenDecl); ok {
				step(g)
			}
		}
	}
	s.source[path] = read
	return read
}

// note takes the constants that are texts.
func (s source) note(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		if v, ok := spec.(*ast.ValueSpec); ok && g.Tok == token.CONST && len(v.Values) == 1 {
			if text, ok := s.text(v.Values[0]); ok {
				s.texts[v.Names[0].Name] = text
			}
		}
	}
}

// text is what a constant says, itself or by another's name.
func (s source) text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := s.texts[e.Name]
		return text, ok
	}
	return "", false
}

// read takes the comments of a declaration of types, or the values of constants.
func (s source) read(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch x := spec.(type) {
		case *ast.TypeSpec:
			s.types[x.Name.Name] = oneLine(g.Doc.Text())
			if body, ok := x.Type.(*ast.StructType); ok {
				for _, f := range body.Fields.List {
					for _, name := range f.Names {
						s.fields[x.Name.Name+"."+name.Name] = oneLine(f.Doc.Text() + " " + f.Comment.Text())
					}
				}
			}
		case *ast.ValueSpec:
			kind, ok := x.Type.(*ast.Ident)
			if g.Tok != token.CONST || !ok || len(x.Values) != 1 {
				continue
			}
			if text, ok := s.text(x.Values[0]); ok {
				if word := "`" + text + "`"; !slices.Contains(s.values[kind.Name], word) {
					s.values[kind.Name] = append(s.values[kind.Name], word)
				}
			}
		}
	}
}

// oneLine is a comment without its line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
