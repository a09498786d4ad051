package write

import (
	"testing"
	"time"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
)

// What was read of another format is written in the looks it had.
func TestDressed(t *testing.T) {
	thin := sheet.Edge{Kind: 1, Colour: sheet.Auto}
	look := &sheet.BookLook{
		Palette: []string{"112233"},
		Cells: []sheet.CellLook{
			{Font: "楷体", Size: 16, Bold: true, Ink: sheet.Auto, Across: 2, Down: 1},
			{Font: "宋体", Size: 10.5, Ink: 8, Format: `yyyy"年"m"月"d"日"`, FormatID: 177, Left: thin, Right: thin, Top: thin, Bottom: thin, Wrap: true},
			{Font: "宋体", Size: 10.5, Ink: sheet.Auto, FormatID: 4, Pattern: 1, Fore: 13, Back: sheet.Auto},
			{Size: 9999, Across: 99, Down: 99, Pattern: 99, FormatID: 9999, Left: sheet.Edge{Kind: 99}},
		},
		Sheets: []sheet.SheetLook{{
			Columns: []sheet.ColumnLook{{From: 3, To: 4, Width: 9, Hidden: true}, {From: 1, To: 1, Width: 22.5}, {From: 4, To: 5, Width: 7}},
			Rows: map[int]sheet.RowLook{
				1: {Height: 30, Cells: []sheet.Dressed{{Col: 2, Look: 0}, {Col: 1, Look: 0}, {Col: 1, Look: 0}}},
				2: {Cells: []sheet.Dressed{{Col: 1, Look: 3}}, Hidden: true},
				3: {Cells: []sheet.Dressed{{Col: 1, Look: 1}, {Col: 2, Look: 2}, {Col: 3, Look: 77}}},
				9: {Cells: []sheet.Dressed{{Col: 1, Look: 1}}},
			},
			Merges: [][4]int{{1, 1, 2, 1}, {2, 1, 3, 4}},
			Frozen: [2]int{1, 2},
		}},
	}
	rows := func(yield func(sheet.Row, error) bool) {
		_ = yield(sheet.Row{Number: 1, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Text, Text: "申请表"}}}, nil) &&
			yield(sheet.Row{Number: 3, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Date, Text: "2026-11-02"}, {Col: 2, Kind: sheet.Number, Text: "18000"}, {Col: 4, Kind: sheet.Text, Text: "备注"}}}, nil)
	}
	out, _, err := Dressed([]ValueTable{{Name: "申请表", Rows: rows}, {Name: "空", Rows: func(func(sheet.Row, error) bool) {}}}, look)
	if err != nil {
		t.Fatal(err)
	}
	proof.Valid(t, "dressed", out)
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if f := styles.Fonts[styles.Xfs[w.Cell("A1").S].Font]; f.Size.Val != 16 || f.Bold == nil || w.Cell("B1").S != w.Cell("A1").S {
		t.Errorf("the title is %+v, beside it the format %d", f, w.Cell("B1").S)
	}
	if styles.Format(w.Cell("A3")) != `yyyy"年"m"月"d"日"` || styles.Format(w.Cell("B3")) != "4" || w.Cell("A3").V != "46328" {
		t.Errorf("A3 has the format %s, B3 %s", styles.Format(w.Cell("A3")), styles.Format(w.Cell("B3")))
	}
	if len(w.Merges) != 1 || w.Merges[0].Ref != "A1:B1" || w.Views[0].Pane.Rows != 2 || w.Rows[0].Height != 30 {
		t.Errorf("merges %+v, view %+v, row 1 is %g high", w.Merges, w.Views, w.Rows[0].Height)
	}
	if c := w.Cols; len(c) != 3 || c[0].Width != 22.5 || c[1].Hidden != "1" || c[2].Min != 5 || c[2].Max != 5 {
		t.Errorf("columns %+v", c)
	}
	if len(w.Rows) != 3 || w.Cell("C3").S != 0 || w.Cell("D3").I != "备注" {
		t.Errorf("rows %+v", w.Rows)
	}
}

// Amounts stand one below the other at the right; a date stands clear of the text
// beside it.
func TestDatesStandInTheMiddle(t *testing.T) {
	b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "值"}, {Header: "原因"}}}
	for want, values := range map[align][]sheet.Value{
		alignCentre: {sheet.Serial(46352), sheet.Dated(46352), sheet.Clocked(time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC))},
		alignRight:  {sheet.I(12), sheet.Counted(38, "天"), {Kind: sheet.Money, N: 100}},
	} {
		for _, v := range values {
			b.Rows = [][]sheet.Value{{v, sheet.S("本周不订货")}}
			w := lay(sheet.Page{Name: "表", Blocks: []sheet.Block{b}}, 0)
			if got := w.rows[1].laid().cells[0].look.align; got != want {
				t.Errorf("%v stands at %v, want %v", v, got, want)
			}
		}
	}
}
