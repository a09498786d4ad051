package mark

import (
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
)

// A strict workbook comes back in the names that every reader knows.
func TestMarkOfAStrictWorkbookIsThatOfATransitionalOne(t *testing.T) {
	strict := proof.Zip(t, proof.Strict(proof.County()))
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
