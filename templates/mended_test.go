package templates_test

import (
	"reflect"
	"testing"

	"bangfu/internal/form"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/mark"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

// A receipt that comes back says the same as the file it was put onto: our own
// sheet, columns, fills and notes are no part of it, however often it returns.
func TestMarkedWorkbookComesBack(t *testing.T) {
	terms := standard(t)
	for _, w := range form.Workbooks[:6] {
		b := filled(t, w, nil)
		before, sales := decode(t, b, terms)
		for round := range 2 {
			b = marked(t, b, round)
			after, again := decode(t, b, terms)
			if after.Ours == "" || after.Kind != before.Kind || len(again) != len(sales) {
				t.Errorf("%s: ours %q, kind %s, %d sales", w, after.Ours, after.Kind, len(again))
			}
			if list := faultsOf(after, again); len(list) > 0 {
				t.Errorf("%s: %s", w, list)
			}
			for i, table := range after.Tables {
				if !reflect.DeepEqual(table, before.Tables[i]) {
					t.Errorf("%s: %+v, before %+v", w, table, before.Tables[i])
				}
			}
		}
	}
}

// marked puts a receipt onto a workbook as the report does.
func marked(t *testing.T, b []byte, round int) []byte {
	t.Helper()
	sub, _ := decode(t, b, standard(t))
	number := "HZ-140213-20261106-00" + string(rune('1'+round))
	m := sheet.Marking{Receipt: number, Front: sheet.Page{Name: sheet.Ours.Sheet, Title: "回执", Blocks: []sheet.Block{{
		Columns: []sheet.ColumnSpec{{}, {}},
		Rows:    [][]sheet.Value{{sheet.S(sheet.Ours.ReceiptLabel), sheet.S(number)}},
	}}}}
	for _, g := range sub.Tables {
		row := g.HeaderRow + 1
		m.Tables = append(m.Tables, sheet.TableMarks{Sheet: g.Sheet, HeaderRow: g.HeaderRow, LastCol: g.LastCol, LastRow: g.LastRow,
			Rows:  []sheet.RowMark{{Row: row, Result: "✗ 退回", Problem: "请核对", Tone: sheet.Bad}},
			Cells: []sheet.CellMark{{Cell: sheet.Address(1, row), Tone: sheet.Bad, Note: "请核对"}}})
	}
	out, _, err := mark.Mark(b, "xlsx", m, write.Write)
	if err != nil {
		t.Fatal(err)
	}
	proof.Valid(t, m.Receipt, out)
	return out
}

// The columns that hold codes are told with each table, so that a receipt keeps
// what is typed there as text.
func TestColumnsOfCodes(t *testing.T) {
	terms := standard(t)
	want := map[string][]int{"申请表": {3, 6, 7, 19, 23}, "帮扶申请表": {1, 3, 4, 5, 6, 7, 8, 9, 10}, "走访台账": {2}}
	for _, w := range form.Workbooks[:6] {
		sub, _ := decode(t, filled(t, w, nil), terms)
		for _, table := range sub.Tables {
			if codes, known := want[table.Sheet]; known && !reflect.DeepEqual(table.Codes, codes) {
				t.Errorf("%s: codes in the columns %v, want %v", table.Sheet, table.Codes, codes)
			}
			delete(want, table.Sheet)
		}
	}
	if len(want) > 0 {
		t.Errorf("never read: %v", want)
	}
}
