package assist

import "iter"

// Tally is one line of 汇总: what a unit sent in the run's ISO week and who is
// on its roll at the run.
type Tally struct {
	Unit         string // Sum on the 合计 line
	Report       UnitReport
	Applications int // 申请 = Filed + Held + Returned + Ineligible, each licence once
	Filed        int // accepted 退出, 复核 and 变更 too
	Held         int
	Returned     int
	Ineligible   int
	Enrolled     int // 在册 at the run
	Classes      ByClass
	Joined       int // 新增 dated in the week
	Left         int // 退出 dated in the week
}

// Sum is the unit of the 合计 line.
const Sum = "合计"

// Cleared (已清除) stands where a person's field was erased, and counts the customers
// whose 困难类别 was.
const Cleared = "已清除"

// ByClass (按困难类别) counts customers of 低保, 残疾 and 临时困难; who was erased has no class.
type ByClass [3]int

// Count counts one more customer of a class.
func (n *ByClass) Count(h Hardship) {
	if c := h.Class(); c > 0 {
		n[c-1]++
	}
}

// Cleared is how many of all that were counted have no class any more, since it was erased.
func (n ByClass) Cleared(all int) int { return all - n[0] - n[1] - n[2] }

// Cleared is how many of 在册 have no class any more.
func (t Tally) Cleared() int { return t.Classes.Cleared(t.Enrolled) }

// Tallies counts the run's week, a line a unit, and the sum of the lines. The
// units stand in the order of the terms; one that is on the roll or among the
// rows and no longer in the terms follows them.
func Tallies(f Facts) (units []Tally, sum Tally) {
	t := tallying{at: map[string]int{}}
	for _, u := range f.Terms.Units {
		t.of(u.Name)
	}
	for _, r := range f.Reports {
		t.of(r.Unit).Report = r
	}
	for row := range f.WeekRows("") {
		if !row.Nobodys() {
			t.of(row.Unit).count(row.Verdict.Outcome)
		}
	}
	if f.Roster != nil {
		for filing := range f.Enrolled("") {
			t.of(filing.Unit).enrol(filing)
		}
		for m := range f.Roster.movements(0) {
			if WeekOf(m.Change.Day) == f.Period {
				t.of(m.Unit).move(m)
			}
		}
	}
	sum.Unit = Sum
	for _, u := range t.list {
		sum.add(u)
	}
	return t.list, sum
}

// Reviewed (审核) is what became of a unit's applications in an ISO week, each licence
// once.
type Reviewed struct {
	Unit                              string
	Filed, Held, Returned, Ineligible int
}

// Reviews counts the run's week, a line a unit that has an application in it.
func Reviews(f Facts) []Reviewed {
	t := tallying{at: map[string]int{}}
	for row := range f.WeekRows("") {
		if !row.Nobodys() {
			t.of(row.Unit).count(row.Verdict.Outcome)
		}
	}
	var list []Reviewed
	for _, u := range t.list {
		list = append(list, Reviewed{u.Unit, u.Filed, u.Held, u.Returned, u.Ineligible})
	}
	return list
}

// AsReviewed is the line with the applications of its unit as they were counted once;
// those of all for the 合计 line.
func (t Tally) AsReviewed(list []Reviewed) Tally {
	t.Filed, t.Held, t.Returned, t.Ineligible = 0, 0, 0, 0
	for _, r := range list {
		if r.Unit == t.Unit || t.Unit == Sum {
			t.Filed, t.Held, t.Returned, t.Ineligible = t.Filed+r.Filed, t.Held+r.Held, t.Returned+r.Returned, t.Ineligible+r.Ineligible
		}
	}
	t.Applications = t.Filed + t.Held + t.Returned + t.Ineligible
	return t
}

// tallying is the lines while they are counted.
type tallying struct {
	list []Tally
	at   map[string]int
}

func (t *tallying) of(unit string) *Tally {
	i, ok := t.at[unit]
	if !ok {
		i = len(t.list)
		t.at[unit] = i
		t.list = append(t.list, Tally{Unit: unit, Report: UnitReport{Unit: unit, State: Silent}})
	}
	return &t.list[i]
}

func (t *Tally) count(o Outcome) {
	t.Applications++
	switch o {
	case Filed:
		t.Filed++
	case Held:
		t.Held++
	case Ineligible:
		t.Ineligible++
	default:
		t.Returned++
	}
}

func (t *Tally) enrol(f Filing) {
	t.Enrolled++
	t.Classes.Count(f.Application.Hardship)
}

func (t *Tally) move(m Movement) {
	if m.In {
		t.Joined++
	} else {
		t.Left++
	}
}

func (t *Tally) add(u Tally) {
	t.Applications += u.Applications
	t.Filed += u.Filed
	t.Held += u.Held
	t.Returned += u.Returned
	t.Ineligible += u.Ineligible
	t.Enrolled += u.Enrolled
	for i, n := range u.Classes {
		t.Classes[i] += n
	}
	t.Joined += u.Joined
	t.Left += u.Left
}

// Movement is one step onto a unit's roll or off it. A change that brings a
// customer to another unit is two: off the one and onto the other.
type Movement struct {
	Unit   string
	In     bool
	Index  int // of the change in Roster.Changes
	Change Change
	Moved  bool // from another unit or to one
	Waits  bool // with Moved: the unit to which has the application in 待核
}

// Why is the reason of a step in the words reports group by. What a county or
// the city wrote of an exit may tell of the person, and stands in the roll only; of
// somebody erased it is what the change still says.
func (m Movement) Why() string {
	c := m.Change
	switch {
	case m.In && (m.Moved || c.Kind != Joined):
		return "由其他县区转入"
	case m.Waits:
		return "转往其他县区（新县区待核）"
	case m.In && c.Reason != "":
		return c.Reason
	case m.In:
		return Cleared
	case m.Moved || c.Kind != Left:
		return "转往其他县区"
	case c.By == ByCalendar:
		return "到期未复核"
	case c.By == ByRegister:
		return orElse(c.Reason, "许可证失效")
	case c.By == ByCity:
		return "市局名单调整"
	}
	return "县区申报退出"
}

// movements yields the steps onto and off the units' rolls that the changes
// from the n-th on make, in their order.
func (r *Roster) movements(from int) iter.Seq[Movement] {
	return func(yield func(Movement) bool) {
		unit := map[string]string{} // of those on the roll
		for i, c := range r.Changes {
			old, on := unit[c.Licence]
			now, stays := old, on
			switch {
			case c.Kind == Left:
				stays = false
			case c.Filing != nil:
				now, stays = c.Filing.Unit, true
			}
			if stays {
				unit[c.Licence] = now
			} else {
				delete(unit, c.Licence)
			}
			if i < from || on == stays && old == now {
				continue
			}
			if on && !yield(Movement{Unit: old, Index: i, Change: c, Moved: stays}) {
				return
			}
			if stays && !yield(Movement{Unit: now, In: true, Index: i, Change: c, Moved: on}) {
				return
			}
		}
	}
}
