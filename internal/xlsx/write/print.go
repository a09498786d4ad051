package write

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// setPrint makes a page print on A4, numbered: one page wide, or several side by
// side when the type would become too small to read.
func (w *bookFile) setPrint(plan *layout) error {
	name := plan.page.Name
	if err := w.setPages(plan); err != nil {
		return err
	}
	side, top, edge, yes := 0.5, 0.6, 0.3, true
	margins := &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top,
		Header: &edge, Footer: &edge, Horizontally: &yes}
	if err := w.file.SetPageMargins(name, margins); err != nil {
		return err
	}
	return w.file.SetHeaderFooter(name, marginal(plan.page.Title))
}

// setPages fits a sheet to the width of its pages, or sets it to our scale and ends
// each of them.
func (w *bookFile) setPages(plan *layout) error {
	name, paper, orientation := plan.page.Name, 9, "landscape"
	if plan.page.Portrait {
		orientation = "portrait"
	}
	layout := &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation}
	if plan.paged() {
		percent, order := uint(math.Round(100*plan.scale())), "overThenDown" // both halves of a row, then the next rows
		layout.AdjustTo, layout.PageOrder = &percent, &order
		if err := w.setEnds(plan); err != nil {
			return err
		}
		return w.file.SetPageLayout(name, layout)
	}
	wide, tall, fit := plan.pagesWide(), plan.tall(), true
	if plan.blank() {
		wide, tall = 1, 1
		if err := w.setArea(plan); err != nil {
			return err
		}
	}
	layout.FitToWidth, layout.FitToHeight = &wide, &tall
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return w.file.SetPageLayout(name, layout)
}

// setArea prints nothing of a sheet but the columns of its first page.
func (w *bookFile) setArea(plan *layout) error {
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name:     "_xlnm.Print_Area",
		RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", ooxml.Quoted(plan.page.Name), sheet.Column(plan.front()), len(plan.rows)),
		Scope:    plan.page.Name,
	})
}

// setEnds ends the pages of a sheet, downwards and side by side.
func (w *bookFile) setEnds(plan *layout) error {
	var cells []string
	for _, row := range plan.ends {
		cells = append(cells, sheet.Address(1, row))
	}
	for _, col := range plan.edges() {
		cells = append(cells, sheet.Address(col, 1))
	}
	for _, cell := range cells {
		if err := w.file.InsertPageBreak(plan.page.Name, cell); err != nil {
			return err
		}
	}
	return nil
}

// marginal is what stands at the foot of each printed page: its number and the
// title, also of a sheet whose pages lie side by side. It is no header: not every
// program leaves one out on a sheet's first page, below whose edge the title stands.
func marginal(title string) *excelize.HeaderFooterOptions {
	const number = "&C第 &P 页 共 &N 页"
	if title == "" {
		return &excelize.HeaderFooterOptions{OddFooter: number}
	}
	return &excelize.HeaderFooterOptions{OddFooter: number + "&R&9 " + strings.ReplaceAll(title, "&", "&&")} // the space keeps a leading digit apart from the size
}

// setTitles repeats the header of the list on every printed page it may reach.
func (w *bookFile) setTitles(plan *layout) error {
	row := plan.listHeader()
	if row == 0 || plan.endsOnFirstPage() {
		return nil
	}
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name:     "_xlnm.Print_Titles",
		RefersTo: plan.titles(row),
		Scope:    plan.page.Name,
	})
}

// titles are the cells that stand on every page: the header row and, on pages
// side by side, the first columns, by which a row is known.
func (w *layout) titles(row int) string {
	name := ooxml.Quoted(w.page.Name)
	rows := fmt.Sprintf("%s!$%d:$%d", name, row, row)
	if w.pagesWide() == 1 {
		return rows
	}
	return fmt.Sprintf("%s!$A:$%s,%s", name, sheet.Column(w.known()), rows)
}

// known is how many first columns of a wide page name a row.
func (w *layout) known() int {
	const most = 45 // characters
	n := 1
	for n < w.cols && w.span(1, n+1) <= most {
		n++
	}
	return n
}
