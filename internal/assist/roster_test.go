package assist

import (
	"math/rand/v2"
	"testing"
)

// TestWhatTheRollSaysOfEachChange compares the end that held before each change, and who is
// suspended by which change, with the walk back through the changes that a reader makes.
func TestWhatTheRollSaysOfEachChange(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	kinds := []ChangeKind{Reverified, Amended, Suspended, Resumed, Left, Joined}
	licences := []string{"140213100001", "140213100002", "140213100003"}
	r := NewRoster()
	for day := range 400 {
		c := Change{Day: Date(day + 1), Kind: kinds[random.IntN(len(kinds))], Licence: licences[random.IntN(len(licences))], Reason: "因"}
		if _, ever := r.Filings[c.Licence]; !ever || c.Kind == Joined || c.Kind == Reverified || c.Kind == Amended {
			before := r.Of(c.Licence)
			if !ever {
				c.Kind = Joined
			}
			c.Filing = &Filing{Application: &Application{Licence: c.Licence}, End: Date(random.IntN(9000)), Suspended: c.Kind != Joined && before.Suspended}
		}
		r.Fold(c)
		for _, licence := range licences {
			var want Change
			for n := len(r.Changes) - 1; n >= 0; n-- {
				if x := r.Changes[n]; x.Licence == licence && x.Kind != Reverified && x.Kind != Amended {
					if x.Kind == Suspended {
						want = x
					}
					break
				}
			}
			if got := r.Suspensions()[licence]; got != want {
				t.Fatalf("day %d: %s is suspended by %+v, want %+v", day, licence, got, want)
			}
		}
	}
	for i, end := range r.EndsBefore() {
		want := Date(0)
		for n := i - 1; n >= 0 && want == 0; n-- {
			if c := r.Changes[n]; c.Licence == r.Changes[i].Licence && c.Filing != nil {
				want = c.Filing.End
			}
		}
		if end != want {
			t.Fatalf("change %d: %d held, want %d", i, end, want)
		}
	}
}

// TestTheRollAfterItsFirstChanges: later changes do not show in it, and it shows every
// change that came before, in the order in which they came.
func TestTheRollAfterItsFirstChanges(t *testing.T) {
	r := NewRoster()
	day := Day(2026, 11, 23)
	filed := func(licence string) *Filing {
		return &Filing{Number: licence, Unit: "平城区", Application: &Application{Licence: licence}, Start: day, End: day + 365}
	}
	for i, c := range []Change{
		{Kind: Joined, Licence: "甲", Filing: filed("甲")},
		{Kind: Suspended, Licence: "甲", By: ByCity},
		{Kind: Joined, Licence: "乙", Filing: filed("乙")},
		{Kind: Resumed, Licence: "甲"},
		{Kind: Left, Licence: "乙", Reason: "停业", By: ByCity},
	} {
		c.Day = day + Date(i)
		r.Fold(c)
	}
	for changes, want := range []string{"甲 乙", "甲在册 乙", "甲暂停 乙", "甲暂停 乙在册", "甲在册 乙在册", "甲在册 乙退出"} {
		then := r.After(changes)
		text := ""
		for _, licence := range []string{"甲", "乙"} {
			f, known := then.Last(licence)
			state := ""
			switch {
			case !known:
			case !f.On():
				state = "退出"
			case f.Suspended:
				state = "暂停"
			default:
				state = "在册"
			}
			text += " " + licence + state
		}
		if text[1:] != want || len(then.Changes) != changes {
			t.Errorf("after %d changes, of which it tells %d: %s, want %s", changes, len(then.Changes), text[1:], want)
		}
	}
	if r.Of("乙").On() || len(r.Changes) != 5 {
		t.Error("the roll itself has changed")
	}
}
