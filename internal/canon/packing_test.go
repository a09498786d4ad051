package canon

import (
	"reflect"
	"testing"
)

type packed struct {
	Name  string
	Words []string
	Empty []string
	None  []string
	N     int
	Deep  []struct{ A, B string }
}

// TestAPackingGivesBack proves that values come out as they went in, one after the other,
// and that a word takes one byte wherever it stands.
func TestAPackingGivesBack(t *testing.T) {
	p := NewPacking[packed]([]string{"", "同意", "不同意"})
	for range 2 { // the second time with writers and readers that were used before
		for _, v := range []packed{
			{},
			{Name: "同意", N: -70000, Empty: []string{}},
			{Name: "一", Words: []string{"一", "二", "同意", "二", "", "\x00"}, Deep: []struct{ A, B string }{{"一", "三"}, {"三", "不同意"}}},
		} {
			var got packed
			p.Unpack(p.Pack(&v), &got)
			if !reflect.DeepEqual(got, v) {
				t.Errorf("%+v came back as %+v", v, got)
			}
		}
	}
	word, other := packed{Name: "不同意"}, packed{Name: "不同義"}
	if w, o := len(p.Pack(&word)), len(p.Pack(&other)); w != len(p.Pack(&packed{})) || o <= w {
		t.Errorf("a word takes %d bytes, another text %d", w, o)
	}
}

// TestAPackingReadsTheBeginningOfAnother proves that the first fields come out alone, and
// that nothing of what follows is left for the next one.
func TestAPackingReadsTheBeginningOfAnother(t *testing.T) {
	type beginning struct {
		Name  string
		Words []string
	}
	words := []string{"", "同意"}
	whole, first := NewPacking[packed](words), NewPacking[beginning](words)
	for _, v := range []packed{{Name: "一", Words: []string{"二", "同意"}, N: 7}, {}, {Name: "同意", Empty: []string{"三"}}} {
		var got beginning
		first.Unpack(whole.Pack(&v), &got)
		if want := (beginning{v.Name, v.Words}); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v begins with %+v", v, got)
		}
	}
}

// TestAPackingOfOtherWordsHasAnotherShape proves that what was packed with other words, or
// of another type, is told apart.
func TestAPackingOfOtherWordsHasAnotherShape(t *testing.T) {
	shapes := map[string]bool{}
	for _, words := range [][]string{nil, {"a"}, {"b"}, {"a", "b"}} {
		shapes[NewPacking[packed](words).Shape()] = true
	}
	shapes[NewPacking[struct{ A string }](nil).Shape()] = true
	if len(shapes) != 5 {
		t.Errorf("%d shapes of five packings", len(shapes))
	}
}

// TestAPackingForgets proves that nothing of a value is left for the next one: neither what
// pointers shared, nor the texts of one that is damaged.
func TestAPackingForgets(t *testing.T) {
	type pair struct{ A, B *packed }
	p := NewPacking[pair](nil)
	for _, name := range []string{"一", "二"} {
		one := packed{Name: name}
		var got pair
		p.Unpack(p.Pack(&pair{&one, &one}), &got)
		if got.A != got.B || !reflect.DeepEqual(*got.A, one) {
			t.Errorf("%s came back as %+v and %+v", name, got.A, got.B)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a damaged value is read")
				}
			}()
			s := p.Pack(&pair{&one, &packed{Name: "三"}})
			p.Unpack(s[:len(s)-2], &pair{})
		}()
	}
}
