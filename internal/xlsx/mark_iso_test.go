package xlsx

import (
	"io"
	"strings"
	"testing"
)

// markKitStrict writes a workbook as Excel does under "Strict Open XML".
func markKitStrict(parts []markKitPart) []markKitPart {
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
		parts[i].text = to.Replace(parts[i].text)
	}
	return parts
}

// A strict workbook comes back in the names that every reader knows.
func TestMarkOfAStrictWorkbookIsThatOfATransitionalOne(t *testing.T) {
	strict := markKitZip(t, markKitStrict(markKit()))
	if !strings.Contains(markKitUnzip(t, strict)["xl/worksheets/sheet2.xml"], "purl.oclc.org") {
		t.Fatal("the workbook is not strict")
	}
	out, _ := markKitMark(t, strict, markKitMarking())
	plain, _ := markKitMark(t, markKitZip(t, markKit()), markKitMarking())
	got, want := markKitUnzip(t, out), markKitUnzip(t, plain)
	for name, text := range got {
		if text != want[name] {
			t.Errorf("%s\n got %s\nwant %s", name, text, want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d parts, want %d", len(got), len(want))
	}
}

func TestTransitAcrossChunks(t *testing.T) {
	const strict, plain = `<a x="http://purl.oclc.org/ooxml/spreadsheetml/main">`, `<a x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
	for pad := markTransitChunk - len(strict); pad <= markTransitChunk; pad++ {
		for _, fill := range []string{"字", "<"} {
			before := strings.Repeat(fill, pad/len(fill))
			b, err := io.ReadAll(&markTransit{r: io.NopCloser(strings.NewReader(before + strict + before + strict))})
			if want := before + plain + before + plain; err != nil || string(b) != want {
				t.Fatalf("pad %d of %s: %v, %d bytes, want %d", pad, fill, err, len(b), len(want))
			}
		}
	}
}

// Code that no relationship leads to goes too.
func TestMarkDropsStrayMacros(t *testing.T) {
	out, lost := markKitMark(t, markKitZip(t, markKit(markKitPart{"xl/vbaProject.bin", "code"})), markKitMarking())
	if _, there := markKitUnzip(t, out)["xl/vbaProject.bin"]; there || strings.Join(lost, "") != "宏（VBA 代码）" {
		t.Errorf("there %v, lost %q", there, lost)
	}
}
