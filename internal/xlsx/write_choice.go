package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
)

// The limits of a validation, in characters.
const (
	writeListLimit   = 255
	writePromptLimit = 255
	writePromptTitle = 32
	writeEntryReach  = 500 // rows below the header of a form that have lists
)

// setChoices gives the columns of a form their drop-down lists and the words
// that are shown when a cell is selected.
func (w *writeBook) setChoices(plan *writePlan) error {
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
func (w *writePlan) entry(i int) (first, last int) {
	s := w.spots[i]
	if i == len(w.spots)-1 && s.total == 0 && len(w.page.Sign) == 0 {
		return s.first, max(s.last, s.first+writeEntryReach-1)
	}
	return s.first, s.last
}

func (w *writeBook) setChoice(name string, col, first, last int, spec sheet.ColumnSpec) error {
	if len(spec.Choices) == 0 && spec.Note == "" {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(sheet.Address(col, first) + ":" + sheet.Address(col, last))
	if len(spec.Choices) > 0 {
		dv.Type = "list"
		dv.Formula1 = w.listFormula(spec.Choices)
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", "请从下拉列表中选一项。")
	}
	if spec.Note != "" {
		dv.SetInput(writeCut(writeLegal(spec.Header), writePromptTitle, "…"), writeCut(writeLegal(spec.Note), writePromptLimit, "…"))
	}
	return w.file.AddDataValidation(name, dv)
}

// listFormula is a list itself, or the range of the hidden sheet that holds it
// when it is too long or an item has a comma.
func (w *writeBook) listFormula(choices []string) string {
	joined := strings.Join(choices, ",")
	if writeUnits(joined) <= writeListLimit && strings.Count(joined, ",") == len(choices)-1 && !strings.Contains(joined, `"`) {
		return `"` + writeEscaper.Replace(writeLegal(joined)) + `"`
	}
	at := slices.IndexFunc(w.lists, func(l []string) bool { return slices.Equal(l, choices) })
	if at < 0 {
		at = len(w.lists)
		w.lists = append(w.lists, choices)
	}
	col := sheet.Column(at + 1)
	return fmt.Sprintf("%s!$%s$1:$%s$%d", writeListSheet, col, col, len(choices))
}

// writeLists writes the hidden sheet of the long lists, a list a column.
func (w *writeBook) writeLists() error {
	if len(w.lists) == 0 {
		return nil
	}
	if _, err := w.file.NewSheet(writeListSheet); err != nil {
		return err
	}
	if err := w.file.SetSheetVisible(writeListSheet, false); err != nil {
		return err
	}
	most := 0
	for i, list := range w.lists {
		most = max(most, len(list))
		for row, choice := range list {
			if err := w.file.SetCellStr(writeListSheet, sheet.Address(i+1, row+1), writeClean(choice)); err != nil {
				return err
			}
		}
	}
	return w.file.SetSheetDimension(writeListSheet, "A1:"+sheet.Address(len(w.lists), most))
}
