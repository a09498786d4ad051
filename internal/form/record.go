package form

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// record is one data row of a sheet, read cell by cell.
type record struct {
	form     *Form
	row      assist.Row
	cols     []int        // where the columns of the form stand in the sheet; 0: nowhere
	cells    []sheet.Cell // by column of the form
	readings []reading
}

// readRow reads all columns of a row; faults follow when it is known which count.
func (d *decoder) readRow(l *layout, r sheet.Row) *record {
	n := &record{form: l.form, cols: l.cols, cells: make([]sheet.Cell, len(l.cols)), readings: make([]reading, len(l.cols))}
	n.row = assist.Row{
		Place:    assist.Place{Receipt: d.Receipt, Sheet: l.name, Row: r.Number},
		Unit:     d.Unit,
		Reported: d.sub.Reported,
	}
	d.packing.Begin(r.Number)
	for i, col := range l.cols {
		if col == 0 {
			continue
		}
		c := &l.form.Columns[i]
		n.cells[i] = r.At(col)
		d.packing.Add(c.Header, col, n.written(i))
	}
	n.row.Cells = d.packing.Cells()
	n.ownTexts()
	for i, col := range l.cols {
		if col != 0 {
			n.readings[i] = readCell(&l.form.Columns[i], n.cells[i], d.Terms.Products)
		}
	}
	return n
}

// ownTexts lets what is read of a row be parts of its packed cells: a row that is kept
// then keeps no line of the sheet alive, and holds nothing twice.
func (n *record) ownTexts() {
	for header, text := range n.row.Cells.Texts() {
		if text != "" {
			n.cells[n.form.columnAt(header)].Text = text
		}
	}
}

// written is what was typed under a column of the form; "" for a blank.
func (n *record) written(i int) string {
	if isBlank(&n.form.Columns[i], n.cells[i]) {
		return ""
	}
	return n.cells[i].Text
}

// get is what was read under a header.
func (n *record) get(header column.Header) reading { return n.readings[n.form.columnAt(header)] }

func (n *record) text(header column.Header) string { return n.get(header).text }

// licence is the 许可证号, by which much is kept that outlives the row: it is no part of the cells.
func (n *record) licence() string { return strings.Clone(n.text(column.Licence)) }

func (n *record) day(header column.Header) assist.Date { return n.get(header).day }
func (n *record) list(header column.Header) []string   { return n.get(header).list }

// number is a number as read; other when none is stated, -1 when it cannot be read.
func (n *record) number(header column.Header, other int64) int64 {
	r := n.get(header)
	switch {
	case r.fault != 0:
		return -1
	case !r.stated:
		return other
	}
	return r.number
}

// fault is a fault of the cell under a header.
func (n *record) fault(kind sheet.FaultKind, header column.Header, read string) sheet.Fault {
	cell, _ := n.row.Cells.Of(header)
	return sheet.Fault{Kind: kind, Sheet: n.row.Sheet, Row: n.row.Place.Row, Header: header, Cell: cell.Addr, Value: cell.Text, Read: read}
}

// report turns readings into the faults of the row: of the columns that count,
// and a missing value where the column requires one.
func (n *record) report(counts, required func(c *Column) bool) {
	for i := range n.readings {
		c, r := &n.form.Columns[i], n.readings[i]
		if n.cols[i] == 0 || !counts(c) {
			continue
		}
		kind := r.fault
		switch {
		case kind != 0:
		case r.folded:
			kind = sheet.Folded
		case !r.stated && required(c):
			kind = sheet.Missing
		default:
			continue
		}
		f := n.fault(kind, c.Header, r.read)
		f.Allowed = r.allowed
		n.row.Faults = append(n.row.Faults, f)
	}
}

// all reports every column, with what its table requires.
func (n *record) all() {
	n.report(func(*Column) bool { return true }, func(c *Column) bool { return c.Needed() })
}
