package form

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// Column is a column of a form, and Kind what it holds; the kinds by their short
// names.
type (
	Column = column.Column
	Kind   = column.Kind
)

// The kinds of column.
const (
	Free     = column.FreeKind
	Serial   = column.SerialKind
	Name     = column.NameKind
	Code     = column.CodeKind
	Licence  = column.LicenceKind
	Phone    = column.PhoneKind
	Day      = column.DayKind
	Amount   = column.AmountKind
	Balance  = column.BalanceKind
	Whole    = column.WholeKind
	Count    = column.CountKind
	Signed   = column.SignedKind
	Grade    = column.GradeKind
	Choice   = column.ChoiceKind
	List     = column.ListKind
	ListOf   = column.ListOfKind
	Words    = column.WordsKind
	Barcode  = column.BarcodeKind
	WeekMark = column.WeekMarkKind
	Decimal  = column.DecimalKind
	Moment   = column.MomentKind
)

// choices are what may be chosen in a column on a day.
func choices(c *Column, t assist.Terms, on assist.Date) []string {
	if c.UpTo == "" {
		return c.Choices
	}
	var list []string
	for n := 1; n <= t.Limit(c.UpTo, on).Int(); n++ {
		list = append(list, itoa(n))
	}
	return list
}

// Form is one table of ours: the sheet it stands on and its columns.
type Form struct {
	Name    assist.Form
	Others  []string // names that its sheet may have besides its own
	Kind    assist.FileKind
	Title   string          // the title of its template; %s is the unit
	Telling []column.Header // a sheet without the form's name must have one of these columns to be taken for it
	Alive   []column.Header // a row that is blank under these headers counts as blank; none: every row counts
	Begun   []column.Header // a blank row with one of these filled in was meant, and is told
	Option  bool            // a workbook may do without it
	Many    bool            // every sheet with its columns belongs to it: 监督清单 has one a signal
	Columns column.List
	index   map[string]int // folded header or alias → column
}

// indexed prepares a form for finding columns by header.
func indexed(f Form) *Form {
	f.index = map[string]int{}
	for i, c := range f.Columns {
		for _, h := range append([]string{string(c.Header)}, c.Aliases...) {
			name, _ := foldHeader(h)
			f.index[name] = i
		}
	}
	return &f
}

// sheets are the names that the sheet of a form may have; the template's first.
func (f *Form) sheets() []string { return append([]string{string(f.Name)}, f.Others...) }

// column finds the column a folded header names; canonical says that it is
// the header itself and not an alias.
func (f *Form) column(folded string) (i int, canonical, ok bool) {
	i, ok = f.index[folded]
	if !ok {
		return 0, false, false
	}
	own, _ := foldHeader(string(f.Columns[i].Header))
	return i, own == folded, true
}

// columnAt finds a column by its canonical header; it panics on a header that the
// form does not have, which only a mistake in this package can cause.
func (f *Form) columnAt(header column.Header) int {
	for i, c := range f.Columns {
		if c.Header == header {
			return i
		}
	}
	panic("form: " + string(f.Name) + " has no column " + string(header))
}

// licence is the index of the column 许可证号, -1 when the form has none.
func (f *Form) licence() int {
	return slices.IndexFunc(f.Columns, func(c Column) bool { return c.Kind == Licence })
}

// subject is the column that says whose row it is, or of which product; -1 when
// the form has none.
func (f *Form) subject() int {
	if i := f.licence(); i >= 0 {
		return i
	}
	return slices.IndexFunc(f.Columns, func(c Column) bool { return c.Header == column.Barcode })
}
