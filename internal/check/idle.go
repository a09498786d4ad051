package check

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// Effects is what the accepted rows of 名单调整 have brought about by the end of
// a run, so that a row without any can be told (N311).
type Effects struct {
	Roster    *assist.Roster
	Done      map[assist.Place]bool // what changed the roll, will do so on its day, or settled an application
	Decisions []assist.Adjustment   // all that were accepted, those of the run too
	Rows      assist.KeptRows       // of 申请表, as judged by the run
	Today     assist.Date
	Terms     assist.Terms

	asking map[string]assist.JudgedApplication // by licence: the last row that asks the city
}

// Idle is N311 of each row that has changed nothing, with the reason, by place.
func Idle(rows []assist.Adjustment, e Effects) map[assist.Place]assist.Finding {
	told := map[assist.Place]assist.Finding{}
	e.asking = asking(rows, e.Rows)
	for _, a := range rows {
		if words := e.why(a); words != "" {
			l := &subject{Row: a.Row, licence: a.Licence, city: true}
			told[a.Place] = l.finding("N311", column.Action, words)
		}
	}
	return told
}

// asking are the last rows of 申请表 that ask the city of those whom a 确认 names.
func asking(decisions []assist.Adjustment, rows assist.KeptRows) map[string]assist.JudgedApplication {
	named, last := map[string]bool{}, map[string]assist.JudgedApplication{}
	for _, a := range decisions {
		if a.Action == assist.Confirm {
			named[a.Licence] = true
		}
	}
	if len(named) == 0 {
		return last
	}
	for row := range rows.All() {
		if named[row.Licence] && slices.ContainsFunc(row.Verdict.Findings, asksCity) && !row.Verdict.Superseded() {
			last[row.Licence] = row
		}
	}
	return last
}

// why is why a row has changed nothing; "" when it has.
func (e Effects) why(a assist.Adjustment) string {
	if a.Action == assist.Resume && e.stopped(a) {
		return "许可证登记仍是停业，这一行不能恢复；登记有效后自动恢复"
	}
	if e.Done[a.Place] {
		return ""
	}
	if a.Until != 0 && a.Until < e.Today && a.Action != assist.Confirm {
		return "截止日期 " + a.Until.String() + " 已过，这一行没有起作用"
	}
	return map[assist.Action]func(assist.Adjustment) string{
		assist.Confirm: e.confirmsNothing, assist.Suspend: e.suspendsNobody, assist.Resume: e.resumesNobody, assist.Remove: e.removesNobody,
	}[a.Action](a)
}

// stopped reports a 恢复 that the register stands against.
func (e Effects) stopped(a assist.Adjustment) bool {
	f, on := e.Roster.Find(a.Licence)
	return on && e.Done[a.Place] && a.From <= e.Today && f.Suspended && f.SuspendedBy == assist.ByRegister
}

// confirmsNothing is of a 确认 that no application waited for; one dated ahead
// may yet be waited for on its day.
func (e Effects) confirmsNothing(a assist.Adjustment) string {
	if row, waits := e.asking[a.Licence]; waits {
		days := assist.Date(e.Terms.Limit(assist.ConfirmDays, row.Applied).Int())
		if last := row.Applied + days; a.From < row.Applied || a.From > last {
			return fmt.Sprintf("生效日期 %s 不在 %s 至 %s 之间（申请日期起 %d 日内），等待确认的申请没有因此办结", a.From, row.Applied, last, days)
		}
		return ""
	}
	if a.From > e.Today {
		return ""
	}
	return "该客户没有等待市局确认的申请，这一行没有用上"
}

// asksCity reports a 待核 that waits for the city.
func asksCity(f assist.Finding) bool { return f.Asks(assist.TurnCity) }

// suspendsNobody is of a 暂停 of somebody who is not on the roll, or already
// suspended as long.
func (e Effects) suspendsNobody(a assist.Adjustment) string {
	if f, on := e.Roster.Find(a.Licence); on {
		if f.SuspendedTo == 0 {
			return "该客户已在暂停中，直到恢复，这一行没有改变什么"
		}
		return "该客户已暂停到 " + f.SuspendedTo.String() + "，这一行没有改变什么"
	}
	if a.Until != 0 {
		return "该客户不在册，没有可暂停的；到 " + a.Until.String() + " 前备案的，备案后仍暂停到那一天"
	}
	return "该客户不在册，没有可暂停的；以后备案的，从备案起暂停，直到恢复"
}

// resumesNobody is of a 恢复 that changed nothing on the roll.
func (e Effects) resumesNobody(a assist.Adjustment) string {
	before := slices.DeleteFunc(slices.Clone(e.Decisions), func(b assist.Adjustment) bool { return b.Place == a.Place })
	_, paused := assist.Paused(before, a.Licence, max(a.From, e.Today))
	_, on := e.Roster.Find(a.Licence)
	switch {
	case on:
		return "该客户没有暂停，不用恢复"
	case paused:
		return "该客户不在册，名册没有变化；原来的暂停就此取消，以后备案的照常供货"
	}
	return "该客户不在册，也没有暂停，没有可恢复的"
}

// removesNobody is of a 退出 of somebody who is not on the roll, or leaves it earlier.
func (e Effects) removesNobody(a assist.Adjustment) string {
	f, ever := e.Roster.Last(a.Licence)
	switch {
	case !ever:
		return "该客户不在册，没有可退出的；不同意其申请的，不要填确认"
	case !f.On():
		return "该客户已于 " + f.Exited.String() + " 退出（" + f.ExitReason + "），不用再退出"
	}
	return "该客户已有更早的退出，不用再退出"
}
