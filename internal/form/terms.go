package form

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// deadlineDefault is 报送截止 of a unit that states none.
const deadlineDefault = time.Thursday

// PolicyTables reads the tables of 政策参数 row by row, CatalogueTables that of
// 规格目录. What cannot be used comes back as a fault where it stands; damage
// of the workbook as a *sheet.Damage error.
func PolicyTables(src Source) ([]assist.TermsTable, error) { return termsTables(src, policyTables) }

// CatalogueTables is PolicyTables for 规格目录.
func CatalogueTables(src Source) ([]assist.TermsTable, error) {
	return termsTables(src, []*Form{productTable})
}

// termsTables reads the tables that a parameter workbook has to have.
func termsTables(src Source, tables []*Form) ([]assist.TermsTable, error) {
	list, err := tabs(src)
	if err != nil {
		return nil, err
	}
	found := claim(list, tables, nil, false).found
	var read []assist.TermsTable
	for _, f := range tables {
		t := f.empty()
		t.Faults[0].Value = unlike(list, f)
		for _, l := range found {
			if l.form == f {
				if t, err = f.read(src, l); err != nil {
					return nil, err
				}
			}
		}
		read = append(read, t)
	}
	return read, nil
}

// unlike says what a sheet with the name of a table is like that is not the table; "" when
// there is none.
func unlike(list []*tab, f *Form) string {
	for _, name := range f.sheets() {
		switch t := named(list, name); {
		case t == nil:
		case len(t.rows) == 0:
			return "这张工作表是空的，表头也没有了"
		default:
			return "这张工作表的表头没有认出，缺少的列：" + strings.Join(noForm(f.header(t.rows), name).Allowed, "、")
		}
	}
	return ""
}

// empty is the table of a workbook that has no sheet for it.
func (f *Form) empty() assist.TermsTable {
	t := assist.TermsTable{Name: string(f.Name), Optional: f.Option, Faults: []sheet.Fault{noForm(headers{form: f}, string(f.Name))}}
	for _, c := range f.Columns {
		t.Columns = append(t.Columns, assist.TermsColumn{Header: c.Header, Key: c.Key, Needed: c.Required, Blank: c.Blank, Remark: c.Header == column.Basis})
	}
	return t
}

// read reads the table that stands on a sheet.
func (f *Form) read(src Source, l *layout) (assist.TermsTable, error) {
	t := f.empty()
	t.Faults = l.faults
	for i, col := range l.cols {
		t.Columns[i].Missing = col == 0
	}
	d := &decoder{src: src, sub: &assist.Submission{}}
	account := l.table()
	err := scan(src, l, &account, func(r sheet.Row) error {
		t.Rows = append(t.Rows, d.readRow(l, r).termsRow(r.Number))
		return nil
	})
	if l.moved != nil {
		t.Faults = append(t.Faults, *l.moved)
	}
	return t, err
}

// termsRow is a row as read: what each cell says, and what is wrong with it.
func (n *record) termsRow(number int) assist.TermsRow {
	row := assist.TermsRow{Number: number, Cells: map[column.Header]assist.TermsCell{}}
	for i := range n.form.Columns {
		c, r := &n.form.Columns[i], n.readings[i]
		if n.cols[i] == 0 {
			continue
		}
		cell := assist.TermsCell{Addr: sheet.Address(n.cols[i], number), Raw: n.written(i)}
		kind, why := r.fault, r.read
		if kind == 0 && r.stated {
			if kind, why = n.sense(c); kind == 0 {
				cell.Text = spell(c, r.value)
			}
		}
		if kind != 0 {
			f := n.fault(kind, c.Header, why)
			f.Allowed = r.allowed
			cell.Fault = &f
		}
		cell.None = !r.stated && kind == 0 && c.Dashed && !blankText(n.cells[i].Text)
		row.Cells[c.Header] = cell
	}
	return row
}

// momentForm is how a date and a time of day are spelt.
const momentForm = "2006-01-02 15:04:05"

// spell writes a value in the spelling of its column, which reads back as the same.
func spell(c *Column, v value) string {
	switch c.Kind {
	case Day:
		return v.day.String()
	case Amount:
		return assist.Fen(v.number).Short()
	case Decimal:
		return assist.Number(v.number).String()
	case Whole:
		return strconv.FormatInt(v.number, 10)
	case Moment:
		return time.Unix(v.number, 0).In(assist.Zone).Format(momentForm)
	}
	return v.text
}

// entry is a row of the book, read like a row of a sheet.
func (f *Form) entry(e assist.TermsEntry) *record {
	n := &record{form: f, readings: make([]reading, len(f.Columns))}
	for i := range f.Columns {
		c := &f.Columns[i]
		n.readings[i] = readCell(c, sheet.Cell{Kind: sheet.Text, Text: e.Text(c.Header)}, assist.Catalogue{})
	}
	return n
}

// TermsOf makes terms of the book.
func TermsOf(book assist.TermsBook) assist.Terms {
	var t assist.Terms
	var products []assist.Product
	each := func(f *Form, take func(*record)) {
		for _, e := range book.Tables[string(f.Name)] {
			take(f.entry(e))
		}
	}
	for _, e := range book.Tables[string(unitTable.Name)] {
		u := unitTable.entry(e).unit(e.Text(assist.FormerNames))
		u.Since = min(e[column.Unit].On, e[column.Code].On) // a renamed one keeps its code
		u.Renamed = e[assist.FormerNames].On
		t.Units = append(t.Units, u)
	}
	each(dibaoTable, func(n *record) { t.Dibao = append(t.Dibao, n.dibao()) })
	each(ruralTable, func(n *record) { t.Rural = append(t.Rural, n.rural()) })
	each(limitTable, func(n *record) { t.Limits = append(t.Limits, n.limit()) })
	each(cutoffTable, func(n *record) { t.Cutoffs = append(t.Cutoffs, n.cutoff()) })
	each(productTable, func(n *record) { products = append(products, n.product()) })
	t.Products = assist.NewCatalogue(products)
	t.Kept = map[assist.TermsValue]assist.Said{}
	for _, f := range append(slices.Clip(policyTables), productTable) {
		f.kept(book, t.Kept)
	}
	return t
}

// kept notes the values of a table that stand although the last workbook does not say them.
func (f *Form) kept(book assist.TermsBook, by map[assist.TermsValue]assist.Said) {
	for _, e := range book.Tables[string(f.Name)] {
		var row []string
		for _, c := range f.Columns {
			if c.Key {
				row = append(row, e.Text(c.Header))
			}
		}
		for header, said := range e {
			if said.Kept != "" {
				by[assist.TermsValue{Table: string(f.Name), Row: strings.Join(row, "|"), Header: header}] = said
			}
		}
	}
}
