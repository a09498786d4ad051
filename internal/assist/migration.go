package assist

import "iter"

// A Migration (迁移) is a customer who left one unit by its own 退出 and whom another unit
// files, or has filed for and holds, in the same or a neighbouring ISO week: under the
// same licence, or the same person (身份证号) under another one. It is told as one, in
// whatever words the unit gave its reason.
type Migration struct {
	From, To     string // units
	Left, Joined string // the licence that left and the one that came
	LeftOn       Date
	JoinedOn     Date // 0 while the new application is 待核
}

// Migrations are the moves among all facts; among those of one unit, the moves from it and
// to it.
func (f Facts) Migrations() []Migration {
	if f.Moving != nil {
		return f.Moving
	}
	return f.looked().moves()
}

// Movements yields the steps onto and off the units' rolls that the changes from the n-th
// on make, in their order; those of a move say so.
func (f Facts) Movements(from int) iter.Seq[Movement] {
	type step struct {
		licence string
		day     Date
		in      bool
	}
	moves := map[step]Migration{}
	for _, m := range f.Migrations() {
		moves[step{m.Left, m.LeftOn, false}] = m
		if m.JoinedOn != 0 {
			moves[step{m.Joined, m.JoinedOn, true}] = m
		}
	}
	return func(yield func(Movement) bool) {
		if f.Roster == nil {
			return
		}
		for s := range f.Roster.movements(from) {
			m, moved := moves[step{s.Change.Licence, s.Change.Day, s.In}]
			if moved && (s.In && s.Unit == m.To || !s.In && s.Unit == m.From) {
				s.Moved, s.Waits = true, m.JoinedOn == 0
			}
			if !yield(s) {
				return
			}
		}
	}
}

// leaving are the exits that units have filed, while moves are looked for among them.
type leaving struct {
	exits []Migration
	taken []bool
	by    map[string][]int // the exits by licence, and by the person's number
}

// findMigrations looks for the moves: of the exits that fit one who came, the last.
func (f Facts) findMigrations() []Migration {
	if f.Roster == nil {
		return nil
	}
	l, moves := f.Roster.leaving(), []Migration{}
	if len(l.exits) == 0 {
		return nil
	}
	for _, c := range f.Roster.Changes {
		if c.Kind == Joined {
			if m, moved := l.match(c.Filing.Unit, c.Filing.Open().Application, c.Licence, c.Day); moved {
				m.JoinedOn = c.Day
				moves = append(moves, m)
			}
		}
	}
	for row := range f.LastRows("") {
		if row.Verdict.Outcome == Held && row.Business == NewCustomer {
			if m, moved := l.match(row.Unit, row.Application, row.Licence, row.Verdict.Since); moved {
				moves = append(moves, m)
			}
		}
	}
	return moves
}

// leaving gathers the exits that units have filed.
func (r *Roster) leaving() leaving {
	l, last := leaving{by: map[string][]int{}}, map[string]*Filing{}
	for _, c := range r.Changes {
		if now := last[c.Licence]; now != nil && c.Kind == Left && c.By == ByCounty {
			for _, key := range []string{c.Licence, now.Open().Application.ID} {
				if key != "" {
					l.by[key] = append(l.by[key], len(l.exits))
				}
			}
			l.exits, l.taken = append(l.exits, Migration{From: now.Unit, Left: c.Licence, LeftOn: c.Day}), append(l.taken, false)
		}
		if c.Filing != nil {
			last[c.Licence] = c.Filing
		}
	}
	return l
}

// match finds the exit of one who comes to a unit on a day, and takes it.
func (l *leaving) match(unit string, a *Application, licence string, day Date) (Migration, bool) {
	best := -1
	for _, key := range []string{licence, a.ID} {
		if key == "" {
			continue
		}
		for _, i := range l.by[key] {
			x := l.exits[i]
			if !l.taken[i] && x.From != unit && (neighbours(x.LeftOn, day) || neighbours(x.LeftOn, a.Applied)) {
				best = max(best, i)
			}
		}
	}
	if best < 0 {
		return Migration{}, false
	}
	l.taken[best] = true
	m := l.exits[best]
	m.To, m.Joined = unit, licence
	return m, true
}

// neighbours reports whether two days lie in one ISO week or in neighbouring ones; 0 is
// no day.
func neighbours(a, b Date) bool {
	n := WeekOf(a).Count() - WeekOf(b).Count()
	return a != 0 && b != 0 && -1 <= n && n <= 1
}
