package terms

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// group is the rows of a table by what they speak of.
type group struct {
	order []string // keys in the order of the rows
	rows  map[string][]assist.TermsRow
	old   map[string]assist.TermsEntry // what stood, by key
	lost  []lost                       // rows of which nobody can say what they speak of
}

// lost is a row of which nobody can say what it speaks of, and why.
type lost struct {
	row   assist.TermsRow
	fault sheet.Fault
}

// group sorts the rows of a table by their keys.
func (k *keeper) group(t assist.TermsTable, old []assist.TermsEntry) *group {
	g := &group{rows: map[string][]assist.TermsRow{}, old: map[string]assist.TermsEntry{}}
	for _, e := range old {
		g.old[keyOf(t, e)] = e
	}
	for _, row := range t.Rows {
		key, fault := k.key(t, row)
		switch {
		case fault == leftover:
			k.note("“" + t.Name + "”里 " + row.Cells[column.Unit].Text + " 的行没有采用：县区 表里已经没有这个单位。")
		case fault != nil:
			g.lost = append(g.lost, lost{row, *fault})
		default:
			if g.rows[key] == nil {
				g.order = append(g.order, key)
			}
			g.rows[key] = append(g.rows[key], row)
		}
	}
	g.undated(t)
	return g
}

// keyOf is what an entry speaks of.
func keyOf(t assist.TermsTable, e assist.TermsEntry) string {
	var parts []string
	for _, c := range t.Columns {
		if c.Key {
			parts = append(parts, e.Text(c.Header))
		}
	}
	return strings.Join(parts, "|")
}

// leftover marks a row of a unit that is gone.
var leftover = &sheet.Fault{}

// key is what a row speaks of, or why nobody can say.
func (k *keeper) key(t assist.TermsTable, row assist.TermsRow) (string, *sheet.Fault) {
	var parts []string
	for _, c := range t.Columns {
		if !c.Key {
			continue
		}
		cell := row.Cells[c.Header]
		switch {
		case cell.Fault != nil:
			return "", cell.Fault
		case cell.Text == "" && c.Needed:
			return "", missing(t, c.Header, cell)
		case c.Header == column.Unit:
			unit, ok := k.resolve(cell.Text)
			if !ok && slices.Contains(k.book.Gone, cell.Text) {
				return "", leftover
			}
			if !ok {
				return "", &sheet.Fault{Kind: sheet.NotChoice, Sheet: t.Name, Header: c.Header, Cell: cell.Addr, Value: cell.Raw, Read: "不是县区表里的单位"}
			}
			parts = append(parts, unit)
		default:
			parts = append(parts, cell.Text)
		}
	}
	return strings.Join(parts, "|"), nil
}

func missing(t assist.TermsTable, header column.Header, cell assist.TermsCell) *sheet.Fault {
	return &sheet.Fault{Kind: sheet.Missing, Sheet: t.Name, Header: header, Cell: cell.Addr}
}

// undated sets aside rows whose date is blank where the same stood with a date
// that no row has any more: the date was lost, the value did not always hold.
func (g *group) undated(t assist.TermsTable) {
	for _, key := range slices.Clone(g.order) {
		head, blank := strings.CutSuffix(key, "|")
		if _, stood := g.old[key]; !blank || stood || !g.vanished(head+"|") {
			continue
		}
		for _, row := range g.rows[key] {
			for _, c := range t.Columns {
				if cell := row.Cells[c.Header]; c.Key && cell.Text == "" {
					g.lost = append(g.lost, lost{row, *missing(t, c.Header, cell)})
				}
			}
		}
		delete(g.rows, key)
		g.order = slices.DeleteFunc(g.order, func(s string) bool { return s == key })
	}
}

// vanished reports that some entry whose key begins so has no row any more.
func (g *group) vanished(head string) bool {
	for key := range g.old {
		if strings.HasPrefix(key, head) && g.rows[key] == nil {
			return true
		}
	}
	return false
}

// clash reports rows that speak of the same and say different things.
func (g *group) clash(key string) bool {
	rows := g.rows[key]
	for _, row := range rows[1:] {
		for header, cell := range row.Cells {
			if header != column.Basis && cell.Text != rows[0].Cells[header].Text {
				return true
			}
		}
	}
	return false
}

// doubled are the keys that more than one row has.
func (g *group) doubled() []string {
	return slices.DeleteFunc(slices.Clone(g.order), func(key string) bool { return len(g.rows[key]) < 2 })
}

// loose reports a sheet with a row that may be any of those that are absent:
// then none of them counts as deleted.
func (g *group) loose() bool { return len(g.lost)+len(g.doubled()) > 0 }

// absent are the entries that no row speaks of.
func (g *group) absent(t assist.TermsTable, old []assist.TermsEntry) []assist.TermsEntry {
	return slices.DeleteFunc(slices.Clone(old), func(e assist.TermsEntry) bool { return g.rows[keyOf(t, e)] != nil })
}

// reason is why the rows that are absent stay: the first row that may be one of them.
func (g *group) reason(t assist.TermsTable) string {
	if len(g.lost) > 0 {
		return reason(t, g.lost[0].fault)
	}
	return reason(t, doubled(t, g.rows[g.doubled()[0]]))
}

// doubled is the fault of rows that speak of the same.
func doubled(t assist.TermsTable, rows []assist.TermsRow) sheet.Fault {
	first := firstKey(t, rows[0])
	return sheet.Fault{Kind: sheet.Repeated, Sheet: t.Name, Header: first, Cell: rows[1].Cells[first].Addr, Value: rows[1].Cells[first].Raw, Read: rows[0].Cells[first].Addr}
}

// loose tells the rows that cannot be used as a whole, and what stands.
func (k *keeper) loose(t assist.TermsTable, g *group, absent []assist.TermsEntry) {
	for _, l := range g.lost {
		k.slip(t, l.fault, stands(t, absent), unitsOf(absent))
		if last := &k.slips[len(k.slips)-1]; len(absent) == 0 { // else it tells what stood
			last.About, last.Else = about(t, l.row), "其他行照旧"
		}
	}
	for _, key := range g.doubled() {
		kept := absent
		if was := g.old[key]; was != nil && g.clash(key) {
			kept = append([]assist.TermsEntry{was}, absent...)
		}
		k.slip(t, doubled(t, g.rows[key]), stands(t, kept), unitsOf(kept))
	}
}

// firstKey is the header of the first column that says what a row speaks of.
func firstKey(t assist.TermsTable, row assist.TermsRow) column.Header {
	for _, c := range t.Columns {
		if c.Key && row.Cells[c.Header].Addr != "" {
			return c.Header
		}
	}
	return t.Columns[0].Header
}
