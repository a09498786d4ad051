package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A signed document never ends on a page with a line or two and the signature:
// of whatever length it is, what stands above the places to sign fills a quarter of
// its last page, or is five lines.
func TestSignedPageIsNeverBare(t *testing.T) {
	sign := Signature{Fields: []string{"单位负责人：", "审核人：", "制表人："}, Unit: "平城区", Date: "2026年11月26日"}
	for lines := 15; lines < 90; lines++ {
		for _, table := range []bool{false, true} {
			name := fmt.Sprintf("%d lines, table %v", lines, table)
			blocks := []Block{Title{Text: "题目"}}
			if table {
				blocks = append(blocks, Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(lines)})
			} else {
				for range lines {
					blocks = append(blocks, Paragraph{Text: "一行文字。"})
				}
			}
			pages := laid(t, Doc{Blocks: append(blocks, sign)}).Pages
			if len(pages) < 2 {
				continue
			}
			last := pages[len(pages)-1]
			bottom, ys := last.Frame.Top, map[float64]bool{}
			for _, r := range last.Ink().Runs {
				if !strings.Contains("单位负责人：审核人：制表人：平城区2026年11月26日甲", r.Text) {
					ys[r.Y], bottom = true, max(bottom, r.Y)
				}
			}
			if full := (bottom - last.Frame.Top) / (last.Frame.Bottom - last.Frame.Top); full < 0.25 && len(ys) < 5 {
				t.Errorf("%s: the last page is %.0f %% full, %d lines above the signature", name, full*100, len(ys))
			}
			for i, p := range pages {
				if len(p.Ink().Runs) == 0 {
					t.Errorf("%s: page %d is empty", name, i+1)
				}
			}
		}
	}
}

func rowsOf(n int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("行%d", i)}
	}
	return rows
}

// The three who sign stand in one line of an upright page, apart from another.
func TestThreeSignInOneLine(t *testing.T) {
	for _, st := range []Style{Official, Card, List} {
		pages := laid(t, Doc{Style: st, Blocks: []Block{Signature{Fields: []string{"单位负责人：", "审核人：", "制表人："}}}})
		page := pages.Pages[0]
		ys := map[float64]bool{}
		for _, r := range page.Ink().Runs {
			ys[r.Y] = true
		}
		if len(ys) != 1 {
			t.Errorf("style %d: %d lines", st, len(ys))
		}
		if len(page.Ink().Rules) != 3 {
			t.Fatalf("style %d: %d rules", st, len(page.Ink().Rules))
		}
		for i, r := range page.Ink().Rules {
			if mms := (r.X2 - r.X1) / mm; mms < 18 || r.X2 > page.Frame.Right+0.1 {
				t.Errorf("style %d: rule %d is %.0f mm long and ends at %.0f", st, i+1, mms, r.X2)
			}
		}
	}
}

// A justified line keeps its marks close: nothing is added beside a bracket or
// comma, and nowhere more than a third of a character.
func TestJustifiedLineOpensNoGaps(t *testing.T) {
	text := "在册客户中低保23户（上周22户）、残疾12户（上周12户）、临时困难3户（上周2户），见回执HZ-140213-20261123-001和HZ-140213-20261123-002所列。"
	for _, p := range laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat(text, 3)}}}).Pages[0].Ink().Runs {
		if p.Gap > 0.31*16+officialTrack {
			t.Errorf("%q is spread by %.1f points", p.Text, p.Gap)
		}
	}
}

// Nothing overlaps: in a justified line each run ends before the next begins,
// reckoned from the widths of the glyphs and the room added after each; but for the white
// half of a mark.
func TestJustifiedRunsDoNotOverlap(t *testing.T) {
	text := "未报2个单位：云州区、灵丘县（11月25日18:00截止），请督促补报。货源不足12个规格（共少440条）：云烟(硬细支0号)少43条、云烟(硬)少29条等12个；分配经过见供货表“分配过程”。"
	set := faces(t)
	ends, texts := map[float64]float64{}, map[float64]string{}
	for _, r := range laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat(text, 4)}}}).Pages[0].Ink().Runs {
		white := 0.0
		if strings.HasPrefix(r.Text, "（") || endsInMark(texts[r.Y]) {
			white = r.Size / 2
		}
		if end, known := ends[r.Y]; known && r.X < end-white-0.3 {
			t.Errorf("%q begins at %.2f, before %.2f", r.Text, r.X, end-white)
		}
		texts[r.Y] = r.Text
		width := 0.0
		for _, c := range r.Text {
			width += float64(set.Font(r.Face).Width(c))*r.Size/1000 + r.Gap
		}
		ends[r.Y] = r.X + width - r.Gap
	}
}

// No row of a table stands alone: of whatever length the text before it is, three
// rows at least are on the page where it begins, and on that where it ends.
func TestNoRowStandsAlone(t *testing.T) {
	for lines := range 24 {
		var blocks []Block
		for range lines {
			blocks = append(blocks, Paragraph{Text: "一行文字。"})
		}
		for _, rows := range []int{6, 11, 23, 40} {
			on := map[int]int{} // rows by page
			first, last := 0, 0
			for i, p := range laid(t, Doc{Style: Official, Blocks: append(blocks[:lines:lines], Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(rows)})}).Pages {
				for _, r := range p.Ink().Runs {
					if strings.HasPrefix(r.Text, "行") {
						if last = i; on[i] == 0 && len(on) == 0 {
							first = i
						}
						on[i]++
					}
				}
			}
			if on[first] < 3 || on[last] < 3 {
				t.Errorf("%d lines, %d rows: %v", lines, rows, on)
			}
		}
	}
}

// A document that nobody signs does not end on a page with a few lines either.
func TestLastPageIsNeverBare(t *testing.T) {
	for lines := 15; lines < 90; lines++ {
		rows := Table{Columns: []Column{{Header: "甲"}}, Rows: rowsOf(lines)}
		pages := laid(t, Doc{Style: Card, Blocks: []Block{Title{Text: "收件回执"}, Heading{Level: 1, Text: "问题清单"}, rows}}).Pages
		last := pages[len(pages)-1]
		bottom, read := last.Frame.Top, 0
		for _, p := range pages {
			for _, r := range p.Ink().Runs {
				if strings.HasPrefix(r.Text, "行") {
					read++
				}
			}
		}
		for _, r := range last.Ink().Runs {
			bottom = max(bottom, r.Y)
		}
		if full := (bottom - last.Frame.Top) / (last.Frame.Bottom - last.Frame.Top); len(pages) > 1 && full < 0.25 {
			t.Errorf("%d rows: the last page is %.0f %% full", lines, full*100)
		}
		if read != lines {
			t.Errorf("%d rows, %d of them printed", lines, read)
		}
	}
}

func endsInMark(text string) bool {
	return slices.ContainsFunc(strings.Split("，。、；：）”", ""), func(mark string) bool { return strings.HasSuffix(text, mark) })
}
