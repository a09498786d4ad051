package form

import "bangfu/internal/assist"

// Kind says which values a column holds, and so which parser reads it.
type Kind uint8

// The kinds of column.
const (
	Free     Kind = iota // free text
	Serial               // 序号: read past
	Name                 // a person's name
	Code                 // a certificate or identity number
	Licence              // a licence number of 12 digits
	Phone                // one telephone number or several
	Day                  // a calendar date
	Amount               // an amount in 元, not negative
	Balance              // an amount in 元, may be negative
	Whole                // a whole number ≥ 1
	Count                // a whole number ≥ 0
	Signed               // a whole number, negative for returns
	Grade                // 档位 1–30
	Choice               // one of Choices
	List                 // several texts, 、-separated
	ListOf               // several of Choices, 、-separated
	Words                // several words, separated by spaces or 、
	Barcode              // a carton barcode or a name of the catalogue
	WeekMark             // an ISO week such as 2026-W49
	Decimal              // a number with at most four decimals
	Moment               // a date and a time of day
)

// Column is one column of a form: what its header may be called, what it
// holds, and what a clerk is told about it.
type Column struct {
	Header   string
	Aliases  []string
	Kind     Kind
	Required bool              // the column must be there
	Judged   bool              // a blank value is judged by the rules, not reported as missing
	OnExit   bool              // needed for 业务类型 退出 too
	Extra    bool              // recognised, but not in the template
	Choices  []string          // the closed list of Choice and ListOf
	UpTo     string            // the 帮扶标准 up to which a whole number may be chosen, from 1; "" for none
	Spelt    map[string]string // other accepted spellings of a choice
	Loose    bool              // nothing is judged by it: a picture there is nobody's fault
	Unit     string            // what its numbers count, when a header may say otherwise: 条, 元, 元/条
	Dashed   bool              // - — / 无 alone mean blank
	Width    float64           // in characters
	Advice   string            // what is wanted, in a clerk's words
}

// choices are what may be chosen in a column on a day.
func (c *Column) choices(t assist.Terms, on assist.Date) []string {
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
	Sheets  []string // names its sheet may have; the first is the template's
	Kind    assist.FileKind
	Title   string   // the title of its template; %s is the unit
	Telling []string // a sheet without the form's name must have one of these columns to be taken for it
	Alive   string   // a row that is blank under these headers counts as blank; "" for none
	Many    bool     // every sheet with its columns belongs to it: 监督清单 has one a signal
	Columns []Column
	index   map[string]int // folded header or alias → column
}

// indexed prepares a form for finding columns by header.
func indexed(f Form) *Form {
	f.index = map[string]int{}
	for i, c := range f.Columns {
		for _, h := range append([]string{c.Header}, c.Aliases...) {
			name, _ := foldHeader(h)
			f.index[name] = i
		}
	}
	return &f
}

// column finds the column a folded header names; canonical says that it is
// the header itself and not an alias.
func (f *Form) column(folded string) (i int, canonical, ok bool) {
	i, ok = f.index[folded]
	if !ok {
		return 0, false, false
	}
	own, _ := foldHeader(f.Columns[i].Header)
	return i, own == folded, true
}

// at finds a column by its canonical header; it panics on a header that the
// form does not have, which only a mistake in this package can cause.
func (f *Form) at(header string) int {
	for i, c := range f.Columns {
		if c.Header == header {
			return i
		}
	}
	panic("form: " + string(f.Name) + " has no column " + header)
}

// licence is the index of the column 许可证号, -1 when the form has none.
func (f *Form) licence() int {
	for i, c := range f.Columns {
		if c.Kind == Licence {
			return i
		}
	}
	return -1
}
