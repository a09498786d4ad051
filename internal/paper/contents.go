package paper

import (
	"fmt"
	"slices"
	"strings"
)

// contentsLine is a line of an Index: a heading, the level of its bookmark, and
// the page it begins on, from 1; 0 while that is not known.
type contentsLine struct {
	text  string
	level int
	page  int
}

// contentsOf is the lines of a document's Index, without their pages; nil when
// it has none.
func contentsOf(blocks []Block) []contentsLine {
	depth := 0
	heads := []contentsLine{}
	for _, b := range blocks {
		switch b := b.(type) {
		case Index:
			depth = max(b.Depth, 1)
		case Heading:
			heads = append(heads, contentsLine{text: b.Text, level: max(b.Level, 1) - 1})
		}
	}
	if depth == 0 {
		return nil
	}
	return slices.DeleteFunc(heads, func(h contentsLine) bool { return h.level >= depth })
}

// paged is the lines with the pages that their bookmarks stand on.
func paged(heads []contentsLine, marks []Bookmark) []contentsLine {
	out := append([]contentsLine(nil), heads...)
	i := 0
	for _, m := range marks {
		if i < len(out) && m.Level == out[i].level {
			out[i].page = m.Page + 1
			i++
		}
	}
	return out
}

// contents is an Index as a table, two lines beside another and read line by line,
// so that it goes on over pages as any table. Pages not known yet are set as wide as any.
func (s *setter) contents(x Index) Table {
	t := Table{Caption: x.Caption}
	for range 2 {
		t.Columns = append(t.Columns, Column{Header: "内容", Weight: 1, Align: Left}, Column{Header: "页", Align: Right})
	}
	for pair := range slices.Chunk(s.heads, 2) {
		var row []string
		for _, h := range pair {
			row = append(row, h.cells()...)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cells are a line's heading and page.
func (h contentsLine) cells() []string {
	text := strings.Repeat("\u3000", h.level) + h.text
	if h.page == 0 {
		return []string{text, "000"}
	}
	return []string{text, fmt.Sprint(h.page)}
}
