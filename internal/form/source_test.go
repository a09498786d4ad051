package form

import (
	"iter"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// A workbook as text: "== name" begins a sheet ("== name hidden" a hidden one),
// each further line is a row, cells are separated by |. A line of nothing is a
// row without a value. A cell is a text, or =12 a number, =~12 a number whose
// tail was lost, @2026-11-02 a date cell, #N/A an error, =? a formula without a
// stored value. ␣ is a space at an end, ⏎ a line break.
func book(text string) Source {
	var src Source
	var all [][]sheet.Row
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			name, hidden := strings.CutSuffix(name, " hidden")
			src.Sheets = append(src.Sheets, sheet.Info{Name: name, Hidden: hidden})
			all = append(all, nil)
			continue
		}
		i := len(all) - 1
		all[i] = append(all[i], textRow(line, len(all[i])+1))
	}
	src.Rows = func(i int) iter.Seq2[sheet.Row, error] {
		return func(yield func(sheet.Row, error) bool) {
			for _, r := range all[i] {
				if len(r.Cells) > 0 && !yield(r, nil) {
					return
				}
			}
		}
	}
	src.Extent = func(i int) sheet.Extent { return sheet.Extent{LastRow: len(all[i])} }
	return src
}

func textRow(line string, number int) sheet.Row {
	r := sheet.Row{Number: number}
	for i, s := range strings.Split(line, "|") {
		if c := textCell(strings.TrimSpace(s)); c.Kind != sheet.Empty {
			c.Col = i + 1
			r.Cells = append(r.Cells, c)
		}
	}
	return r
}

func textCell(s string) sheet.Cell {
	s = strings.NewReplacer("␣", " ", "⏎", "\n").Replace(s)
	if s == "" {
		return sheet.Cell{}
	}
	rest := s[1:]
	switch {
	case s == "&图片":
		return sheet.Cell{Kind: sheet.Picture, Text: "图片"}
	case s == "=?":
		return sheet.Cell{Kind: sheet.Formula}
	case strings.HasPrefix(s, "=~"):
		return sheet.Cell{Kind: sheet.Number, Text: s[2:], Wide: true}
	case s[0] == '=':
		return sheet.Cell{Kind: sheet.Number, Text: rest}
	case s[0] == '@':
		return sheet.Cell{Kind: sheet.Date, Text: rest}
	case s[0] == '#':
		return sheet.Cell{Kind: sheet.Error, Text: s}
	}
	return sheet.Cell{Kind: sheet.Text, Text: s}
}

// testProducts is a small catalogue.
func testProducts() assist.Catalogue {
	return assist.NewCatalogue([]assist.Product{
		{Barcode: "6901028046893", Pack: "6901028046886", Name: "云烟(硬紫)", Aliases: []string{"紫云"}},
		{Barcode: "6901028316866", Pack: "6901028316989", Name: "玉溪(硬)"},
	})
}

// decodeText decodes a workbook in its text form.
func decodeText(t *testing.T, text string) (assist.Submission, []assist.SaleRow) {
	t.Helper()
	return decodeSource(t, book(text))
}

func decodeSource(t *testing.T, src Source) (assist.Submission, []assist.SaleRow) {
	t.Helper()
	var sub assist.Submission
	var sales []assist.SaleRow
	today, _ := assist.ParseDate("2026-12-31")
	c := Context{Unit: "平城区", Receipt: "HZ-140213-20261102-001", Terms: assist.Terms{Products: testProducts()}, Today: today}
	if err := Decode(src, c, &sub, func(r assist.SaleRow) error { sales = append(sales, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return sub, sales
}

// kindNames are the fault kinds as the tests write them.
var kindNames = map[sheet.FaultKind]string{
	0: "", sheet.Missing: "missing", sheet.NotChoice: "choice", sheet.NotDate: "date", sheet.NotAmount: "amount",
	sheet.TenThousand: "wan", sheet.NotWhole: "whole", sheet.NotGrade: "grade", sheet.FormulaError: "error", sheet.PictureOnly: "picture", sheet.OtherUnit: "unit", sheet.HeaderMoved: "moved", sheet.SheetUnread: "unread", sheet.CellsMerged: "merged", sheet.ColumnUnknown: "unknown", sheet.FutureDate: "future", sheet.GradesMissing: "grades", sheet.UnlikeForm: "unlike", sheet.LastLineCut: "lastline", sheet.WordsPassed: "words", sheet.RowUndecided: "undecided", sheet.CodeByName: "byname", sheet.NameDiffers: "differs", sheet.UnitAgain: "unit again",
	sheet.FormulaUnsaved: "unsaved", sheet.Folded: "folded", sheet.TextCut: "cut", sheet.DigitsLost: "lost",
	sheet.NotLicence: "licence", sheet.MissingColumn: "nocolumn", sheet.DoubleColumn: "double", sheet.HiddenRead: "hidden",
	sheet.OldTemplate: "old", sheet.NoForm: "noform", sheet.NotProduct: "product",
	sheet.NotSignedWhole: "signed", sheet.BadControl: "control", sheet.Repeated: "repeated",
}

// told writes faults as "kind cell value → read", one a line.
func told(faults []sheet.Fault) string {
	var lines []string
	for _, f := range faults {
		s := kindNames[f.Kind]
		for _, part := range []string{f.Sheet + "!" + f.Cell, string(f.Header), f.Value} {
			s += " " + part
		}
		if f.Read != "" {
			s += " → " + f.Read
		}
		if len(f.Allowed) > 0 {
			s += " [" + strings.Join(f.Allowed, " ") + "]"
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got, want = strings.TrimSpace(got), strings.TrimSpace(want); got != want {
		t.Errorf("%s:\ngot  %s\nwant %s", what, got, want)
	}
}
