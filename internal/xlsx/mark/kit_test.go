package mark

import (
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

// kitFront is a small 回执 sheet.
func kitFront(number string) sheet.Page {
	return sheet.Page{Name: sheet.Ours.Sheet, Title: "收件回执", Blocks: []sheet.Block{{
		Columns: []sheet.ColumnSpec{{}, {}},
		Rows:    [][]sheet.Value{{sheet.S(sheet.Ours.ReceiptLabel), sheet.S(number)}, {sheet.S("结论"), sheet.S("✗ 退回 1 行")}},
	}}}
}

// kitMarking marks the kit's two rows.
func kitMarking() sheet.Marking {
	return sheet.Marking{Receipt: "HZ-PCQ-20261127-001", Front: kitFront("HZ-PCQ-20261127-001"), Tables: []sheet.TableMarks{{
		Sheet: "申请表", HeaderRow: 3, LastCol: 3, LastRow: 5,
		Rows: []sheet.RowMark{
			{Row: 4, Result: "✗ 退回", Problem: "申请日期晚于今天", Tone: sheet.Bad},
			{Row: 5, Result: "✓ 备案", Tone: sheet.Good},
		},
		Cells: []sheet.CellMark{
			{Cell: "B4", Tone: sheet.Bad, Note: "申请日期晚于今天，请改正。"},
			{Cell: "A5", Tone: sheet.Hint, Note: "已按文本读取。"},
			{Cell: "C5", Tone: sheet.Wait},
		},
	}}}
}

func kitMark(t testing.TB, src []byte, m sheet.Marking) ([]byte, []string) {
	t.Helper()
	out, told, err := Mark(src, "xlsx", m, write.Write)
	if err != nil {
		t.Fatal(err)
	}
	proof.Valid(t, "marked", out)
	return out, told.Lost
}

// kitValues marks a workbook of values.
func kitValues(tables []write.ValueTable, m sheet.Marking) ([]byte, error) {
	plain, names, err := write.Values(tables)
	if err != nil {
		return nil, err
	}
	out, _, err := Mark(plain, "xlsx", m.Renamed(names), write.Write)
	return out, err
}
