//go:build unix

package disk

import (
	"os"
	"path/filepath"
	"testing"
)

func TestInside(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"in/a", "out", "é"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(root, "in"), filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, dir string
		want      bool
	}{
		{"in", "in", true},
		{"in/a", "in", true},
		{"in/not yet/b", "in", true},
		{"in", "in/a", false},
		{"inner", "in", false},
		{"out", "in", false},
		{"link", "in", true},
		{"link/a", "in", true},
		{"in/a", "link", true},
		{"link/not yet", "in", true},
		{"IN", "in", true},
		{"not yet/A", "Not Yet", true},
		{"e\u0301", "é", true},
		{"out/../in/a", "in", true},
	} {
		if got := Inside(filepath.Join(root, c.path), filepath.Join(root, c.dir)); got != c.want {
			t.Errorf("%s inside %s: %v", c.path, c.dir, got)
		}
	}
}
