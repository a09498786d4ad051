package assist

import (
	"encoding/json"
	"maps"
	"testing"

	"bangfu/internal/column"

	"pgregory.net/rapid"
)

// TestCellsComeBack: whatever cells are packed, each comes back under its header,
// alone, with all others and as JSON; a header that was not there has none.
func TestCellsComeBack(t *testing.T) {
	headers := rapid.SampledFrom([]column.Header{"许可证号", "身份证号", "家庭年收入", "规格5", "30档", "答复", "县局审批日期", "没有的列", "又一列"})
	addresses := rapid.SampledFrom([]string{"", "A7", "B7", "AZ7", "XFD1048576", "C8", "回执 D12", "a7", "A0"})
	rapid.Check(t, func(t *rapid.T) {
		typed := map[column.Header]Cell{}
		for h := range rapid.MapOf(headers, rapid.Just(0)).Draw(t, "headers") {
			typed[h] = Cell{addresses.Draw(t, "address"), rapid.String().Draw(t, "text")}
		}
		cells := packCells(maps.All(typed))
		if got := maps.Collect(cells.all()); !maps.Equal(got, typed) {
			t.Fatalf("%v of %v", got, typed)
		}
		for _, h := range []column.Header{"许可证号", "身份证号", "又一列", "", "没有的列", "答复"} {
			got, there := cells.Of(h)
			if want, is := typed[h]; got != want || there != is {
				t.Fatalf("%s is %v, %v; it was %v, %v", h, got, there, want, is)
			}
		}
		told, err := json.Marshal(cells)
		want, _ := json.Marshal(typed)
		if err != nil || string(told) != string(want) {
			t.Fatalf("JSON %s of %s, %v", told, want, err)
		}
		var again Cells
		if err := json.Unmarshal(told, &again); err != nil || again != cells {
			t.Fatalf("from JSON %q, not %q; %v", again, cells, err)
		}
	})
}

// FuzzQuickCells: what is read the quick way is what the library reads.
func FuzzQuickCells(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"许可证号":{"Addr":"B7","Text":"140213100001"}}`, `{"a":{"Addr":"","Text":""},"b":{"Addr":"A1","Text":"x y"}}`,
		`{"b":{"Addr":"A1","Text":"x"},"a":{"Addr":"A1","Text":"y"}}`, `{"a":{"Text":"x","Addr":"A1"}}`, `{"a":{"Addr":"A1","Text":"x\n"}}`,
		`{"a":{"Addr":"A1","Text":"x"},}`, `{"a":{"Addr":"A1","Text":"x"}`, `{"a":{"Addr":"A1","Text":"x"},"a":{"Addr":"A2","Text":"y"}}`, `null`, `{ }`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		quick, ok := quickCells(data)
		if !ok {
			return
		}
		var by map[column.Header]Cell
		if err := json.Unmarshal(data, &by); err != nil || quick != packCells(maps.All(by)) {
			t.Fatalf("%q is read as %q, %v", data, quick, err)
		}
	})
}

// TestCellsOfARow: a row after another is packed into what its own cells alone are.
func TestCellsOfARow(t *testing.T) {
	var p CellPacking
	for row, text := range []string{"张样例", "李范例", ""} {
		p.Begin(row + 5)
		p.Add("经营者姓名", 4, text)
		p.Add("许可证号", 2, "140213100001")
		want := packCells(maps.All(map[column.Header]Cell{"许可证号": {"B" + string(rune('5'+row)), "140213100001"}, "经营者姓名": {"D" + string(rune('5'+row)), text}}))
		if got := p.Cells(); got != want {
			t.Errorf("row %d is %q, not %q", row+5, got, want)
		}
	}
	if p.Begin(9); p.Cells() != "" {
		t.Error("a row without a column has cells")
	}
}
