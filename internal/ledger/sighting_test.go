package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSightings(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	a := Sighting{Unit: "云冈", Name: "a.xlsx", Changed: monday, Size: 10, State: "仍在传输", Next: "等待"}
	put := func(s Sighting, want bool) {
		t.Helper()
		tx := begin(t, l, monday)
		if got, err := tx.PutSighting(s, asItIs); got != want || err != nil {
			t.Errorf("changed %v, want %v (%v)", got, want, err)
		}
		if err := tx.Commit(); err != nil {
			t.Error(err)
		}
	}
	put(a, true)
	a.Changed = monday.Add(time.Minute)
	put(a, false)
	a.Changed, a.State, a.Receipt = monday.Add(2*time.Minute), "已收", "R1"
	tx := begin(t, l, monday)
	if got, err := tx.PutSighting(a, asItIs); !got || err != nil {
		t.Error(got, err)
	}
	b := Sighting{Unit: "浑源", Name: "b.xlsx", First: monday.Add(-time.Hour), Changed: monday, Reason: "临时文件"}
	if got, err := tx.PutSighting(b, asItIs); !got || err != nil {
		t.Error(got, err)
	}
	if got := all(t, tx.Sightings(ctx, "")); len(got) != 2 {
		t.Errorf("the transaction sees %v", got)
	}
	if got := all(t, l.Sightings(ctx, "浑源")); len(got) != 0 {
		t.Errorf("seen before the commit: %v", got)
	}
	commit(t, tx)
	a.First = monday
	if got, want := all(t, l.Sightings(ctx, "")), []Sighting{a, b}; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got, want := all(t, l.Sightings(ctx, "浑源")), []Sighting{b}; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	a.First, a.Size = monday.Add(time.Hour), 11 // dropped again under the same name
	put(a, true)
	if got, want := all(t, l.Sightings(ctx, "云冈")), []Sighting{a}; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestNotes(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	want := func(note func() (string, error), want string) {
		t.Helper()
		if s, err := note(); s != want || err != nil {
			t.Errorf("%q, want %q (%v)", s, want, err)
		}
	}
	want(func() (string, error) { return l.Note(ctx, "last") }, "")
	must(t, l.SetNote(ctx, "last", "1"))
	tx := begin(t, l, monday)
	must(t, tx.SetNote("last", "2"))
	want(func() (string, error) { return tx.Note(ctx, "last") }, "2")
	want(func() (string, error) { return l.Note(ctx, "last") }, "1")
	commit(t, tx)
	want(func() (string, error) { return l.Note(ctx, "last") }, "2")
	if seq, _, err := l.Last(ctx); seq != 0 || err != nil {
		t.Errorf("a note made entry %d (%v)", seq, err)
	}
	clean(t, l)
}

// asItIs says that every unit is called what it was always called.
func asItIs(name string, _ time.Time) string { return name }

// TestSightingsOfTwoBearersOfOneName proves that a line of the unit that bore a
// name before goes to what that unit is called now, unless a later one is there.
func TestSightingsOfTwoBearersOfOneName(t *testing.T) {
	passed := monday.Add(24 * time.Hour)
	bearer := func(name string, at time.Time) string {
		if name == "甲" && at.Before(passed) {
			return "甲新"
		}
		return name
	}
	for _, c := range []struct {
		name  string
		there []Sighting // beside the old line
		want  string     // what the renamed unit is told
	}{
		{"no line under the new name", nil, "旧"},
		{"a later line under the new name", []Sighting{{Unit: "甲新", Name: "a.xlsx", Changed: passed, State: "后来"}}, "后来"},
		{"an earlier line under the new name", []Sighting{{Unit: "甲新", Name: "a.xlsx", Changed: monday.Add(-time.Hour), State: "更早"}}, "旧"},
	} {
		l := fresh(t)
		tx := begin(t, l, monday)
		for _, s := range append(c.there, Sighting{Unit: "甲", Name: "a.xlsx", Changed: monday, State: "旧"}) {
			if _, err := tx.PutSighting(s, asItIs); err != nil {
				t.Fatal(err)
			}
		}
		if changed, err := tx.PutSighting(Sighting{Unit: "甲", Name: "a.xlsx", Changed: passed.Add(time.Hour), State: "新"}, bearer); err != nil || !changed {
			t.Fatal(changed, err)
		}
		told := map[string]string{}
		for s, err := range tx.Sightings(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			told[s.Unit] += s.State + s.First.In(monday.Location()).Format(" 02 15:04")
		}
		if got := told["甲"]; got != "新 "+passed.Add(time.Hour).Format("02 15:04") {
			t.Errorf("%s: the new bearer is told %q", c.name, got)
		}
		if got, _, _ := strings.Cut(told["甲新"], " "); got != c.want {
			t.Errorf("%s: the renamed unit is told %q, want %q", c.name, got, c.want)
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
}
