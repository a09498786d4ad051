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

// A line whose numbers and brackets have room beside them, or that is spread to
// the margin, is found and copied as it was written: no space comes in.
func TestOfficeCopiesLinesWithoutSpaces(t *testing.T) {
	sentences := []string{"本周应报送单位11个，已报送10个：按时9个、迟报1个；未报1个。本周审核申请63户，其中备案39户、待核5户、退回15户、不符合4户。", "云烟(硬紫)少77条、黄金叶(硬小目标)少59条"}
	table := paper.Table{Columns: []paper.Column{{Header: "名称"}, {Header: "条数"}}, Rows: [][]string{{"利群(硬新版)", "95条"}}}
	_, file := drawn(t, paper.Doc{Title: "周报", Blocks: []paper.Block{paper.Paragraph{Text: sentences[0]}, paper.Paragraph{Text: sentences[1]}, table}})
	path := filepath.Join(t.TempDir(), "周报.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(said), "\n", "")
	for _, want := range append(sentences, "利群(硬新版)", "95条") {
		if !strings.Contains(text, want) {
			t.Errorf("%s: copied as %s", want, text)
		}
	}
	if strings.Contains(string(said), " ") {
		t.Errorf("spaces in %q", said)
	}
}
