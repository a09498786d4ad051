package paper

import (
	"fmt"
	"strings"
	"testing"
)

// An index names the page on which each heading stands, on the first page of
// the document.
func TestIndexNamesThePages(t *testing.T) {
	blocks := []Block{Title{Text: "名单"}, Index{Caption: "目录"}, PageBreak{}}
	for i := range 12 {
		blocks = append(blocks, Heading{Level: 1, Text: fmt.Sprintf("第%d单位", i+1)})
		blocks = append(blocks, Heading{Level: 2, Text: "不在目录"}, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(9 * i)})
	}
	pages := laid(t, Doc{Style: List, Blocks: blocks})
	index := strings.Split(Dump(Pages{Pages: pages.Pages[:1]}), "\n")
	for _, m := range pages.Bookmarks {
		if m.Level > 0 {
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
