package paper

import (
	"fmt"
	"strings"
	"testing"
)

// An index names the page on which each heading stands, on the first page of
// the document.
func TestIndexNamesThePages(t *testing.T) {
	for depth := range 3 {
		indexed(t, depth)
	}
}

// indexed looks at an index of a depth.
func indexed(t *testing.T, depth int) {
	t.Helper()
	blocks := []Block{Title{Text: "名单"}, Index{Caption: "目录", Depth: depth}, PageBreak{}}
	for i := range 12 {
		blocks = append(blocks, Heading{Level: 1, Text: fmt.Sprintf("第%d单位", i+1)})
		blocks = append(blocks, Heading{Level: 2, Text: fmt.Sprintf("第%d日", i+1)}, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(9 * i)})
	}
	pages := laid(t, Doc{Style: List, Blocks: blocks})
	index := strings.Split(dump(Pages{Pages: pages.Pages[:1]}), "\n")
	for _, m := range pages.Bookmarks {
		if listed := strings.Contains(strings.Join(index, "\n"), m.Text); listed != (m.Level < max(depth, 1)) {
			t.Errorf("an index of %d levels names %s: %v", depth, m.Text, listed)
		}
		if m.Level >= max(depth, 1) {
			continue
		}
		want := false
		for i, line := range index {
			if strings.Contains(line, m.Text) {
				want = strings.Contains(strings.Join(index[i:min(i+2, len(index))], " "), fmt.Sprint(m.Page+1))
			}
		}
		if !want {
			t.Errorf("the index does not say that %s stands on page %d:\n%s", m.Text, m.Page+1, strings.Join(index, "\n"))
		}
	}
}
