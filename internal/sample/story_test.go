package sample_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/sample"
	"bangfu/internal/sheet/sheettest"
	"bangfu/internal/xlsx/read"
	"bangfu/samples"
	"bangfu/templates"
)

var update = flag.Bool("update", false, "write the files of the sample city again")

func builtin(t *testing.T) assist.Terms {
	t.Helper()
	terms, err := form.Standard(templates.Units, templates.Dibao, templates.Products)
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

func story(t *testing.T) *sample.Story {
	t.Helper()
	s, err := sample.ReadStory(builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The committed files are what the tables of the story make, cell by cell.
func TestCommittedEqualsGenerated(t *testing.T) {
	made, err := story(t).Files()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		write(t, made)
		return
	}
	size := 0
	for _, path := range slices.Sorted(maps.Keys(made)) {
		got, err := fs.ReadFile(samples.Drops, path)
		if err != nil {
			t.Errorf("%v; run: go test ./internal/sample -update", err)
			continue
		}
		size += len(got)
		if content(t, got) != content(t, made[path]) {
			t.Errorf("%s differs from what the story makes; run: go test ./internal/sample -update", path)
		}
	}
	if size > 1<<20 {
		t.Errorf("the sample city takes %d bytes, more than a megabyte", size)
	}
	fs.WalkDir(samples.Drops, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() && made[path] == nil {
			t.Errorf("%s is no file of the story (%v)", path, err)
		}
		return nil
	})
}

// content is what a reader sees of a file: every cell of a workbook, however
// it is styled and compressed; the bytes of another file. Where a cut package
// ends depends on the compressor.
func content(t *testing.T, b []byte) string {
	t.Helper()
	if !bytes.HasPrefix(b, []byte("PK")) {
		return fmt.Sprintf("%x", sha256.Sum256(b))
	}
	ctx := context.Background()
	book, err := read.Open(ctx, bytes.NewReader(b), int64(len(b)), "x.xlsx", read.Limits{})
	if err != nil {
		return "cut"
	}
	var w strings.Builder
	for i, s := range book.Sheets() {
		fmt.Fprintln(&w, "==", s.Name)
		for row, err := range book.Rows(ctx, i) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&w, sheettest.DumpRow(row))
		}
	}
	return w.String()
}

func write(t *testing.T, made map[string][]byte) {
	t.Helper()
	top := filepath.Join("..", "..", "samples")
	for _, step := range []string{sample.Monday, sample.Wednesday} {
		if err := os.RemoveAll(filepath.Join(top, step)); err != nil {
			t.Fatal(err)
		}
	}
	for path, b := range made {
		name := filepath.Join(top, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The city is as large as it was meant to be, silent where it was meant to be.
func TestStoryCoversTheCity(t *testing.T) {
	rows := map[string]int{}
	for _, told := range story(t).Expected() {
		if told.Step == sample.Monday || told.Unit == "左云县" {
			rows[told.Unit]++
		}
	}
	got := fmt.Sprint(rows)
	want := "map[云冈区:8 云州区:6 天镇县:5 左云县:5 平城区:10 开发区:5 新荣区:5 浑源县:7 灵丘县:6 阳高县:7]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
