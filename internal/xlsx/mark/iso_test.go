package mark

import (
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
)

// kitStrict writes a workbook as Excel does under "Strict Open XML".
func kitStrict(parts []proof.Part) []proof.Part {
	to := strings.NewReplacer(
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/customProperties",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/",
		`<workbook xmlns=`, `<workbook conformance="strict" xmlns=`,
	)
	for i := range parts {
		parts[i].Text = to.Replace(parts[i].Text)
	}
	return parts
}

// A strict workbook comes back in the names that every reader knows.
func TestMarkOfAStrictWorkbookIsThatOfATransitionalOne(t *testing.T) {
	strict := proof.Zip(t, kitStrict(proof.County()))
	if !strings.Contains(proof.Unzip(t, strict)["xl/worksheets/sheet2.xml"], "purl.oclc.org") {
		t.Fatal("the workbook is not strict")
	}
	out, _ := kitMark(t, strict, kitMarking())
	plain, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	got, want := proof.Unzip(t, out), proof.Unzip(t, plain)
	for name, text := range got {
		if text != want[name] {
			t.Errorf("%s\n got %s\nwant %s", name, text, want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d parts, want %d", len(got), len(want))
	}
}

// Code that no relationship leads to goes too.
func TestMarkDropsStrayMacros(t *testing.T) {
	out, lost := kitMark(t, proof.Zip(t, proof.County(proof.Put("xl/vbaProject.bin", "code"))), kitMarking())
	if _, there := proof.Unzip(t, out)["xl/vbaProject.bin"]; there || strings.Join(lost, "") != "宏（VBA 代码）" {
		t.Errorf("there %v, lost %q", there, lost)
	}
}
