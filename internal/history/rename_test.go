package history_test

import (
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// TestARenameReachesWhateverIsKeptByUnit proves that a unit finds under its new
// name what it has sent and been shown under the old one, and that another which
// bears the old name later finds nothing there.
func TestARenameReachesWhateverIsKeptByUnit(t *testing.T) {
	const licence, other = "140200000001", "140200000002"
	receipt := "HZ-PCQ-20261126-001"
	place := assist.Place{Receipt: receipt, Sheet: "申请表", Row: 5}
	b := &book{t: t}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	b.enter(history.KindFile, "", history.File{Receipt: receipt, Unit: "平城区", SHA: "x"}, history.FilePerson{})
	b.enter(history.KindApplication, licence, place, assist.Application{Row: assist.Row{Unit: "平城区"}})
	b.enter(history.KindJudged, licence, history.Judged{Place: place, Form: assist.ApplicationForm, Unit: "平城区", Outcome: assist.Held}, history.JudgedPerson{
		Findings: []assist.Finding{{Code: "Q504", Level: assist.LevelHold, Compared: "c"}},
	})
	b.enter(history.KindAnswer, licence, history.Answer{Code: "Q504", Source: place}, history.AnswerPerson{Compared: "c", Said: "s"})
	b.enter(history.KindChange, licence, history.Change{Day: assist.Day(2026, 11, 26), Kind: assist.Joined, Unit: "平城区", Source: place, Filing: &history.Filing{Number: "1"}}, history.ChangePerson{Application: &assist.Application{}})
	b.enter(history.KindWish, licence, place, assist.Wish{Row: assist.Row{Unit: "平城区"}, Applied: assist.Day(2026, 11, 20)})
	b.enter(history.KindAside, "", history.Aside{Receipt: receipt, Unit: "平城区", Licences: []string{other}}, nil)
	h := b.fold()
	if h.Rename(assist.Rename{Old: "平城区", New: "平城新区"}, time.Date(2026, 11, 27, 9, 0, 0, 0, assist.Zone)); !h.HasShown("平城新区", licence, "Q504", "c") || h.HasShown("平城区", licence, "Q504", "c") {
		t.Error("what a receipt has shown is not the unit's any more")
	}
	if got := h.Answers()[0].Unit; got != "平城新区" {
		t.Errorf("an answer is the word of %s", got)
	}
	if got := h.Asides()[0].Unit; got != "平城新区" {
		t.Errorf("sales lie aside for %s", got)
	}
	if w, ok := h.WishOf("平城新区", licence); !ok || w.Unit != "平城新区" {
		t.Errorf("the wish of %q", w.Unit)
	}
	if _, ok := h.WishOf("平城区", licence); ok {
		t.Error("the wish is still under the old name")
	}
	if f, ok := h.FileOf("平城新区", "x"); !ok || f.Unit != "平城新区" {
		t.Errorf("the file of %q", f.Unit)
	}
	if c := h.Roster().Changes[0]; c.Unit != "平城新区" || c.Filing.Unit != "平城新区" || c.Filing.Open().Application.Unit == "平城区" {
		t.Errorf("the change of %s, the filing of %s", c.Unit, c.Filing.Unit)
	}
}

// TestAWeekIsCountedAsItsLastRunLeftIt proves that what a week's reports told of its
// applications is remembered in the week after and no longer, also when a row is judged
// otherwise meanwhile, and that a unit that was renamed has it under its new name.
func TestAWeekIsCountedAsItsLastRunLeftIt(t *testing.T) {
	b := &book{t: t}
	row := func(receipt, licence string, n int) func(assist.Outcome) {
		place := assist.Place{Receipt: receipt, Sheet: "申请表", Row: n}
		b.enter(history.KindApplication, licence, place, assist.Application{Row: assist.Row{Unit: "平城区"}})
		return func(o assist.Outcome) {
			b.enter(history.KindJudged, licence, history.Judged{Place: place, Form: assist.ApplicationForm, Unit: "平城区", Outcome: o}, history.JudgedPerson{})
		}
	}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	b.enter(history.KindFile, "", history.File{Receipt: "HZ-1", Unit: "平城区", SHA: "x"}, history.FilePerson{})
	first, second := row("HZ-1", "140200000001", 5), row("HZ-1", "140200000002", 6)
	first(assist.Held)
	second(assist.Returned)
	if got := b.fold().ReviewsOf(weekAt(48)); got != nil {
		t.Errorf("within the week: %v", got)
	}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(49)}, nil)
	first(assist.Filed)
	want := assist.Reviewed{Unit: "平城区", Held: 1, Returned: 1}
	if got := b.fold().ReviewsOf(weekAt(48)); len(got) != 1 || got[0] != want {
		t.Errorf("the week before: %v, want %v", got, want)
	}
	h := b.fold()
	h.Rename(assist.Rename{Old: "平城区", New: "平城新区"}, time.Date(2026, 12, 3, 9, 0, 0, 0, assist.Zone))
	if got := h.ReviewsOf(weekAt(48)); len(got) != 1 || got[0].Unit != "平城新区" {
		t.Errorf("under the new name: %v", got)
	}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(51)}, nil)
	if got := b.fold().ReviewsOf(weekAt(50)); got != nil {
		t.Errorf("a week without a run: %v", got)
	}
}

// TestAWishUnderTheNewNameCounts proves that a wish counts when its unit filed the
// customer under the name it had before.
func TestAWishUnderTheNewNameCounts(t *testing.T) {
	const licence = "140200000001"
	b := &book{t: t}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	b.enter(history.KindChange, licence, history.Change{Day: assist.Day(2026, 11, 26), Kind: assist.Joined, Unit: "平城区", Filing: &history.Filing{Number: "1"}}, history.ChangePerson{})
	b.enter(history.KindWish, licence, assist.Place{Row: 5}, assist.Wish{Row: assist.Row{Unit: "平城区"}, Applied: assist.Day(2026, 11, 20)})
	b.enter(history.KindTerms, "", history.Terms{Renamed: []assist.Rename{{Old: "平城区", New: "平城新区"}}}, nil)
	b.enter(history.KindWish, licence, assist.Place{Row: 6}, assist.Wish{Row: assist.Row{Unit: "平城新区"}, Applied: assist.Day(2026, 11, 27)})
	if w, ok := b.fold().Wishes().Of(licence); !ok || w.Place.Row != 6 {
		t.Errorf("the wish in force is that of row %d", w.Place.Row)
	}
}
