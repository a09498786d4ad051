package mark

import (
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
)

// Whatever program wrote a workbook, its receipt and the receipt of the mended
// receipt are packages that Excel opens without a word.
func TestReceiptsAreSoundPackages(t *testing.T) {
	for name, kit := range proof.Kits() {
		t.Run(name, func(t *testing.T) {
			first, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
			kitMark(t, first, kitAgain())
		})
	}
}

// Cells of type d are numbers in a receipt, on every sheet, in strict workbooks
// and in others: not every program knows them.
func TestDatesBecomeNumbers(t *testing.T) {
	for _, name := range []string{"dated", "strict dated"} {
		out, _ := kitMark(t, proof.Zip(t, proof.Kits()[name]), kitMarking())
		parts := proof.Unzip(t, out)
		first := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
		second := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet2.xml"])
		if c := first.Cell("B4"); c.V != "46328" || c.T != "" {
			t.Errorf("%s: B4 is %+v", name, c)
		}
		for at, want := range map[string]string{"A2": "46328.25", "B2": "0.00763888888888889", "C2": "0.75", "D2": "1", "E2": "何时"} {
			if c := second.Cell(at); c.V != want {
				t.Errorf("%s: %s is %+v, want %s", name, at, c, want)
			}
		}
	}
}

// A workbook in UTF-16 is marked like any other.
func TestWideTextIsMarked(t *testing.T) {
	out, _ := kitMark(t, proof.Zip(t, proof.Kits()["utf-16"]), kitMarking())
	plain, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	got, want := proof.Unzip(t, out), proof.Unzip(t, plain)
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/workbook.xml"} {
		_, g, _ := strings.Cut(got[part], "?>")
		if w := want[part]; !strings.HasSuffix(w, g) || g == "" {
			t.Errorf("%s\n got %s\nwant %s", part, got[part], w)
		}
	}
}

// What is not marked keeps the look it had, in a workbook without styles too.
func TestNoLookLeaksIntoPlainCells(t *testing.T) {
	for _, name := range []string{"no styles", "no list", "number past list"} {
		out, _ := kitMark(t, proof.Zip(t, proof.Kits()[name]), kitMarking())
		parts := proof.Unzip(t, out)
		styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
		for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} {
			w := proof.Parse[proof.Worksheet](t, parts[part])
			for _, at := range []string{"A1", "B1", "A6"} {
				if xf := styles.Xfs[w.Cell(at).S]; name != "number past list" && (xf.Font != 0 || xf.Fill != 0) {
					t.Errorf("%s: %s %s has the look %+v", name, part, at, xf)
				}
			}
			if part == "xl/worksheets/sheet2.xml" && name == "number past list" {
				if xf := styles.Xfs[w.Cell("A1").S]; xf.Font != 0 || xf.Fill != 0 || w.Cell("A1").S != 7 {
					t.Errorf("A1 of 底稿 has the look %+v", xf)
				}
			}
		}
	}
}
