package form

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Workbook names a blank workbook: its file name without the ending.
type Workbook string

// The blank workbooks.
const (
	ApplicationBook          = Workbook(assist.ApplicationForm)
	SalesBook                = Workbook(assist.SalesForm)
	VisitBook                = Workbook(assist.VisitForm)
	PlanBook                 = Workbook(assist.PlanForm)
	RegisterBook             = Workbook(assist.RegisterForm)
	AdjustmentBook           = Workbook(assist.AdjustmentForm)
	PolicyBook      Workbook = "政策参数"
	CatalogueBook            = Workbook(assist.ProductTable)
)

// Workbooks are all blank workbooks in their order.
var Workbooks = []Workbook{ApplicationBook, SalesBook, VisitBook, PlanBook, RegisterBook, AdjustmentBook, PolicyBook, CatalogueBook}

// sheetsOf are the tables of each workbook.
var sheetsOf = map[Workbook][]*Form{
	ApplicationBook: {applicationForm, wishForm},
	SalesBook:       {salesForm},
	VisitBook:       {visitForm},
	PlanBook:        {planForm},
	RegisterBook:    {registerForm},
	AdjustmentBook:  {adjustmentForm},
	PolicyBook:      policyTables,
	CatalogueBook:   {productTable},
}

// forCity reports a workbook that the city fills in, not a county.
func (w Workbook) forCity() bool { return w != ApplicationBook && w != SalesBook && w != VisitBook }

// Blank writes a blank workbook with its 填报说明. The unit stands behind
// 填报单位 ("" leaves it open); the terms fill 政策参数 and 规格目录, the lists of
// units, and as they stand on a day the figures in what a clerk is told.
func Blank(w Workbook, unit string, terms assist.Terms, on assist.Date) sheet.Book {
	book := sheet.Book{Title: string(w)}
	for _, f := range sheetsOf[w] {
		p := f.page(unit, "", terms, on)
		p.Blocks[0].Rows = f.fill(terms)
		book.Pages = append(book.Pages, p)
	}
	book.Pages = append(book.Pages, manual(w, assist.Rules(), terms, on))
	return book
}

// Filled lays rows out in a form's own layout, values by canonical header, so
// that the sheet can be completed and dropped as it is; what a clerk is told has
// the figures of the terms on the day. It panics on a form that is none of ours.
func Filled(f assist.Form, unit string, reported assist.Date, terms assist.Terms, rows []map[column.Header]sheet.Value) sheet.Page {
	t := Find(f)
	p := t.page(unit, reported.String(), terms, reported)
	for _, r := range rows {
		p.Blocks[0].Rows = append(p.Blocks[0].Rows, t.lay(r))
	}
	return p
}

// lay puts values by header in the order of the columns.
func (f *Form) lay(values map[column.Header]sheet.Value) []sheet.Value {
	var row []sheet.Value
	for _, c := range f.Columns {
		if !c.Extra {
			row = append(row, values[c.Header])
		}
	}
	return row
}

// page is a form without rows.
func (f *Form) page(unit, reported string, terms assist.Terms, on assist.Date) sheet.Page {
	p := sheet.Page{Name: string(f.Name), Title: f.Title}
	if f.Kind != "" {
		p.Left, p.Right = labelUnit+"："+unit, labelDate+"："+reported
	}
	b := sheet.Block{}
	for i := range f.Columns {
		if c := &f.Columns[i]; !c.Extra {
			b.Columns = append(b.Columns, spec(c, terms, on))
		}
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// spec is a column as the writer wants it.
func spec(c *Column, terms assist.Terms, on assist.Date) sheet.ColumnSpec {
	s := sheet.ColumnSpec{Header: c.Header, Width: c.Width, Text: c.AsText(), Note: terms.Filled(c.Advice, on)}
	if c.Required {
		s.Note = "必填。" + s.Note
	}
	switch c.Kind {
	case Free, List, ListOf, Words:
		s.Wrap = c.Width >= 20
	case Choice, Whole:
		s.Choices = choices(c, terms, on)
	}
	return s
}
