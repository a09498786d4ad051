package paper

import (
	"reflect"
	"slices"
	"strconv"
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
	for range 3 * lotPages {
		pages = append(pages, pages[len(pages)%4])
	}
	var lots []*lot
	for _, page := range pages {
		l, _ := f.add(Ink{page.Fills, slices.Clone(page.Rules), slices.Clone(page.Runs)})
		lots = append(lots, l)
	}
	for i, page := range pages {
		if got := lots[i].ink(i % lotPages); !reflect.DeepEqual(got, page) {
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

// TestALongListIsHeldInFewBytes: the rows of a list are made as they are set, and what
// is kept of its pages is small, but for the first ones and the last lot.
func TestALongListIsHeldInFewBytes(t *testing.T) {
	const rows, most = 6000, 2 << 10 // bytes a page
	list := Table{Label: 1, Columns: []Column{{Header: "序号"}, {Header: "许可证号"}, {Header: "客户名称", Weight: 1}, {Header: "经营者"}, {Header: "档位"}, {Header: "卷烟条码"},
		{Header: "卷烟名称", Weight: 1}, {Header: "来源"}, {Header: "原供应"}, {Header: "申请"}, {Header: "加量"}, {Header: "合计"}, {Header: "限制原因", Weight: 1}}}
	list.Long = Long{Count: rows, Row: func(i int) []string {
		n := strconv.Itoa
		return []string{n(i + 1), n(140213100000 + i/3), "样例副食店" + n(i/3), "李*", n(i % 30), n(6901028075000 + i%7*13), "云烟(硬紫)", "申请", n(i % 7), n(i % 5), n(i % 3), n(i%7 + i%3), ""}
	}}
	pages := laid(t, Doc{Style: List, Blocks: []Block{list}}).Pages
	held, unfolded := map[*lot]int{}, 0
	for _, p := range pages {
		if p.lot == nil || p.lot.inks != nil {
			unfolded++
		} else {
			held[p.lot] = len(p.lot.folded)
		}
	}
	sum := 0
	for _, bytes := range held {
		sum += bytes
	}
	if n := len(pages) - unfolded; n < 100 || unfolded >= longDoc+lotPages || sum > n*most {
		t.Errorf("%d pages are folded, in %d bytes, and %d are not", n, sum, unfolded)
	}
	if runs := pages[len(pages)-1].Ink().Runs; !slices.ContainsFunc(runs, func(r Run) bool { return r.Text == strconv.Itoa(rows) }) {
		t.Error("the last row stands not on the last page")
	}
}
