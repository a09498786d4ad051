package write

import (
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// setLinks lets cells lead to others of the workbook.
func (w *bookFile) setLinks(plan *layout) error {
	for i, row := range plan.rows {
		for j, link := range row.links {
			to := ooxml.Quoted(link.Sheet) + "!" + link.Cell
			if err := w.file.SetCellHyperLink(plan.page.Name, sheet.Address(j+1, i+1), to, "Location"); err != nil {
				return err
			}
		}
	}
	return nil
}
