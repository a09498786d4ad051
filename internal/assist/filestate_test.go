package assist

import "testing"

// TestStateOfAFile: a register or plan counts as it came only where nothing is in doubt of
// it and it is used; C105 alone leaves a plan in use.
func TestStateOfAFile(t *testing.T) {
	week := Week{Year: 2026, Number: 49}
	plan := func(change func(*Taken)) Taken {
		t := Taken{Unit: City, Kind: KindPlan, Tables: []Table{{Form: PlanForm, Sheet: "货源计划", Read: 3}}}
		change(&t)
		return t
	}
	left, lacking := Finding{Code: "C104", Level: LevelCity, Sheet: "货源计划"}, Finding{Code: "C105", Level: LevelCity, Sheet: "货源计划", Cell: "F4"}
	for name, c := range map[string]struct {
		taken Taken
		want  FileState
	}{
		"used":                  {plan(func(*Taken) {}), FileUsed},
		"lacks columns":         {plan(func(t *Taken) { t.Findings = []Finding{lacking} }), FileUsed},
		"one week was final":    {plan(func(t *Taken) { t.Findings, t.Late = []Finding{left}, []Week{week} }), FileUsed},
		"each week was final":   {plan(func(t *Taken) { t.Findings, t.Late, t.Left = []Finding{left}, []Week{week}, true }), FileUnused},
		"one of two of a day":   {plan(func(t *Taken) { t.Undecided = []Claim{{PlanForm, week}} }), FileUnused},
		"in doubt":              {plan(func(t *Taken) { t.InDoubt = true }), FileWaits},
		"another stands for it": {plan(func(t *Taken) { t.Settle(Settled{Kind: PlanDoubt, Week: week, By: "HZ-SJ-20261123-001"}) }), FileUnused},
		"作废":                    {plan(func(t *Taken) { t.Settle(Settled{Kind: PlanDoubt, Week: week, How: Void}) }), FileVoid},
		"确认":                    {plan(func(t *Taken) { t.Settle(Settled{Kind: PlanDoubt, Week: week, How: Confirm}) }), FileUsed},
		"refused":               {plan(func(t *Taken) { t.Refused, t.InDoubt = true, true }), FileRefused},
	} {
		if got := c.taken.State(); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
