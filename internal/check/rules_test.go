package check

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

var update = flag.Bool("update", false, "write what the rules say into the test files")

func TestCatalogueIsWhole(t *testing.T) {
	for _, r := range assist.Rules() {
		if r.Level != assist.Level(r.Code[:1]) || r.Clause == "" || r.When == "" || r.Fix == "" || r.Turn == "" {
			t.Errorf("%s lacks a level, clause, text, advice or turn: %+v", r.Code, r)
		}
	}
}

// TestRules plays every test file: a row that passes, a row that does not, and
// what is said about them.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txt")
		have = append(have, code)
		t.Run(code, func(t *testing.T) { play(t, file, code) })
	}
	var want []string
	for _, r := range assist.Rules() {
		if r.Level != assist.LevelSignal && !slices.Contains([]string{"N018", "N709", "N710", "N810", "N812"}, r.Code) { // raised by audit and by batch, proved there
			want = append(want, r.Code)
		}
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(have, want) {
		t.Errorf("test files: %v\nwant one for each of: %v", have, want)
	}
}

func play(t *testing.T, file, code string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, list := examples(string(text))
	passed, failed := 0, 0
	out := head
	for _, e := range list {
		got, codes := perform(t, e)
		said := slices.Contains(codes, code)
		if e.passes == said {
			t.Errorf("%s:%d: passes=%v, but said=%v:\n%s", file, e.at, e.passes, said, got)
		}
		if e.passes {
			passed++
		} else {
			failed++
		}
		if got != e.want && !*update {
			t.Errorf("%s:%d: got\n%swant\n%s", file, e.at, got, e.want)
		}
		out += e.text(got)
	}
	if passed == 0 || failed == 0 {
		t.Errorf("%s: %d passing and %d failing cases, want one of each at least", file, passed, failed)
	}
	if *update && out != string(text) {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// examples reads a test file: a heading, then cases that begin with "== 通过" or
// "== 不通过", each ending in "应得" with what is said, indented.
func examples(text string) (head string, list []example) {
	section, expecting := -1, false
	for i, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		switch {
		case strings.HasPrefix(l, "=="):
			list = append(list, example{passes: strings.TrimSpace(l[2:]) == "通过", at: i + 1})
			section, expecting = len(list)-1, false
		case section < 0:
			head += l + "\n"
		case l == "应得":
			expecting = true
		case expecting && l != "":
			list[section].want += l + "\n"
		case l != "":
			list[section].lines = append(list[section].lines, l)
		}
	}
	return head, list
}

func (e example) text(got string) string {
	word := "不通过"
	if e.passes {
		word = "通过"
	}
	lines := ""
	if len(e.lines) > 0 {
		lines = strings.Join(e.lines, "\n") + "\n"
	}
	return "== " + word + "\n" + lines + "应得\n" + got + "\n"
}
