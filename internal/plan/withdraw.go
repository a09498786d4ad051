package plan

import (
	"fmt"
	"slices"
	"time"

	"bangfu/internal/assist"
)

// Frozen is a final plan and what is known of its customers since.
type Frozen struct {
	Plan        assist.WeekPlan // with its lines, and what was withdrawn so far
	Roster      *assist.Roster
	Since       []assist.Change // of the roll since the freeze
	Register    assist.Register
	Adjustments []assist.Adjustment
	At          time.Time // the run that looks
}

// Withdraw gives the lines by which 供货撤销 grows: 撤销 of every line with
// cartons whose customer may no longer be supplied on its order day, by what is
// known and announced (名单调整) at the run; 恢复 of one that was withdrawn and
// may be supplied again, when its order day is still to come. The cartons are
// dealt to nobody else. 退出 is final, also when the customer comes back. What
// was ordered on a day before the run is past.
func Withdraw(f Frozen) []assist.Removal {
	today := assist.DateOf(f.At)
	now := present{f.Roster, exitsOf(f.Since), f.Register, announced(f.Adjustments, today)}
	lost, why := f.Plan.Lost(), map[string]assist.Removal{}
	var list []assist.Removal
	for l := range f.Plan.Lines.All() {
		if l.Extra == 0 || l.Day < today {
			continue
		}
		move, seen := why[l.Licence]
		if !seen {
			move.Reason, move.Basis = now.loss(l)
			why[l.Licence] = move
		}
		withdrawn := lost[assist.Wanting{Licence: l.Licence, Barcode: l.Barcode}] > 0
		switch {
		case move.Reason != "" && !withdrawn:
			move.Move = assist.Withdrawn
		case move.Reason == "" && withdrawn && today < l.Day:
			move.Move = assist.Restored
			move.Reason, move.Basis = now.regained(l, f.Plan.Removed)
		default:
			continue
		}
		move.Unit, move.Licence, move.Barcode, move.Cartons, move.Day, move.At = l.Unit, l.Licence, l.Barcode, l.Extra, l.Day, f.At
		list = append(list, move)
	}
	return list
}

// exitsOf are the exits among some changes by licence, lapses left out: these a
// 复核 may undo.
func exitsOf(changes []assist.Change) map[string]assist.Change {
	exits := map[string]assist.Change{}
	for _, c := range changes {
		if c.Kind == assist.Left && c.Reason != assist.ReasonLapsed {
			exits[c.Licence] = c
		}
	}
	return exits
}

// present is what decides after the freeze who keeps its supply.
type present struct {
	roster   *assist.Roster
	left     map[string]assist.Change // who has left since the freeze
	register assist.Register
	ahead    ahead
}

// loss says why the customer of a line has lost its supply and on what that
// stands; "" when it keeps it.
func (p present) loss(l assist.SupplyLine) (reason, basis string) {
	if c, ok := p.left[l.Licence]; ok {
		return string(assist.Left), changeWords(c)
	}
	f, on := p.roster.Find(l.Licence)
	if !on {
		return string(assist.Left), p.latest(l.Licence, assist.Left)
	}
	then := p.ahead.on(&f, l.Day)
	switch {
	case l.Day > f.End:
		return assist.Expired, "帮扶截止日 " + f.End.String()
	case l.Day > then.End:
		return string(assist.Left), p.ahead.words(l.Licence, assist.Remove, l.Day)
	case then.SuspendedOn(l.Day) && f.SuspendedOn(l.Day):
		return assist.OnHold, p.latest(l.Licence, assist.Suspended)
	case then.SuspendedOn(l.Day):
		return assist.OnHold, p.ahead.words(l.Licence, assist.Suspend, l.Day)
	case p.register.Unfit(f.Application, l.Day) != "":
		return assist.LicenceFault, p.licence(f)
	}
	return "", ""
}

// changeWords are the words of a change.
func changeWords(c assist.Change) string {
	text := c.Day.String() + " " + string(c.Kind)
	if c.Reason != "" {
		text += "：" + c.Reason
	}
	return text + "（" + c.By + "）" + placeWords(c.Source)
}

// regained says why the customer of a withdrawn line may be supplied again, by
// what it was withdrawn for, and on what that stands.
func (p present) regained(l assist.SupplyLine, log []assist.Removal) (reason, basis string) {
	was := ""
	for _, r := range log {
		if r.Licence == l.Licence && r.Move == assist.Withdrawn {
			was = r.Reason
		}
	}
	f, _ := p.roster.Find(l.Licence)
	switch was {
	case assist.OnHold:
		return "暂停已解除", p.latest(l.Licence, assist.Resumed, assist.Suspended)
	case assist.LicenceFault:
		return "许可证已有效", p.licence(f)
	}
	return "帮扶期已延续", p.latest(l.Licence, assist.Reverified, assist.Amended, assist.Joined)
}

// latest tells the latest change of some kinds.
func (p present) latest(licence string, kinds ...assist.ChangeKind) string {
	for _, c := range slices.Backward(p.roster.Changes) {
		if c.Licence == licence && slices.Contains(kinds, c.Kind) {
			return changeWords(c)
		}
	}
	return ""
}

// licence tells what the register, or without one the form, says of a licence.
func (p present) licence(f assist.Filing) string {
	if !p.register.Present() {
		return "许可证有效期止 " + f.Application.LicenceEnd.String()
	}
	r, ok := p.register.Licences.Of(f.Application.Licence)
	if !ok {
		return "许可证状态登记中没有该许可证，登记日期 " + p.register.Day.String()
	}
	return fmt.Sprintf("许可证状态 %s，有效期止 %s", r.Status, r.End) + placeWords(r.Place)
}

// placeWords names a row, after a comma; "" for no place.
func placeWords(p assist.Place) string {
	if p.Receipt == "" {
		return ""
	}
	return fmt.Sprintf("，%s %s 第%d行", p.Receipt, p.Sheet, p.Row)
}
