package mark

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
)

// ownLooks is the county's kit with looks of the clerk's own where we mark: B4
// is yellow, C4 has one of our colours without being marked, row 4 has a height,
// A5 has a fill of another program's colours by theme.
func ownLooks() []proof.Part {
	kit := proof.Edit(proof.County(), "xl/styles.xml", `<fills count="2">`, `<fills count="5">`)
	kit = proof.Edit(kit, "xl/styles.xml", `<fill><patternFill patternType="gray125"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`+
		`<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor indexed="64"/></patternFill></fill>`+
		`<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill>`+
		`<fill><patternFill patternType="lightUp"><fgColor theme="4" tint="0.4"/></patternFill></fill>`)
	kit = proof.Edit(kit, "xl/styles.xml", `<cellXfs count="3">`, `<cellXfs count="6">`)
	kit = proof.Edit(kit, "xl/styles.xml", `</cellXfs>`, `<xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="3" borderId="0" xfId="0"/>`+
		`<xf numFmtId="0" fontId="0" fillId="4" borderId="0" xfId="0"/></cellXfs>`)
	kit = proof.Edit(kit, "xl/worksheets/sheet1.xml", `<c r="B4" s="1"><v>46328</v></c>`, `<c r="B4" s="3"><v>46328</v></c><c r="C4" s="4"/>`)
	kit = proof.Edit(kit, "xl/worksheets/sheet1.xml", `<row r="4" spans="1:3">`, `<row r="4" spans="1:3" ht="21" customHeight="1">`)
	return proof.Edit(kit, "xl/worksheets/sheet1.xml", `<c r="A5">`, `<c r="A5" s="5">`)
}

// long is a marking whose first row has more problems than one line holds.
func long(m sheet.Marking) sheet.Marking {
	m.Tables[0].Rows[0].Problem = strings.Repeat("申请日期晚于今天；", 20)
	return m
}

// mended is a marking of the next round that finds nothing.
func mended() sheet.Marking {
	m := kitAgain()
	m.Tables[0].Cells = nil
	m.Tables[0].Rows = []sheet.RowMark{{Row: 4, Result: "✓ 备案", Tone: sheet.Good}, {Row: 5, Result: "✓ 备案", Tone: sheet.Good}}
	return m
}

// When the finding is gone, what was the clerk's is the clerk's again: fills of
// any kind, one that looks like ours too, heights of rows, notes and their boxes.
func TestOwnLooksReturn(t *testing.T) {
	src := proof.Zip(t, ownLooks())
	before := proof.Unzip(t, src)
	first, _ := kitMark(t, src, long(kitMarking()))
	w := proof.Parse[proof.Worksheet](t, proof.Unzip(t, first)["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, proof.Unzip(t, first)["xl/styles.xml"])
	if styles.Colour(w.Cell("B4")) != "FFC7CE" || styles.Colour(w.Cell("A5")) != "DDEBF7" || w.Rows[2].Height <= 21 {
		t.Fatalf("nothing was marked: row 4 is %+v", w.Rows[2])
	}
	again, _ := kitMark(t, first, long(kitMarking()))
	for name, pkg := range map[string][]byte{"once marked": first, "marked twice": again} {
		out, _ := kitMark(t, pkg, mended())
		parts := proof.Unzip(t, out)
		w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
		styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
		for at, want := range map[string]string{"B4": "FFFF00", "C4": "FFC7CE"} {
			if got := styles.Colour(w.Cell(at)); got != want {
				t.Errorf("%s: %s is %q, want %q", name, at, got, want)
			}
		}
		if f := styles.Fills[styles.Xfs[w.Cell("A5").S].Fill]; f.Kind.Pattern != "lightUp" || f.Kind.Colour.Theme != "4" {
			t.Errorf("%s: A5 has the fill %+v", name, f)
		}
		if w.Rows[2].Height != 21 || w.Rows[3].Height != 0 {
			t.Errorf("%s: rows 4 and 5 are %g and %g high", name, w.Rows[2].Height, w.Rows[3].Height)
		}
		if got := proof.Notes(t, parts["xl/comments1.xml"]); got != "B4=请核对原件" {
			t.Errorf("%s: notes %s", name, got)
		}
		if parts["xl/drawings/vmlDrawing1.vml"] == before["xl/drawings/vmlDrawing1.vml"] || !strings.Contains(parts["xl/drawings/vmlDrawing1.vml"], "<x:Anchor>2, 15, 2, 10, 4, 15, 6, 4</x:Anchor>") {
			t.Errorf("%s: the note's box is %s", name, parts["xl/drawings/vmlDrawing1.vml"])
		}
	}
}

// Rows that the clerk moved take their looks along: a row put in above, one taken
// out, and rows that nobody asked about between them.
func TestOwnLooksMoveWithTheirRows(t *testing.T) {
	asked := kitMarking()
	asked.Tables[0].Rows = []sheet.RowMark{{Row: 4, Result: "✗ 退回", Problem: "V208（B4）" + strings.Repeat("日期晚于今天；", 20), Tone: sheet.Bad}, {Row: 5, Result: "✗ 退回", Problem: "N131（A5）x", Tone: sheet.Bad}}
	first, _ := kitMark(t, proof.Zip(t, ownLooks()), asked)
	clean := mended()
	clean.Tables[0].Rows = nil
	for row := 5; row <= 6; row++ {
		clean.Tables[0].Rows = append(clean.Tables[0].Rows, sheet.RowMark{Row: row, Result: "✓ 备案", Tone: sheet.Good})
	}
	number := regexp.MustCompile(`(<row r="|<c r="[A-Z]+)([4-9])"`)
	var kit []proof.Part
	for name, text := range proof.Unzip(t, first) {
		if name == "xl/worksheets/sheet1.xml" {
			text = number.ReplaceAllStringFunc(text, func(s string) string { return s[:len(s)-2] + string(s[len(s)-2]+1) + `"` })
		}
		kit = append(kit, proof.Part{Name: name, Text: text})
	}
	out, _ := kitMark(t, proof.Zip(t, kit), clean)
	parts := proof.Unzip(t, out)
	w, styles := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"]), proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for at, want := range map[string]string{"B5": "FFFF00", "C5": "FFC7CE"} {
		if got := styles.Colour(w.Cell(at)); got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	if f := styles.Fills[styles.Xfs[w.Cell("A6").S].Fill]; f.Kind.Pattern != "lightUp" {
		t.Errorf("A6 has the fill %+v", f)
	}
	for _, r := range w.Rows {
		if r.R == 5 && r.Height != 21 || r.R == 6 && r.Height != 0 {
			t.Errorf("row %d is %g high", r.R, r.Height)
		}
	}
}

func TestPlacing(t *testing.T) {
	for _, c := range []struct {
		name string
		rows map[int]int
		want string
	}{
		{"nothing known", map[int]int{}, "4→4 5→5 6→6 7→7 8→8"},
		{"as they were", map[int]int{4: 4, 7: 7}, "4→4 5→5 6→6 7→7 8→8"},
		{"one put in above", map[int]int{5: 6, 7: 8}, "4→4 5→6 6→7 7→8 8→9"},
		{"one taken out", map[int]int{4: 4, 6: 5}, "4→4 5→? 6→5 7→6 8→7"},
		{"put in order again", map[int]int{4: 6, 6: 4}, "4→6 5→5 6→4 7→7 8→8"},
	} {
		place, got := placing(c.rows), []string{}
		for row := 4; row <= 8; row++ {
			now, known := place(row)
			s := fmt.Sprintf("%d→%d", row, now)
			if !known {
				s = fmt.Sprintf("%d→?", row)
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// A row is as high as its 问题 needs, a hint's too, and the next round without it gives
// the height back.
func TestRowsWithHintsAreReadable(t *testing.T) {
	m := long(kitMarking())
	m.Tables[0].Rows[0].Result, m.Tables[0].Rows[0].Tone = "✓ 备案", sheet.Good
	high := func(data []byte) float64 {
		return proof.Parse[proof.Worksheet](t, proof.Unzip(t, data)["xl/worksheets/sheet1.xml"]).Rows[2].Height
	}
	first, _ := kitMark(t, proof.Zip(t, ownLooks()), m)
	if got := high(first); got < 70 { // 180 characters, some thirty a line
		t.Errorf("row 4 is %g high", got)
	}
	m.Tables[0].Rows[0].Problem = "N605（C4）没有该客户的销售历史，档案不完整，请报送该客户的销售历史"
	m.Tables[0].Rows[0].Brief = "N605（C4）没有该客户的销售历史，档案不完整"
	for _, c := range []struct {
		own, want string // heights
		wrap      string
	}{{"21", "21", "0"}, {"36", "36", "1"}} {
		own := proof.Edit(ownLooks(), "xl/worksheets/sheet1.xml", `ht="21"`, `ht="`+c.own+`"`)
		data, _ := kitMark(t, proof.Zip(t, own), m)
		parts := proof.Unzip(t, data)
		cell := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"]).Cell("E4")
		wrap := proof.Parse[proof.Styles](t, parts["xl/styles.xml"]).Xfs[cell.S].Alignment.Wrap
		if fmt.Sprint(high(data)) != c.want || wrap != c.wrap {
			t.Errorf("a row of %s points is %g high for a hint of two lines, wrapped %s", c.own, high(data), wrap)
		}
		if told := strings.Contains(parts["xl/worksheets/sheet1.xml"], "请报送"); told != (c.wrap == "1") {
			t.Errorf("a row of %s points says what to do: %v", c.own, told)
		}
	}
	var kit []proof.Part
	for name, text := range proof.Unzip(t, first) {
		kit = append(kit, proof.Put(name, text))
	}
	if again, _ := kitMark(t, proof.Zip(t, kit), mended()); high(again) != 21 {
		t.Errorf("row 4 is %g high when the hint is gone", high(again))
	}
}

// The widths of 回执 count in the sender's own type: in a larger one the sheet is set
// smaller, or its last columns would be printed on pages of their own.
func TestTheFrontFitsItsPaperInALargeType(t *testing.T) {
	m := kitMarking()
	list := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "规则", Width: 70}, {Header: "问题", Width: 70}}}
	for range 90 {
		list.Rows = append(list.Rows, []sheet.Value{sheet.S("V101"), sheet.S("号码位数不对")})
	}
	m.Front.Blocks = append(m.Front.Blocks, list)
	scale := func(size string) float64 {
		kit := proof.Edit(proof.County(), "xl/styles.xml", `<sz val="11"/>`, `<sz val="`+size+`"/>`)
		data, _ := kitMark(t, proof.Zip(t, kit), m)
		for name, text := range proof.Unzip(t, data) {
			if found := regexp.MustCompile(`<pageSetup[^>]* scale="(\d+)"`).FindStringSubmatch(text); found != nil && strings.HasPrefix(name, "xl/worksheets/") {
				percent, _ := strconv.ParseFloat(found[1], 64)
				return percent
			}
		}
		return 0
	}
	if usual, large := scale("11"), scale("22"); usual < 70 || large < 35 || large > usual/2+1 {
		t.Errorf("140 characters are set to %g %%, in a type twice as large to %g %%", usual, large)
	}
}

// A height that the clerk has changed since is the clerk's.
func TestChangedHeightStays(t *testing.T) {
	first, _ := kitMark(t, proof.Zip(t, ownLooks()), long(kitMarking()))
	parts := proof.Unzip(t, first)
	tag := parts["xl/worksheets/sheet1.xml"]
	i := strings.Index(tag, `<row r="4"`)
	from := strings.Index(tag[i:], ` ht="`) + i
	to := strings.Index(tag[from+5:], `"`) + from + 6
	var kit []proof.Part
	for name, text := range parts {
		if name == "xl/worksheets/sheet1.xml" {
			text = tag[:from] + ` ht="60"` + tag[to:]
		}
		kit = append(kit, proof.Put(name, text))
	}
	out, _ := kitMark(t, proof.Zip(t, kit), mended())
	if w := proof.Parse[proof.Worksheet](t, proof.Unzip(t, out)["xl/worksheets/sheet1.xml"]); w.Rows[2].Height != 60 {
		t.Errorf("row 4 is %g high", w.Rows[2].Height)
	}
}

// A mark on a cell that holds a code makes the cell a text.
func TestCodesBecomeTexts(t *testing.T) {
	m := kitMarking()
	m.Tables[0].Cells[1].Code = true
	out, _ := kitMark(t, proof.Zip(t, proof.County()), m)
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if styles.Format(w.Cell("A5")) != "49" || styles.Format(w.Cell("B4")) == "49" || styles.Format(w.Cell("C5")) == "49" {
		t.Errorf("formats: A5 %s, B4 %s, C5 %s", styles.Format(w.Cell("A5")), styles.Format(w.Cell("B4")), styles.Format(w.Cell("C5")))
	}
}

// In a merged block the mark stands where one sees it.
func TestMarkOnTheVisibleCell(t *testing.T) {
	kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", `<mergeCells count="1">`, `<mergeCells count="2"><mergeCell ref="C4:C5"/>`)
	m := kitMarking()
	m.Tables[0].Cells[2].Note = "缺少备注。"
	out, _ := kitMark(t, proof.Zip(t, kit), m)
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if styles.Colour(w.Cell("C4")) != "FFEB9C" || w.Cell("C5").S != 0 {
		t.Errorf("C4 has %q, C5 the format %d", styles.Colour(w.Cell("C4")), w.Cell("C5").S)
	}
	if got := proof.Notes(t, parts["xl/comments1.xml"]); !strings.Contains(got, "|C4=【帮扶系统】缺少备注。") || strings.Contains(got, "C5=") {
		t.Errorf("notes %s", got)
	}
}

// Each line of the 回执 sheet leads to its cell, and 结果 leads back to the first
// line of its row; links of an earlier receipt go, the clerk's stay.
func TestLinksBothWays(t *testing.T) {
	kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", `<pageMargins`, `<hyperlinks><hyperlink ref="C4" location="底稿!A1"/></hyperlinks><pageMargins`)
	m := kitMarking()
	rows := m.Front.Blocks[0].Rows
	m.Front.Blocks[0].Rows = append(rows, []sheet.Value{sheet.S("1"), sheet.S("B4").To(sheet.Spot{Sheet: "申请表", Cell: "B4"})},
		[]sheet.Value{sheet.S("2"), sheet.S("A4").To(sheet.Spot{Sheet: "申请表", Cell: "A4"})})
	first, _ := kitMark(t, proof.Zip(t, kit), m)
	parts := proof.Unzip(t, first)
	if got := proof.Links(t, parts["xl/worksheets/sheet3.xml"]); got != "B4='申请表'!B4|B5='申请表'!A4" {
		t.Errorf("links of 回执: %s", got)
	}
	if got := proof.Links(t, parts["xl/worksheets/sheet1.xml"]); got != "C4=底稿!A1|D3='回执'!A1|D4='回执'!B4" {
		t.Errorf("links of 申请表: %s", got)
	}
	out, _ := kitMark(t, first, mended())
	if got := proof.Links(t, proof.Unzip(t, out)["xl/worksheets/sheet1.xml"]); got != "C4=底稿!A1|D3='回执'!A1" {
		t.Errorf("links of the mended 申请表: %s", got)
	}
}

// A sheet that the clerk renamed between two receipts carries our marks once.
func TestRenamedSheetIsRemarked(t *testing.T) {
	first, _ := kitMark(t, proof.Zip(t, ownLooks()), kitMarking())
	parts := proof.Unzip(t, first)
	var kit []proof.Part
	for name, text := range parts {
		kit = append(kit, proof.Put(name, strings.ReplaceAll(strings.ReplaceAll(text, `name="申请表"`, `name="申请表改"`), "申请表!", "申请表改!")))
	}
	m := mended()
	m.Tables[0].Sheet = "申请表改"
	out, _ := kitMark(t, proof.Zip(t, kit), m)
	w := proof.Parse[proof.Worksheet](t, proof.Unzip(t, out)["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, proof.Unzip(t, out)["xl/styles.xml"])
	if w.Cell("F3").I != "" || w.Cell("D3").I != "结果" || styles.Colour(w.Cell("B4")) == "FFC7CE" {
		t.Errorf("B4 is %q, row 3 is %+v", styles.Colour(w.Cell("B4")), w.Rows[1])
	}
}

// White type on a light fill cannot be read: a marked cell whose own type is light gets
// the dark fill of its tone, and its own fill again when the finding is gone.
func TestLightTypeGetsADarkFill(t *testing.T) {
	for colour, want := range map[string]string{
		`rgb="FFFFFFFF"`: "A3132B", `theme="0"`: "A3132B", `indexed="9"`: "A3132B", `rgb="FFFFFF99"`: "A3132B",
		`rgb="FF000000"`: "FFC7CE", `theme="1"`: "FFC7CE", `theme="0" tint="-0.5"`: "FFC7CE", `auto="1"`: "FFC7CE", `rgb="FFC00000"`: "FFC7CE",
	} {
		kit := proof.Edit(ownLooks(), "xl/styles.xml", `</fonts>`, `<font><sz val="11"/><color `+colour+`/><name val="宋体"/></font></fonts>`)
		kit = proof.Edit(kit, "xl/styles.xml", `<xf numFmtId="0" fontId="0" fillId="2"`, `<xf numFmtId="0" fontId="`+strconv.Itoa(fontsIn(kit)-1)+`" applyFont="1" fillId="2"`)
		first, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
		shown := func(pkg []byte) string {
			parts := proof.Unzip(t, pkg)
			return proof.Parse[proof.Styles](t, parts["xl/styles.xml"]).Colour(proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"]).Cell("B4"))
		}
		if got := shown(first); got != want {
			t.Errorf("type of %s: the fill is %s, want %s", colour, got, want)
		}
		again, _ := kitMark(t, first, kitMarking())
		if got := shown(again); got != want {
			t.Errorf("type of %s, marked again: the fill is %s, want %s", colour, got, want)
		}
		if out, _ := kitMark(t, first, mended()); shown(out) != "FFFF00" {
			t.Errorf("type of %s, mended: the fill is %s", colour, shown(out))
		}
	}
}

// fontsIn is how many fonts a kit has.
func fontsIn(kit []proof.Part) int {
	for _, p := range kit {
		if p.Name == "xl/styles.xml" {
			fonts, _, _ := strings.Cut(p.Text, "</fonts>")
			return strings.Count(fonts, "<font>")
		}
	}
	return 0
}
