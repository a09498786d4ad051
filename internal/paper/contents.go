package paper

import "fmt"

// contentsLine is a line of an Index: a heading and the page it begins on, from
// 1; 0 while that is not known.
type contentsLine struct {
	text string
	page int
}

// contentsOf is the lines of a document's Index, without their pages; nil when
// it has none.
func contentsOf(blocks []Block) []contentsLine {
	indexed := false
	heads := []contentsLine{}
	for _, b := range blocks {
		switch b := b.(type) {
		case Index:
			indexed = true
		case Heading:
			if b.Level <= 1 {
				heads = append(heads, contentsLine{text: b.Text})
			}
		}
	}
	if !indexed {
		return nil
	}
	return heads
}

// paged is the lines with the pages that the bookmarks of level 0 stand on.
func paged(heads []contentsLine, marks []Bookmark) []contentsLine {
	out := append([]contentsLine(nil), heads...)
	i := 0
	for _, m := range marks {
		if m.Level == 0 && i < len(out) {
			out[i].page = m.Page + 1
			i++
		}
	}
	return out
}

// contents is an Index as a table. Pages not known yet are set as wide as any.
func (s *setter) contents(x Index) Table {
	t := Table{Caption: x.Caption, Columns: []Column{{Header: "内容", Weight: 1, Align: Left}, {Header: "页", Align: Right}}}
	for _, h := range s.heads {
		page := "000"
		if h.page > 0 {
			page = fmt.Sprint(h.page)
		}
		t.Rows = append(t.Rows, []string{h.text, page})
	}
	return t
}
