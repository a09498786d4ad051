//go:build office

package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/paper"
)

// What a person searches for and copies is the name itself, also with a
// character that is drawn as an outline.
func TestOfficeCopiesRareCharacters(t *testing.T) {
	_, file := drawn(t, paper.Doc{Title: "名单", Blocks: []paper.Block{paper.Paragraph{Text: "经营者刘𬭊申报，客户名称为甄𬭚便民商店。"}}})
	path := filepath.Join(t.TempDir(), "名单.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.ReplaceAll(string(said), "\n", ""); !strings.Contains(text, "经营者刘𬭊申报，客户名称为甄𬭚便民商店。") {
		t.Errorf("copied as %q", text)
	}
}
