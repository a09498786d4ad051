package report

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

func TestHowToSeeAMark(t *testing.T) {
	list := []assist.Finding{
		{Level: assist.LevelReturn, Sheet: "申请表", Row: 5, Cell: "F5", Fix: "请改正"},
		{Level: assist.LevelReturn, Sheet: "申请表", Row: 6, Fix: "请改正"},
		{Level: assist.LevelNote, Sheet: "申请表", Row: 5, Cell: "F5", Fix: "不用处理"},
	}
	for why, want := range map[sheet.Veil]string{
		sheet.RowHidden:    "请改正（第 5 行是隐藏的：选中它上下两行的行号，点右键“取消隐藏”就能看到）",
		sheet.ColumnHidden: "请改正（F 列是隐藏的：选中它左右两列的列标，点右键“取消隐藏”就能看到）",
		sheet.SheetHidden:  "请改正（工作表“申请表”是隐藏的：在任一工作表标签上点右键“取消隐藏”就能看到）",
		sheet.Covered:      "请改正（这一格设有条件格式，标的颜色可能被盖住，以批注和“问题”列为准）",
	} {
		got := Reply{Unseen: []sheet.Unseen{{Sheet: "申请表", Row: 5, Cell: "F5", Why: why}}}.Unveiled(list)
		if got[0].Fix != want || got[1].Fix != "请改正" || got[2].Fix != "不用处理" || list[0].Fix != "请改正" {
			t.Errorf("got %q, want %q", got[0].Fix, want)
		}
	}
}
