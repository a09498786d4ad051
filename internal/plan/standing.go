package plan

import (
	"time"

	"bangfu/internal/assist"
)

var weekdays = map[string]time.Weekday{
	"周一": time.Monday, "周二": time.Tuesday, "周三": time.Wednesday, "周四": time.Thursday,
	"周五": time.Friday, "周六": time.Saturday, "周日": time.Sunday,
}

// OrderDay is the day a customer orders in a week: its 订货日, else Friday.
func OrderDay(a assist.Application, w assist.Week) assist.Date {
	if day, ok := weekdays[a.OrderDay]; ok {
		return w.On(day)
	}
	return w.On(time.Friday)
}

// Standing says why a filing may not be supplied in a week, strongest reason
// first (未供货名单); "" when it may. day is its order day in the week.
func Standing(f assist.Filing, w assist.Week, register assist.Register) (day assist.Date, reason string) {
	day = OrderDay(f.Application, w)
	switch {
	case !f.Application.Cycle.Orders(w):
		return day, assist.NoOrderWeek
	case day < f.Start:
		return day, assist.NotYet
	case day > f.End:
		return day, assist.Expired
	case f.SuspendedOn(day):
		return day, assist.OnHold
	case !licensed(f, day, register):
		return day, assist.LicenceFault
	}
	return day, ""
}

// licensed reports whether the licence is good on a day: by the register when
// there is one, else by the form's own 许可证有效期止.
func licensed(f assist.Filing, day assist.Date, register assist.Register) bool {
	if !register.Present() {
		return day <= f.Application.LicenceEnd
	}
	r, ok := register.Licences[f.Application.Licence]
	return ok && r.Status == assist.LicenceValid && day <= r.End
}

// Revoked lists what customers of a frozen plan have lost since (供货撤销):
// every line with cartons of a customer who has left the roll or may no longer
// be supplied. Cartons are not dealt again.
func Revoked(frozen assist.WeekPlan, roster *assist.Roster, register assist.Register, at time.Time) []assist.Removal {
	reasons := map[string]string{}
	var list []assist.Removal
	for _, l := range frozen.Lines {
		if l.Extra == 0 {
			continue
		}
		reason, seen := reasons[l.Licence]
		if !seen {
			reason = lost(l, roster, register)
			reasons[l.Licence] = reason
		}
		if reason != "" {
			list = append(list, assist.Removal{Unit: l.Unit, Licence: l.Licence, Barcode: l.Barcode, Cartons: l.Extra, Reason: reason, At: at})
		}
	}
	return list
}

func lost(l assist.SupplyLine, roster *assist.Roster, register assist.Register) string {
	f, on := roster.Find(l.Licence)
	switch {
	case !on:
		return string(assist.Left)
	case l.Day > f.End:
		return assist.Expired
	case f.SuspendedOn(l.Day):
		return assist.OnHold
	case !licensed(f, l.Day, register):
		return assist.LicenceFault
	}
	return ""
}
