package paper

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// spreadOf is how many rows of a table, which begin with 行, stand on each page that has
// some, and how full those pages are that end before the table does.
func spreadOf(set Pages) (rows []int, full []float64) {
	for _, p := range set.Pages {
		n, low := 0, p.Frame.Top
		for _, r := range p.Ink().Runs {
			if strings.HasPrefix(r.Text, "行") {
				n++
			}
			low = max(low, r.Y)
		}
		full = append(full, (low-p.Frame.Top)/(p.Frame.Bottom-p.Frame.Top))
		if n > 0 {
			rows = append(rows, n)
		}
	}
	return rows, full
}

// A table that fits on a page is parted only where much of the page before it would stay
// empty, and then leaves five rows at least on each side; the page before a table that
// moves on is filled well.
func TestATableStaysWhole(t *testing.T) {
	for rows := 2; rows <= 30; rows++ {
		moved, parted := 0, 0
		for lines := range 22 {
			blocks := []Block{Title{Text: "题目"}}
			for range lines {
				blocks = append(blocks, Paragraph{Text: "一段文字。"})
			}
			blocks = append(blocks, Heading{Level: 1, Text: "二、下一节"}, Table{Caption: "表1", Columns: []Column{{Header: "甲"}, {Header: "乙"}}, Rows: rowsOf(rows), Total: []string{"合计"}, Size: 9.5})
			set := laid(t, Doc{Blocks: blocks})
			got, full := spreadOf(set)
			name := fmt.Sprintf("%d rows after %d lines: %v", rows, lines, got)
			switch {
			case len(got) == 1 && len(set.Pages) == 1:
			case len(got) == 1:
				moved++
				if rows >= 10 && full[0] < 0.52 {
					t.Errorf("%s: the page before is %.0f %% full", name, full[0]*100)
				}
			default:
				parted++
				if got[0] < 5 || got[1] < 4 { // and the sum
					t.Error(name)
				}
				if rows < 10 {
					t.Errorf("%s: a short table is parted", name)
				}
			}
		}
		if moved == 0 || parted == 0 && rows > 20 {
			t.Errorf("%d rows: moved on %d times, parted %d times", rows, moved, parted)
		}
	}
}

// Where a table would just not fit its rows stand closer, and those of all tables alike.
func TestRowsStandCloserBeforeATableMovesOn(t *testing.T) {
	pitch := func(lines int) (float64, int) {
		blocks := []Block{}
		for range lines {
			blocks = append(blocks, Paragraph{Text: "一段文字。"})
		}
		blocks = append(blocks, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(12)})
		set := laid(t, Doc{Blocks: append(blocks, PageBreak{}, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(9)})})
		var ys []float64
		for _, p := range set.Pages {
			for _, r := range p.Ink().Runs {
				if strings.HasPrefix(r.Text, "行") {
					ys = append(ys, r.Y)
				}
			}
		}
		if a, b := ys[1]-ys[0], ys[len(ys)-1]-ys[len(ys)-2]; math.Abs(a-b) > 0.01 {
			t.Errorf("%d lines: rows are %.1f and %.1f points apart", lines, a, b)
		}
		return ys[1] - ys[0], len(set.Pages)
	}
	wide, _ := pitch(2)
	closer := 0
	for lines := range 22 {
		if p, pages := pitch(lines); pages == 2 && p < wide-1 {
			closer++
			if p < 13 {
				t.Errorf("%d lines: rows are %.1f points apart", lines, p)
			}
		}
	}
	if closer == 0 {
		t.Error("rows never stand closer")
	}
}

// A line that cannot be filled is not spread at all, and a figure keeps its bracket on
// its page.
func TestALineIsFilledOrNotSpread(t *testing.T) {
	for n := range 60 {
		text := strings.Repeat("字", n) + "共1234567890123456户（1234567890户），向106户（98户）投放帮扶加量101条（106条），涉及规格9个（10个），原供应量62条（66条）。"
		set := laid(t, Doc{Blocks: []Block{Paragraph{Text: text}}})
		page := set.Pages[0]
		ends, gaps := map[float64]float64{}, map[float64]float64{}
		for _, r := range page.Ink().Runs {
			ends[r.Y] = max(ends[r.Y], r.X+r.Width)
			gaps[r.Y] = max(gaps[r.Y], r.Gap)
		}
		last := 0.0
		for y := range ends {
			last = max(last, y)
		}
		for y, end := range ends {
			if y != last && end < page.Frame.Right-17 && gaps[y] > 0.01 {
				t.Errorf("%d: a line ends %.0f points before the margin and is spread by %.1f", n, page.Frame.Right-end, gaps[y])
			}
		}
	}
	for lines := range 23 {
		var blocks []Block
		for range lines {
			blocks = append(blocks, Paragraph{Text: "一段文字。"})
		}
		blocks = append(blocks, Paragraph{Text: strings.Repeat("字", 60) + "帮扶加量共101条（106条），" + strings.Repeat("字", 90) + "。"})
		set := laid(t, Doc{Blocks: blocks})
		for i, p := range set.Pages[1:] {
			if text := p.Ink().Runs[0].Text; strings.HasPrefix(text, "（") {
				t.Errorf("%d lines: page %d begins with %s", lines, i+2, text)
			}
		}
	}
}

// Charts of many bars stand on one page.
func TestManyBarsTakeNoPage(t *testing.T) {
	for _, n := range []int{11, 20, 30} {
		var bars []Bar
		for i := range n {
			bars = append(bars, Bar{Label: fmt.Sprint("单位", i), Values: []int64{20, 15, 10}})
		}
		for name, c := range map[string]Block{"stacked": StackedBars{Figure: Figure{Caption: "图1"}, Classes: []string{"甲", "乙", "丙"}, Bars: bars}, "pairs": PairBars{Figure: Figure{Caption: "图1"}, Names: [2]string{"甲", "乙"}, Bars: bars}} {
			set := laid(t, Doc{Blocks: []Block{c}})
			low := 0.0
			for _, r := range set.Pages[0].Ink().Runs {
				low = max(low, r.Y)
			}
			page := set.Pages[0]
			if full := (low - page.Frame.Top) / (page.Frame.Bottom - page.Frame.Top); len(set.Pages) != 1 || full > 0.2+0.025*float64(n) {
				t.Errorf("%d %s: %d pages, the first %.0f %% full", n, name, len(set.Pages), full*100)
			}
		}
	}
}

// Names of rows and short headers stay whole, however many columns of figures stand
// beside them.
func TestNamesStayWhole(t *testing.T) {
	heads := []string{"县区", "应走访", "按期走访", "超期未走访", "覆盖率", "走访次数", "经营指导", "定期走访", "节日慰问", "即时服务", "网络服务", "期初未解决", "提出问题", "已解决", "处理中"}
	table := Table{Size: 9}
	row := make([]string, len(heads))
	for i, h := range heads {
		table.Columns = append(table.Columns, Column{Header: h})
		row[i] = "1234"
	}
	names := []string{"示例县0020", "额尔古纳市", "陈巴尔虎旗", "鄂温克族自治旗"}
	for _, n := range names {
		table.Rows = append(table.Rows, append([]string{n}, row[1:]...))
	}
	runs := map[string]bool{}
	line := map[float64]string{}
	for _, r := range laid(t, Doc{Blocks: []Block{table}}).Pages[0].Ink().Runs {
		runs[r.Text] = true
		line[r.Y] += r.Text
	}
	for _, head := range []string{"应走访", "覆盖率", "已解决", "处理中", "经营", "指导", "提出", "问题", "超期未", "走访"} {
		if !runs[head] {
			t.Errorf("the head %s is torn", head)
		}
	}
	for _, n := range names {
		whole := false
		for _, text := range line {
			whole = whole || strings.HasPrefix(text, n)
		}
		if !whole {
			t.Errorf("%s is torn", n)
		}
	}
}

// An index has a row for each heading of the first level, with those below it beside.
func TestAnIndexHasARowAUnit(t *testing.T) {
	blocks := []Block{Index{Caption: "目录", Depth: 2}, PageBreak{}}
	for i := range 3 {
		blocks = append(blocks, Heading{Level: 1, Text: fmt.Sprintf("单位%d　供货%d户", i, i)}, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(60)})
		for d := range 2 {
			blocks = append(blocks, Heading{Level: 2, Text: fmt.Sprintf("单位%d　订货日%d", i, d)}, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(10)})
		}
	}
	set := laid(t, Doc{Style: List, Blocks: blocks})
	text := dump(Pages{Pages: set.Pages[:1]})
	page := map[string]int{}
	for _, m := range set.Bookmarks {
		page[m.Text] = m.Page + 1
	}
	for i := range 3 {
		for d := range 2 {
			if want := fmt.Sprintf("订货日%d（%d）", d, page[fmt.Sprintf("单位%d　订货日%d", i, d)]); !strings.Contains(text, want) {
				t.Errorf("no %s\n%s", want, text)
			}
		}
	}
	if strings.Count(text, "单位") != 3 {
		t.Errorf("the unit's name stands again before its days:\n%s", text)
	}
}

// Of two ways to fill as many pages the one that parts fewer tables is taken.
func TestFewerTablesAreParted(t *testing.T) {
	for lines := 8; lines < 16; lines++ {
		var blocks []Block
		for range lines {
			blocks = append(blocks, Paragraph{Text: "一段文字。"})
		}
		blocks = append(blocks, Table{Caption: "表1", Columns: []Column{{Header: "甲", Group: "组"}, {Header: "乙", Group: "组"}}, Rows: rowsOf(33), Total: []string{"合计"}, Size: 9.5})
		blocks = append(blocks, PageBreak{}, Paragraph{Text: "末页。"})
		rows, full := spreadOf(laid(t, Doc{Blocks: blocks}))
		if len(rows) > 1 && full[0] > 0.9 && 1-float64(lines)*officialLead/(225*mm) < mostWhite {
			t.Errorf("%d lines: a table that fits a page with closer rows is parted %v", lines, rows)
		}
	}
}
