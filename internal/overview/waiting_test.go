package overview

import (
	"testing"

	"bangfu/internal/assist"
)

// A question of the city on a row that went back is the county's turn, as in every
// paper: nobody at the city looks at it until the row comes again.
func TestACityQuestionOfAReturnedRowIsTheCountys(t *testing.T) {
	found := []assist.Finding{
		{Code: "V112", Level: assist.LevelReturn, Turn: assist.TurnCounty},
		{Code: "Q303", Level: assist.LevelHold, Turn: assist.TurnCity},
	}
	for outcome, want := range map[assist.Outcome]assist.Turn{assist.Returned: assist.TurnCounty, assist.Held: assist.TurnCity} {
		row := assist.JudgedApplication{Application: &assist.Application{}, Verdict: assist.Judged{Outcome: outcome, Findings: found}}
		row.Licence, row.Unit = "140213100001", "平城区"
		for _, w := range waiting(assist.Facts{Rows: assist.ApplicationRows{}.With(row)}.Indexed()) {
			if w.Code == "Q303" && w.Turn != want {
				t.Errorf("%s: it is the turn of %s, want %s", outcome, w.Turn, want)
			}
		}
	}
}
