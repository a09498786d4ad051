package plan

import (
	"time"

	"bangfu/internal/assist"
)

// OrderDay is the day a customer orders in a week: its 订货日, else Friday.
func OrderDay(a assist.Application, w assist.Week) assist.Date {
	if day, ok := assist.WeekdayOf(a.OrderDay); ok {
		return w.On(day)
	}
	return w.On(time.Friday)
}

// Standing says why a filing may not be supplied in the week it orders in on
// day, strongest reason first (未供货名单); "" when it may.
func Standing(f *assist.Filing, day assist.Date, w assist.Week, register assist.Register) (reason string) {
	switch {
	case !f.Application.Cycle.Orders(w):
		return assist.NoOrderWeek
	case day < f.Start:
		return assist.NotYet
	case day > f.End:
		return assist.Expired
	case f.SuspendedOn(day):
		return assist.OnHold
	case !licensed(f, day, register):
		return assist.LicenceFault
	}
	return ""
}

// licensed reports whether the licence is good on a day: by the register when
// there is one, else by the form's own 许可证有效期止.
func licensed(f *assist.Filing, day assist.Date, register assist.Register) bool {
	if !register.Present() {
		return day <= f.Application.LicenceEnd
	}
	r, ok := register.Licences[f.Application.Licence]
	return ok && r.Status == assist.LicenceValid && day <= r.End
}
