//go:build office

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/xlsx/read"
)

// keys is a macro that types into a cell as a person does: where the cell is no
// text, digits become a number. What goes wrong ends the office all the same.
const keys = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Keys" script:language="StarBasic">Sub Press(doc, command, what, value)
  Dim u As New com.sun.star.util.URL
  u.Complete = command
  createUnoService("com.sun.star.util.URLTransformer").parseStrict(u)
  Dim a(0) As New com.sun.star.beans.PropertyValue
  a(0).Name = what
  a(0).Value = value
  doc.CurrentController.Frame.queryDispatch(u, "", 0).dispatch(u, a())
End Sub

Sub KeyIn(source, target, cell, text)
  On Error Goto Done
  Dim none()
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, none())
  Press(doc, ".uno:GoToCell", "ToPoint", cell)
  Press(doc, ".uno:EnterString", "StringName", text)
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(target, kind())
  doc.close(True)
Done:
  StarDesktop.terminate()
End Sub
</script:module>`

const keysLibrary = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Keys"/></library:library>`

// desk is a LibreOffice with a profile of its own.
type desk struct {
	*testing.T
	dir string
}

// newDesk starts the office once, which lays out its profile, and puts the macro in.
func newDesk(t *testing.T) desk {
	d := desk{t, t.TempDir()}
	d.office("--terminate_after_init")
	basic := filepath.Join(d.dir, "profile", "user", "basic", "Standard")
	for name, text := range map[string]string{"script.xlb": keysLibrary, "Keys.xba": keys} {
		if err := os.WriteFile(filepath.Join(basic, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func (d desk) office(args ...string) {
	d.Helper()
	out, err := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + d.dir + "/profile", "--headless"}, args...)...).CombinedOutput()
	if err != nil {
		d.Fatalf("%v: %s", err, out)
	}
}

// keyIn types into a cell of a workbook of the desk and tells what the cell then
// holds: a text, or a number with the digits that are left of it.
func (d desk) keyIn(book, sheetName, cell, text string) string {
	d.Helper()
	url := func(name string) string { return "file://" + filepath.Join(d.dir, name) }
	d.office(fmt.Sprintf(`macro:///Standard.Keys.KeyIn("%s","%s","$%s.%s","%s")`, url(book), url("typed.xlsx"), sheetName, cell, text))
	data, err := os.ReadFile(filepath.Join(d.dir, "typed.xlsx"))
	if err != nil {
		d.Fatal(err)
	}
	b, err := read.Open(context.Background(), bytes.NewReader(data), int64(len(data)), "typed.xlsx", read.Limits{})
	if err != nil {
		d.Fatal(err)
	}
	for i, s := range b.Sheets() {
		for r, err := range b.Rows(context.Background(), i) {
			if err != nil {
				d.Fatal(err)
			}
			for _, c := range r.Cells {
				if s.Name == sheetName && fmt.Sprintf("%c%d", 'A'+c.Col-1, r.Number) == cell {
					return c.Text
				}
			}
		}
	}
	return ""
}

// TestOfficeKeepsAnIDTypedIntoAReceipt: whoever types an 18-digit number into a
// marked cell keeps all of it, though the file came as .csv, .xls, .ods or .xlsx.
func TestOfficeKeepsAnIDTypedIntoAReceipt(t *testing.T) {
	const id, lost, cell = "140221197001010012", "140221197001010000", "C2"
	const head = "业务类型,许可证号,身份证号,客户名称,经营者姓名\n"
	d := newDesk(t)
	if err := os.WriteFile(filepath.Join(d.dir, "申请表.csv"), []byte(head+"新增,140221100001,140221197001,样店,样人\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"xlsx", "xls", "ods"} {
		d.office("--infilter=CSV:44,34,76,1,,0,false,true", "--convert-to", to, "--outdir", d.dir, filepath.Join(d.dir, "申请表.csv"))
	}
	for _, ending := range []string{"csv", "xls", "ods", "xlsx"} {
		file := "申请表." + ending
		name := "申请表"
		if status, out := said(quiet(), "check", filepath.Join(d.dir, file)); status != statusDone || !strings.Contains(out, "V111") {
			t.Fatalf("%s: %d %s", file, status, out)
		}
		if got := d.keyIn("申请表_核对.xlsx", name, cell, id); got != id {
			t.Errorf("%s: the cell holds %s", file, got)
		}
		if ending != "csv" {
			if got := d.keyIn(file, name, cell, id); got != lost {
				t.Errorf("%s: without a mark the cell holds %s; the test proves nothing", file, got)
			}
		}
	}
}
