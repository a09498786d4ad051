// Package column is the columns of our forms: one value a column says what its
// header may be called, what it holds, who has to fill it in, what of it is
// personal, and what a clerk is told. Header search, decoding, the blank
// workbooks and their 填报说明, judging, masking and marks all follow from it.
//
// It refuses to read a cell, to judge a value, and to know where a column stands
// on somebody's sheet.
package column

// Kind says which values a column holds, and so which parser reads it.
type Kind uint8

// The kinds of column.
const (
	FreeKind     Kind = iota // free text
	SerialKind               // 序号: read past
	NameKind                 // a person's name
	CodeKind                 // a certificate or identity number
	LicenceKind              // a licence number of 12 digits
	PhoneKind                // one telephone number or several
	DayKind                  // a calendar date
	AmountKind               // an amount in 元, not negative
	BalanceKind              // an amount in 元, may be negative
	WholeKind                // a whole number ≥ 1
	CountKind                // a whole number ≥ 0
	SignedKind               // a whole number, negative for returns
	GradeKind                // 档位 1–30
	ChoiceKind               // one of Choices
	ListKind                 // several texts, 、-separated
	ListOfKind               // several of Choices, 、-separated
	WordsKind                // several words, separated by spaces or 、
	BarcodeKind              // a carton barcode or a name of the catalogue
	WeekMarkKind             // an ISO week such as 2026-W49
	DecimalKind              // a number with at most four decimals
	MomentKind               // a date and a time of day
)

// Personal says what of a customer's person a column tells, and so how it is masked.
type Personal uint8

// What a column tells of a person.
const (
	Nothing        Personal = iota
	Name                    // a name of a person
	Identity                // the number of an identity card
	DisabledPerson          // the number of a disability certificate, which begins with an identity
	Certificate             // the number of another certificate
	Telephone               // telephone numbers
	Dwelling                // an address
)

// Number reports a number that finds the person wherever it is repeated.
func (p Personal) Number() bool {
	return p == Identity || p == DisabledPerson || p == Certificate || p == Telephone
}

// Column is one column of a form.
type Column struct {
	Header   Header
	Aliases  []string
	Kind     Kind
	Personal Personal
	Required bool              // the column must be there
	Judged   bool              // a blank value is judged by the rules, not reported as missing
	OnExit   bool              // needed for 业务类型 退出 too
	Extra    bool              // recognised, but not in the template
	Choices  []string          // the closed list of Choice and ListOf
	UpTo     string            // the 帮扶标准 up to which a whole number may be chosen, from 1; "" for none
	Spelt    map[string]string // other accepted spellings of a choice
	Loose    bool              // nothing is judged by it: a picture there is nobody's fault
	Unit     string            // what its numbers count, when a header may say otherwise: 条, 元, 元/条
	Timed    bool              // a time of day may stand behind the date
	Dashed   bool              // - — / 无 alone mean blank
	Key      bool              // of a parameter table: tells what the row speaks of
	Blank    string            // of a parameter table: what a blank cell means; "" is nothing
	Width    float64           // in characters
	Advice   string            // what is wanted, in a clerk's words; {名} stands for a value of 帮扶标准
}

// AsText reports a column of codes, whose cells are text cells: as numbers they
// would lose digits.
func (c Column) AsText() bool {
	switch c.Kind {
	case LicenceKind, CodeKind, PhoneKind, BarcodeKind:
		return true
	}
	return false
}

// Needed reports a column that every row fills in.
func (c Column) Needed() bool { return c.Required && !c.Judged }

// List is the columns of one form, in the order of its template.
type List []Column

// Find is the column of a header.
func (l List) Find(header Header) (Column, bool) {
	for _, c := range l {
		if c.Header == header {
			return c, true
		}
	}
	return Column{}, false
}

// Where are the columns of a sort.
func (l List) Where(is func(Column) bool) List {
	var list List
	for _, c := range l {
		if is(c) {
			list = append(list, c)
		}
	}
	return list
}
