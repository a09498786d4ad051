package assist

import (
	"fmt"
	"testing"
)

// A customer who leaves one unit by its 退出 and comes to another in the same or a
// neighbouring week has moved, under his licence or another; what the city, the register
// or the calendar ends is told by its own reason, and what lies further apart is no move.
func TestWhoMoved(t *testing.T) {
	monday := Day(2026, 11, 23)
	const his, other = "140221197001010012", "140221197001010098"
	for name, c := range map[string]struct {
		by           string
		unit         string // to which
		licence, id  string // under which
		days         Date   // after the exit
		applied      Date   // days after the exit
		held         bool
		from, to     string // why he left, and why he came
		reverseOrder bool
	}{
		"under his licence":                  {by: ByCounty, unit: "乙", licence: one, id: his, days: 2, from: "转往其他县区", to: "由其他县区转入"},
		"on the same day, filed first":       {by: ByCounty, unit: "乙", licence: two, id: his, reverseOrder: true, from: "转往其他县区", to: "由其他县区转入"},
		"under another licence":              {by: ByCounty, unit: "乙", licence: two, id: his, days: 2, from: "转往其他县区", to: "由其他县区转入"},
		"in the next week":                   {by: ByCounty, unit: "乙", licence: one, id: his, days: 13, from: "转往其他县区", to: "由其他县区转入"},
		"two weeks later":                    {by: ByCounty, unit: "乙", licence: one, id: his, days: 14, applied: 14, from: "县区申报退出", to: "低保"},
		"two weeks later, asked for in time": {by: ByCounty, unit: "乙", licence: one, id: his, days: 40, applied: 3, from: "转往其他县区", to: "由其他县区转入"},
		"the new application waits":          {by: ByCounty, unit: "乙", licence: two, id: his, days: 2, held: true, from: "转往其他县区（新县区待核）"},
		"in the same unit":                   {by: ByCounty, unit: "甲", licence: one, id: his, days: 2, from: "县区申报退出", to: "低保"},
		"another person":                     {by: ByCounty, unit: "乙", licence: two, id: other, days: 2, from: "县区申报退出", to: "低保"},
		"nobody knows who, both erased":      {by: ByCounty, unit: "乙", licence: two, days: 2, from: "县区申报退出", to: "低保"},
		"the city took him off":              {by: ByCity, unit: "乙", licence: one, id: his, days: 2, from: "市局名单调整", to: "低保"},
		"he lapsed":                          {by: ByCalendar, unit: "乙", licence: one, id: his, days: 2, from: "到期未复核", to: "低保"},
	} {
		f := tallyFacts(nil)
		filing := func(unit, licence, id string, applied Date) *Filing {
			return &Filing{Unit: unit, Application: &Application{Licence: licence, ID: id, Hardship: Dibao, Applied: applied}}
		}
		leftID := his
		if c.id == "" {
			leftID = ""
		}
		f.Roster.Fold(Change{Day: monday - 300, Kind: Joined, Licence: one, Unit: "甲", Reason: "低保", Filing: filing("甲", one, leftID, monday-300)})
		leaves := Change{Day: monday, Kind: Left, Licence: one, Unit: "甲", Reason: "迁往别处", By: c.by}
		comes := Change{Day: monday + c.days, Kind: Joined, Licence: c.licence, Unit: c.unit, Reason: "低保", By: ByCounty, Filing: filing(c.unit, c.licence, c.id, monday+c.applied)}
		switch {
		case c.held:
			a := *comes.Filing.Application
			a.Unit, a.Business, a.Place = c.unit, NewCustomer, Place{"R1", "申请表", 5}
			f.Rows = f.Rows.With(JudgedApplication{&a, Judged{Place: a.Place, Outcome: Held, Since: monday + c.days}})
			f.Roster.Fold(leaves)
		case c.reverseOrder:
			f.Roster.Fold(comes)
			f.Roster.Fold(leaves)
		default:
			f.Roster.Fold(leaves)
			f.Roster.Fold(comes)
		}
		from, to := "", ""
		for m := range f.Movements(1) {
			if m.In {
				to = m.Why()
			} else {
				from = m.Why()
			}
		}
		if from != c.from || to != c.to {
			t.Errorf("%s: left %q and came %q, want %q and %q", name, from, to, c.from, c.to)
		}
	}
}

// Of two who come, one has moved; each exit is one move.
func TestAnExitIsOneMove(t *testing.T) {
	f := tallyFacts(nil)
	monday := Day(2026, 11, 23)
	filing := func(unit, licence string) *Filing {
		return &Filing{Unit: unit, Application: &Application{Licence: licence, ID: "140221197001010012"}}
	}
	f.Roster.Fold(Change{Day: monday - 9, Kind: Joined, Licence: one, Unit: "甲", Filing: filing("甲", one)})
	f.Roster.Fold(Change{Day: monday, Kind: Left, Licence: one, Unit: "甲", By: ByCounty})
	f.Roster.Fold(Change{Day: monday + 1, Kind: Joined, Licence: one, Unit: "乙", Filing: filing("乙", one)})
	f.Roster.Fold(Change{Day: monday + 2, Kind: Joined, Licence: two, Unit: "丙", Filing: filing("丙", two)})
	if got := fmt.Sprint(f.Migrations()); got != fmt.Sprintf("[{甲 乙 %s %s %s %s}]", one, one, monday, monday+1) {
		t.Error(got)
	}
}
