package canon

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var home = time.FixedZone("CST", 8*3600)

type small struct {
	Name string
	n    int
}

// all has a field of every kind that is kept.
type all struct {
	Yes    bool
	Count  int8
	Cents  int64
	Size   uint16
	Text   string
	hidden string
	index  map[string]int `canon:"made"`
	Raw    []byte
	List   []small
	Pair   [2]string
	By     map[[2]string]small
	Days   map[small]time.Time
	At     time.Time
	One    *small
	Same   *small
	Deep   map[string][]*small
	Far    []small          `canon:"apart"`
	Away   map[string]int64 `canon:"apart"`
}

func (a *all) again(t *testing.T) *all {
	t.Helper()
	b, err := Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	got := &all{}
	if err := Decode(b, got, home); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestEveryFieldComesBack(t *testing.T) {
	one := &small{"一", -1}
	a := &all{
		Yes: true, Count: -8, Cents: -1 << 62, Size: 65535, Text: "文", hidden: "藏", Raw: []byte("{}"), List: []small{{"a", 1}, {"a", 2}},
		Pair: [2]string{"左", "右"}, By: map[[2]string]small{{"x", "y"}: {"z", 3}}, Days: map[small]time.Time{{"k", 4}: time.Date(2026, 1, 2, 3, 4, 5, 6, home)},
		At: time.Date(2026, 11, 26, 18, 30, 0, 0, home), One: one, Same: one, Deep: map[string][]*small{"p": {one, nil}, "q": nil},
		Far: []small{{"文", 5}, {"远", 6}}, Away: map[string]int64{"远": 7},
	}
	got := a.again(t)
	if !reflect.DeepEqual(got, a) {
		t.Errorf("got %+v\nwant %+v", got, a)
	}
	if got.One != got.Same || got.Deep["p"][0] != got.One {
		t.Error("what was shared is not shared any more")
	}
}

// TestWhatIsMadeIsNotKept: neither its value nor its type is part of the bytes.
func TestWhatIsMadeIsNotKept(t *testing.T) {
	a, err1 := Encode(&all{Text: "文"})
	b, err2 := Encode(&all{Text: "文", index: map[string]int{"文": 1}})
	if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
		t.Error(err1, err2)
	}
	if _, err := Shape(&struct {
		F func() `canon:"made"`
	}{}); err != nil {
		t.Error(err)
	}
}

func TestNothingIsNotEmpty(t *testing.T) {
	for _, a := range []*all{{}, {Raw: []byte{}, List: []small{}, By: map[[2]string]small{}, Deep: map[string][]*small{"": {}}}} {
		if got := a.again(t); !reflect.DeepEqual(got, a) {
			t.Errorf("got %#v\nwant %#v", got, a)
		}
	}
}

func TestAnotherZoneStays(t *testing.T) {
	a := &all{At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", -5*3600))}
	if got := a.again(t).At.Format(time.RFC3339); got != "2026-01-01T00:00:00-05:00" {
		t.Error(got)
	}
}

// TestOneValueOneSpelling: maps that were filled in another order give the same bytes.
func TestOneValueOneSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.MapOf(rapid.String(), rapid.Int()).Draw(t, "map")
		there, back := map[string]int{}, map[string]int{}
		keys := slices.Sorted(maps.Keys(of))
		for _, k := range keys {
			there[k] = of[k]
		}
		for _, k := range slices.Backward(keys) {
			back[k] = of[k]
		}
		a, err1 := Encode(&there)
		b, err2 := Encode(&back)
		if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Fatal(err1, err2)
		}
		var got map[string]int
		if err := Decode(a, &got, home); err != nil || !maps.Equal(got, of) {
			t.Fatal(got, err)
		}
	})
}

func TestWhatHasNoPlainValue(t *testing.T) {
	for _, v := range []any{&struct{ F func() }{}, &struct{ V any }{}, &struct{ C chan int }{}, &struct{ X float64 }{}} {
		if _, err := Encode(v); err == nil {
			t.Errorf("%T was kept", v)
		}
	}
}

// TestPartsAreAllThere: a part more, a part less and a torn part are errors.
func TestPartsAreAllThere(t *testing.T) {
	good, err := Encode(&all{Text: "文", Far: []small{{"远", 6}}})
	if err != nil {
		t.Fatal(err)
	}
	last := len(good) - 2 // the part of Away: its length, and that there is no map
	for _, b := range [][]byte{nil, good[:last], good[:last+1], append(bytes.Clone(good), 0), append(bytes.Clone(good), 1, 0)} {
		if err := Decode(b, &all{}, home); err == nil {
			t.Errorf("%d of %d bytes were read", len(b), len(good))
		}
	}
	if err := Decode(good, &all{}, home); err != nil {
		t.Error(err)
	}
}

func TestAnotherShape(t *testing.T) {
	type was struct{ A, B string }
	type now struct{ A, C string }
	a, err1 := Shape(&was{})
	b, err2 := Shape(&now{})
	if again, _ := Shape(&was{}); err1 != nil || err2 != nil || a == b || a != again {
		t.Error(a, b, err1, err2)
	}
}

// FuzzDecode: foreign bytes are an error, never a panic and never a flood.
func FuzzDecode(f *testing.F) {
	good, err := Encode(&all{Text: "x", List: []small{{"a", 1}}, One: &small{"b", 2}, Deep: map[string][]*small{"p": {nil}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, b []byte) {
		got := &all{}
		if err := Decode(b, got, home); err != nil {
			return
		}
		if _, err := Encode(got); err != nil {
			t.Error(err)
		}
	})
}
