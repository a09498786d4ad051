// Package terms keeps the parameters in force: 参数 is laid over what stood
// before, row by row, so that one wrong cell takes nothing from anybody. What a
// workbook says and can be used counts; of the rest the last good reading
// stands, and a TermsSlip says so. It is pure: the same workbooks in the same order
// give the same book. It opens no file and judges no customer.
package terms

import (
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Kept is what is in force after a reading of 参数.
type Kept struct {
	Book    assist.TermsBook
	Slips   []assist.TermsSlip // what cannot be used, and what stands in its place
	Renamed []assist.Rename    // units that have another name from now on
	Notes   []string           // what nobody must mend, in plain Chinese
	Large   []string           // of these, values far from what stood: to be looked at in this run
}

// Keep lays the tables that were read on a day over the book that stood before.
// occupied reports a unit that cannot go yet: it has customers, rows or files.
func Keep(before assist.TermsBook, tables []assist.TermsTable, day assist.Date, occupied func(unit string) bool) Kept {
	k := &keeper{day: day, occupied: occupied, before: before, book: assist.TermsBook{Tables: map[string][]assist.TermsEntry{}, Gone: slices.Clone(before.Gone)}}
	maps.Copy(k.book.Tables, before.Tables)
	for _, t := range tables {
		if t.Name == assist.UnitTable && t.Unread == "" {
			k.units(t)
		}
	}
	k.follow()
	for _, t := range tables {
		switch {
		case t.Unread != "":
			k.book.Tables[t.Name] = keepAll(t, k.book.Tables[t.Name], t.Unread)
		case t.Name != assist.UnitTable:
			k.table(t)
			k.jumps(t)
			k.quoted(t)
		}
	}
	return Kept{Book: k.book, Slips: k.slips, Renamed: k.renamed, Notes: k.notes, Large: k.large}
}

// keeper lays one reading over the book.
type keeper struct {
	day      assist.Date
	occupied func(string) bool
	before   assist.TermsBook
	book     assist.TermsBook
	slips    []assist.TermsSlip
	renamed  []assist.Rename
	notes    []string
	large    []string
}

// follow takes the rows of units that were renamed along, and leaves behind
// those of units that are gone.
func (k *keeper) follow() {
	for name, entries := range k.book.Tables {
		if name == assist.UnitTable || len(entries) == 0 {
			continue
		}
		if _, ofUnits := entries[0][column.Unit]; !ofUnits {
			continue
		}
		var kept []assist.TermsEntry
		for _, e := range entries {
			if unit, ok := k.resolve(e.Text(column.Unit)); ok {
				said := e[column.Unit]
				said.Text = unit
				kept = append(kept, with(e, column.Unit, said))
			}
		}
		k.book.Tables[name] = kept
	}
}

// with is an entry with another value under a header.
func with(e assist.TermsEntry, header column.Header, s assist.Said) assist.TermsEntry {
	if e[header] == s {
		return e
	}
	n := maps.Clone(e)
	n[header] = s
	return n
}

// resolve is the unit that a row names: by its name, an alias or a former name.
func (k *keeper) resolve(text string) (string, bool) {
	units := k.book.Tables[assist.UnitTable]
	for _, e := range units {
		if e.Text(column.Unit) == text {
			return text, true
		}
	}
	for _, e := range units {
		if slices.Contains(namesOf(e), text) {
			return e.Text(column.Unit), true
		}
	}
	return "", false
}

// namesOf are the other names of a unit.
func namesOf(e assist.TermsEntry) []string {
	return append(strings.Fields(e.Text(column.OtherNames)), former(e)...)
}

// table lays one table over what stood.
func (k *keeper) table(t assist.TermsTable) {
	old := k.book.Tables[t.Name]
	t.Faults = append(t.Faults, keyless(t, old)...)
	if len(t.Faults) > 0 {
		k.book.Tables[t.Name] = k.keepTable(t, old)
		return
	}
	g := k.group(t, old)
	var now []assist.TermsEntry
	for _, key := range g.order {
		was := g.old[key]
		e, ok := was, was != nil
		if g.clash(key) {
			e = keepRow(t, was, reason(t, doubled(t, g.rows[key])))
		} else {
			e, ok = k.merge(t, was, g.rows[key][0])
		}
		if ok {
			now = append(now, e)
		}
	}
	absent := g.absent(t, old)
	if g.loose() {
		now = append(now, keepAll(t, absent, g.reason(t))...)
	}
	k.lacking(t, old)
	k.loose(t, g, absent)
	k.book.Tables[t.Name] = now
}

// quoted notes that the blank workbooks that were made before quote limits which
// have another value, day or row now.
func (k *keeper) quoted(t assist.TermsTable) {
	said := func(a, b assist.TermsEntry) bool {
		return subject(a) == subject(b) && a.Text(column.Value) == b.Text(column.Value)
	}
	if old := k.before.Tables[t.Name]; t.Name == assist.LimitTable && len(old) > 0 && !slices.EqualFunc(old, k.book.Tables[t.Name], said) {
		k.note("帮扶标准 有改动：模板 文件夹里的空白表写的还是原来的数，请运行 bangfu templates 模板 -w . 重写，再发给各县区。")
	}
}

// keyless are the columns that a sheet lacks although what stood can be told
// apart by them alone.
func keyless(t assist.TermsTable, old []assist.TermsEntry) []sheet.Fault {
	var list []sheet.Fault
	for _, c := range t.Columns {
		stood := func(e assist.TermsEntry) bool { return e.Text(c.Header) != "" }
		if c.Key && c.Missing && !c.Needed && slices.ContainsFunc(old, stood) {
			list = append(list, sheet.Fault{Kind: sheet.MissingColumn, Sheet: t.Name, Header: c.Header})
		}
	}
	return list
}

// keepTable is a table as it was, since nothing of the sheet can be used. An
// optional sheet that never was is nobody's slip.
func (k *keeper) keepTable(t assist.TermsTable, old []assist.TermsEntry) []assist.TermsEntry {
	if t.Optional && len(old) == 0 && t.Faults[0].Kind == sheet.NoForm {
		return old
	}
	for _, f := range t.Faults {
		k.slip(t, f, stands(t, old), unitsOf(old))
	}
	return keepAll(t, old, reason(t, t.Faults[0]))
}

// keepAll are rows that stand although the workbook does not say them, and why.
func keepAll(t assist.TermsTable, list []assist.TermsEntry, why string) []assist.TermsEntry {
	kept := make([]assist.TermsEntry, len(list))
	for i, e := range list {
		kept[i] = keepRow(t, e, why)
	}
	return kept
}

func keepRow(t assist.TermsTable, e assist.TermsEntry, why string) assist.TermsEntry {
	kept := maps.Clone(e)
	for header, s := range e {
		if header != assist.FormerNames { // that no workbook says
			kept[header] = s.Keep(why, t.Earlier)
		}
	}
	return kept
}

// merge lays one row over what stood of it; ok is false when it says nothing
// that can be used.
func (k *keeper) merge(t assist.TermsTable, old assist.TermsEntry, row assist.TermsRow) (e assist.TermsEntry, ok bool) {
	e, ok = assist.TermsEntry{}, true
	kept := false
	unit := k.unitOf(row)
	for _, c := range t.Columns {
		cell, was := row.Cells[c.Header], old[c.Header]
		s, fault := k.value(t, c, cell, was)
		if fault != nil {
			kept = true
			s = s.Keep(reason(t, *fault), t.Earlier)
			k.slip(t, *fault, said(was), unit)
			last := &k.slips[len(k.slips)-1]
			last.About, last.Else = about(t, row), instead(t, row, c)
		}
		if s.Text != "" {
			e[c.Header] = s
		} else if c.Needed {
			ok = false
		}
	}
	if unit != nil && e[column.Unit].Text != "" && t.Name != assist.UnitTable {
		e[column.Unit] = k.since(old[column.Unit], unit[0])
	}
	if was, there := old[column.Basis]; kept && there {
		e[column.Basis] = was
	}
	return e, ok
}

// value is what a cell says, or what stood before it; the fault when it cannot
// be used.
func (k *keeper) value(t assist.TermsTable, c assist.TermsColumn, cell assist.TermsCell, was assist.Said) (assist.Said, *sheet.Fault) {
	switch {
	case c.Missing:
		return was.Keep(reason(t, sheet.Fault{Kind: sheet.MissingColumn, Header: c.Header}), t.Earlier), nil
	case cell.Fault != nil:
		return was, cell.Fault
	case cell.Text != "":
		return k.since(was, cell.Text), nil
	case cell.None, c.Remark:
		return assist.Said{}, nil
	case was.Text != "" && was.Text != c.Blank, c.Needed:
		return was, &sheet.Fault{Kind: sheet.Missing, Sheet: t.Name, Header: c.Header, Cell: cell.Addr}
	}
	return k.since(was, c.Blank), nil
}

// since is a value with the day it was first read.
func (k *keeper) since(was assist.Said, text string) assist.Said {
	if was.Text == text {
		return assist.Said{Text: was.Text, On: was.On}
	}
	return assist.Said{Text: text, On: k.day}
}

// unitOf is the unit a row speaks of; nil when it speaks of everybody.
func (k *keeper) unitOf(row assist.TermsRow) []string {
	cell, there := row.Cells[column.Unit]
	if !there {
		return nil
	}
	if unit, ok := k.resolve(cell.Text); ok {
		return []string{unit}
	}
	return []string{}
}

// lacking tells optional columns that the sheet no longer has, where something
// stood under them.
func (k *keeper) lacking(t assist.TermsTable, old []assist.TermsEntry) {
	for _, c := range t.Columns {
		if !c.Missing || c.Remark {
			continue
		}
		var stood []assist.TermsEntry
		for _, e := range old {
			if text := e.Text(c.Header); text != "" && text != c.Blank {
				stood = append(stood, e)
			}
		}
		if len(stood) > 0 {
			k.slip(t, sheet.Fault{Kind: sheet.MissingColumn, Sheet: t.Name, Header: c.Header}, stands(t, stood), unitsOf(stood))
		}
	}
}
