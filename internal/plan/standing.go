package plan

import (
	"time"

	"bangfu/internal/assist"
)

// orderDay is the day a customer orders in a week: its 订货日, else Friday.
func orderDay(a *assist.Application, w assist.Week) assist.Date {
	if day, ok := assist.WeekdayOf(a.OrderDay); ok {
		return w.On(day)
	}
	return w.On(time.Friday)
}

// unsuppliedReason says why a filing may not be supplied in the week it orders in on
// day, strongest reason first (未供货名单); "" when it may.
func unsuppliedReason(f *assist.Filing, day assist.Date, w assist.Week, register assist.Register) (reason string) {
	switch {
	case !f.Application.Cycle.Orders(w):
		return assist.NoOrderWeek
	case day < f.Start:
		return assist.NotYet
	case day > f.End:
		return assist.Expired
	case f.SuspendedOn(day):
		return assist.OnHold
	case register.Unfit(f.Application, day) != "":
		return assist.LicenceFault
	}
	return ""
}
