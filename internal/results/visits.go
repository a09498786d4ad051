package results

import (
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// visits sums up 走访台账, customer by customer (五.4).
func (d *desk) visits() {
	paid := map[string][]int{} // into the visits, by licence
	for i, k := range d.Visits {
		if v := k.Open(); v.Day <= d.to {
			paid[v.Licence] = append(paid[v.Licence], i)
		}
	}
	interval := assist.Date(d.Terms.Limit(assist.VisitDays, d.to).Int())
	for _, licence := range d.licences() {
		var list []assist.Visit
		for _, i := range paid[licence] {
			list = append(list, d.Visits[i].Open())
		}
		slices.SortStableFunc(list, func(a, b assist.Visit) int { return int(a.Day - b.Day) })
		one := d.visiting(list)
		if d.onLast[licence] {
			one.judge(d.Roster.Of(licence), interval, d.to)
		} else {
			one.Taken, one.Open = one.Open, 0
		}
		d.bring(licence, &one)
		for _, l := range d.accounts(licence, d.lastly[licence]) {
			add(&l.Visiting, one.Visiting)
		}
		if own := d.lastStay(licence); own != nil {
			own.Visiting.Last, own.Visiting.Next = one.Last, one.Next
		}
	}
}

// bring takes the problems that somebody had on the eve from where he was on the roll then
// to where he was last: a unit's period begins with those its last one ended with.
func (d *desk) bring(licence string, v *visited) {
	was := d.onEve[licence]
	if was == d.lastly[licence] {
		return
	}
	if was != "" {
		for _, l := range d.accounts(licence, was) {
			l.Visiting.Carried += v.Carried
			l.Visiting.Taken += v.Carried
		}
	}
	v.Brought, v.Carried = v.Carried, 0
}

// visited is the visits of one customer.
type visited struct{ assist.Visiting }

// visiting sums up the visits of one customer, days ascending.
func (d *desk) visiting(list []assist.Visit) visited {
	v := visited{assist.Visiting{Services: make([]int, len(column.Services))}}
	told := problems{}
	for _, x := range list {
		v.Last, v.Next = x.Day, x.Next
		in := x.Day >= d.from
		if in {
			v.Visits++
			v.Visited = 1
			for i, s := range column.Services {
				if slices.Contains(x.Services, s) {
					v.Services[i]++
				}
			}
		}
		if text, has := x.Trouble(); has {
			raised, solved := told.say(text, x.State == column.ProblemSolved)
			if in {
				v.Raised, v.Solved = v.Raised+raised, v.Solved+solved
			} else {
				v.Carried += raised - solved
			}
		}
	}
	v.Open = v.Carried + v.Raised - v.Solved
	return v
}

// problems are those of a customer that were told, and whether each is open: one that
// was solved and is told again is raised again.
type problems map[string]bool

// say tells of a problem that it is there, or solved, and counts what is new in that.
func (p problems) say(text string, isSolved bool) (raised, solved int) {
	open, known := p[text]
	if p[text] = !isSolved; !open && (!isSolved || !known) {
		raised = 1
	}
	if isSolved && (open || !known) {
		solved = 1
	}
	return raised, solved
}

// judge fills in what holds on the last day for a customer on the roll: nobody need
// visit it, or it was visited in time, is overdue, or not due yet since assistance
// began less than an interval ago.
func (v *visited) judge(f assist.Filing, interval, last assist.Date) {
	switch {
	case last < f.Start || f.End < last:
		v.Outside = 1
	case f.SuspendedOn(last):
		v.Suspended = 1
	case last-f.VisitSince(v.Last) > interval:
		v.Customers, v.Overdue = 1, 1
	case v.Last != 0:
		v.Customers, v.Covered = 1, 1
	default:
		v.NotDue = 1
	}
}

// add adds the figures of a customer to a line.
func add(sum *assist.Visiting, v assist.Visiting) {
	sum.Customers += v.Customers
	sum.Covered += v.Covered
	sum.Visits += v.Visits
	sum.Visited += v.Visited
	for i, n := range v.Services {
		sum.Services[i] += n
	}
	sum.Carried += v.Carried
	sum.Brought += v.Brought
	sum.Raised += v.Raised
	sum.Solved += v.Solved
	sum.Taken += v.Taken
	sum.Open += v.Open
	sum.Overdue += v.Overdue
	sum.NotDue += v.NotDue
	sum.Suspended += v.Suspended
	sum.Outside += v.Outside
}
