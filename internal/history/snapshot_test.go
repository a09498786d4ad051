package history

import (
	"encoding/json"
	"reflect"
	"testing"

	"bangfu/internal/assist"
)

// add enters something about a file into a history.
func (s *snapshotTest) add(kind string, body, person any) {
	s.Helper()
	e := assist.Entry{Seq: s.h.Seq() + 1, Kind: kind}
	var err1, err2 error
	e.Body, err1 = json.Marshal(body)
	e.Person, err2 = json.Marshal(person)
	if err1 != nil || err2 != nil || s.h.Add(e) != nil {
		s.Fatal(err1, err2)
	}
}

type snapshotTest struct {
	*testing.T
	h *History
}

// again is the history as its snapshot has it.
func (s *snapshotTest) again() *History {
	s.Helper()
	data, err := s.h.Snapshot()
	if err != nil {
		s.Fatal(err)
	}
	h, err := OfSnapshot(data)
	if err != nil {
		s.Fatal(err)
	}
	return h
}

// TestASnapshotIsTheHistory: also what is looked up in it, which is made again; a file
// that came twice is found by the later receipt, whichever was judged again last.
func TestASnapshotIsTheHistory(t *testing.T) {
	s := &snapshotTest{t, New()}
	for _, f := range []File{{Receipt: "HZ-1-20260108-001", Unit: "甲", SHA: "a"}, {Receipt: "HZ-1-20260108-002", Unit: "甲", SHA: "a"}, {Receipt: "HZ-1-20260108-001", Unit: "甲", SHA: "a"}} {
		s.add(KindFile, f, FilePerson{})
	}
	s.add(KindApplication, assist.Place{Receipt: "HZ-1-20260108-001", Row: 3}, assist.Application{})
	again := s.again()
	for _, h := range []*History{s.h, again} {
		if f, ok := h.FileOf("甲", "a"); !ok || f.Receipt != "HZ-1-20260108-002" {
			t.Errorf("found %+v", f)
		}
	}
	again.based = based{}
	if !reflect.DeepEqual(s.h, again) {
		t.Errorf("%+v\nagain %+v", s.h, again)
	}
}

// TestASnapshotIsOutgrown by a sixteenth of its weight, or where there is none.
func TestASnapshotIsOutgrown(t *testing.T) {
	s := &snapshotTest{t, New()}
	for n := range 100 {
		s.add(KindFile, File{Receipt: "HZ-" + string(rune('一'+n)), Unit: "甲", SHA: "0123456789abcdef0123456789abcdef" + string(rune('一'+n))}, FilePerson{})
	}
	if !s.h.Outgrown() {
		t.Error("without a snapshot none is to be made")
	}
	data, err := s.h.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	if s.h = s.again(); s.h.Outgrown() {
		t.Error("one that has just been made is outgrown")
	}
	n := 0
	for ; !s.h.Outgrown(); n++ {
		s.add(KindShown, nil, nil)
	}
	if least := len(data) / 16 / 300; n < least || n > least+1 {
		t.Errorf("outgrown after %d entries, of %d bytes", n, len(data))
	}
}
