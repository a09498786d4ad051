//go:build office

package read

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

var boolsAsFormulas = regexp.MustCompile(`(bool (?:TRUE|FALSE))=`)

// TestXLSFromLibreOffice lets LibreOffice save a workbook as .xls and as .csv,
// and asks for the same cells as the .xlsx gave.
// otherInODS is what LibreOffice itself changes: a boolean becomes a number with a
// formula, and the first two months of 1900 have no day that never was.
var otherInODS = regexp.MustCompile(` E=(?:bool (?:TRUE|FALSE)|[01]=)| H=date 1900-0\S+`)

func TestXLSFromLibreOffice(t *testing.T) {
	dir := t.TempDir()
	src := filepath.Join(dir, "表.xlsx")
	if err := os.WriteFile(src, writtenBook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	convert := func(from, to string) []byte {
		cmd := exec.Command("soffice", "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", to, "--outdir", dir, from)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		b, err := os.ReadFile(filepath.Join(dir, "表."+to))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	want, _ := mustRead(t, writtenBook(t), "表.xlsx")
	got, book := mustRead(t, convert(src, "xls"), "表.xls")
	if book.Format() != "xls" {
		t.Errorf("format %s", book.Format())
	}
	// LibreOffice writes a boolean of .xls as the formula TRUE() or FALSE().
	wantText(t, boolsAsFormulas.ReplaceAllString(got, "$1"), want)
	mustRead(t, convert(src, "csv"), "表.csv")

	got, book = mustRead(t, convert(src, "ods"), "表.ods")
	if book.Format() != "ods" {
		t.Errorf("format %s", book.Format())
	}
	wantText(t, otherInODS.ReplaceAllString(got, ""), otherInODS.ReplaceAllString(want, ""))
	back, _ := mustRead(t, convert(filepath.Join(dir, "表.xls"), "xlsx"), "表.xlsx")
	wantText(t, boolsAsFormulas.ReplaceAllString(back, "$1"), want)
}
