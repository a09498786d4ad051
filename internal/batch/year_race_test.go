//go:build race && !soak

package batch

import "bangfu/internal/assist"

// The weeks and units of TestYear: under the race detector, which looks for what
// happens at once within a run, few.
const (
	yearUnits     = 4
	yearCustomers = 4     // of a unit, about
	randomWeeks   = 3     // of a city of any luck
	yearProved    = false // TestSeveralWeeksDueAtOnce and others prove theirs
)

var (
	yearStart = assist.Week{Year: 2026, Number: 50}
	yearWeeks = 5
)

// yearMust is what the weeks must have had.
var yearMust = []string{"新增", "备案", "退回", "已报", "定稿", "W53"}
