package overview

import (
	"encoding/json"
	"fmt"
	"runtime"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
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

// TestAStatusLooksThroughTheFilesOnce: of many returned rows of other forms none makes a
// status look through all files for itself.
func TestAStatusLooksThroughTheFilesOnce(t *testing.T) {
	const files, rows = 2000, 200
	h := history.New()
	at := time.Date(2026, 7, 3, 9, 0, 0, 0, assist.Zone)
	enter := func(kind, licence string, body, person any) {
		t.Helper()
		e := assist.Entry{Seq: h.Seq() + 1, At: at, Kind: kind, Licence: licence}
		var err error
		if e.Body, err = json.Marshal(body); err != nil {
			t.Fatal(err)
		}
		if e.Person, err = json.Marshal(person); err != nil {
			t.Fatal(err)
		}
		if err := h.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	enter(history.KindRun, "", history.Run{Period: assist.WeekOf(assist.DateOf(at))}, nil)
	for i := range files {
		enter(history.KindFile, "", history.File{Receipt: fmt.Sprintf("HZ-%04d", i), Unit: "平城区", SHA: fmt.Sprint(i), Kind: assist.KindVisits, Seen: at}, history.FilePerson{})
	}
	for i := range rows {
		j := assist.Judged{Place: assist.Place{Receipt: "HZ-0001", Sheet: "走访台账", Row: i + 2}, Form: assist.VisitForm, Unit: "平城区", Licence: fmt.Sprintf("1402131%05d", i), Outcome: assist.Returned,
			Findings: []assist.Finding{{Code: "V901", Level: assist.LevelReturn, Turn: assist.TurnCounty}}}
		body, person := history.OfJudged(j)
		enter(history.KindJudged, j.Licence, body, person)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	st := StatusOf(h, Asked{At: at, Deadlines: assist.Deadlines{Zone: assist.Zone}})
	runtime.ReadMemStats(&after)
	if len(st.Waiting) != rows {
		t.Errorf("%d rows wait, want %d", len(st.Waiting), rows)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
		t.Errorf("%d files and %d rows take %d MB", files, rows, took>>20)
	}
}
