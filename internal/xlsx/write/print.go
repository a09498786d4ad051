package write

import (
	"fmt"
	"math"
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
	if err := w.setScale(plan); err != nil {
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

// setScale fits a sheet to the width of its pages, and begins a page where its edge
// would else part what belongs together.
func (w *bookFile) setScale(plan *layout) error {
	name, fit := plan.page.Name, true
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	for _, row := range plan.breaks() {
		if err := w.file.InsertPageBreak(name, sheet.Address(1, row)); err != nil {
			return err
		}
	}
	return nil
}

// scale is how much smaller a sheet is set to be as wide as its pages; 1 for not at all.
func (w *layout) scale() float64 { return w.scaleAt(charWidth) }

// scaleAt is the scale of a program that draws a character of a column's width so
// wide, in whole percent as all of them do.
func (w *layout) scaleAt(char float64) float64 {
	wide, _ := w.printed()
	pages := w.pagesWide()
	width := w.span(1, w.cols)
	if pages > 1 {
		width += float64(pages-1) * w.span(1, w.known())
	}
	return math.Floor(100*min(1, float64(pages)*wide/(width*char))) / 100
}

// printed is the printable part of a page, in points.
func (w *layout) printed() (wide, high float64) {
	if w.page.Portrait {
		return printHeight, printWidth
	}
	return printWidth, printHeight
}

// chartPage is the row with which the last printed page begins, so that a chart
// stands whole on it, with the last rows of its table above, as few as the page before
// cannot hold; 0 when a page's edge cannot cut the chart.
func (w *layout) chartPage() int {
	const company = lastRows + 2 // rows that go with the chart: the last of the table, a gap, the signatures
	const spare = 1.1            // columns are wider in 宋体 than we count, and the sheet is set smaller
	_, high := w.printed()
	if w.page.Chart == nil || w.tall() == 1 || w.height()*w.scale() <= high {
		return 0
	}
	room := spare*high/w.scale() - chartHeight - w.rows[w.listHeader()-1].height
	row := len(w.rows) + 1
	for row-1 > w.listHeader() && w.rows[row-2].height <= room && (w.high(row-1) > high/w.scale()/spare || len(w.rows)-row < company) {
		row--
		room -= w.rows[row-1].height
	}
	return row
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
	_, high := w.printed()
	if w.pagesWide() > 1 || slices.ContainsFunc(w.page.Blocks, isForm) || w.height()*w.scale() > high*little {
		return 0
	}
	return 1
}

// height is that of all rows and the chart, in points.
func (w *layout) height() float64 {
	if w.page.Chart != nil {
		return w.high(len(w.rows)) + chartHeight
	}
	return w.high(len(w.rows))
}

// endsOnFirstPage reports whether something stands below the list and the list surely
// ends on the first printed page: its header would stand above what is not under it.
func (w *layout) endsOnFirstPage() bool {
	const spare = 1.15 // columns are wider in 宋体 than we count, and wrap more
	i := list(w.page)
	s := w.spots[i]
	_, high := w.printed()
	return i < len(w.spots)-1 && w.pagesWide() == 1 && w.high(max(s.last, s.total))*w.scale()*spare <= high
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
