package assist

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
)

// ChangeKind (变更类别) is how the roll changed (变更).
type ChangeKind string

// The changes of the roll.
const (
	Joined     ChangeKind = "新增"
	Reverified ChangeKind = "复核"
	Amended    ChangeKind = "变更"
	Suspended  ChangeKind = "暂停"
	Resumed    ChangeKind = "恢复"
	Left       ChangeKind = "退出"
)

// Change (变更) is one change of the roll: what the roster is folded from.
type Change struct {
	Day     Date
	Kind    ChangeKind
	Licence string
	Unit    string
	Reason  string // 原因
	Source  Place  // where it was asked for; zero when the calendar did it
	By      string // 决定者: 县区审批, 市局, 到期, 许可证登记
	Until   Date   `json:",omitempty"` // of a suspension
	// Filing is the filing after the change, as it is kept: see Filing.Open; only for
	// 新增, 复核 and 变更.
	Filing *Filing `json:"-"`
}

// Filing (备案) is one customer on the roll, or one who was.
type Filing struct {
	Number      string // 备案编号
	Unit        string
	Application *Application // the judged facts in force; nil only where a roll keeps the filing: see Open
	Clause      string       // 认定条款
	Grounds     string       // 认定依据
	FiledOn     Date         // 备案日期
	Start       Date         // 帮扶起始日
	End         Date         // 帮扶截止日: the last day of the term
	Due         Date         // 复核到期日
	Suspended   bool
	SuspendedBy string // 市局 or 许可证登记
	SuspendedTo Date   // last day of a suspension with an end; 0 for none
	Exited      Date   // the day it left the roll; 0 while on it
	ExitReason  string
	ExitBy      string // 决定者 of the exit

	kept KeptApplication // in a roll that a history keeps: the application, which is nil there
}

// Keep is the filing as a history keeps it, with an application that is packed.
func (f Filing) Keep(a KeptApplication) *Filing {
	f.Application, f.kept = nil, a
	return &f
}

// Open is the filing with its application, kept packed or not.
func (f Filing) Open() Filing {
	if f.Application == nil {
		f.Application = f.kept.Open()
	}
	return f
}

// On reports whether the filing is on the roll (在册); a suspended one is.
func (f Filing) On() bool { return f.Exited == 0 }

// Over is the day with which the assistance of somebody who has left ended: that of the exit,
// or the end of the term when the exit was entered after it; 0 while it is on the roll.
func (f Filing) Over() Date {
	if f.End != 0 && f.End < f.Exited {
		return f.End
	}
	return f.Exited
}

// Label is the 特殊标识.
func (f Filing) Label() string { return f.Application.Hardship.label() }

// Active reports whether assistance runs on a day: on the roll, not suspended, in its term.
func (f Filing) Active(day Date) bool {
	return f.On() && !f.SuspendedOn(day) && f.Start <= day && day <= f.End
}

// SuspendedOn reports whether the filing is suspended on a day.
func (f Filing) SuspendedOn(day Date) bool {
	return f.Suspended && (f.SuspendedTo == 0 || day <= f.SuspendedTo)
}

// Roster (名单) is the fold of all changes of the roll, by licence.
type Roster struct {
	Filings map[string]*Filing // the latest of each licence, as they are kept: see Filing.Open; never changed where they lie, for changes and other rolls share them
	Changes []Change           // in the order they were entered
}

// NewRoster is a roll with nobody on it.
func NewRoster() *Roster { return &Roster{Filings: map[string]*Filing{}} }

// Fold applies one change. It panics on a change that cannot follow from the
// roll, since only this package makes changes.
func (r *Roster) Fold(c Change) {
	r.change(c)
	r.Changes = append(r.Changes, c)
}

// change lets a change have its effect on the filing of its licence.
func (r *Roster) change(c Change) {
	before := r.Filings[c.Licence]
	if before == nil && c.Filing == nil {
		panic(fmt.Sprintf("assist: %s of %s, who was never on the roll", c.Kind, c.Licence))
	}
	now := c.Filing
	switch c.Kind {
	case Joined, Reverified, Amended:
		if c.Filing == nil {
			panic(fmt.Sprintf("assist: %s of %s without a filing", c.Kind, c.Licence))
		}
	default:
		now = cmp.Or(before, &Filing{}).after(c)
	}
	r.Filings[c.Licence] = now
}

// after is a filing after a change that leaves what was filed as it is.
func (f Filing) after(c Change) *Filing {
	switch c.Kind {
	case Suspended:
		f.Suspended, f.SuspendedBy, f.SuspendedTo = true, c.By, c.Until
	case Resumed:
		f.Suspended, f.SuspendedBy, f.SuspendedTo = false, "", 0
	case Left:
		f.Exited, f.ExitReason, f.ExitBy = c.Day, c.Reason, c.By
	}
	return &f
}

// Of is the latest filing of a licence; one that says nothing where there is none.
func (r *Roster) Of(licence string) Filing {
	f, _ := r.Last(licence)
	return f
}

// Find is the filing of a licence that is on the roll.
func (r *Roster) Find(licence string) (Filing, bool) {
	f, ok := r.Last(licence)
	return f, ok && f.On()
}

// Last is the latest filing of a licence, on the roll or not.
func (r *Roster) Last(licence string) (Filing, bool) {
	if f := r.Filings[licence]; f != nil {
		return f.Open(), true
	}
	return Filing{Application: &Application{}}, false
}

// EndsBefore are for each change the 帮扶截止日 that held when it came; what came later
// does not change it.
func (r *Roster) EndsBefore() []Date {
	ends, held := make([]Date, len(r.Changes)), map[string]Date{}
	for i, c := range r.Changes {
		if ends[i] = held[c.Licence]; c.Filing != nil {
			held[c.Licence] = c.Filing.End
		}
	}
	return ends
}

// Suspensions (暂停) are by licence the changes that suspended those who are suspended.
// Who came onto the roll while a 暂停 of the city stood has none.
func (r *Roster) Suspensions() map[string]Change {
	stand := map[string]Change{}
	for _, c := range r.Changes {
		switch c.Kind {
		case Suspended:
			stand[c.Licence] = c
		case Joined, Resumed, Left:
			delete(stand, c.Licence)
		}
	}
	return stand
}

// Enrolled yields everyone on the roll by 备案编号.
func (r *Roster) Enrolled() iter.Seq[Filing] {
	return func(yield func(Filing) bool) {
		for _, licence := range r.enrolled().all {
			if !yield(r.Filings[licence].Open()) {
				return
			}
		}
	}
}

// At is the roll as it stood at the end of a day.
func (r *Roster) At(day Date) *Roster {
	if n := len(r.Changes); n == 0 || r.Changes[n-1].Day <= day {
		return r
	}
	then := NewRoster()
	for _, c := range r.Changes {
		if c.Day <= day {
			then.Fold(c)
		}
	}
	return then
}

// After is the roll as it was after the first of its changes.
func (r *Roster) After(changes int) *Roster {
	then := &Roster{Filings: map[string]*Filing{}, Changes: r.Changes[:changes:changes]}
	for _, c := range then.Changes {
		then.change(c)
	}
	return then
}

// OnRoll is how many are on the roll.
func (r *Roster) OnRoll() int { return len(r.enrolled().all) }

// Snapshot is the roll as it is now; later changes of r do not show in it.
func (r *Roster) Snapshot() *Roster {
	return &Roster{Filings: maps.Clone(r.Filings), Changes: r.Changes[:len(r.Changes):len(r.Changes)]}
}
