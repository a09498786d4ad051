package house

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoCityIsWritten keeps the names of the built-in city out of the program:
// they stand in templates/data, in the sample city and in tests.
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
		}
	}
}
