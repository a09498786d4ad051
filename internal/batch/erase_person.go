package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/history"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
)

// person is by what a text is known to speak of somebody.
type person struct {
	licence string
	marks   []string    // ID and disability numbers, as typed and as read
	names   []string    // as the operator was called
	phones  []string    // as typed and as read
	pairs   [][2]string // name and phone, which only together tell who is meant
}

// learn adds what an application tells of the person.
func (p *person) learn(a *assist.Application) {
	for _, t := range a.Particulars() {
		if known := t.What == column.Identity || t.What == column.DisabledPerson; known && len(t.Value) >= 15 && !slices.Contains(p.marks, t.Value) {
			p.marks = append(p.marks, t.Value)
		}
	}
	p.call(a.Operator)
	if len(a.Phone) >= 7 && !slices.Contains(p.phones, a.Phone) {
		p.phones = append(p.phones, a.Phone)
	}
	if pair := [2]string{a.Operator, a.Phone}; a.Operator != "" && a.Phone != "" && !slices.Contains(p.pairs, pair) {
		p.pairs = append(p.pairs, pair)
	}
}

// call adds a name; one of a single character is none that could be found.
func (p *person) call(name string) {
	if utf8.RuneCountInString(name) >= 2 && !slices.Contains(p.names, name) {
		p.names = append(p.names, name)
	}
}

// is reports whether an application under no licence, or a mistyped one, is the person's.
func (p person) is(a *assist.Application) bool {
	return slices.ContainsFunc(a.Particulars(), func(t assist.Particular) bool { return t.What == column.Identity && slices.Contains(p.marks, t.Value) }) ||
		a.Phone != "" && slices.Contains(p.pairs, [2]string{a.Operator, a.Phone})
}

// words are all by which the person is known, the longest first.
func (p person) words() []string {
	all := slices.Concat(p.marks, p.phones, p.names)
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// cut takes the person's words out of a text, and nothing else.
func (p person) cut(text string) string {
	for _, w := range p.words() {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}

// owns reports whether a row is the person's own: a cell is the licence or a
// number of his, his name stands beside his phone, or a number of his stands in
// a row that names no other licence.
func (p person) owns(row sheet.Row) bool {
	texts := make([]string, len(row.Cells))
	other := false
	for i, c := range row.Cells {
		texts[i] = strings.Join(strings.Fields(c.Text), "")
		other = other || len(texts[i]) == 12 && strings.Trim(texts[i], "0123456789") == "" && texts[i] != p.licence
	}
	is := func(mark string) bool { return slices.Contains(texts, mark) }
	holds := func(mark string) bool {
		return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, mark) })
	}
	return is(p.licence) || slices.ContainsFunc(p.marks, is) || !other && slices.ContainsFunc(p.marks, holds) ||
		slices.ContainsFunc(p.pairs, func(x [2]string) bool { return is(x[0]) && holds(x[1]) })
}

// cutCell is cut for a cell of somebody else's row: a value that is itself a
// name or a number is that other's own.
func (p person) cutCell(text string) string {
	for _, w := range append(p.words(), p.licence) {
		if strings.Join(strings.Fields(text), "") != w && strings.Trim(text, "0123456789Xx") != "" {
			text = strings.ReplaceAll(text, w, "")
		}
	}
	return text
}

// speaksOf reports whether raw bytes speak of the person, as text in any of the
// encodings that files hold, or inside the parts of a package, also a broken one.
func (p person) speaksOf(data []byte) bool {
	for text := range read.Raw(data) {
		holds := func(w string) bool {
			return w != "" && slices.ContainsFunc(read.Spellings(w), func(b []byte) bool { return bytes.Contains(text, b) })
		}
		if holds(p.licence) || slices.ContainsFunc(p.marks, holds) || slices.ContainsFunc(p.pairs, func(x [2]string) bool { return holds(x[0]) && holds(x[1]) }) {
			return true
		}
	}
	return false
}

// personOf gathers the entries that hold a person's fields, and what the person
// is known by. An application sent in under a mistyped licence is the person's
// too, as long as that licence is nobody's on the roll.
func (s *Site) personOf(ctx context.Context, h *history.History, licence string) (person, []int64, error) {
	who := person{licence: licence}
	for a := range h.Rows().All() {
		if a.Licence == licence {
			who.learn(a.Application)
		}
	}
	places := map[assist.Place]bool{} // of rows under another licence
	for a := range h.Rows().All() {
		if _, on := h.Roster().Find(a.Licence); a.Licence != licence && !on && who.is(a.Application) {
			places[a.Place] = true
		}
	}
	var seqs []int64
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return who, nil, err
		}
		if e.Person == nil {
			continue
		}
		var at assist.Place
		mistyped := (e.Kind == history.KindApplication || e.Kind == history.KindJudged) && json.Unmarshal(e.Body, &at) == nil && places[at]
		if e.Licence == licence || mistyped {
			seqs = append(seqs, e.Seq)
		}
	}
	return who, seqs, nil
}

// freeTexts are the fields in which people write what they like, by the names in
// the entries, each with its column; "" for none.
var freeTexts = map[string]column.Header{
	"Story": column.Story, "Remark": column.Remark, "Answer": column.Answer, "ExitReason": column.ExitReason, "Proofs": column.Proofs,
	"Situation": column.Situation, "Problem": column.Problem, "Measure": column.Measure,
	"Reason": "", "Grounds": "", "Message": "", "Value": "", "Why": "", "Said": "",
}

// isFree reports a key of an entry under which a free text stands: the name of
// a field, or of a cell's column.
func isFree(key string) bool {
	if _, field := freeTexts[key]; field {
		return true
	}
	return key != "" && slices.Contains(slices.Collect(maps.Values(freeTexts)), column.Header(key))
}

// redactions are the entries about others whose free text names the person, with
// what is left of their fields.
func (s *Site) redactions(ctx context.Context, who person, blanked []int64) (map[int64]json.RawMessage, error) {
	left := map[int64]json.RawMessage{}
	for e, err := range s.Ledger.Entries(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if e.Person == nil || slices.Contains(blanked, e.Seq) || !slices.ContainsFunc(who.words(), func(w string) bool { return bytes.Contains(e.Person, []byte(w)) }) {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(e.Person))
		d.UseNumber()
		var tree any
		if err := d.Decode(&tree); err != nil {
			return nil, err
		}
		tree, changed := who.redact(tree, "", e.Kind == history.KindFile)
		if !changed {
			continue
		}
		if left[e.Seq], err = json.Marshal(tree); err != nil {
			return nil, err
		}
	}
	return left, nil
}

// redact takes the person's words out of the free texts of a JSON value; of a
// file its name is one.
func (p person) redact(v any, key string, file bool) (any, bool) {
	changed := false
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			under := k
			if k == "Text" && isFree(key) { // of a cell
				under = key
			}
			var c bool
			v[k], c = p.redact(x, under, file)
			changed = changed || c
		}
	case []any:
		for i, x := range v {
			var c bool
			v[i], c = p.redact(x, key, file)
			changed = changed || c
		}
	case string:
		cut := v
		switch {
		case file && (key == "Name" || key == "Sheet"): // the sheet of a CSV is called after its file
			cut = p.cut(v)
		case isFree(key):
			cut = p.cutCell(v)
		}
		return cut, cut != v
	}
	return v, changed
}
