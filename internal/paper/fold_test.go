package paper

import (
	"reflect"
	"testing"

	"bangfu/internal/face"
)

// TestInkComesBack: what is folded comes back as it was, one page after another.
func TestInkComesBack(t *testing.T) {
	var f folder
	pages := []Ink{
		{},
		{Fills: []Fill{{Points: []face.Point{{X: 1.5, Y: 2}, {X: 3, Y: 4.25}, {X: -1, Y: 1e-9}}, Grey: 0.91}}},
		{
			Rules: []Rule{{X1: 1, Y1: 2, X2: 3, Y2: 4, Width: 0.5, Dash: 2, Grey: 1}, {}},
			Runs: []Run{
				{X: 72.123456789, Y: 100, Width: 10.5, Size: 10.5, Face: face.Heading, Text: "张样例"},
				{X: 1, Bold: true, Turned: true, Gap: 0.25, Text: "〓", Tail: "\n", Source: '𠮷', Shape: true, Part: 7},
			},
		},
		{Runs: []Run{{Text: "后一页"}}},
	}
	for i, page := range pages {
		if got := unfold(f.fold(page)); !reflect.DeepEqual(got, page) {
			t.Errorf("page %d is %+v, not %+v", i, got, page)
		}
	}
	for _, x := range []any{Ink{}, Run{}, Rule{}, Fill{}, face.Point{}} { // a field that is not exported would be lost
		for i := range reflect.TypeOf(x).NumField() {
			if f := reflect.TypeOf(x).Field(i); !f.IsExported() {
				t.Errorf("%T.%s does not come back", x, f.Name)
			}
		}
	}
}
