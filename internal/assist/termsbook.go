package assist

import (
	"strings"

	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// The tables of 参数, as their sheets are called.
const (
	UnitTable    = "县区"
	DibaoTable   = "低保标准"
	RuralTable   = "农村收入"
	LimitTable   = "帮扶标准"
	CutoffTable  = "截止调整"
	ProductTable = "规格目录"
)

// TermsBook (参数簿) is what 参数 last said and could be used, table by table
// and row by row: a slip in a workbook leaves what stood before it.
type TermsBook struct {
	Tables map[string][]TermsEntry // by the table's name, in the order of its rows
	Gone   []string                `json:",omitempty"` // units that were there once
}

// Day is the day of the run that brought the newest value; 0 of no book.
func (b *TermsBook) Day() Date {
	var last Date
	if b == nil {
		return last
	}
	for _, table := range b.Tables {
		for _, e := range table {
			for _, said := range e {
				last = max(last, said.On)
			}
		}
	}
	return last
}

// Units are the names of the units in force.
func (b TermsBook) Units() []string {
	var names []string
	for _, u := range b.Tables[UnitTable] {
		names = append(names, u.Text(column.Unit))
	}
	return names
}

// TermsEntry is one row of a table in force, by header.
type TermsEntry map[column.Header]Said

// Said is one value of 参数 in the spelling of its column, and the day of the
// run that first read it.
type Said struct {
	Text string
	On   Date
	Kept string `json:",omitempty"` // why it stands (沿用) although the workbook of the last run does not say it; "" where that does
	File string `json:",omitempty"` // of one that was kept: SHA-256 of the workbook that said it last
}

// Keep is a value that stands although a workbook does not say it: why, and the
// workbook before it, unless it was kept already then.
func (s Said) Keep(why, earlier string) Said {
	if s.Text != "" && s.Kept == "" {
		s.File = earlier
	}
	if s.Text != "" {
		s.Kept = why
	}
	return s
}

// Text is the value under a header; "" for none.
func (e TermsEntry) Text(header column.Header) string { return e[header].Text }

// FormerNames (原名) is the entry's value that no column holds: the names a
// unit had before, separated by 、.
const FormerNames = "原名"

// Rename is a unit that kept its 代码 and has another name from a run on.
type Rename struct{ Old, New string }

// SplitNames are the names of such a value.
func SplitNames(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '、' })
}

// TermsTable is one table of 参数 as a workbook has it.
type TermsTable struct {
	Name     string
	Optional bool // a workbook may do without it
	Columns  []TermsColumn
	Faults   []sheet.Fault // why nothing of it can be used; none when it can
	Rows     []TermsRow
	Unread   string // why nobody could read its workbook; what stood stays, and somebody else tells it
	Earlier  string // SHA-256 of the workbook that was read before this one
}

// TermsColumn is a column of a table: what it is for.
type TermsColumn struct {
	Header  column.Header
	Key     bool   // tells what the row speaks of
	Needed  bool   // a row without it says nothing
	Blank   string // what a blank cell means where nothing was said before: 周四; "" is nothing
	Remark  bool   // decides nothing: 依据
	Missing bool   // the sheet has no such column
}

// TermsRow is one row of a table, by header.
type TermsRow struct {
	Number int // of the row on its sheet
	Cells  map[column.Header]TermsCell
}

// TermsCell is a value as written and as read.
type TermsCell struct {
	Addr  string
	Raw   string
	Text  string       // in the spelling of its column; "" when blank or faulty
	None  bool         // a sign that says: there is none
	Fault *sheet.Fault // why it cannot be used
}
