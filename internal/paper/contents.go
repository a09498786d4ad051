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

// contents is an Index as a table: a row for each heading of the first level, with its
// page, and those below it in one cell. Pages not known yet are set as wide as any.
func (s *setter) contents(x Index) Table {
	t := Table{Caption: x.Caption, Columns: []Column{{Header: "内容", Weight: 2, Align: Left}, {Header: "页", Align: Right}}}
	deep := x.Depth > 1
	if deep {
		t.Columns = append(t.Columns, Column{Header: "其中（页）", Weight: 5, Align: Left})
	}
	for _, h := range s.heads {
		if n := len(t.Rows); n > 0 && h.level > 0 {
			t.Rows[n-1][2] += h.within(t.Rows[n-1][2] == "")
			continue
		}
		row := []string{h.text, h.number()}
		if deep {
			row = append(row, "")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// number is a line's page.
func (h contentsLine) number() string {
	if h.page == 0 {
		return "000"
	}
	return fmt.Sprint(h.page)
}

// within is a line below another, without the name that the two share.
func (h contentsLine) within(first bool) string {
	text := h.text
	if _, own, shared := strings.Cut(text, "\u3000"); shared {
		text = own
	}
	if text += "（" + h.number() + "）"; first {
		return text
	}
	return "、" + text
}
