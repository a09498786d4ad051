package form

import (
	"slices"

	"bangfu/internal/sheet"
)

// How far down and to the right a header may stand.
const (
	headerRows = 20
	headerCols = 500
)

// top reads the first rows of a sheet, down to the last row a header may have.
func top(src Source, i int) ([]sheet.Row, error) {
	var rows []sheet.Row
	for r, err := range src.Rows(i) {
		if err != nil {
			return nil, err
		}
		if r.Number > headerRows {
			break
		}
		r.Cells = slices.DeleteFunc(slices.Clone(r.Cells), func(c sheet.Cell) bool { return c.Col > headerCols })
		rows = append(rows, r)
	}
	return rows, nil
}

// head is one header cell: where it stands and what it says.
type head struct {
	col, row int
	raw      string
	name     string // folded, without its unit
	unit     string
	column   int // of the form; -1 for none of its columns
	own      bool
}

// headers is a header row, or two rows read as one, as a form sees them.
type headers struct {
	form        *Form
	first, last int               // rows
	heads       []head            // ascending columns
	count       int               // different columns of the form
	texts       map[int][2]string // what stands in a column, in the upper and the lower row
}

// newHead folds a header cell and finds its column.
func (f *Form) newHead(col, row int, raw string) head {
	h := head{col: col, row: row, raw: raw, column: -1}
	h.name, h.unit = foldHeader(raw)
	if i, own, ok := f.column(h.name); ok {
		h.column, h.own = i, own
	}
	return h
}

// single reads one row as a header.
func (f *Form) single(r sheet.Row) headers {
	h := headers{form: f, first: r.Number, last: r.Number, texts: map[int][2]string{}}
	for _, c := range r.Cells {
		h.texts[c.Col] = [2]string{"", compact(c.Text)}
		h.heads = append(h.heads, f.newHead(c.Col, r.Number, c.Text))
	}
	return h.counted()
}

// double reads two rows as one header: a group above, merged to the right,
// and its parts below; or a header that spans both rows.
func (f *Form) double(upper, lower sheet.Row) headers {
	h := headers{form: f, first: upper.Number, last: lower.Number, texts: map[int][2]string{}}
	last := 0
	for _, c := range append(slices.Clone(upper.Cells), lower.Cells...) {
		last = max(last, c.Col)
	}
	group := ""
	for col := 1; col <= last; col++ {
		u, l := upper.At(col).Text, lower.At(col).Text
		if u != "" {
			group = u
		}
		h.texts[col] = [2]string{compact(u), compact(l)}
		switch {
		case l == "" && u != "":
			h.heads = append(h.heads, f.newHead(col, upper.Number, u))
		case l != "":
			joined := f.newHead(col, lower.Number, group+l)
			if joined.column < 0 {
				joined = f.newHead(col, lower.Number, l)
			}
			h.heads = append(h.heads, joined)
		}
	}
	return h.counted()
}

func (h headers) counted() headers {
	seen := map[int]bool{}
	for _, c := range h.heads {
		if c.column >= 0 {
			seen[c.column] = true
		}
	}
	h.count = len(seen)
	return h
}

// missing lists the required columns that are not there.
func (h headers) missing() []int {
	have := map[int]bool{}
	for _, c := range h.heads {
		have[c.column] = true
	}
	var list []int
	for i, c := range h.form.Columns {
		if c.Required && !have[i] {
			list = append(list, i)
		}
	}
	return list
}

// better reports whether h is the better header of a form: complete before
// incomplete, then more columns; the earlier one stays otherwise.
func (h headers) better(than headers) bool {
	mine, its := len(h.missing()) == 0, len(than.missing()) == 0
	if mine != its {
		return mine
	}
	return h.count > than.count
}

// header finds the header of a form in the top rows of a sheet: one row, or
// two rows when together they say more.
func (f *Form) header(rows []sheet.Row) headers {
	best := headers{form: f}
	for _, r := range rows {
		if h := f.single(r); h.better(best) {
			best = h
		}
	}
	for i := 1; i < len(rows); i++ {
		if rows[i].Number != rows[i-1].Number+1 {
			continue
		}
		if h := f.double(rows[i-1], rows[i]); h.better(best) {
			best = h
		}
	}
	return best
}

// complete reports a header that makes a sheet the form, whatever its name.
func (h headers) complete() bool { return h.count > 0 && len(h.missing()) == 0 && h.telling() }

// telling reports whether the header has one of the columns without which a
// nameless sheet is not taken for the form.
func (h headers) telling() bool {
	if len(h.form.Telling) == 0 {
		return true
	}
	return slices.ContainsFunc(h.heads, func(c head) bool {
		return c.column >= 0 && slices.Contains(h.form.Telling, h.form.Columns[c.column].Header)
	})
}
