package mark

import (
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
