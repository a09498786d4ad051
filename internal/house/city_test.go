package house

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoCityIsWritten keeps the names of the built-in city and of its
// departments out of the program: they stand in templates/data, in the sample
// city and in tests. A text names a department by the office's word for it.
func TestNoCityIsWritten(t *testing.T) {
	root := filepath.Join("..", "..")
	for dir := range packages(t, root) {
		if dir == "internal/sample" {
			continue
		}
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"大同", "山西", "0352", "大烟"} {
				if strings.Contains(string(text), word) {
					t.Errorf("%s speaks of %s: a city is data", file, word)
				}
			}
			if dir == "internal/config" {
				continue // what an empty bangfu.toml means
			}
			for _, text := range literals(t, file) {
				for _, word := range []string{"营销中心", "内管科", "专卖科"} {
					if strings.Contains(text, word) {
						t.Errorf("%s: %q: a department is data", file, text)
					}
				}
			}
		}
	}
}
