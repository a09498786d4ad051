package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// speaking are the packages whose texts quote the regulation.
var speaking = []string{"assist", "column", "form", "terms", "check", "plan", "audit", "results", "report", "precheck", "overview", "notice", "page", "history", "fault"}

// quoted is a number with a measure that 帮扶标准 states something in.
var quoted = regexp.MustCompile(`([0-9][0-9.]*|[一二两三四五六七八九十百半]+) ?(%|％|个月|天|日内|倍|条|个规格|周|年|岁|户|元)|[0-9三四五六七八九]+ ?次`)

// settled are the numbers that a text may state: they are no value of the
// regulation that could change, but examples, measures and what a form is.
var settled = []string{
	"一天", "一户", "一条", // some day, some customer, carton by carton
	"0 条", "1 条", "50 条", // nothing; what a 件 and a 条 hold
	"一周", "一年", "两周", // the week in question, what 家庭年收入 and a 截单时间 are
	"3 次", // what A101 compares with
	"十二周", // how far a curve goes back
	"2 户", // what two customers share
}

// TestNoFigureOfTheRegulationIsWritten keeps the regulation's numbers out of
// texts: they are filled in from the parameters, as {最多规格数}.
func TestNoFigureOfTheRegulationIsWritten(t *testing.T) {
	found := map[string]bool{}
	for _, pkg := range speaking {
		for file, text := range textsIn(t, pkg) {
			if strings.HasSuffix(file, filepath.Join("assist", "terms.go")) {
				continue // the built-in values themselves stand there
			}
			for _, n := range quoted.FindAllString(text, -1) {
				found[n] = true
				if !slices.Contains(settled, n) {
					t.Errorf("%s: %q in %q", file, n, text)
				}
			}
		}
	}
	for _, n := range settled {
		if !found[n] {
			t.Errorf("%q is written nowhere any more: strike it", n)
		}
	}
}

// literals are the texts in a file.
func literals(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			text, _ := strconv.Unquote(l.Value)
			list = append(list, text)
		}
		return true
	})
	return list
}
