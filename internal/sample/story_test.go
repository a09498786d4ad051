package sample_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/form"
	"bangfu/internal/sample"
	"bangfu/samples"
	"bangfu/templates"
)

var update = flag.Bool("update", false, "write the files of the sample city anew")

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

// The committed files are what the tables of the story make: the same parts
// with the same content, however they are compressed.
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
		if content(got) != content(made[path]) {
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

// content is a digest of the parts of a package, or of the bytes of another
// file. A cut package is told by its first half: its end depends on the compressor.
func content(b []byte) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		if bytes.HasPrefix(b, []byte("PK")) {
			return "cut"
		}
		return fmt.Sprintf("%x", sha256.Sum256(b))
	}
	sum := sha256.New()
	for _, f := range z.File {
		fmt.Fprintln(sum, f.Name)
		r, err := f.Open()
		if err != nil {
			return err.Error()
		}
		if _, err := io.Copy(sum, r); err != nil {
			return err.Error()
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
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
	for _, told := range story(t).Told() {
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
