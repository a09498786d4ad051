package assist

import (
	"slices"
	"strings"
)

// Who decided a change of the roll (决定者).
const (
	ByCounty   = "县区审批"
	ByConfirm  = "县区审批、市局确认"
	ByCity     = City
	ByCalendar = "到期"
	ByRegister = "许可证登记"
)

// Reasons of changes the calendar and the register make.
const (
	ReasonLapsed     = "到期"
	ReasonRevived    = "复核恢复"
	ReasonTermOver   = "暂停期满"
	ReasonValidAgain = "许可证恢复有效"
)

// ReasonReclassed is of a change to another 困难类别, which starts a new term.
const ReasonReclassed = "困难类别变更"

// decidedBy is who let an application onto the roll: the county alone, or with
// it the city, whose 确认 settled what only it may settle.
func decidedBy(v Judged) string {
	for _, f := range v.Findings {
		if f.Confirmed && f.Turn == TurnCity {
			return ByConfirm
		}
	}
	return ByCounty
}

// Accept makes the changes of the roll that follow from one 备案 application
// (Terms of the definitions; 七.3). decisions are the rows of 名单调整 so far; next
// gives the next 备案编号 and is called once at most. An application that changes
// nothing gives none.
func Accept(r *Roster, a JudgedApplication, decisions []Adjustment, today Date, t Terms, next func() string) []Change {
	v := a.Verdict
	if v.Outcome != Filed || v.Standing == Unchanged || v.Superseded() {
		return nil
	}
	now, on := r.Find(a.Licence)
	if a.Business == Withdrawal {
		if !on {
			return nil
		}
		return []Change{{Day: today, Kind: Left, Licence: a.Licence, Unit: now.Unit, Reason: orElse(a.ExitReason, "客户退出"), Source: a.Place, By: ByCounty}}
	}
	c := Change{Day: today, Licence: a.Licence, Unit: a.Unit, Source: a.Place, By: decidedBy(v)}
	f := Filing{Unit: a.Unit, Application: a.Application, Clause: v.Clause, Grounds: v.Grounds, FiledOn: today}
	months := t.Limit(CycleMonths, today).Int()
	last, _ := r.Last(a.Licence)
	switch {
	case !on && a.Business == Reverification:
		c.Kind, c.Reason = Joined, ReasonRevived
		f.Number, f.FiledOn, f.Start = last.Number, last.FiledOn, last.Start
		f.setTerm(today, months)
		f.pause(decisions, today)
	case !on:
		c.Kind, c.Reason = Joined, orElse(string(a.Hardship), "新增")
		f.Number = next()
		f.Start = orDate(a.Start, today)
		f.setTerm(today, months)
		f.pause(decisions, today)
	case a.Business == Reverification:
		c.Kind, c.Reason = Reverified, "按期复核"
		f.keep(now)
		f.setTerm(today, months)
	case v.Standing == Correction:
		c.Kind, c.Reason = Amended, "更正申报"
		f.keep(now)
		f.correct(now, r.termSince(a.Licence), months)
	case a.Hardship != now.Application.Hardship:
		c.Kind, c.Reason = Amended, ReasonReclassed
		f.keep(now)
		f.Start = orDate(a.Start, today)
		f.setTerm(today, months)
	default:
		c.Kind, c.Reason = Amended, orElse(a.Remark, "信息变更")
		f.keep(now)
		f.End, f.Due = now.End, now.Due
	}
	c.Filing = &f
	return []Change{c}
}

// keep carries over what a change of a filing leaves as it is.
func (f *Filing) keep(old Filing) {
	f.Number, f.FiledOn, f.Start = old.Number, old.FiledOn, old.Start
	f.Suspended, f.SuspendedBy, f.SuspendedTo = old.Suspended, old.SuspendedBy, old.SuspendedTo
}

// correct keeps number, dates and term of a filing whose facts are put right.
// A day the county gave, and now gives otherwise, is put right too; another
// 困难类别 has the term it would have had from since, when the present one began.
func (f *Filing) correct(old Filing, since Date, months int) {
	f.keep(old)
	f.End, f.Due = old.End, old.Due
	a, before := f.Application, old.Application
	if a.Start != before.Start {
		f.Start = orDate(a.Start, old.FiledOn)
	}
	switch {
	case a.Hardship != before.Hardship:
		f.setTerm(since, months)
	case a.End == before.End:
	case a.Hardship == Temporary && a.End != 0:
		f.End, f.Due = a.End, a.End
	case a.End != 0 && a.End < f.Due:
		f.End = a.End
	default:
		f.End = f.Due
	}
}

// termSince is the day on which the present term of a licence was accepted.
func (r *Roster) termSince(licence string) Date {
	for _, c := range slices.Backward(r.Changes) {
		if c.Licence == licence && (c.Kind == Joined || c.Kind == Reverified || c.Reason == ReasonReclassed && c.Kind == Amended) {
			return c.Day
		}
	}
	return r.Of(licence).FiledOn
}

// pause suspends who comes onto the roll while a 暂停 of the city stands over
// the licence.
func (f *Filing) pause(decisions []Adjustment, today Date) {
	if a, paused := Paused(decisions, f.Application.Licence, today); paused {
		f.Suspended, f.SuspendedBy, f.SuspendedTo = true, ByCity, a.Until
	}
}

// setTerm sets 复核到期日 and 帮扶截止日: from + 复核周期, cut by a given
// 帮扶截止日; class 3 ends on its 帮扶截止日.
func (f *Filing) setTerm(from Date, months int) {
	f.Due = from.AddMonths(months)
	f.End = f.Due
	given := f.Application.End
	if f.Application.Hardship == Temporary && given != 0 {
		f.End, f.Due = given, given
		return
	}
	if given != 0 && given < f.End {
		f.End = given
	}
}

func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}

func orDate(d, other Date) Date {
	if d == 0 {
		return other
	}
	return d
}

// Elapse makes the changes the calendar alone brings: terms that ended
// (退出, reason 到期) and suspensions that are over.
func Elapse(r *Roster, today Date) []Change {
	var list []Change
	for f := range r.Enrolled() {
		c := Change{Day: today, Licence: f.Application.Licence, Unit: f.Unit, By: ByCalendar}
		switch {
		case f.End < today:
			c.Kind, c.Reason = Left, ReasonLapsed
		case f.Suspended && f.SuspendedTo != 0 && f.SuspendedTo < today:
			c.Kind, c.Reason = Resumed, ReasonTermOver
		default:
			continue
		}
		list = append(list, c)
	}
	return list
}

// ChangesOf makes the changes the licence register brings: 停业 suspends until
// 有效 again; 歇业, 注销, 撤销, 收回 and 吊销 end the assistance (四). A licence
// past its end or absent stays on the roll and is not supplied.
func (g Register) ChangesOf(r *Roster, today Date) []Change {
	if !g.Present() {
		return nil
	}
	var list []Change
	for f := range r.Enrolled() {
		row, ok := g.Licences.Of(f.Application.Licence)
		if !ok {
			continue
		}
		c := Change{Day: today, Licence: row.Licence, Unit: f.Unit, By: ByRegister, Source: Place{Receipt: g.Receipt, Sheet: row.Sheet, Row: row.Place.Row}}
		switch {
		case row.Ended():
			c.Kind, c.Reason = Left, "许可证"+row.Status
		case row.Paused() && !f.Suspended:
			c.Kind, c.Reason = Suspended, "许可证"+row.Status
		case row.Valid() && f.Suspended && f.SuspendedBy == ByRegister:
			c.Kind, c.Reason = Resumed, ReasonValidAgain
		default:
			continue
		}
		list = append(list, c)
	}
	return list
}

// Adjust makes the changes of those 名单调整 rows that have come due: the
// caller gives the rows that are new, and older ones whose 生效日期 has come
// since the last run. A row is done once a change of the roll names it as its source.
func Adjust(r *Roster, rows []Adjustment, today Date) []Change {
	done := map[Place]bool{}
	for _, c := range r.Changes {
		done[c.Source] = true
	}
	due := make([]Adjustment, 0, len(rows))
	for _, a := range rows {
		if a.Action != Confirm && a.From <= today && !done[a.Place] {
			due = append(due, a)
		}
	}
	slices.SortStableFunc(due, inTurn)
	r = r.Snapshot() // a later row sees what an earlier one did
	var list []Change
	for _, a := range due {
		if c, ok := adjust(r, a, today); ok {
			r.Fold(c)
			list = append(list, c)
		}
	}
	return list
}

func adjust(r *Roster, a Adjustment, today Date) (Change, bool) {
	f, on := r.Find(a.Licence)
	c := Change{Day: today, Licence: a.Licence, Unit: f.Unit, Reason: a.Reason, Source: a.Place, By: ByCity}
	switch {
	case !on || a.Until != 0 && a.Until < today:
		return c, false
	case a.Action == Remove:
		c.Kind = Left
	case a.Action == Suspend && f.covers(a, today):
		return c, false
	case a.Action == Suspend:
		c.Kind, c.Until = Suspended, a.Until
	case a.Action == Resume && f.Suspended:
		c.Kind = Resumed
	default:
		return c, false
	}
	return c, true
}
