package write

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// bookFile is one workbook while it is being written.
type bookFile struct {
	file   *excelize.File
	styles *styleTable
	lists  [][]string // drop-down lists too long to stand in their validation
}

// listSheet is the hidden sheet that holds the long drop-down lists.
const listSheet = "下拉选项"

func newBook(b sheet.Book) (*bookFile, error) {
	f := excelize.NewFile()
	w := &bookFile{file: f, styles: &styleTable{file: f, ids: map[appearance]int{}}}
	if err := f.SetDefaultFont(sheet.Font); err != nil {
		return nil, err
	}
	f.Pkg.Store("docProps/core.xml", ooxml.CoreProps(b.Title, b.Author, b.Created, b.Created))
	f.Pkg.Store("docProps/app.xml", ooxml.AppProps())
	return w, nil
}

// bytes lays out, writes and packs all pages.
func (w *bookFile) bytes(b sheet.Book) ([]byte, error) {
	if err := w.openSheets(b.Pages); err != nil {
		return nil, err
	}
	plans := make([]*layout, len(b.Pages))
	for i, p := range b.Pages {
		plans[i] = lay(p, b.Type)
		if err := w.page(plans[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	if err := w.writeLists(); err != nil {
		return nil, err
	}
	rows := map[string]func(io.Writer) error{}
	for i, plan := range plans {
		if err := w.frame(plan); err != nil {
			return nil, fmt.Errorf("%s: %w", plan.page.Name, err)
		}
		rows[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = func(to io.Writer) error { return w.rows(to, plan) }
	}
	buf, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return repack(buf.Bytes(), rows)
}

// openSheets makes the sheets in their order; the first that can be seen is
// the one that opens.
func (w *bookFile) openSheets(pages []sheet.Page) error {
	seen, names := -1, map[string]bool{}
	for i, p := range pages {
		var err error
		if names[strings.ToLower(p.Name)] {
			return fmt.Errorf("two sheets are called %s", p.Name)
		}
		names[strings.ToLower(p.Name)] = true
		if i == 0 {
			err = w.file.SetSheetName("Sheet1", p.Name)
		} else {
			_, err = w.file.NewSheet(p.Name)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
		if seen < 0 && !p.Hidden {
			seen = i
		}
	}
	w.file.SetActiveSheet(max(seen, 0))
	for i, p := range pages {
		if p.Hidden && i != seen {
			if err := w.file.SetSheetVisible(p.Name, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// page sets everything of one sheet that is not a row: its frame takes that along as it
// begins, and is not looked at again.
func (w *bookFile) page(plan *layout) error {
	steps := []func(*layout) error{
		w.setDimension, w.setColumns,
		w.setFilter, w.setLinks, w.setPrint, w.setTitles, w.setChoices, w.setChart, w.setProtection,
	}
	if plan.page.Bare {
		steps = steps[:2] // nothing to print
	}
	for _, step := range steps {
		if err := step(plan); err != nil {
			return err
		}
	}
	return nil
}

// frame makes one sheet without its rows. They are written into the package at last,
// since excelize would hold the rows of all sheets until then; how their cells look and
// which are merged stands in other parts, and is found before.
func (w *bookFile) frame(plan *layout) error {
	sw, err := w.file.NewStreamWriter(plan.page.Name)
	if err != nil {
		return err
	}
	if row := plan.frozen(); row > 0 {
		if err := sw.SetPanes(panes(row, plan.beside())); err != nil {
			return err
		}
	}
	for i, row := range plan.rows {
		laid := row.laid()
		for _, c := range laid.cells {
			if _, err := w.styles.id(c.look); err != nil {
				return err
			}
		}
		for _, m := range laid.merges {
			if err := sw.MergeCell(sheet.Address(m[0], i+1), sheet.Address(m[1], i+1)); err != nil {
				return err
			}
		}
	}
	return sw.Flush()
}

// panes keeps the first rows and columns in view.
func panes(rows, cols int) *excelize.Panes {
	cell, pane := sheet.Address(cols+1, rows+1), "bottomLeft"
	if cols > 0 {
		pane = "bottomRight"
	}
	return &excelize.Panes{Freeze: true, YSplit: rows, XSplit: cols, TopLeftCell: cell, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: pane}}}
}

// beside is how many first columns stay in view: those that name a row, of a
// list too wide for a screen.
func (w *layout) beside() int {
	if w.pagesWide() == 1 {
		return 0
	}
	return w.known()
}

// setColumns goes from the last column to the first, since excelize puts the
// one set last before all others, and readers want them in order.
func (w *bookFile) setColumns(plan *layout) error {
	b, one := plan.only()
	plan.styles = make([]int, len(plan.widths))
	for i := len(plan.widths) - 1; i >= 0; i-- {
		col := sheet.Column(i + 1)
		if err := w.file.SetColWidth(plan.page.Name, col, col, plan.widths[i]); err != nil {
			return err
		}
		if !one || i >= len(b.Columns) || !b.Columns[i].Text {
			continue
		}
		id, err := w.styles.id(appearance{role: roleBare, text: true, open: plan.page.Protected})
		if err == nil {
			err = w.file.SetColStyle(plan.page.Name, col, id)
		}
		if err != nil {
			return err
		}
		plan.styles[i] = id
	}
	return nil
}

// only is the one block of a page that has just one.
func (w *layout) only() (sheet.Block, bool) {
	if len(w.page.Blocks) != 1 {
		return sheet.Block{}, false
	}
	return w.page.Blocks[0], true
}

func (w *layout) extent() string {
	cols := 1
	for _, r := range w.rows {
		cols = max(cols, r.wide())
	}
	return "A1:" + sheet.Address(cols, max(len(w.rows), 1))
}

// setDimension tells readers how far the sheet reaches, and Excel not to flag
// every code as a number stored as text.
func (w *bookFile) setDimension(plan *layout) error {
	if !plan.page.Bare {
		err := w.file.AddIgnoredErrors(plan.page.Name, plan.extent(), excelize.IgnoredErrorsNumberStoredAsText)
		if err != nil {
			return err
		}
	}
	return w.file.SetSheetDimension(plan.page.Name, plan.extent())
}

// setFilter puts the one auto-filter a sheet may have.
func (w *bookFile) setFilter(plan *layout) error {
	for i, b := range plan.page.Blocks {
		s := plan.spots[i]
		if !b.Filter || s.header == 0 {
			continue
		}
		ref := sheet.Address(1, s.header) + ":" + sheet.Address(len(b.Columns), max(s.last, s.header+1))
		return w.file.AutoFilter(plan.page.Name, ref, nil)
	}
	return nil
}

// setProtection locks a sheet against slips of the hand, without a password.
func (w *bookFile) setProtection(plan *layout) error {
	if !plan.page.Protected {
		return nil
	}
	return w.file.ProtectSheet(plan.page.Name, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatColumns: true, FormatRows: true, Sort: true,
		SelectLockedCells: true, SelectUnlockedCells: true,
	})
}
