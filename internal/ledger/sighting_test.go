package ledger

import (
	"slices"
	"testing"
	"time"
)

func TestSightings(t *testing.T) {
	ctx, l := t.Context(), fresh(t)
	a := Sighting{Unit: "云冈", Name: "a.xlsx", Changed: monday, Size: 10, State: "仍在传输", Next: "等待"}
	put := func(s Sighting, want bool) {
		t.Helper()
		tx := begin(t, l, monday)
		if got, err := tx.PutSighting(s); got != want || err != nil {
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
	if got, err := tx.PutSighting(a); !got || err != nil {
		t.Error(got, err)
	}
	b := Sighting{Unit: "浑源", Name: "b.xlsx", First: monday.Add(-time.Hour), Changed: monday, Reason: "临时文件"}
	if got, err := tx.PutSighting(b); !got || err != nil {
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
	a.First, a.Size = monday.Add(time.Hour), 11 // dropped anew under the same name
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
