package assist

import "testing"

// Who acts next is one answer: the county on what went back and on what waits for
// both, the city on what waits for it alone.
func TestWhoseTurnARowIs(t *testing.T) {
	county := Finding{Code: "Q504", Level: LevelHold, Turn: TurnCounty}
	city := Finding{Code: "Q307", Level: LevelHold, Turn: TurnCity}
	wrong := Finding{Code: "V111", Level: LevelReturn, Turn: TurnCounty}
	note := Finding{Code: "N209", Level: LevelNote, Turn: TurnCounty}
	answered := county
	answered.Confirmed = true
	for _, c := range []struct {
		outcome  Outcome
		findings []Finding
		want     Turn
	}{
		{Held, []Finding{city}, TurnCity},
		{Held, []Finding{city, county}, TurnCounty},
		{Held, []Finding{answered, note, city}, TurnCity},
		{Returned, []Finding{wrong, city}, TurnCounty},
		{Returned, []Finding{city}, TurnCounty}, // V607 and the like stand elsewhere
		{Returned, nil, TurnCounty},             // its sheet was refused
		{Held, []Finding{{Code: "Q306", Level: LevelHold, Turn: TurnOperator}}, TurnOperator},
	} {
		if got := (Judged{Outcome: c.outcome, Findings: c.findings}).Turn(); got != c.want {
			t.Errorf("%s %v: %s, want %s", c.outcome, c.findings, got, c.want)
		}
	}
}
