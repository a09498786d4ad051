package write

import (
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// setLinks lets cells lead to others of the workbook.
func (w *bookFile) setLinks(plan *layout) error {
	for i, row := range plan.rows {
		for j, c := range row.cells {
			if !c.look.link {
				continue
			}
			to := ooxml.Quoted(c.value.Link.Sheet) + "!" + c.value.Link.Cell
			if err := w.file.SetCellHyperLink(plan.page.Name, sheet.Address(j+1, i+1), to, "Location"); err != nil {
				return err
			}
		}
	}
	return nil
}
