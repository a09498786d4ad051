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
	case licenceTrouble(f, day, register) != "":
		return assist.LicenceFault
	}
	return ""
}

// licenceTrouble says what keeps a licence from being good on a day: by the
// register when there is one, else by the form's own 许可证有效期止; "" when it is good.
func licenceTrouble(f *assist.Filing, day assist.Date, register assist.Register) string {
	if !register.Present() {
		return pastEnd(day, f.Application.LicenceEnd)
	}
	r, known := register.Licences[f.Application.Licence]
	switch {
	case !known && register.Left[f.Application.Licence]: // left out (C201), and none before it: the register says nothing
		return pastEnd(day, f.Application.LicenceEnd)
	case !known:
		return "不在许可证登记中"
	case !r.Valid():
		return "登记状态为" + r.Status
	}
	return pastEnd(day, r.End)
}

// pastEnd says that a licence has ended before a day.
func pastEnd(day, end assist.Date) string {
	switch {
	case day <= end:
		return ""
	case end == 0:
		return "没有有效期止"
	}
	return "有效期止于 " + end.String()
}
