package read

import (
	"bytes"
	"context"
	"reflect"
	"testing"

	"bangfu/internal/sheet"
)

// lookXLS is a small .xls with a look: fonts, formats, borders, fills, widths,
// heights, merges, and what stays in view.
func lookXLS() []byte {
	font := func(height, bits, ink, weight, under int, name string) []byte {
		return append(append(u16(height, bits, ink, weight, 0), byte(under), 0, 0, 0, byte(units(name))), wide(name)...)
	}
	return xlsOf(workbookStream(func(w *biff) {
		for _, name := range []string{"宋体", "宋体", "宋体", "宋体"} {
			w.rec(recFont, font(210, 0, 0x7FFF, 400, 0, name))
		}
		w.rec(recFont, font(320, 2, 10, 700, 1, "楷体")) // number 5: there is no 4
		w.rec(recPalette, u16(2), u32(0x332211), u32(0x665544))
		w.rec(recFormat, u16(176), u16(units("0.0")), wide("0.0"))
		w.rec(recXF, u16(0, 0), make([]byte, 16))
		// bold title: font 5, centred across and down, wrapped; thin left, medium right, red top; solid fill of colour 13
		w.rec(recXF, u16(5, 176, 0), []byte{2 | 8 | 1<<4, 0, 0, 0}, u32(0x1|0x2<<4|0x1<<8|64<<16|10<<23), u32(10|1<<26), u16(13|65<<7))
	}, xlsSheet{"表", false, func(w *biff) {
		w.rec(recWindow2, u16(0x06B6|8), make([]byte, 16))
		w.rec(recPane, u16(2, 3, 3, 2), []byte{0, 0})
		w.rec(recColInfo, u16(0, 2, 22*256+128, 0, 0, 0))
		w.rec(recColInfo, u16(4, 9, 9*256, 0, 1, 0))
		w.rec(recRow, u16(0, 0, 3, 600, 0, 0), u32(0))
		w.rec(recRow, u16(1, 0, 3, 0x8000|255, 0, 0), u32(0x20))
		w.rec(recNumber, u16(0, 0, 1), f64(1.5))
		w.rec(recMulBlank, u16(0, 1, 1, 1, 2))
		w.rec(recBlank, u16(2, 5, 1))
		w.rec(recMulRK, u16(2, 0, 0), u32(7<<2|2), u16(1), u32(8<<2|2), u16(1))
		w.rec(recMergedCells, u16(3), u16(0, 0, 0, 2), u16(4, 3, 0, 0), u16(5, 6, 0, 1))
	}}))
}

func TestXLSLook(t *testing.T) {
	b := lookXLS()
	ctx := context.Background()
	book, err := Open(ctx, bytes.NewReader(b), int64(len(b)), "a.xls", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.Look(ctx)
	if err != nil {
		t.Fatal(err)
	}
	plain := sheet.CellLook{Font: "宋体", Size: 10.5, Ink: sheet.Auto}
	title := sheet.CellLook{Font: "楷体", Size: 16, Bold: true, Italic: true, Underlined: true, Ink: 10, Format: "0.0", FormatID: 176, Across: 2, Down: 1, Wrap: true,
		Left: sheet.Edge{Kind: 1, Colour: sheet.Auto}, Right: sheet.Edge{Kind: 2, Colour: 10}, Top: sheet.Edge{Kind: 1, Colour: 10}, Pattern: 1, Fore: 13, Back: sheet.Auto}
	want := &sheet.BookLook{Cells: []sheet.CellLook{plain, title}, Palette: []string{"112233", "445566"}, Sheets: []sheet.SheetLook{{
		Columns: []sheet.ColumnLook{{From: 1, To: 3, Width: 22.5}, {From: 5, To: 10, Width: 9, Hidden: true}},
		Rows: map[int]sheet.RowLook{
			1: {Height: 30, Cells: []sheet.Dressed{{Col: 1, Look: 1}, {Col: 2, Look: 1}, {Col: 3, Look: 1}}},
			2: {Hidden: true},
			3: {Cells: []sheet.Dressed{{Col: 6, Look: 1}, {Col: 1, Look: 0}, {Col: 2, Look: 1}}},
		},
		Merges: [][4]int{{1, 1, 3, 1}, {1, 6, 2, 7}},
		Frozen: [2]int{2, 3},
	}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for cut := range b { // looks are no data: whatever is cut off, reading them does no harm
		if book, err := Open(ctx, bytes.NewReader(b[:cut]), int64(cut), "a.xls", Limits{}); err == nil {
			_, _ = book.Look(ctx)
		}
	}
}
