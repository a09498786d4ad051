package history_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// TestReviewsOfAWeek: whatever came in which week, was refused and came again under its
// number, and however often a snapshot stood between, the reviews of a week are those of
// the rows that came in it. They are counted here once more from what was entered.
func TestReviewsOfAWeek(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, seq, week := history.New(), int64(0), assist.Week{Year: 2026, Number: 46}
		var at time.Time
		enter := func(kind, licence string, body, person any) {
			seq++
			e := assist.Entry{Seq: seq, At: at, Kind: kind, Licence: licence}
			e.Body, _ = json.Marshal(body)
			e.Person, _ = json.Marshal(person)
			if err := h.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		var before map[string]int // licences reviewed by unit, of the week before
		files := map[string]string{}
		for n := range rapid.IntRange(2, 6).Draw(t, "weeks") {
			seen := map[string]map[string]bool{}
			for run := range rapid.IntRange(1, 2).Draw(t, "runs") {
				at = week.Monday().Time().Add(time.Duration(9+30*run) * time.Hour)
				enter(history.KindRun, "", history.Run{Period: week, Week: week.Next()}, nil)
				if got := counts(h.ReviewsOf(week.Add(-1))); n > 0 && !reflect.DeepEqual(got, before) {
					t.Fatalf("%s: %v, want %v", week, got, before)
				}
				for range rapid.IntRange(0, 3).Draw(t, "files") {
					unit := rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "unit")
					receipt := fmt.Sprintf("HZ-%s-%02d", unit, rapid.IntRange(1, 4).Draw(t, "number"))
					if files[receipt] == "taken" {
						continue
					}
					refused := rapid.Bool().Draw(t, "refused")
					files[receipt] = map[bool]string{false: "taken", true: "refused"}[refused]
					enter(history.KindFile, "", history.File{Receipt: receipt, Unit: unit, SHA: receipt, Kind: assist.KindApplication, Refused: refused}, history.FilePerson{})
					licence := "1402131000" + receipt[len(receipt)-2:]
					place := assist.Place{Receipt: receipt, Sheet: "申请表", Row: 5}
					row := assist.Application{Licence: licence}
					row.Unit = unit
					enter(history.KindApplication, licence, place, row)
					enter(history.KindJudged, licence, history.Judged{Place: place, Form: assist.ApplicationForm, Unit: unit, Outcome: assist.Filed}, history.JudgedPerson{})
					if seen[unit] == nil {
						seen[unit] = map[string]bool{}
					}
					seen[unit][licence] = true
				}
				if rapid.Bool().Draw(t, "snapshot") {
					data, err := h.Snapshot()
					if err == nil {
						h, err = history.OfSnapshot(data)
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			}
			before = map[string]int{}
			for unit, licences := range seen {
				before[unit] = len(licences)
			}
			week = week.Next()
		}
	})
}

// counts is how many applications of each unit were reviewed.
func counts(list []assist.Reviewed) map[string]int {
	n := map[string]int{}
	for _, r := range list {
		n[r.Unit] = r.Filed + r.Held + r.Returned + r.Ineligible
	}
	return n
}
