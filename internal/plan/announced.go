package plan

import (
	"slices"

	"bangfu/internal/assist"
)

// ahead is what 名单调整 has announced for the days after the run, by licence,
// in the order in which it comes into force.
type ahead map[string][]assist.Adjustment

// announced keeps the adjustments that the roll of a day does not show yet.
func announced(rows []assist.Adjustment, today assist.Date) ahead {
	list := ahead{}
	for _, a := range rows {
		if a.From > today && a.Action != assist.Confirm {
			list[a.Licence] = append(list[a.Licence], a)
		}
	}
	for _, rows := range list {
		slices.SortStableFunc(rows, func(a, b assist.Adjustment) int { return int(a.From - b.From) })
	}
	return list
}

// on is a filing as it will stand on a day, as far as the city has announced it.
func (a ahead) on(filing *assist.Filing, day assist.Date) *assist.Filing {
	rows := a[filing.Application.Licence]
	if len(rows) == 0 {
		return filing
	}
	f := *filing
	for _, r := range rows {
		if r.From > day || r.Until != 0 && r.Until < day {
			continue
		}
		switch r.Action {
		case assist.Suspend:
			f.Suspended, f.SuspendedBy, f.SuspendedTo = true, assist.ByCity, r.Until
		case assist.Resume:
			f.Suspended, f.SuspendedBy, f.SuspendedTo = false, "", 0
		case assist.Remove:
			f.End = min(f.End, r.From-1)
		}
	}
	return &f
}

// words tell the announcement of an action that is in force on a day.
func (a ahead) words(licence string, action assist.Action, day assist.Date) string {
	for _, r := range slices.Backward(a[licence]) {
		if r.Action == action && r.From <= day {
			return r.From.String() + " 起" + string(action) + "：" + r.Reason + "（" + assist.ByCity + "）" + placeWords(r.Place)
		}
	}
	return ""
}
