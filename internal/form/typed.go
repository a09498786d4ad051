package form

import (
	"iter"
	"regexp"
	"slices"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Typed are the rows of a table that came as a text (csv), as a workbook holds them: its
// numbers are numbers and its dates dates, so that they can be summed and sorted. Codes,
// and what is not plainly a number or a date, stay texts.
func Typed(t assist.Table, rows iter.Seq2[sheet.Row, error]) iter.Seq2[sheet.Row, error] {
	f := Find(t.Form)
	if f == nil {
		return rows
	}
	return func(yield func(sheet.Row, error) bool) {
		var columns map[int]*Column
		for row, err := range rows {
			switch {
			case err == nil && row.Number == t.HeaderRow:
				columns = f.single(row).columns()
			case err == nil && row.Number > t.HeaderRow:
				row.Cells = slices.Clone(row.Cells)
				for i, c := range row.Cells {
					row.Cells[i] = typed(columns[c.Col], c)
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// columns are the columns of the form by those of the sheet.
func (h headers) columns() map[int]*Column {
	list := map[int]*Column{}
	for _, c := range h.heads {
		if c.column >= 0 {
			list[c.col] = &h.form.Columns[c.column]
		}
	}
	return list
}

// plainNumber is a number that a workbook shows as it was written, but for its zeros.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9]\d{0,10})(\.\d{1,4})?$`)

// typed is a text cell as its column would hold it; nil for a column that is not ours.
func typed(c *Column, cell sheet.Cell) sheet.Cell {
	if c == nil || cell.Kind != sheet.Text {
		return cell
	}
	switch c.Kind {
	case Serial, Amount, Balance, Whole, Count, Signed, Grade, Decimal:
		if plainNumber.MatchString(cell.Text) {
			cell.Kind = sheet.Number
		}
	case Day:
		if r := readDay(c, cell, assist.Catalogue{}); r.fault == 0 {
			cell.Kind, cell.Text = sheet.Date, r.day.String()+clockOf(cell.Text)
		}
	}
	return cell
}

// clockOf is the time of day behind a date as a cell of date and time tells it; "" for
// none, and for midnight.
func clockOf(s string) string {
	for _, form := range []string{"15:04:05", "15:04"} {
		t, err := time.Parse(form, timePart.FindString(s))
		if err == nil && t.Hour()+t.Minute()+t.Second() > 0 {
			return t.Format(" " + time.TimeOnly)
		}
	}
	return ""
}

// timePart is the hours, minutes and seconds of a text.
var timePart = regexp.MustCompile(`\d{1,2}:\d\d(:\d\d)?`)
