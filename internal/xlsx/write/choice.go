package write

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// The limits of a validation, in characters.
const (
	listLimit   = 255
	promptLimit = 255
	promptTitle = 32
	entryReach  = 500 // rows below the header of a form that have lists
)

// setChoices gives the columns of a form their drop-down lists and the words
// that are shown when a cell is selected.
func (w *bookFile) setChoices(plan *layout) error {
	for i, b := range plan.page.Blocks {
		first, last := plan.entry(i)
		if last < first {
			continue
		}
		for c, spec := range b.Columns {
			if err := w.setChoice(plan.page.Name, c+1, first, last, spec); err != nil {
				return err
			}
		}
	}
	return nil
}

// entry is the first and last row people may type into below a header.
func (w *layout) entry(i int) (first, last int) {
	s := w.spots[i]
	if i == len(w.spots)-1 && s.total == 0 && len(w.page.Sign) == 0 {
		return s.first, max(s.last, s.first+entryReach-1)
	}
	return s.first, s.last
}

func (w *bookFile) setChoice(name string, col, first, last int, spec sheet.ColumnSpec) error {
	if len(spec.Choices) == 0 && spec.Note == "" {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(sheet.Address(col, first) + ":" + sheet.Address(col, last))
	if len(spec.Choices) > 0 {
		dv.Type = "list"
		dv.Formula1 = w.listFormula(spec.Choices)
		if !spec.Open {
			dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", "请从下拉列表中选一项。")
		}
	}
	if spec.Note != "" {
		dv.SetInput(ooxml.Cut(ooxml.Legal(string(spec.Header)), promptTitle, "…"), ooxml.Cut(ooxml.Legal(spec.Note), promptLimit, "…"))
	}
	return w.file.AddDataValidation(name, dv)
}

// listFormula is a list itself, or the range of the hidden sheet that holds it
// when it is too long or an item has a comma.
func (w *bookFile) listFormula(choices []string) string {
	joined := strings.Join(choices, ",")
	if ooxml.Units(joined) <= listLimit && strings.Count(joined, ",") == len(choices)-1 && !strings.Contains(joined, `"`) {
		return `"` + ooxml.Escaper.Replace(ooxml.Legal(joined)) + `"`
	}
	at := slices.IndexFunc(w.lists, func(l []string) bool { return slices.Equal(l, choices) })
	if at < 0 {
		at = len(w.lists)
		w.lists = append(w.lists, choices)
	}
	col := sheet.Column(at + 1)
	return fmt.Sprintf("%s!$%s$1:$%s$%d", listSheet, col, col, len(choices))
}

// writeLists writes the hidden sheet of the long lists, a list a column.
func (w *bookFile) writeLists() error {
	if len(w.lists) == 0 {
		return nil
	}
	if _, err := w.file.NewSheet(listSheet); err != nil {
		return err
	}
	if err := w.file.SetSheetVisible(listSheet, false); err != nil {
		return err
	}
	most := 0
	for i, list := range w.lists {
		most = max(most, len(list))
		for row, choice := range list {
			if err := w.file.SetCellStr(listSheet, sheet.Address(i+1, row+1), ooxml.Clean(choice)); err != nil {
				return err
			}
		}
	}
	return w.file.SetSheetDimension(listSheet, "A1:"+sheet.Address(len(w.lists), most))
}
