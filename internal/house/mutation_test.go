//go:build soak

package house

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// mutants is how many facts of each table are turned; 0 turns every one.
var mutants = flag.Int("mutants", 0, "facts to turn of each table; 0: all")

// among names the tables to turn, by parts of their files' paths; none names all.
var among = flag.String("tables", "/", "turn only tables whose path holds one of these words")

// tables are the files that hold facts, and the packages of which one has to
// notice a wrong one, those that answer fastest first.
var tables = []struct {
	file string
	told []string
}{
	{"internal/column/approval.go", []string{"internal/column", "internal/form", "internal/check"}},
	{"internal/column/county.go", []string{"internal/column", "templates"}},
	{"internal/column/city.go", []string{"internal/column", "templates"}},
	{"internal/column/header.go", []string{"internal/column", "templates"}},
	{"internal/column/output.go", []string{"internal/column", "internal/report"}},
	{"internal/column/words.go", []string{"internal/column", "internal/form", "templates"}},

	{"internal/assist/application.go", []string{"internal/assist", "internal/check", "internal/report"}},
	{"internal/assist/contact.go", []string{"internal/assist", "internal/check"}},
	{"internal/assist/date.go", []string{"internal/assist", "internal/form"}},
	{"internal/assist/doubt.go", []string{"internal/assist", "internal/overview"}},
	{"internal/assist/facts.go", []string{"internal/assist", "internal/report"}},
	{"internal/assist/finding.go", []string{"internal/assist", "docs", "internal/check"}},
	{"internal/assist/judged.go", []string{"internal/assist", "internal/check", "internal/report"}},
	{"internal/assist/life.go", []string{"internal/assist", "internal/report"}},
	{"internal/assist/meant.go", []string{"internal/assist", "internal/form"}},
	{"internal/assist/office.go", []string{"internal/assist", "internal/report"}},
	{"internal/assist/paper.go", []string{"internal/assist", "internal/place", "internal/form", "internal/report"}},
	{"internal/assist/person.go", []string{"internal/assist"}},
	{"internal/assist/product.go", []string{"internal/assist", "internal/form", "internal/check"}},
	{"internal/assist/termsbook.go", []string{"internal/assist", "internal/form", "internal/terms"}},
	{"internal/assist/bounds.go", []string{"internal/assist", "internal/check", "internal/form"}},
	{"internal/assist/plan.go", []string{"internal/assist", "internal/plan", "internal/report"}},
	{"internal/assist/roster.go", []string{"internal/assist", "internal/report"}},
	{"internal/assist/row.go", []string{"internal/assist", "internal/check"}},
	{"internal/assist/rule.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_city.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_file.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_judged.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_others.go", []string{"internal/assist", "docs"}},
	{"internal/assist/rules_row.go", []string{"internal/assist", "docs"}},
	{"internal/assist/submission.go", []string{"internal/assist", "docs", "internal/check"}},
	{"internal/assist/terms.go", []string{"internal/assist", "templates"}},

	{"internal/form/fold.go", []string{"internal/form"}},
	{"internal/form/blank.go", []string{"internal/form", "templates"}},
	{"internal/form/claim.go", []string{"internal/form", "templates"}},
	{"internal/form/declared.go", []string{"internal/form", "templates"}},
	{"internal/form/decode.go", []string{"internal/form", "templates"}},
	{"internal/form/value.go", []string{"internal/form", "templates"}},
	{"internal/form/value_number.go", []string{"internal/form", "templates"}},
	{"internal/form/words.go", []string{"internal/form", "templates"}},
	{"internal/form/forms.go", []string{"internal/form", "templates", "docs"}},
	{"internal/form/forms_terms.go", []string{"internal/form", "templates", "docs"}},
	{"internal/form/manual.go", []string{"internal/form", "templates", "docs"}},
	{"internal/form/own.go", []string{"internal/form"}},
	{"internal/form/scan.go", []string{"internal/form"}},
	{"internal/form/terms_sense.go", []string{"internal/form", "internal/terms"}},
	{"internal/terms/jump.go", []string{"internal/terms"}},
	{"internal/terms/deleted.go", []string{"internal/terms"}},

	{"internal/check/file.go", []string{"internal/check"}},
	{"internal/check/rules.go", []string{"internal/check"}},
	{"internal/check/value.go", []string{"internal/check"}},
	{"internal/audit/audit.go", []string{"internal/audit"}},
	{"internal/audit/contact.go", []string{"internal/audit"}},
	{"internal/fault/fault.go", []string{"internal/fault"}},
	{"internal/history/entries.go", []string{"internal/history"}},
	{"internal/inbox/ignore.go", []string{"internal/inbox"}},
	{"internal/inbox/inbox.go", []string{"internal/inbox", "internal/report"}},
	{"internal/place/ours.go", []string{"internal/place"}},
	{"internal/report/doc_slip.go", []string{"internal/report"}},
	{"internal/report/findings.go", []string{"internal/report"}},
}

// fact is one value of a table, and what it is turned into.
type fact struct {
	table  int
	where  string
	offset int // of the value in its file
	is     string
	kind   string // its type, as the file may write it
	into   string
}

// TestNoFactOfATableIsUnseen turns the facts of the tables, one at a time, and
// asks that some test fails each time. No file is touched: the compiler is handed
// tables in which every value asks, when the program begins, whether it is the one
// that is turned; so that each package of tests is compiled once.
func TestNoFactOfATableIsUnseen(t *testing.T) {
	facts := factsOf(t)
	bins := compileTurning(t, facts)
	done, count := make([]int, len(tables)), make([]int, len(tables))
	for _, f := range facts {
		count[f.table]++
	}
	var one sync.Mutex
	var all sync.WaitGroup
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for n := range work {
				f := facts[n]
				by := noticed(bins, tables[f.table].told, n)
				one.Lock()
				if done[f.table]++; !by {
					t.Errorf("%s: nobody notices %s in place of %s", f.where, f.into, f.is)
				}
				one.Unlock()
			}
		})
	}
	step := make([]int, len(tables))
	for n, f := range facts {
		if !slices.ContainsFunc(strings.Fields(*among), func(part string) bool { return strings.Contains(tables[f.table].file, part) }) {
			continue
		}
		every := 1
		if *mutants > 0 {
			every = max(1, count[f.table] / *mutants)
		}
		if step[f.table]++; step[f.table]%every == 0 {
			work <- n
		}
	}
	close(work)
	all.Wait()
	for i, table := range tables {
		if done[i] == 0 {
			continue
		}
		t.Logf("%s: %d of %d facts turned", table.file, done[i], count[i])
	}
}

// factsOf are the facts of all tables: the texts, numbers, true and named values
// of their variables and constants.
func factsOf(t *testing.T) (list []fact) {
	t.Helper()
	used := usesOf(t)
	for i, table := range tables {
		before := len(list)
		for _, c := range all(t) {
			for _, f := range c.files {
				if strings.HasPrefix(c.where(f.Pos()), table.file+":") {
					list = append(list, c.facts(f, i, used)...)
				}
			}
		}
		if len(list) == before {
			t.Fatalf("%s has no facts", table.file)
		}
	}
	return list
}

// facts are those of a file.
func (c checked) facts(file *ast.File, table int, used map[string][]string) (list []fact) {
	for _, d := range file.Decls {
		decl, is := d.(*ast.GenDecl)
		if !is || decl.Tok != token.VAR && decl.Tok != token.CONST || c.counts(decl) {
			continue
		}
		fixed := c.constantsOf(decl, used)
		ast.Inspect(decl, func(n ast.Node) bool {
			e, is := n.(ast.Expr)
			if !is || fixed[n] {
				return !fixed[n]
			}
			into, typ := c.otherwise(e)
			if into == "" {
				_, selects := e.(*ast.SelectorExpr)
				return !selects
			}
			kind := kindOf(typ, c.types)
			if as, untyped := c.untyped(decl, e, used); untyped {
				kind = as
			}
			list = append(list, fact{table, c.where(e.Pos()), c.set.Position(e.Pos()).Offset, types.ExprString(e), kind, into})
			return false
		})
	}
	return list
}

// counts reports a declaration with iota, whose values are told from each other
// and mean nothing.
func (c checked) counts(decl *ast.GenDecl) (found bool) {
	ast.Inspect(decl, func(n ast.Node) bool {
		id, is := n.(*ast.Ident)
		found = found || is && id.Name == "iota"
		return !found
	})
	return found
}

// asConstant stands among the uses of a constant that others are made of.
const asConstant = "untyped: of a constant"

// usesOf are the types as which each constant without a type is used, by its name,
// and asConstant where another constant is made of it.
func usesOf(t *testing.T) map[string][]string {
	t.Helper()
	used := map[string][]string{}
	for _, c := range all(t) {
		for _, f := range c.files {
			ast.Inspect(f, func(n ast.Node) bool {
				if decl, is := n.(*ast.GenDecl); is && decl.Tok == token.CONST {
					c.madeOf(decl, used)
				}
				return true
			})
		}
		for e, typed := range c.info.Types {
			id, _ := e.(*ast.Ident)
			if s, selects := e.(*ast.SelectorExpr); selects {
				id = s.Sel
			}
			k, constant := c.info.Uses[id].(*types.Const)
			if !constant || k.Pkg() == nil || !strings.HasPrefix(k.Type().String(), "untyped") {
				continue
			}
			name, kind := nameOf(k), types.TypeString(typed.Type, func(p *types.Package) string { return p.Name() })
			if !slices.Contains(used[name], kind) {
				used[name] = append(used[name], kind)
			}
		}
	}
	return used
}

// madeOf notes the constants that those of a declaration are made of.
func (c checked) madeOf(decl *ast.GenDecl, used map[string][]string) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, is := n.(*ast.Ident); is {
			if k, constant := c.info.Uses[id].(*types.Const); constant && k.Pkg() != nil {
				used[nameOf(k)] = append(used[nameOf(k)], asConstant)
			}
		}
		return true
	})
}

// untyped is the type as which a constant without one is used, whose value e is.
func (c checked) untyped(decl *ast.GenDecl, e ast.Expr, used map[string][]string) (kind string, is bool) {
	for _, s := range decl.Specs {
		if v, values := s.(*ast.ValueSpec); values && decl.Tok == token.CONST && v.Type == nil && v.Pos() <= e.Pos() && e.End() <= v.End() {
			if kinds := used[nameOf(c.info.Defs[v.Names[0]])]; len(kinds) == 1 && !strings.HasPrefix(kinds[0], "untyped") {
				return strings.TrimPrefix(kinds[0], c.types.Name()+"."), true
			}
		}
	}
	return "", false
}

// constantsOf are the parts of a declaration that the language wants constant, or
// that are no values: lengths and keys of arrays, tags, names, and constants
// without a type that are used as several.
func (c checked) constantsOf(decl *ast.GenDecl, used map[string][]string) map[ast.Node]bool {
	fixed := map[ast.Node]bool{}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, name := range n.Names {
				fixed[name] = true
			}
			kinds := used[nameOf(c.info.Defs[n.Names[0]])]
			if len(kinds) > 1 || len(kinds) == 1 && strings.HasPrefix(kinds[0], "untyped") {
				fixed[n] = true
			}
		case *ast.ArrayType:
			if n.Len != nil {
				fixed[n.Len] = true
			}
		case *ast.Field:
			if n.Tag != nil {
				fixed[n.Tag] = true
			}
		case *ast.CompositeLit:
			if _, isMap := c.info.Types[n].Type.Underlying().(*types.Map); isMap {
				break
			}
			for _, e := range n.Elts {
				if kv, is := e.(*ast.KeyValueExpr); is {
					fixed[kv.Key] = true
				}
			}
		}
		return true
	})
	return fixed
}

// otherwise is another value in place of one, and its type; "" for what is no fact.
func (c checked) otherwise(e ast.Expr) (into string, typ types.Type) {
	switch e := e.(type) {
	case *ast.BasicLit:
		typ = c.info.Types[e].Type
		switch e.Kind {
		case token.STRING:
			if s, err := strconv.Unquote(e.Value); err == nil {
				return strconv.Quote(s + "另"), typ
			}
		case token.INT, token.FLOAT:
			return e.Value + "+1", typ
		}
	case *ast.Ident:
		if e.Name == "true" {
			return "false", types.Typ[types.Bool]
		}
		return c.neighbour(c.info.Uses[e])
	case *ast.SelectorExpr:
		return c.neighbour(c.info.Uses[e.Sel])
	}
	return "", nil
}

// neighbour is the next constant of the same named type, as the package calls it.
func (c checked) neighbour(o types.Object) (string, types.Type) {
	is, constant := o.(*types.Const)
	if !constant || is.Pkg() == nil {
		return "", nil
	}
	named, ours := types.Unalias(is.Type()).(*types.Named)
	if !ours {
		return "", nil
	}
	var kin []string
	for _, name := range is.Pkg().Scope().Names() {
		k, constant := is.Pkg().Scope().Lookup(name).(*types.Const)
		if constant && types.Identical(k.Type(), named) && (k.Exported() || is.Pkg() == c.types) {
			kin = append(kin, name)
		}
	}
	at := slices.Index(kin, is.Name())
	if len(kin) < 2 || at < 0 {
		return "", nil
	}
	name := kin[(at+1)%len(kin)]
	if is.Pkg() != c.types {
		name = is.Pkg().Name() + "." + name
	}
	return name, is.Type()
}

// kindOf is a type as a file of a package writes it.
func kindOf(typ types.Type, in *types.Package) string {
	return types.TypeString(types.Default(typ), func(p *types.Package) string {
		if p == in {
			return ""
		}
		return p.Name()
	})
}

// turning is what is added to each package with tables.
const turning = `package %s

import (
	"os"
	"strconv"
)

var turned, _ = strconv.Atoi(os.Getenv("BANGFU_TURNED"))

func factNumbered[T any](n int, is, into T) T {
	if n == turned {
		return into
	}
	return is
}
`

// compileTurning compiles the tests that are to notice, with tables in which the
// fact of the number in BANGFU_TURNED is turned; its numbers begin with 1.
func compileTurning(t *testing.T, facts []fact) map[string]string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	overlay := map[string]string{}
	put := func(path, text string) {
		t.Helper()
		file := filepath.Join(dir, strconv.Itoa(len(overlay))+".go")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		overlay[path] = file
	}
	for i, table := range tables {
		path := filepath.Join(root, filepath.FromSlash(table.file))
		put(path, turningTable(t, path, facts, i))
		if home := filepath.Join(filepath.Dir(path), "turning_overlay.go"); overlay[home] == "" {
			put(home, fmt.Sprintf(turning, filepath.Base(filepath.Dir(path))))
		}
	}
	replace, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, replace, 0o600); err != nil {
		t.Fatal(err)
	}
	bins := map[string]string{}
	for _, table := range tables {
		for _, p := range table.told {
			if bins[p] != "" {
				continue
			}
			bins[p] = filepath.Join(dir, strings.ReplaceAll(p, "/", "_")+".test")
			build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", file, "-o", bins[p], "./"+p)
			build.Dir = root
			if out, err := build.CombinedOutput(); err != nil {
				t.Fatalf("%s: %s", p, out)
			}
			if !passes(bins[p], p, 0) {
				t.Fatalf("the tests of %s fail with no fact turned", p)
			}
		}
	}
	return bins
}

// turningTable is the text of a table in which each fact asks whether it is turned.
func turningTable(t *testing.T, path string, facts []fact, table int) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for n, f := range slices.Backward(facts) {
		if f.table != table {
			continue
		}
		is := text[f.offset:][:len(f.is)]
		text = text[:f.offset] + fmt.Sprintf("factNumbered[%s](%d, %s, %s)", f.kind, n+1, is, f.into) + text[f.offset+len(f.is):]
	}
	return variables(text)
}

// variables makes variables of the constants of a table that ask for a fact; those
// of a group are written behind it.
func variables(text string) string {
	var out, behind []string
	group := false
	for _, line := range strings.Split(text, "\n") {
		asks := strings.Contains(line, "factNumbered[")
		rest, single := strings.CutPrefix(line, "const ")
		switch {
		case line == "const (":
			group = true
		case line == ")" && group:
			out, group = append(out, ")"), false
			line, behind = strings.Join(behind, "\n"), nil
		case group && asks:
			behind = append(behind, "var "+line)
			line = ""
		case single && asks:
			line = "var " + rest
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// noticed reports whether a test of some packages fails with a fact turned.
func noticed(bins map[string]string, packages []string, n int) bool {
	return slices.ContainsFunc(packages, func(p string) bool { return !passes(bins[p], p, n+1) })
}

// passes reports whether the tests of a package pass with the fact of a number
// turned; what takes too long fails.
func passes(bin, p string, number int) bool {
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Minute)
	defer stop()
	run := exec.CommandContext(ctx, bin, "-test.failfast")
	run.Dir = filepath.Join("..", "..", filepath.FromSlash(p))
	run.Env = append(os.Environ(), "BANGFU_TURNED="+strconv.Itoa(number))
	out, err := run.CombinedOutput()
	if errors.As(err, new(*exec.ExitError)) && number == 0 {
		fmt.Println(string(out))
	}
	return err == nil
}
