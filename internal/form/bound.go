package form

import (
	"fmt"
	"unicode/utf16"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Bounds are how many data rows a sheet may have, by form.
type Bounds = assist.Bounds

const (
	cityRows     = 200_000 // of a form of the city's; a register names every retailer
	cellText     = 32_767  // characters of a cell, as Excel counts them
	hopelessRows = 200     // so many one after another: the sheet is not the form it looks like
)

// mostRows is how many data rows a sheet of a form may have; 0 for as many as a
// sheet can.
func (f *Form) mostRows(b Bounds) int {
	b = b.Filled()
	switch {
	case f == salesForm:
		return 0
	case f == applicationForm:
		return b.Applications
	case f.countys():
		return b.Others
	}
	return cityRows
}

// guard watches over the rows of one sheet: how many there are, how long a
// cell is, and whether they are of the form at all.
type guard struct {
	l       *layout
	most    int // data rows; 0 for no bound
	data    int
	run     int  // hopeless rows up to here
	first   int  // the row that run began with
	astray  bool // a form of another folder, of which only the first rows are read
	counted bool // the rows are counted, no longer read
}

func (d *decoder) guard(l *layout) *guard {
	return &guard{l: l, most: l.form.mostRows(d.Bounds), astray: d.Unit != "" && l.form.countys() == (d.Unit == assist.City)}
}

// admit is the damage of a sheet with a row too many, or with a cell too long.
func (g *guard) admit(r sheet.Row) error {
	for _, c := range r.Cells {
		if len(c.Text) > cellText && len(utf16.Encode([]rune(c.Text))) > cellText {
			return &sheet.Damage{Kind: sheet.BeyondLimit, Sheet: g.l.name, Cell: sheet.Address(c.Col, r.Number),
				Detail: fmt.Sprintf("一格里的文字超过上限 %d 个字，请缩短后再报", cellText)}
		}
	}
	g.data++
	g.counted = g.counted || g.astray && g.data > hopelessRows
	if g.most > 0 && g.data > g.most && !g.counted {
		return &sheet.Damage{Kind: sheet.BeyondLimit, Sheet: g.l.name,
			Detail: fmt.Sprintf("%s超过上限 %d 行，请拆成几个文件，每个不超过 %d 行，再报", g.l.form.Name, g.most, g.most)}
	}
	return nil
}

// see notes whether a row is hopeless, and tells whether the sheet still may be
// the form it looks like.
func (g *guard) see(row int, hopeless bool) bool {
	switch {
	case g.counted:
		return false
	case !hopeless:
		g.run = 0
	case g.run == 0:
		g.run, g.first = 1, row
	default:
		g.run++
	}
	g.counted = g.counted || g.run >= hopelessRows
	return !g.counted
}

// fault tells a sheet that is not the form it looks like.
func (g *guard) fault() (sheet.Fault, bool) {
	return sheet.Fault{Kind: sheet.UnlikeForm, Sheet: g.l.name, Row: g.first, Cell: sheet.Address(max(1, g.l.licenceColumn()), g.first), Read: string(g.l.form.Name)}, g.run >= hopelessRows
}

// licenceColumn is the sheet's column of the licence number; 0 when it has none.
func (l *layout) licenceColumn() int {
	if i := l.form.licence(); i >= 0 {
		return l.cols[i]
	}
	return 0
}

// hopeless reports a row of which nobody can know whose it is, or in which
// hardly anything is filled in.
func (n *record) hopeless() bool {
	leaves := n.form == applicationForm && n.leaves()
	required, blank := 0, 0
	for i, c := range n.form.Columns {
		if n.cols[i] == 0 || !c.Required || leaves && !c.OnExit {
			continue
		}
		required++
		if r := n.readings[i]; !r.stated {
			blank++
		}
		if (c.Kind == Licence || n.form == applicationForm && c.Header == column.Operator) && n.unusable(i) {
			return true
		}
	}
	return blank*2 > required || n.form == applicationForm && !leaves && !assist.SoundID(n.text(column.ID))
}

// unusable reports a cell that is blank or cannot be read.
func (n *record) unusable(i int) bool { return !n.readings[i].stated || n.readings[i].fault != 0 }
