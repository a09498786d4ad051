package ledger

import (
	"context"
	"database/sql"
	"iter"
	"time"
)

// Sighting is what became of a file seen in a drop folder (收件情况). It stands
// outside the chain and is written when its state changes.
type Sighting struct {
	Unit    string
	Name    string    // the file's name in the folder
	First   time.Time // when it was first seen
	Changed time.Time // when its state last changed
	Size    int64     // bytes
	State   string
	Receipt string // receipt number; "" when none
	Reason  string
	Next    string // what happens next, or what to do
}

// same reports whether two sightings tell the same, whenever it was.
func (s Sighting) same(o Sighting) bool {
	s.First, s.Changed = o.First, o.Changed
	return s == o
}

const sightingColumns = "SELECT unit, name, first, changed, size, state, receipt, reason, next FROM sighting "

// Sightings are those of a unit, or of all when unit is "", by unit, first
// sight and name.
func (r reads) Sightings(ctx context.Context, unit string) iter.Seq2[Sighting, error] {
	return each(ctx, r, "sightings", readSighting,
		sightingColumns+"WHERE unit = ? OR ? = '' ORDER BY unit, first, name", unit, unit)
}

func readSighting(rows *sql.Rows) (Sighting, error) {
	var s Sighting
	var first, changed string
	err := rows.Scan(&s.Unit, &s.Name, &first, &changed, &s.Size, &s.State, &s.Receipt, &s.Reason, &s.Next)
	if err == nil {
		s.First, err = instant(first)
	}
	if err == nil {
		s.Changed, err = instant(changed)
	}
	return s, err
}

const putSighting = `INSERT INTO sighting (unit, name, first, changed, size, state, receipt, reason, next)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (unit, name) DO UPDATE SET first = excluded.first, changed = excluded.changed, size = excluded.size,
		state = excluded.state, receipt = excluded.receipt, reason = excluded.reason, next = excluded.next`

// PutSighting keeps what became of a file in place of what was known of the
// same unit and name; changed is false, and nothing is written, when only the
// times differ. A zero First keeps the first sight known, or is Changed. bearer is
// the present name of the unit that had a name at an instant: what was kept of a
// unit that bore the name before goes to that unit.
func (t *Tx) PutSighting(s Sighting, bearer func(name string, at time.Time) string) (changed bool, err error) {
	old, known, err := t.sighting(s.Unit, s.Name)
	if err != nil {
		return false, err
	}
	if known {
		if now := bearer(old.Unit, old.Changed); now != s.Unit {
			if err := t.passOn(old, now); err != nil {
				return false, err
			}
			known = false
		}
	}
	switch {
	case known && old.same(s):
		return false, nil
	case known && s.First.IsZero():
		s.First = old.First
	case s.First.IsZero():
		s.First = s.Changed
	}
	return true, t.keepSighting(s)
}

// sighting is the one of a unit and a file name.
func (t *Tx) sighting(unit, name string) (s Sighting, known bool, err error) {
	for s, err = range each(t.ctx, t.reads, "sighting", readSighting, sightingColumns+"WHERE unit = ? AND name = ?", unit, name) {
		return s, err == nil, t.fail("sighting", err)
	}
	return s, false, nil
}

// passOn keeps a sighting under the name that its unit bears now, unless a later
// one is kept there.
func (t *Tx) passOn(s Sighting, unit string) error {
	later, known, err := t.sighting(unit, s.Name)
	if err != nil || known && later.Changed.After(s.Changed) {
		return err
	}
	s.Unit = unit
	return t.keepSighting(s)
}

func (t *Tx) keepSighting(s Sighting) error {
	_, err := t.exec(putSighting, s.Unit, s.Name, stamped(s.First), stamped(s.Changed), s.Size, s.State, s.Receipt, s.Reason, s.Next)
	return t.fail("put sighting", err)
}

// CutSightings passes every name, reason and next step through cut and keeps
// what comes back; it says how many sightings changed. Two of a unit that come
// to the same name become one.
func (t *Tx) CutSightings(cut func(string) string) (int, error) {
	n, err := t.cutSightings(cut)
	return n, t.fail("cut sightings", err)
}

func (t *Tx) cutSightings(cut func(string) string) (int, error) {
	n := 0
	var all []Sighting
	for s, err := range t.Sightings(t.ctx, "") {
		if err != nil {
			return 0, err
		}
		all = append(all, s)
	}
	for _, old := range all {
		s := old
		s.Name, s.Reason, s.Next = cut(s.Name), cut(s.Reason), cut(s.Next)
		if s == old {
			continue
		}
		n++
		if _, err := t.exec("DELETE FROM sighting WHERE unit = ? AND name = ?", old.Unit, old.Name); err != nil {
			return n, err
		}
		if err := t.keepSighting(s); err != nil {
			return n, err
		}
	}
	return n, nil
}
