package assist_test

import (
	"testing"

	"bangfu/internal/assist"
)

// TestCityIsNotWaitedForByWhatWentBack: a question to the city is the county's as long as
// its row is, and the city's own as long as the row waits.
func TestCityIsNotWaitedForByWhatWentBack(t *testing.T) {
	city := assist.Finding{Code: "Q307", Level: assist.LevelHold, Turn: assist.TurnCity, Fix: "市局核实后在名单调整中填“确认”"}
	answered := city
	answered.Confirmed = true
	operator := assist.Finding{Code: "Q309", Level: assist.LevelHold, Turn: assist.TurnOperator}
	for _, c := range []struct {
		outcome assist.Outcome
		finding assist.Finding
		turn    assist.Turn
	}{
		{assist.Returned, city, assist.TurnCounty}, {assist.Ineligible, city, assist.TurnCounty}, {assist.Held, city, assist.TurnCity},
		{assist.Returned, answered, assist.TurnCity}, {assist.Returned, operator, assist.TurnOperator},
	} {
		j := assist.Judged{Outcome: c.outcome, Findings: []assist.Finding{c.finding}}
		told := j.Told()[0]
		if told.Turn != c.turn || (told.Fix != c.finding.Fix) != (c.turn != c.finding.Turn) || j.Findings[0].Turn != c.finding.Turn {
			t.Errorf("%s %s: turn %s, %s", c.outcome, c.finding.Code, told.Turn, told.Fix)
		}
	}
}

// TestWhatHoldsMeanwhile: what a doubt leaves in force is said with it.
func TestWhatHoldsMeanwhile(t *testing.T) {
	day := assist.Day(2026, 11, 25)
	for _, c := range []struct {
		doubt assist.Doubt
		want  string
	}{
		{assist.Doubt{Kind: assist.RegisterDoubt}, "仍按 2026-11-25 的登记"},
		{assist.Doubt{Kind: assist.PlanDoubt}, "仍用此前收到的计划"},
		{assist.Doubt{Kind: assist.PlanDoubt, Holds: true}, "草案照出，截单时间不定稿"},
	} {
		if got := c.doubt.Meanwhile(day); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}
