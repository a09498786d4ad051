package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/overview"
	"bangfu/internal/sample"
	"bangfu/internal/xlsx/proof"
)

// Every row of the story ends as the story tells, on Monday and at the end of
// the week.
func TestStoryComesTrue(t *testing.T) {
	standard, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	story, err := sample.ReadStory(standard)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := story.Steps()
	if err != nil {
		t.Fatal(err)
	}
	w := system()
	w.out, w.err, w.tty = &bytes.Buffer{}, &bytes.Buffer{}, false
	dir := filepath.Join(t.TempDir(), "演示")
	if err := (demoCmd{dir}).prepare(w, story); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	site, err := workspace{dir}.open(ctx, w, alone)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	d := &demo{world: w, story: story, site: site, outputs: map[string]bool{}}
	seen := 0
	for _, step := range steps {
		if err := d.play(ctx, step); err != nil {
			t.Fatal(err)
		}
		for _, told := range story.Expected() {
			want := told.Outcome[step.Name]
			if want == "" || want == "-" {
				continue
			}
			seen++
			trace, err := site.Reader().Trace(ctx, told.Licence, false)
			if err != nil {
				t.Fatal(err)
			}
			if got := outcomeIn(trace, story.Terms().Code(told.Unit)); got != want {
				t.Errorf("%s %s %s: %s, the story says %s", step.Name, told.Unit, told.Licence, got, want)
			}
		}
	}
	if seen != 59+66 {
		t.Errorf("%d outcomes compared", seen)
	}
	soundWorkbooks(t, dir, 40)
}

// soundWorkbooks fails for each workbook below a folder that Excel would mend.
func soundWorkbooks(t *testing.T, dir string, least int) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		b, err := os.ReadFile(path)
		n++
		proof.Valid(t, filepath.Base(path), b)
		return err
	})
	if err != nil || n < least {
		t.Errorf("%d workbooks looked at: %v", n, err)
	}
}

// outcomeIn is the outcome of a licence's last row of 申请表 from a unit.
func outcomeIn(t overview.Trace, code string) string {
	last := "没有这一行"
	for _, r := range t.Rows {
		if r.Sheet == "申请表" && strings.HasPrefix(r.Receipt, "HZ-"+code+"-") {
			last = fmt.Sprint(r.Outcome)
		}
	}
	return last
}
