package batch

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"bangfu/internal/history"
	"bangfu/internal/notice"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/write"
)

// rewrite is an original without what it says of a person.
type rewrite struct {
	receipt string
	unit    string
	sha     string // as it lies in the archive
	data    []byte // what comes in its place
}

// rewrites are the originals that speak of the person, also those that were
// refused. One that nobody can read is replaced by a workbook that says so.
func (s *Site) rewrites(ctx context.Context, h *history.History, who person) ([]rewrite, error) {
	var list []rewrite
	seen := map[string]bool{}
	for i, t := range h.Files() {
		s.progress(notice.Rewriting, i+1, len(h.Files()))
		sha := h.Original(t.SHA)
		if seen[sha] || t.Unstored {
			continue
		}
		seen[sha] = true
		data, named, err := s.without(ctx, sha, t.Name, who)
		if err != nil {
			return nil, err
		}
		if named {
			list = append(list, rewrite{t.Receipt, t.Unit, sha, data})
		}
	}
	return list, nil
}

// without is an original without the rows of a person and, in the rows of
// others, without the words about him; and whether there were any.
func (s *Site) without(ctx context.Context, sha, name string, who person) (out []byte, named bool, err error) {
	data, err := s.Archive.Open(sha)
	if err != nil {
		return nil, false, err
	}
	b, err := s.open(ctx, data, name)
	var damage *sheet.Damage
	if errors.As(err, &damage) {
		return s.unreadableWithout(data, who)
	}
	if err != nil {
		return nil, false, err
	}
	whole, shown := true, map[string]bool{}
	var tables []write.ValueTable
	for i, info := range b.Sheets() {
		title := who.cut(info.Name)
		named = named || title != info.Name
		tables = append(tables, write.ValueTable{Name: title, Rows: withoutPerson(who.showing(b.Rows(ctx, i), shown), who, &named, &whole)})
	}
	if out, _, err = write.Values(tables); err == nil && !named && !whole {
		return s.unreadableWithout(data, who)
	}
	return out, named || who.speaksOf(data) || who.hidden(data, shown), err
}

// showing notes the names of the person that cells of some rows hold.
func (p person) showing(rows rowSeq, shown map[string]bool) rowSeq {
	return func(yield func(sheet.Row, error) bool) {
		for row, err := range rows {
			for _, c := range row.Cells {
				for _, n := range p.names {
					shown[n] = shown[n] || strings.Contains(c.Text, n)
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// unreadableWithout is what comes in place of an original that nobody can read
// and whose bytes speak of a person.
func (s *Site) unreadableWithout(data []byte, who person) ([]byte, bool, error) {
	if !who.speaksOf(data) && !who.hidden(data, nil) {
		return nil, false, nil
	}
	note := sheet.Row{Number: 1, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Text, Text: notice.RemovedText}}}
	rows := func(yield func(sheet.Row, error) bool) { yield(note, nil) }
	out, _, err := write.Values([]write.ValueTable{{Name: notice.RemovedSheet, Rows: rows}})
	return out, true, err
}

// withoutPerson leaves out the rows of a person, and his words in those of others. A
// damaged sheet ends where it can no longer be read, and is not whole.
func withoutPerson(rows iter.Seq2[sheet.Row, error], who person, named, whole *bool) iter.Seq2[sheet.Row, error] {
	return func(yield func(sheet.Row, error) bool) {
		for row, err := range rows {
			var damage *sheet.Damage
			if errors.As(err, &damage) {
				*whole = false
				return
			}
			if err == nil && who.owns(row) {
				*named = true
				continue
			}
			if !yield(who.cutRow(row, named), err) {
				return
			}
		}
	}
}

// cutRow is a row of somebody else without the person's words.
func (p person) cutRow(row sheet.Row, named *bool) sheet.Row {
	cells := slices.Clone(row.Cells)
	for i, c := range cells {
		if c.Kind != sheet.Text {
			continue
		}
		if cells[i].Text = p.cutCell(c.Text); cells[i].Text != c.Text {
			*named = true
		}
	}
	row.Cells = cells
	return row
}

// orphans are the originals in the archive that no entry knows, left by a run
// that was killed, and that speak of the person.
func (s *Site) orphans(ctx context.Context, h *history.History, who person) ([]string, error) {
	all, known, err := s.originals(ctx, h)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, sha := range all {
		if known[sha] {
			continue
		}
		data, err := s.Archive.Open(sha)
		if err == nil && (who.speaksOf(data) || who.hidden(data, nil)) {
			list = append(list, sha)
		}
	}
	return list, nil
}

// originals are the hashes of all that lies in the archive, and those that the
// ledger names: of files, and of the parameters of every run.
func (s *Site) originals(ctx context.Context, h *history.History) (all []string, known map[string]bool, err error) {
	if all, err = s.Archive.List(); err != nil {
		return nil, nil, err
	}
	known = map[string]bool{}
	for _, t := range h.Files() {
		known[t.SHA], known[h.Original(t.SHA)] = true, true
	}
	for e, err := range s.Ledger.Entries(ctx, 0, history.KindRun) {
		if err != nil {
			return nil, nil, err
		}
		var run history.Run
		if err := history.Decode(e, &run, nil); err != nil {
			return nil, nil, err
		}
		for _, t := range run.Terms {
			known[t.SHA] = true
		}
	}
	return all, known, nil
}
