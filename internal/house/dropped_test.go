package house

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// harmless are calls whose error nobody can do anything about, or that cannot fail.
var harmless = []string{
	"fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "fmt.Print", "fmt.Printf", "fmt.Println", // the terminal is gone
	"strconv.Atoi", "strconv.ParseInt", // of digits that were matched before: what is none is 0
	"(io.Writer).Write",                                                                     // of a hash, which never fails
	"(*bytes.Buffer).", "(*strings.Builder).", "(hash.Hash).Write", "(*bufio.Writer).Write", // never, or told by Flush
}

// TestNoErrorIsDropped finds calls whose error is thrown away without a word: a
// call that stands alone, and a blank in the place of an error. Where that is
// right, a comment on the line says why.
func TestNoErrorIsDropped(t *testing.T) {
	for _, c := range all(t) {
		if slices.Contains(ofTests, c.path) {
			continue
		}
		for _, f := range c.files {
			told := map[int]bool{} // lines with a comment
			for _, g := range f.Comments {
				told[c.set.Position(g.Pos()).Line] = true
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if what := c.dropped(n); what != "" && !told[c.set.Position(n.Pos()).Line] {
					t.Errorf("%s: the error of %s is dropped", c.where(n.Pos()), what)
				}
				return true
			})
		}
	}
}

// dropped names the call whose error a statement throws away; "" for none.
func (c checked) dropped(n ast.Node) string {
	switch n := n.(type) {
	case *ast.ExprStmt:
		if call, ok := n.X.(*ast.CallExpr); ok && c.fails(call, -1) {
			return c.called(call)
		}
	case *ast.AssignStmt:
		if len(n.Rhs) != 1 {
			return ""
		}
		call, ok := n.Rhs[0].(*ast.CallExpr)
		for i, to := range n.Lhs {
			if id, blank := to.(*ast.Ident); ok && blank && id.Name == "_" && c.fails(call, i) {
				return c.called(call)
			}
		}
	}
	return ""
}

// fails reports whether the i-th result of a call is an error, or with -1 the last.
func (c checked) fails(call *ast.CallExpr, i int) bool {
	kind := c.info.Types[call].Type
	if list, ok := kind.(*types.Tuple); ok {
		if list.Len() == 0 {
			return false
		}
		if i < 0 {
			i = list.Len() - 1
		}
		kind = list.At(i).Type()
	} else if i > 0 {
		return false
	}
	if kind == nil || kind.String() != "error" {
		return false
	}
	for _, h := range harmless {
		if strings.HasPrefix(c.called(call), h) {
			return false
		}
	}
	return true
}

// called names the function of a call.
func (c checked) called(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		if o, ok := c.info.Uses[f].(*types.Func); ok {
			return o.FullName()
		}
	case *ast.SelectorExpr:
		if o, ok := c.info.Uses[f.Sel].(*types.Func); ok {
			return o.FullName()
		}
	}
	return "a function"
}
