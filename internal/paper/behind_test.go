package paper

import (
	"fmt"
	"strings"
	"testing"
)

// barsOf is a chart of so many bars: of thirty, six tenths of a page.
func barsOf(n int, caption string) StackedBars {
	c := StackedBars{Figure: Figure{Caption: caption}, Classes: []string{"甲", "乙"}}
	for i := range n {
		c.Bars = append(c.Bars, Bar{Label: fmt.Sprint("单位", i), Values: []int64{20, 10}})
	}
	return c
}

// readOn is what stands on a page, a line after another as it was set.
func readOn(p Page) []string {
	var lines []string
	y := -1.0
	for _, r := range p.Ink().Runs {
		if r.Y != y {
			lines, y = append(lines, ""), r.Y
		}
		lines[len(lines)-1] += r.Text
	}
	return lines
}

// pageOf is the number of the page that holds a line of this text, which stands once.
func pageOf(t *testing.T, set Pages, text string) int {
	t.Helper()
	found := -1
	for i, p := range set.Pages {
		for _, line := range readOn(p) {
			if line == text {
				if found >= 0 {
					t.Errorf("%s stands twice", text)
				}
				found = i
			}
		}
	}
	if found < 0 {
		t.Fatalf("no %s", text)
	}
	return found
}

// A chart or a table that finds no room is passed by the text of its section that follows
// it, and a table parted, so that no page but the last has a third of it empty; neither
// stands below the heading of the next section, or a later one of its kind before it.
func TestTextOfItsSectionFillsThePageBeforeAChart(t *testing.T) {
	passed := 0
	for lines := range 23 {
		for name, large := range map[string]Block{"chart": barsOf(11, "图1"), "table": Table{Caption: "图1", Columns: []Column{{Header: "甲"}}, Rows: rowsOf(22), Size: 9.5}} {
			for _, after := range []int{0, 4} {
				blocks := []Block{Heading{Level: 1, Text: "一、甲"}}
				for range lines {
					blocks = append(blocks, Paragraph{Text: "一段文字。"})
				}
				blocks = append(blocks, large)
				for i := range after {
					blocks = append(blocks, Paragraph{Text: fmt.Sprintf("再%d段。", i)})
				}
				blocks = append(blocks, Heading{Level: 1, Text: "二、乙"})
				for i := range 14 {
					blocks = append(blocks, Paragraph{Text: fmt.Sprintf("第%d段。", i)})
				}
				blocks = append(blocks, barsOf(12, "图2"), Paragraph{Text: strings.Repeat("末", 200) + "。"}, Paragraph{Text: "完。"}, Signature{Fields: []string{"制表人："}})
				set := laid(t, Doc{Blocks: blocks})
				name := fmt.Sprintf("%s after %d lines and before %d", name, lines, after)
				_, full := spreadOf(set)
				for i, share := range full[:len(full)-1] {
					if share < 0.66 {
						t.Errorf("%s: page %d of %d is %.0f %% full", name, i+1, len(full), share*100)
					}
				}
				where := func(text string) float64 { return placeOf(t, set, text) }
				if where("图1") > where("二、乙") || where("图1") > where("图2") {
					t.Errorf("%s: it stands at %.2f, 二 at %.2f, the next at %.2f", name, where("图1"), where("二、乙"), where("图2"))
				}
				if _, is := large.(Table); is && where("行21") > where("二、乙") {
					t.Errorf("%s: its last row stands at %.2f, 二 at %.2f", name, where("行21"), where("二、乙"))
				}
				if after > 0 && where("图1") > where("再0段。") {
					passed++
				}
				last := readOn(set.Pages[len(set.Pages)-1])
				if got := last[len(last)-1]; got != "制表人：" {
					t.Errorf("%s: ends with %s", name, got)
				}
				for i := range 13 {
					if where(fmt.Sprintf("第%d段。", i)) > where(fmt.Sprintf("第%d段。", i+1)) {
						t.Errorf("%s: paragraph %d stands after the next", name, i)
					}
				}
			}
		}
	}
	if passed < 5 {
		t.Errorf("only %d times something was passed", passed)
	}
}

// placeOf is where a line of this text stands: the number of its page and how far down.
func placeOf(t *testing.T, set Pages, text string) float64 {
	t.Helper()
	page := pageOf(t, set, text)
	y, line := -1.0, ""
	for _, r := range set.Pages[page].Ink().Runs {
		if r.Y != y {
			y, line = r.Y, ""
		}
		if line += r.Text; line == text {
			return float64(page) + y/1000
		}
	}
	return float64(page)
}

// Nothing that fell behind is lost, or passes a page that is begun: it stands before it.
func TestWhatFellBehindStandsBeforeANewPage(t *testing.T) {
	var blocks []Block
	for range 14 {
		blocks = append(blocks, Paragraph{Text: "一段文字。"})
	}
	for name, after := range map[string][]Block{
		"a page":    {PageBreak{}, Paragraph{Text: "新页。"}},
		"a heading": {Paragraph{Text: "文。"}, PageBreak{}, Heading{Level: 1, Text: "新页。"}},
		"two":       {barsOf(30, "图2"), PageBreak{}, Paragraph{Text: "新页。"}},
	} {
		set := laid(t, Doc{Blocks: append(append(blocks[:14:14], barsOf(30, "图1")), after...)})
		if a, b := pageOf(t, set, "图1"), pageOf(t, set, "新页。"); a != 1 || b != len(set.Pages)-1 || a == b {
			t.Errorf("%s: the chart stands on page %d and the new page is %d of %d", name, a+1, b+1, len(set.Pages))
		}
	}
}

// Where a chart would leave a third of a page empty, the lines of the document stand a
// little closer or wider, if that fills it.
func TestLinesGiveWayToAChart(t *testing.T) {
	filled := 0
	for bars := 14; bars < 18; bars++ {
		for lines := 12; lines < 15; lines++ {
			var blocks []Block
			for range lines {
				blocks = append(blocks, Paragraph{Text: "一段文字。"})
			}
			blocks = append(blocks, barsOf(bars, "图1"), Heading{Level: 1, Text: "二、乙"})
			for range 12 {
				blocks = append(blocks, Paragraph{Text: "一段文字。"})
			}
			if _, full := spreadOf(laid(t, Doc{Blocks: blocks})); full[0] >= 0.66 {
				filled++
			}
		}
	}
	if filled < 10 {
		t.Errorf("only %d of 12 first pages are filled", filled)
	}
}

// Tables and charts that fell behind keep their order, whether they find room where they
// stand or one has to be parted; nothing stands between the parts of a table.
func TestWhatFellBehindKeepsItsOrder(t *testing.T) {
	for lines := range 22 {
		for _, rows := range []int{6, 8, 9, 12, 14} {
			blocks := []Block{Heading{Level: 1, Text: "一、甲"}}
			for range lines {
				blocks = append(blocks, Paragraph{Text: "一段文字。"})
			}
			sizes := []int{rows, 6, 5}
			for i, n := range sizes {
				table := Table{Caption: fmt.Sprint("表", i+1), Unit: "户", Columns: []Column{{Header: "甲", Group: "组"}, {Header: "乙", Group: "组"}}, Total: []string{fmt.Sprint("合", i+1)}, Size: 9}
				for r := range n {
					table.Rows = append(table.Rows, []string{fmt.Sprintf("%d之%d", i+1, r+1)})
				}
				blocks = append(blocks, table)
			}
			blocks = append(blocks, barsOf(9, "图1"), barsOf(4, "图2"), Heading{Level: 1, Text: "二、乙"}, Paragraph{Text: "完。"})
			set := laid(t, Doc{Blocks: blocks})
			where := func(text string) float64 { return placeOf(t, set, text) }
			for _, pair := range [][2]string{{"表1", "表2"}, {"合1", "表2"}, {"合2", "表3"}, {"图1", "图2"}, {"合3", "二、乙"}, {"图2", "二、乙"}} {
				if where(pair[0]) >= where(pair[1]) {
					t.Errorf("%d lines, %d rows: %s stands behind %s", lines, rows, pair[0], pair[1])
				}
			}
			for _, chart := range []string{"图1", "图2"} {
				for i := range sizes {
					if at := where(chart); at > where(fmt.Sprintf("%d之1", i+1)) && at < where(fmt.Sprint("合", i+1)) {
						t.Errorf("%d lines, %d rows: %s stands within 表%d", lines, rows, chart, i+1)
					}
				}
			}
		}
	}
}
