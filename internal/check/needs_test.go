package check

import (
	"slices"
	"testing"
)

// TestWhatSetRulesNeedIsBriefed: a row that lies packed says of every column that the rules
// of all rows together need whether it lacks it.
func TestWhatSetRulesNeedIsBriefed(t *testing.T) {
	for _, r := range setRules {
		for _, header := range r.needs {
			if !slices.Contains(setNeeds[:], header) {
				t.Errorf("%s needs %s, of which a packed row says nothing", r.codes, header)
			}
		}
	}
}
