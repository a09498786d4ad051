package paper

import (
	"strings"
	"testing"
)

// What a table says where it goes on stands above its header on every page but the
// first, and takes no line from the page's end.
func TestATableSaysWhatItGoesOnWith(t *testing.T) {
	table := Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(120), Onward: "平城区　订货日（续）"}
	pages := laid(t, Doc{Style: List, Blocks: []Block{Heading{Text: "平城区　订货日"}, table}}).Pages
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	rows := 0
	for i, p := range pages {
		text := dump(Pages{Pages: []Page{p}})
		if said := strings.Count(text, table.Onward); said != min(i, 1) {
			t.Errorf("page %d says it %d times:\n%s", i+1, said, text)
		}
		if i > 0 && strings.Index(text, table.Onward) > strings.Index(text, "甲") {
			t.Errorf("page %d says it below the header:\n%s", i+1, text)
		}
		for _, r := range p.Ink().Runs {
			if r.Y > p.Frame.Bottom+slack && !strings.HasPrefix(r.Text, "第") {
				t.Errorf("page %d: %s stands below the frame", i+1, r.Text)
			}
		}
		rows += strings.Count(text, "行")
	}
	if rows != 120 {
		t.Errorf("%d rows are set", rows)
	}
}

// A form that stays is never the first thing on a page but with the end of what it
// belongs to, wherever that falls.
func TestAFormStaysWithItsText(t *testing.T) {
	for lines := range 40 {
		var blocks []Block
		for range lines {
			blocks = append(blocks, Paragraph{Text: "一行文字。"})
		}
		blocks = append(blocks, Paragraph{Text: "末段。"}, Form{Rows: [][]Cell{{{Label: "补充", Lines: 4}}}, Stays: true}, Heading{Level: 1, Text: "下章"}, Paragraph{Text: "下文。"},
			Signature{Fields: []string{"制表人："}, Unit: "平城区", Date: "2026年11月26日"})
		for i, p := range laid(t, Doc{Blocks: blocks}).Pages {
			text := dump(Pages{Pages: []Page{p}})
			if strings.Contains(text, "补充") != strings.Contains(text, "末段。") {
				t.Errorf("%d lines, page %d: the form stands without its text:\n%s", lines, i+1, text)
			}
		}
	}
}
