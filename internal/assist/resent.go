package assist

import (
	"slices"
	"time"
)

// LastTold is the run of the file's last receipt.
func (t Taken) LastTold() time.Time {
	if t.Update > 0 {
		return t.Updated
	}
	return t.At
}

// ResentRows are the rows of a receipt that is written again: those that were not filed
// and for which a row of a later run stands are Resent, and told with that row. What
// has become so since the last receipt is told as a change.
func (f Facts) ResentRows(t Taken, rows []JudgedApplication) (now []JudgedApplication, changed []Rejudged) {
	s := f.sendings(t)
	now = append(now, rows...)
	for i := range now {
		v := &now[i].Verdict
		by, again := s.by(now[i])
		if !again {
			continue
		}
		v.Standing, v.By = Resent, by.Place
		if by.at.After(t.Told) {
			changed = append(changed, Rejudged{Sheet: v.Sheet, Row: v.Row, Was: v.Outcome, Is: v.Outcome, By: by.Place, Resent: true})
		}
	}
	return now, changed
}

// sentRow is a row, and the run that took it in.
type sentRow struct {
	Place
	at time.Time
}

// sendings are what a unit has sent, seen from one of its files.
type sendings struct {
	of     Taken
	fileOf func(string) (Taken, bool)
	last   map[string]sentRow // the rows no later one has replaced, by what they are known by
	people map[string]sentRow // those of later runs, by person and place
	stands map[Place]bool     // these rows
	later  sentRow            // the last file of applications after it: no row of it
}

func (f Facts) sendings(t Taken) sendings {
	s := sendings{of: t, fileOf: f.FileOf(), last: map[string]sentRow{}, people: map[string]sentRow{}, stands: map[Place]bool{}}
	for row := range f.LastRows(t.Unit) {
		s.stands[row.Place] = true
		if row.Verdict.Refused != "" {
			continue
		}
		s.know(row)
		if key, _ := rowKey(row.Application); key != "" {
			s.last[key] = s.sent(row.Place)
		}
	}
	for _, x := range f.Files {
		if x.Unit == t.Unit && x.At.After(t.At) && !x.Refused && x.brings(ApplicationForm) {
			s.later = sentRow{at: x.At}
		}
	}
	return s
}

// know notes whose row stands, where a later run took it in.
func (s sendings) know(row JudgedApplication) {
	if by := s.sent(row.Place); by.at.After(s.of.At) {
		for _, key := range whoAndWhere(row, "") {
			s.people[key] = by
		}
	}
}

// sent is a row with the run that took it in.
func (s sendings) sent(p Place) sentRow {
	file, _ := s.fileOf(p.Receipt)
	return sentRow{p, file.At}
}

// by is the row of a later run that stands for one which was not filed; without a
// place when a row whose licence cannot be read was sent again somewhere.
func (s sendings) by(row JudgedApplication) (by sentRow, again bool) {
	key, known := rowKey(row.Application)
	by, again = s.last[key]
	switch {
	case row.Verdict.Outcome == Filed || s.stands[row.Place]:
		return sentRow{}, false
	case row.Verdict.Standing == Replaced && row.Verdict.By.Receipt != "":
		by, again = s.sent(row.Verdict.By), true
	case !known && !again:
		by, again = s.later, !s.later.at.IsZero()
		keys := whoAndWhere(row, "")
		if i := slices.IndexFunc(keys, func(key string) bool { return s.people[key].Receipt != "" }); i >= 0 {
			by, again = s.people[keys[i]], true
		}
	}
	return by, again && by.at.After(s.of.At)
}
