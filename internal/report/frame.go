package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// those (弱势群体客户) are whom all our papers are about; author stands in the
// document properties: the task, never a person.
const (
	those  = "弱势群体客户"
	author = those + "帮扶"
)

// gone stands where a person's field was erased, dash where there is no base for a figure.
const (
	gone = assist.Cleared
	dash = "—"
)

// signatures are the blanks under a table that is signed.
var signatures = []string{"单位负责人：", "审核人：", "制表人："}

// FormPage lays rows out in a form's own layout, values by canonical header.
// The caller hands in the form's own layout, bound to form and unit.
type FormPage func(rows []map[column.Header]sheet.Value) sheet.Page

// bound makes a workbook of pages.
func bound(title string, at time.Time, pages ...sheet.Page) sheet.Book {
	return sheet.Book{Title: title, Author: author, Created: at.UTC().Format(time.RFC3339), Pages: pages}
}

// long says of a header that its column holds long text.
func long(h column.Header) column.Header { return h + "~" }

// productWide is the width of a column of product names, in characters: the longest name
// of a catalogue, 云烟(硬小熊猫家园中支16支), stands on one line.
const productWide = 27

// heads makes columns of headers.
func heads(headers ...column.Header) []sheet.ColumnSpec {
	list := make([]sheet.ColumnSpec, len(headers))
	for i, h := range headers {
		name, wrapped := strings.CutSuffix(string(h), "~")
		list[i] = sheet.ColumnSpec{Header: column.Header(name), Wrap: wrapped}
	}
	return list
}

// narrow sets the width of some columns, in characters.
func narrow(columns []sheet.ColumnSpec, widths map[column.Header]float64) []sheet.ColumnSpec {
	for i, c := range columns {
		if w, ok := widths[c.Header]; ok {
			columns[i].Width = w
		}
	}
	return columns
}

// totalled is the 合计 row of a block: the sums of the named columns.
func totalled(columns []sheet.ColumnSpec, rows [][]sheet.Value, sums ...column.Header) []sheet.Value {
	if len(rows) == 0 {
		return nil
	}
	total := make([]sheet.Value, len(columns))
	total[0] = sheet.S(assist.Sum)
	for i, c := range columns {
		for _, name := range sums {
			if c.Header == name {
				total[i] = sheet.I(sumOf(rows, i))
			}
		}
	}
	return total
}

func sumOf(rows [][]sheet.Value, col int) int64 {
	var n int64
	for _, r := range rows {
		if col < len(r) {
			n += r[col].N
		}
	}
	return n
}

// pairs is a list of labels and texts, without a header.
func pairs(title string, rows ...[2]string) sheet.Block {
	b := sheet.Block{Title: title, Columns: []sheet.ColumnSpec{{}, {Wrap: true}}}
	for _, r := range rows {
		b.Rows = append(b.Rows, []sheet.Value{sheet.S(r[0]), sheet.S(r[1])})
	}
	return b
}

// prose is texts above or below a table: a text a line, all in the first column, so
// that no line looks like one of the table.
func prose(title string, lines ...string) sheet.Block {
	b := sheet.Block{Title: title, Columns: []sheet.ColumnSpec{{Wrap: true}}}
	for _, s := range lines {
		b.Rows = append(b.Rows, texts(s))
	}
	return b
}

// labelled is a label and its text in one line: 1. …, else with what parts the two.
func labelled(line [2]string, parting string) string {
	if strings.Trim(line[0], "0123456789") == "" {
		return line[0] + ". " + line[1]
	}
	return line[0] + parting + line[1]
}

// allLabelled are labels and their texts, each in one line.
func allLabelled(lines [][2]string) []string {
	list := make([]string, len(lines))
	for i, l := range lines {
		list[i] = labelled(l, " ")
	}
	return list
}

// told is a sentence as a list, none for "".
func told(sentence string) []string {
	if sentence == "" {
		return nil
	}
	return []string{sentence}
}

// texts turns strings into values.
func texts(list ...string) []sheet.Value {
	out := make([]sheet.Value, len(list))
	for i, s := range list {
		out[i] = sheet.S(s)
	}
	return out
}

// ints turns whole numbers into values.
func ints(list ...int) []sheet.Value {
	out := make([]sheet.Value, len(list))
	for i, n := range list {
		out[i] = sheet.I(n)
	}
	return out
}

// orderDate is an order day as a cell, shown with its weekday; blank without one.
func orderDate(d assist.Date) sheet.Value {
	if d == 0 {
		return sheet.Value{}
	}
	return sheet.Dated(d.Serial())
}

// moment is an instant as a cell, in Asia/Shanghai to the minute; blank for none.
func moment(t time.Time) sheet.Value {
	if t.IsZero() {
		return sheet.Value{}
	}
	return sheet.Clocked(t.In(assist.Zone))
}

// dates are several.
func dates(list ...assist.Date) []sheet.Value {
	out := make([]sheet.Value, len(list))
	for i, d := range list {
		out[i] = d.Cell()
	}
	return out
}

// clock shows an instant in Asia/Shanghai to the minute; "" for none.
func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return assist.Clock(t)
}

// orderDay shows an order day with its weekday.
func orderDay(d assist.Date) string {
	if d == 0 {
		return ""
	}
	return d.String() + " " + assist.WeekdayName(d.Weekday())
}

// span shows an ISO week with its first and last day.
func span(w assist.Week) string {
	return fmt.Sprintf("%s（%s 至 %s）", w, w.Monday(), w.Sunday())
}

// dated is the right side of a table's second line.
func dated(f assist.Facts, measure string) string {
	return "填报日期：" + f.Today.String() + "　单位：" + measure
}

// people looks up the people of the facts.
type people struct {
	roster *assist.Roster
	of     func(licence string) assist.Application // his filing, else his last row
	erased map[string]bool
}

func peopleOf(f assist.Facts) people {
	w := people{f.Roster, f.RowOf(), f.Erased}
	if w.roster == nil {
		w.roster = assist.NewRoster()
	}
	return w
}

// shown is a person's field, or that it was erased.
func (w people) shown(licence, field string) string {
	if field == "" && w.erased[licence] {
		return gone
	}
	return field
}

// called is a customer as the sentences of its own unit's papers name it:
// 李样（140213100001）; without a name on file by its licence alone, and with details behind it.
func (w people) called(licence string, details ...string) string {
	inside := strings.Join(append([]string{licence}, details...), "，")
	if name := w.operator(licence); name != "" {
		return fmt.Sprintf("%s（%s）", name, inside)
	}
	if len(details) == 0 {
		return licence
	}
	return fmt.Sprintf("%s（%s）", licence, strings.Join(details, "，"))
}

// calledAll names customers to their unit.
func (w people) calledAll(licences []string) []string {
	list := slices.Clone(licences)
	for i, licence := range list {
		list[i] = w.called(licence)
	}
	return list
}

func (w people) shop(licence string) string     { return w.shown(licence, w.of(licence).Shop) }
func (w people) operator(licence string) string { return w.shown(licence, w.of(licence).Operator) }
