package history

import (
	"encoding/json"
	"fmt"
	"slices"
)

// leastLike is from how many rows on a sheet is told by what is new in it.
const leastLike = 64

// Likened is what stands in the body of an entry whose rows are told by another's.
const Likened = `"Like":`

// nowhere stands in a run for rows that the earlier sheet does not have.
const nowhere = -1

// A run (段) is some rows of a sheet that follow each other: where they begin in
// the rows of an earlier sheet, how many they are, and the number of the first.
// With nowhere they are the next so many of the sheet's own.
type run [3]int

// against tells rows by those of an earlier sheet: the runs that are found there,
// and the rows that are not.
func (t takenRows) against(old takenRows) (runs []run, own takenRows) {
	at := make(map[string]int, len(old.Licences))
	for i, licence := range old.Licences {
		at[licence] = i
	}
	for i := 0; i < len(t.Rows); {
		from, known := at[t.Licences[i]]
		if !known {
			own.Rows, own.Licences = append(own.Rows, t.Rows[i]), append(own.Licences, t.Licences[i])
			if last := len(runs) - 1; last >= 0 && runs[last][0] == nowhere {
				runs[last][1]++
			} else {
				runs = append(runs, run{nowhere, 1, t.Rows[i]})
			}
			i++
			continue
		}
		n := t.along(i, old, from)
		runs = append(runs, run{from, n, t.Rows[i]})
		i += n
	}
	return runs, own
}

// along counts the rows from i on that an earlier sheet has from from on, as far
// apart from each other.
func (t takenRows) along(i int, old takenRows, from int) int {
	n := 1
	for i+n < len(t.Rows) && from+n < len(old.Rows) && t.Licences[i+n] == old.Licences[from+n] && t.Rows[i+n]-t.Rows[i] == old.Rows[from+n]-old.Rows[from] {
		n++
	}
	return n
}

// with puts rows that were told by runs together again: those of a licence, which
// has its places in the earlier sheet, or all when it is "".
func (t takenRows) with(runs []run, old takenRows, places []int, licence string) (rows takenRows, err error) {
	at := 0
	for _, r := range runs {
		if r[0] == nowhere {
			if at+r[1] > len(t.Rows) || at+r[1] > len(t.Licences) {
				return rows, fmt.Errorf("a run of %d own rows, of which there are %d", r[1], len(t.Rows)-at)
			}
			rows.take(takenRows{t.Rows[at : at+r[1]], t.Licences[at : at+r[1]]}, licence)
			at += r[1]
			continue
		}
		if licence == "" && r[0]+r[1] > len(old.Rows) {
			return rows, fmt.Errorf("a run of %d rows at %d of %d", r[1], r[0], len(old.Rows))
		}
		first, _ := slices.BinarySearch(places, r[0])
		for _, i := range places[first:] {
			if i >= r[0]+r[1] {
				break
			}
			rows.Rows, rows.Licences = append(rows.Rows, r[2]+old.Rows[i]-old.Rows[r[0]]), append(rows.Licences, old.Licences[i])
		}
	}
	return rows, nil
}

// places are where in the rows a licence stands, or all of them when it is "".
func (t takenRows) places(licence string) []int {
	var list []int
	for i, l := range t.Licences {
		if licence == "" || l == licence {
			list = append(list, i)
		}
	}
	return list
}

// take adds the rows of a licence, or all when it is "".
func (t *takenRows) take(from takenRows, licence string) {
	for _, i := range from.places(licence) {
		t.Rows, t.Licences = append(t.Rows, from.Rows[i]), append(t.Licences, from.Licences[i])
	}
}

// liken tells a sheet of many rows by the last one of its kind that stands alone,
// where that says it in half the space: a register is mostly that of last week.
func (h *History) liken(bodies Bodies, b TakenSheet, rows takenRows) (TakenSheet, error) {
	if len(rows.Rows) < leastLike {
		return b, nil
	}
	for _, t := range slices.Backward(h.taken) {
		if t.like != 0 || t.form != b.Form || t.unit != b.Unit {
			continue
		}
		from := &shelf{bodies: bodies}
		if err := from.reach(t.seq); err != nil {
			return b, err
		}
		runs, own := rows.against(from.rows)
		text, err := json.Marshal(own)
		if err == nil && len(text)+16*len(runs) < len(b.Rows)/2 {
			b.Rows, b.Like, b.Runs = text, t.seq, runs
		}
		return b, err
	}
	return b, nil
}

// shelf reads sheets from their entries, for the rows of a licence, or for all when
// it is "". One by which others are told is decoded once.
type shelf struct {
	bodies  Bodies
	licence string
	seq     int64
	rows    takenRows
	places  []int // where in them the licence stands
}

// sheet is a sheet and the rows that stand in its entry; none when it is not wanted.
func (s *shelf) sheet(seq int64) (sheet TakenSheet, rows takenRows, err error) {
	body, err := s.bodies(seq)
	if err != nil || body == nil {
		return sheet, rows, err
	}
	if err = json.Unmarshal(body, &sheet); err == nil {
		err = json.Unmarshal(sheet.Rows, &rows)
	}
	return sheet, rows, err
}

// reach takes down a sheet by which others are told.
func (s *shelf) reach(seq int64) error {
	if s.seq == seq {
		return nil
	}
	sheet, rows, err := s.sheet(seq)
	if err == nil && sheet.Like != 0 {
		err = fmt.Errorf("the rows of entry %d are told by those of another", seq)
	}
	if err == nil {
		s.seq, s.rows, s.places = seq, rows, rows.places(s.licence)
	}
	return err
}

// rowsOf is the rows of a sheet that is told by another.
func (s *shelf) rowsOf(t takenAt) (takenRows, error) {
	sheet, rows, err := s.sheet(t.seq)
	if err == nil {
		err = s.reach(t.like)
	}
	if err != nil {
		return takenRows{}, err
	}
	return rows.with(sheet.Runs, s.rows, s.places, s.licence)
}
