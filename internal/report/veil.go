package report

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Unveiled says of each finding whose mark is not seen at first how to see it.
func (r Reply) Unveiled(list []assist.Finding) []assist.Finding {
	if len(r.Unseen) == 0 {
		return list
	}
	type mark struct {
		sheet, cell string
		row         int
	}
	veils := map[mark]sheet.Unseen{}
	for _, u := range r.Unseen {
		veils[mark{u.Sheet, u.Cell, u.Row}] = u
	}
	list = slices.Clone(list)
	for i, x := range list {
		if u, ok := veils[mark{x.Sheet, x.Cell, x.Row}]; ok && x.Level == assist.LevelReturn {
			list[i].Fix += "（" + howToSee(u, x) + "）"
		}
	}
	return list
}

// howToSee tells how a person comes to see a mark.
func howToSee(u sheet.Unseen, x assist.Finding) string {
	switch u.Why {
	case sheet.RowHidden:
		return fmt.Sprintf("第 %d 行是隐藏的：选中它上下两行的行号，点右键“取消隐藏”就能看到", x.Row)
	case sheet.ColumnHidden:
		col, _, _ := sheet.ParseAddress(x.Cell)
		return fmt.Sprintf("%s 列是隐藏的：选中它左右两列的列标，点右键“取消隐藏”就能看到", sheet.Column(col))
	case sheet.SheetHidden:
		return fmt.Sprintf("工作表“%s”是隐藏的：在任一工作表标签上点右键“取消隐藏”就能看到", x.Sheet)
	}
	return "这一格设有条件格式，标的颜色可能被盖住，以批注和“问题”列为准"
}
