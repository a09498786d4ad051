package write

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// setPrint makes a page print on A4, numbered: one page wide, or several side by
// side when the type would become too small to read.
func (w *bookFile) setPrint(plan *layout) error {
	name := plan.page.Name
	paper, wide, tall := 9, plan.pagesWide(), plan.tall()
	orientation := "landscape"
	if plan.page.Portrait {
		orientation = "portrait"
	}
	layout := &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}
	if err := w.file.SetPageLayout(name, layout); err != nil {
		return err
	}
	fit := true
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
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

// The printable part of A4 across, and what stands on it, in points.
const (
	printWidth  = 770.0
	printHeight = 505.0
	charWidth   = 5.25 // of a column's width
	chartHeight = 270.0
)

// tall is the number of pages a sheet may be high, 0 for any. One that is a little
// higher than a page is set smaller, so that its last lines, its signature or its
// chart do not stand alone on a second one; a form grows as people type.
func (w *layout) tall() int {
	little := 1.25
	if w.page.Chart != nil { // which a page's edge would cut in two
		little = 1.6
	}
	height, wide, high := 0.0, printWidth, printHeight
	for _, r := range w.rows {
		height += max(r.height, ooxml.LineHeight)
	}
	if w.page.Chart != nil {
		height += chartHeight
	}
	if w.page.Portrait {
		wide, high = high, wide
	}
	scale := min(1, wide/(w.span(1, w.cols)*charWidth))
	if w.pagesWide() > 1 || slices.ContainsFunc(w.page.Blocks, isForm) || height*scale > high*little {
		return 0
	}
	return 1
}

// setTitles repeats the header of the longest table on every printed page,
// unless a later table has another header.
func (w *bookFile) setTitles(plan *layout) error {
	row := plan.repeated()
	if row == 0 {
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

// repeated is the row that stands on every page: the last header, when its
// table is the longest.
func (w *layout) repeated() int {
	row, most, rows := 0, 0, 0
	for _, s := range w.spots {
		rows = s.last - s.first
		most = max(most, rows)
		if s.header > 0 {
			row = s.header
		}
	}
	if rows < most {
		return 0
	}
	return row
}
