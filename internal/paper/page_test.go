package paper

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/face"
)

// The official page holds 22 lines of 28 characters.
func TestOfficialPageHolds22LinesOf28(t *testing.T) {
	pages := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("字", 22*28), Plain: true}}})
	if len(pages.Pages) != 1 || len(pages.Pages[0].Ink().Runs) != 22 {
		t.Fatalf("%d pages, %d lines on the first", len(pages.Pages), len(pages.Pages[0].Ink().Runs))
	}
	for i, r := range pages.Pages[0].Ink().Runs {
		if n := len([]rune(r.Text)); n != 28 {
			t.Errorf("line %d has %d characters", i+1, n)
		}
	}
	more := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("字", 22*28+1), Plain: true}}})
	if len(more.Pages) != 2 {
		t.Errorf("one character more: %d pages", len(more.Pages))
	}
}

func TestPageNumbers(t *testing.T) {
	long := []Block{Paragraph{Text: strings.Repeat("字", 22*28*2)}}
	official := laid(t, Doc{Blocks: long})
	for i, want := range []string{"— 1 —\u3000", "\u3000— 2 —", "— 3 —\u3000"} {
		foot := official.Pages[i].Foot.Runs
		text := ""
		for _, r := range foot {
			text += r.Text
		}
		if text != want {
			t.Errorf("page %d: foot %q, want %q", i+1, text, want)
		}
		if right := foot[0].X > official.Pages[i].Width/2; right != (i%2 == 0) {
			t.Errorf("page %d: the number is on the wrong side", i+1)
		}
	}
	list := dump(laid(t, Doc{Style: List, Blocks: []Block{PageBreak{}, Paragraph{Text: "甲"}, PageBreak{}, Paragraph{Text: "乙"}}}))
	for _, want := range []string{"第 1 页 共 2 页", "第 2 页 共 2 页"} {
		if !strings.Contains(list, want) {
			t.Errorf("no %q in\n%s", want, list)
		}
	}
}

func TestParagraphIsIndentedAndJustified(t *testing.T) {
	pages := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("县区营销部核实、申报，市局备案（第 3 条）。", 8)}}})
	page := pages.Pages[0]
	ends, begins := map[float64]float64{}, map[float64]float64{}
	var ys []float64
	for _, r := range page.Ink().Runs {
		if _, seen := begins[r.Y]; !seen {
			begins[r.Y] = r.X
			ys = append(ys, r.Y)
		}
		ends[r.Y] = r.X + r.Width
	}
	if indent := begins[ys[0]] - page.Frame.Left; indent < 31 || indent > 32 {
		t.Errorf("the first line is indented by %.1f", indent)
	}
	for i, y := range ys[:len(ys)-1] {
		if off := page.Frame.Right - ends[y]; off > 0.1 {
			t.Errorf("line %d ends %.2f before the margin", i+1, off)
		}
		if i > 0 && begins[y] != page.Frame.Left {
			t.Errorf("line %d begins at %.2f", i+1, begins[y])
		}
	}
}

func TestHeadingNeverEndsAPage(t *testing.T) {
	for lines := 10; lines < 26; lines++ {
		pages := laid(t, Doc{Blocks: []Block{
			Paragraph{Text: strings.Repeat("字", lines*28), Plain: true},
			Heading{Level: 1, Text: "一、标题"}, Heading{Level: 2, Text: "（一）标题"}, Paragraph{Text: strings.Repeat("文", 100)}}})
		for i, page := range pages.Pages {
			if last := page.Ink().Runs[len(page.Ink().Runs)-1].Text; strings.HasSuffix(last, "标题") {
				t.Errorf("%d lines: page %d ends with a heading", lines, i+1)
			}
		}
	}
}

func TestSignatureStaysTogether(t *testing.T) {
	for lines := 10; lines < 26; lines++ {
		pages := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("字", lines*28)}, Signature{Fields: []string{"制表人："}, Unit: "单位", Date: "日期"}}})
		last := dump(Pages{Pages: pages.Pages[len(pages.Pages)-1:]})
		for _, want := range []string{"字", "制表人：", "单位", "日期"} {
			if !strings.Contains(last, want) {
				t.Errorf("%d lines: the last page lacks %s:\n%s", lines, want, last)
			}
		}
	}
}

func TestKeepTogether(t *testing.T) {
	for lines := 10; lines < 26; lines++ {
		pages := laid(t, Doc{Blocks: []Block{Paragraph{Text: strings.Repeat("字", lines*28)}, KeepTogether{[]Block{Paragraph{Text: "甲"}, Table{Columns: []Column{{Header: "乙"}}, Rows: make([][]string, 5)}, Paragraph{Text: "丙"}}}}})
		for i, page := range pages.Pages {
			text := dump(Pages{Pages: []Page{page}})
			if strings.Contains(text, "甲") != strings.Contains(text, "丙") {
				t.Errorf("%d lines: parted on page %d", lines, i+1)
			}
		}
	}
}

func TestTableRepeatsItsHeaderAndKeepsRowsWhole(t *testing.T) {
	rows := make([][]string, 300)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("起%d", i), strings.Repeat("名", 40), fmt.Sprintf("止%d", i)}
	}
	pages := laid(t, Doc{Style: List, Blocks: []Block{Table{Columns: []Column{{Header: "序号"}, {Header: "名称"}, {Header: "末列"}}, Rows: rows, Total: []string{"合计", "三百"}}}})
	if len(pages.Pages) < 5 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	for i, page := range pages.Pages {
		text := dump(Pages{Pages: []Page{page}})
		if !strings.Contains(text, "序号") || !strings.Contains(text, "末列") {
			t.Errorf("page %d has no header", i+1)
		}
		if a, b := strings.Count(text, "起"), strings.Count(text, "止"); a != b || a == 0 {
			t.Errorf("page %d: %d rows begin, %d end", i+1, a, b)
		}
	}
	for _, r := range pages.Pages[len(pages.Pages)-1].Ink().Runs {
		if (r.Text == "合计" || r.Text == "三百") && r.Face != face.Heading {
			t.Errorf("the total %s is not bold", r.Text)
		}
	}
}

func TestMissingAndOutlined(t *testing.T) {
	pages := laid(t, Doc{Title: "名单", Style: List, Blocks: []Block{
		Table{Label: 1, Columns: []Column{{Header: "客户"}, {Header: "许可证号"}}, Rows: [][]string{{"𠮷祥店", "140200010001"}, {"刘𬭊", "140200010002"}, {"好店😀", ""}}}}})
	want := []Missing{{Rune: 0x20BB7, Label: "140200010001"}, {Rune: 0x1F600, Label: "第 3 行"}}
	if fmt.Sprint(pages.Missing) != fmt.Sprint(want) {
		t.Errorf("missing %v, want %v", pages.Missing, want)
	}
	dump := dump(pages)
	if note := "〓 表示字库中没有的字，请手写补上：140200010001 U+20BB7；第 3 行 U+1F600"; !strings.Contains(dump, note) {
		t.Errorf("no footnote %q in\n%s", note, dump)
	}
	shapes := 0
	for _, r := range pages.Pages[0].Ink().Runs {
		if r.Shape {
			shapes++
			if r.Source != '𬭊' || r.Text != "〓" {
				t.Errorf("outlined %c reads %s", r.Source, r.Text)
			}
		}
	}
	if shapes != 1 {
		t.Errorf("%d outlined characters", shapes)
	}
}

// A page full of characters no font has still holds its footnote.
func TestManyMissing(t *testing.T) {
	var text strings.Builder
	for i := range 600 {
		text.WriteRune(rune(0x1F300 + i))
	}
	pages := laid(t, Doc{Title: "表情", Blocks: []Block{Table{Columns: []Column{{Header: "长"}}, Rows: [][]string{{text.String()}}}}})
	if len(pages.Missing) < 500 {
		t.Errorf("%d missing", len(pages.Missing))
	}
	if !strings.Contains(dump(pages), "；另有 ") && !strings.Contains(dump(pages), "另有") {
		t.Error("the footnote does not count what it leaves out")
	}
	for _, page := range pages.Pages {
		for _, r := range page.Ink().Runs {
			if r.Y > page.Frame.Bottom {
				t.Fatalf("%q below the frame", r.Text)
			}
		}
	}
}

func TestBookmarks(t *testing.T) {
	pages := laid(t, Doc{Blocks: []Block{Heading{Level: 3, Text: "深"}, Heading{Level: 1, Text: "一"}, PageBreak{}, Heading{Level: 3, Text: "二\n三"}, Heading{Level: 3, Text: "四"}}})
	var got []string
	for _, m := range pages.Bookmarks {
		got = append(got, fmt.Sprintf("%d %s %d", m.Level, m.Text, m.Page))
	}
	if want := "0 深 0,0 一 0,1 二 三 1,2 四 1"; strings.Join(got, ",") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ","), want)
	}
}

func TestEmptyDocumentHasAPage(t *testing.T) {
	if n := len(laid(t, Doc{}).Pages); n != 1 {
		t.Errorf("%d pages", n)
	}
	if _, err := Lay(Doc{}, face.Set{}); err == nil {
		t.Error("set without fonts")
	}
	if _, err := Lay(Doc{Style: 99}, faces(t)); err == nil {
		t.Error("set on an unknown style")
	}
}
