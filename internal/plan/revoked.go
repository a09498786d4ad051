package plan

import (
	"fmt"
	"slices"
	"time"

	"bangfu/internal/assist"
)

// Revoked lists what customers of a frozen plan have lost since (供货撤销):
// every line with cartons of a customer who has left the roll or may no longer
// be supplied on its order day, by what is known and announced (名单调整) today,
// with the reason and what it stands on. The cartons are not dealt again. at is
// the run that found it.
func Revoked(frozen assist.WeekPlan, roster *assist.Roster, register assist.Register, rows []assist.Adjustment, at time.Time) []assist.Removal {
	now := present{roster, register, announced(rows, assist.DateOf(at))}
	lost := map[string][2]string{}
	var list []assist.Removal
	for _, l := range frozen.Lines {
		if l.Extra == 0 {
			continue
		}
		why, seen := lost[l.Licence]
		if !seen {
			why[0], why[1] = now.loss(l)
			lost[l.Licence] = why
		}
		if why[0] != "" {
			list = append(list, assist.Removal{Unit: l.Unit, Licence: l.Licence, Barcode: l.Barcode, Cartons: l.Extra, Reason: why[0], Basis: why[1], At: at})
		}
	}
	return list
}

// present is what decides after the freeze who keeps its supply.
type present struct {
	roster   *assist.Roster
	register assist.Register
	ahead    ahead
}

// loss says why the customer of a line has lost its supply and on what that
// stands; "" when it keeps it.
func (p present) loss(l assist.SupplyLine) (reason, basis string) {
	f, on := p.roster.Find(l.Licence)
	if !on {
		return string(assist.Left), p.change(l.Licence, assist.Left)
	}
	then := p.ahead.on(&f, l.Day)
	switch {
	case l.Day > f.End:
		return assist.Expired, "帮扶截止日 " + f.End.String()
	case l.Day > then.End:
		return string(assist.Left), p.ahead.words(l.Licence, assist.Remove, l.Day)
	case then.SuspendedOn(l.Day) && f.SuspendedOn(l.Day):
		return assist.OnHold, p.change(l.Licence, assist.Suspended)
	case then.SuspendedOn(l.Day):
		return assist.OnHold, p.ahead.words(l.Licence, assist.Suspend, l.Day)
	case LicenceTrouble(&f, l.Day, p.register) != "":
		return assist.LicenceFault, p.licence(f)
	}
	return "", ""
}

// change tells the latest change of a kind: day, reason, who decided, and where it was asked for.
func (p present) change(licence string, kind assist.ChangeKind) string {
	for _, c := range slices.Backward(p.roster.Changes) {
		if c.Licence != licence || c.Kind != kind {
			continue
		}
		text := c.Day.String() + " " + string(c.Kind)
		if c.Reason != "" {
			text += "：" + c.Reason
		}
		return text + "（" + c.By + "）" + at(c.Source)
	}
	return ""
}

// licence tells what the register, or without one the form, says of a licence.
func (p present) licence(f assist.Filing) string {
	if !p.register.Present() {
		return "许可证有效期止 " + f.Application.LicenceEnd.String()
	}
	r, ok := p.register.Licences[f.Application.Licence]
	if !ok {
		return "许可证状态登记中没有该许可证，登记日期 " + p.register.Day.String()
	}
	return fmt.Sprintf("许可证状态 %s，有效期止 %s", r.Status, r.End) + at(r.Place)
}

// at names a row, after a comma; "" for no place.
func at(p assist.Place) string {
	if p.Receipt == "" {
		return ""
	}
	return fmt.Sprintf("，%s %s 第%d行", p.Receipt, p.Sheet, p.Row)
}
