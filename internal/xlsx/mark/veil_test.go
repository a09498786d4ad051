package mark

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

// A mark of a fault that one does not see at first is told, and why; rows that
// a filter hides are shown.
func TestUnseenMarks(t *testing.T) {
	const part, book, styles = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
	row, cell := sheet.Unseen{Sheet: "申请表", Row: 4}, sheet.Unseen{Sheet: "申请表", Row: 4, Cell: "B4"}
	as := func(u sheet.Unseen, why sheet.Veil) sheet.Unseen { u.Why = why; return u }
	hide := func(kit []proof.Part) []proof.Part {
		return proof.Edit(kit, part, `<row r="4" spans="1:3">`, `<row r="4" spans="1:3" hidden="1">`)
	}
	filter := func(kit []proof.Part) []proof.Part {
		return proof.Edit(kit, part, `<mergeCells`, `<autoFilter ref="A3:C5"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter><mergeCells`)
	}
	dxfs := func(look string) []proof.Part {
		kit := proof.Edit(proof.County(), styles, `</styleSheet>`, `<dxfs count="1"><dxf>`+look+`</dxf></dxfs></styleSheet>`)
		return proof.Edit(kit, part, `<conditionalFormatting sqref="A4:A99"><cfRule type="duplicateValues" priority="1"/>`,
			`<conditionalFormatting sqref="D1 B4:B9"><cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule>`)
	}
	for _, c := range []struct {
		name  string
		kit   []proof.Part
		want  []sheet.Unseen
		shown bool
	}{
		{"nothing hidden", proof.County(), nil, true},
		{"row", hide(proof.County()), []sheet.Unseen{as(cell, sheet.RowHidden), as(row, sheet.RowHidden)}, false},
		{"row by a filter", filter(hide(proof.County())), nil, true},
		{"column", proof.Edit(proof.County(), part, `<col min="1" max="2" width="18.5" customWidth="1"/>`, `<col min="2" max="2" width="9" hidden="1"/>`), []sheet.Unseen{as(cell, sheet.ColumnHidden)}, true},
		{"sheet", proof.Edit(proof.County(), book, `sheetId="4"`, `sheetId="4" state="hidden"`), []sheet.Unseen{as(cell, sheet.SheetHidden), as(row, sheet.SheetHidden)}, true},
		{"conditional fill", dxfs(`<fill><patternFill><bgColor rgb="FF00FF00"/></patternFill></fill>`), []sheet.Unseen{as(cell, sheet.Covered)}, true},
		{"conditional letters", dxfs(`<font><b/></font>`), nil, true},
		{"colour scale", proof.Edit(proof.County(), part, `<conditionalFormatting sqref="A4:A99"><cfRule type="duplicateValues" priority="1"/>`, `<conditionalFormatting sqref="B4"><cfRule type="colorScale" priority="1"/>`),
			[]sheet.Unseen{as(cell, sheet.Covered)}, true},
	} {
		out, told, err := Mark(proof.Zip(t, c.kit), "xlsx", kitMarking(), write.Write)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(told.Unseen, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, told.Unseen, c.want)
		}
		if shown := !strings.Contains(proof.Unzip(t, out)[part], `<row r="4" hidden="1">`); shown != c.shown {
			t.Errorf("%s: row 4 shown: %v", c.name, shown)
		}
	}
}
