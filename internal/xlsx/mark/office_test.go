//go:build office

package mark

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

// officeFiles are what Excel, WPS and their like are to open.
func officeFiles(t *testing.T) map[string][]byte {
	book, err := write.Write(proof.Book())
	if err != nil {
		t.Fatal(err)
	}
	kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", ` x14ac:dummy="1"`, "") // openpyxl stumbles over what it does not know
	marked, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	again, _ := kitMark(t, marked, kitAgain())
	front, err := write.FrontOnly(kitMarking())
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"book": book, "marked": marked, "again": again, "front": front}
}

// LibreOffice opens what we write and shows what it says.
func TestOfficeOpensWhatWeWrite(t *testing.T) {
	dir := t.TempDir()
	words := map[string]string{"book": "备案汇总表", "marked": "HZ-PCQ-20261127-001", "again": "HZ-PCQ-20261128-001", "front": "HZ-PCQ-20261127-001"}
	for name, b := range officeFiles(t) {
		file := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", dir, file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		text, err := os.ReadFile(filepath.Join(dir, name+".csv"))
		if err != nil || !strings.Contains(string(text), words[name]) {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

// openpyxl, whole and read-only, sees every cell, note and fill.
func TestOpenpyxlReadsWhatWeWrite(t *testing.T) {
	const script = `
import sys, openpyxl
for name in sys.argv[2:]:
    path = sys.argv[1] + "/" + name + ".xlsx"
    whole = openpyxl.load_workbook(path)
    for ws in whole:
        cells = [c for r in ws.iter_rows() for c in r]
        quick = openpyxl.load_workbook(path, read_only=True)[ws.title]
        n = sum(1 for r in quick.rows for c in r if c.value is not None)
        print(name, ws.title, sum(1 for c in cells if c.value is not None), n, sum(1 for c in cells if c.comment))
`
	dir := t.TempDir()
	for name, b := range officeFiles(t) {
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("/usr/bin/python3", "-c", script, dir, "book", "marked", "again", "front").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := `book 汇总 26 26 0
book 导入 4 4 0
marked 回执 7 7 0
marked 申请表 13 13 2
marked 底稿 1 1 0
again 回执 7 7 0
again 申请表 12 12 2
again 底稿 1 1 0
front 回执 5 5 0
`
	if string(out) != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// A receipt that LibreOffice saved still knows what was the clerk's.
func TestOfficeKeepsWhatIsRemembered(t *testing.T) {
	dir := t.TempDir()
	first, _ := kitMark(t, proof.Zip(t, ownLooks()), long(kitMarking()))
	file := filepath.Join(dir, "回执.xlsx")
	if err := os.WriteFile(file, first, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "改"), file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "改", "回执.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	out, _ := kitMark(t, saved, mended())
	parts := proof.Unzip(t, out)
	w, styles := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet2.xml"]), proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if got := styles.Colour(w.Cell("B4")); got != "FFFF00" || w.Rows[2].Height != 21 {
		t.Errorf("B4 is %q, row 4 is %g high", got, w.Rows[2].Height)
	}
}
