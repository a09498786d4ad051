package assist

import "slices"

// What the facts of one unit are made of is found once for all units: a unit does not go
// through what all the others have.

// stretch is a part of a list, from one number to before another.
type stretch struct{ from, to int }

// stretches are by unit the parts of a list that are its own, in their order: a list that
// lies by units has one for each.
func stretches[T any](list []T, unit func(*T) string) map[string][]stretch {
	of := map[string][]stretch{}
	for i := range list {
		u := unit(&list[i])
		if s := of[u]; len(s) > 0 && s[len(s)-1].to == i {
			s[len(s)-1].to++
		} else {
			of[u] = append(s, stretch{i, i + 1})
		}
	}
	return of
}

// parts are some parts of a list, put together; nil for none.
func parts[T any](list []T, of []stretch) []T {
	var own []T
	for _, s := range of {
		own = append(own, list[s.from:s.to]...)
	}
	return own
}

// FilesIn are the files of a unit, in the order of taking.
func (f Facts) FilesIn(unit string) []Taken { return parts(f.Files, f.looked().sent()[unit]) }

// VisitsIn are the visits of a unit's rows, or of all (""), in their order.
func (f Facts) VisitsIn(unit string) KeptVisits {
	if unit == "" {
		return f.Visits
	}
	return parts(f.Visits, f.looked().paid()[unit])
}

// LinesIn are the lines of the week's plan of one unit, or of all (""), in their order.
func (f Facts) LinesIn(unit string) SupplyLines {
	if unit == "" {
		return f.Plan.Lines
	}
	return parts(f.Plan.Lines, f.looked().dealt()[unit])
}

// EarlierIn are the lines of a unit in the i-th of the earlier plans.
func (f Facts) EarlierIn(i int, unit string) SupplyLines {
	return parts(f.Plans[i].Lines, f.looked().given()[i][unit])
}

func unitOfLine(l *KeptLine) string { return l.day.Value().unit }

// earlierLines are by unit the lines of each earlier plan.
func (f Facts) earlierLines() []map[string][]stretch {
	list := make([]map[string][]stretch, len(f.Plans))
	for i, p := range f.Plans {
		list[i] = stretches(p.Lines, unitOfLine)
	}
	return list
}

// RosterIn is the roll as one unit sees it: who is filed with it, and of everybody who ever
// was all changes, so that a move is seen as one.
func (f Facts) RosterIn(unit string) *Roster { return f.Roster.in(f.looked().roster()[unit]) }

// BeforeIn is the same of the roll at the last freeze.
func (f Facts) BeforeIn(unit string) *Roster { return f.Before.in(f.looked().before()[unit]) }

// ofUnit are the filings of a unit, by licence, and the changes that it sees, by number.
type ofUnit struct {
	filings []string
	changes []int
}

// byUnit finds what each unit sees of the roll.
func (r *Roster) byUnit() map[string]ofUnit {
	units, ever := map[string]ofUnit{}, map[string][]string{} // by licence the units in which it ever was
	if r == nil {
		return units
	}
	note := func(licence, unit string) {
		if !slices.Contains(ever[licence], unit) {
			ever[licence] = append(ever[licence], unit)
		}
	}
	for licence, f := range r.Filings {
		own := units[f.Unit]
		own.filings = append(own.filings, licence)
		units[f.Unit] = own
		note(licence, f.Unit)
	}
	for _, c := range r.Changes {
		if note(c.Licence, c.Unit); c.Filing != nil {
			note(c.Licence, c.Filing.Unit)
		}
	}
	for i, c := range r.Changes {
		for _, unit := range ever[c.Licence] {
			own := units[unit]
			own.changes = append(own.changes, i)
			units[unit] = own
		}
	}
	return units
}

// in is the part of the roll that a unit sees.
func (r *Roster) in(of ofUnit) *Roster {
	if r == nil {
		return nil
	}
	own := NewRoster()
	for _, licence := range of.filings {
		own.Filings[licence] = r.Filings[licence]
	}
	for _, i := range of.changes {
		own.Changes = append(own.Changes, r.Changes[i])
	}
	return own
}
