package write

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
	"bangfu/internal/xlsx/proof"
)

func kitParts(t testing.TB, b sheet.Book) map[string]string {
	t.Helper()
	out, err := Write(b)
	if err != nil {
		t.Fatal(err)
	}
	proof.Valid(t, "written", out)
	return proof.Unzip(t, out)
}

func TestWriteSameBytes(t *testing.T) {
	first, err := Write(proof.Book())
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, err := Write(proof.Book()); err != nil || !bytes.Equal(first, again) {
			t.Fatal("the same book gave other bytes", err)
		}
	}
}

func TestWriteValuesAndFormats(t *testing.T) {
	parts := kitParts(t, proof.Book())
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for at, want := range map[string][2]string{
		"B5": {"12", "0"}, "C5": {"1234567.89", "#,##0.00"}, "D5": {"0.6512", "0.0%"}, "E5": {"-12.5", "0.00"},
		"C6": {"-0.05", "#,##0.00"}, "D6": {"0.0003", "0.0%"}, "B7": {"12", "0"},
	} {
		c := w.Cell(at)
		if c.V != want[0] || c.T == "inlineStr" || styles.Format(c) != want[1] {
			t.Errorf("%s is %q under %q, want %q", at, c.V, styles.Format(c), want)
		}
		if got := styles.Xfs[c.S].Alignment.Horizontal; got != "right" {
			t.Errorf("%s stands %s", at, got)
		}
	}
	for at, want := range map[string]string{
		"A1": "备案汇总表", "A2": "填报单位：市局", "A3": "说明一", "A4": "县区", "A5": "甲县", "A7": "合计",
		"F5": "014022110001", "F6": "=1+1", "A9": "单位负责人：", "D9": "审核人：", "F9": "制表人：",
	} {
		if c := w.Cell(at); c.I != want || c.F != "" {
			t.Errorf("%s is %q, want the text %q", at, c.I, want)
		}
	}
	if styles.Format(w.Cell("F5")) != "49" {
		t.Error("a code is not in text format")
	}
	if styles.Colour(w.Cell("A5")) != "FFC7CE" {
		t.Error("a bad value has no fill")
	}
	for _, at := range []string{"A1", "A4", "A7", "B7"} {
		if styles.Fonts[styles.Xfs[w.Cell(at).S].Font].Bold == nil {
			t.Errorf("%s is not bold", at)
		}
	}
	if styles.Xfs[w.Cell("A9").S].Border != 0 || styles.Xfs[w.Cell("B5").S].Border == 0 {
		t.Error("the lines stand in the wrong places")
	}
}

func TestWritePrints(t *testing.T) {
	parts := kitParts(t, proof.Book())
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	if w.Dimension.Ref != "A1:F9" || w.Views[0].Pane.Rows != 4 || w.Filter.Ref != "$A$4:$F$6" && w.Filter.Ref != "A4:F6" {
		t.Errorf("dimension %s, frozen %d, filter %s", w.Dimension.Ref, w.Views[0].Pane.Rows, w.Filter.Ref)
	}
	if w.Setup.Paper != 9 || w.Setup.Orientation != "landscape" || w.Footer != "&C第 &P 页 共 &N 页&R&9 备案汇总表" {
		t.Errorf("paper %+v, footer %q", w.Setup, w.Footer)
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], "fitToPage") {
		t.Error("the page does not fit its paper")
	}
	var names []string
	for _, n := range proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).Names {
		names = append(names, n.Name+n.Text)
	}
	if got := strings.Join(names, " "); !strings.Contains(got, "_xlnm.Print_Titles'汇总'!$4:$4") {
		t.Errorf("names %s", got)
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `<drawing r:id="rId1">`) {
		t.Error("the sheet leads to its chart by another prefix than everybody's")
	}
	chart := parts["xl/charts/chart1.xml"]
	for _, want := range []string{"'汇总'!$B$5:$B$6", "'汇总'!$A$5:$A$6", "'汇总'!$B$4", `val="stacked"`, `<a:srgbClr val="1F4E79">`} {
		if !strings.Contains(strings.ReplaceAll(chart, "&#39;", "'"), want) {
			t.Errorf("the chart has no %s", want)
		}
	}
	if strings.Contains(parts["docProps/core.xml"], "xuri") || !strings.Contains(parts["docProps/core.xml"], "市局") {
		t.Errorf("properties %s", parts["docProps/core.xml"])
	}
}

// TestWriteCountsHouseholdsWhole: an axis of few households has no halves.
func TestWriteCountsHouseholdsWhole(t *testing.T) {
	for _, c := range []struct {
		values []sheet.Value
		whole  bool
	}{
		{[]sheet.Value{sheet.I(4), sheet.I(0)}, true}, {[]sheet.Value{sheet.I(9), {}}, true},
		{[]sheet.Value{sheet.I(10), sheet.I(0)}, false}, {[]sheet.Value{sheet.Percent(3), sheet.I(1)}, false},
	} {
		book := proof.Book()
		for i, v := range c.values {
			book.Pages[0].Blocks[0].Rows[i][1] = v
		}
		chart := kitParts(t, book)["xl/charts/chart1.xml"]
		if got := strings.Contains(chart, `<majorUnit val="1"`); got != c.whole {
			t.Errorf("%v: counted in ones %v", c.values, got)
		}
	}
}

func TestWriteBarePageIsForMachines(t *testing.T) {
	w := proof.Parse[proof.Worksheet](t, kitParts(t, proof.Book())["xl/worksheets/sheet2.xml"])
	if w.Dimension.Ref != "A1:B2" || w.Cell("A1").I != "客户编码" || w.Cell("A2").I != "014022110001" || w.Cell("B2").V != "3" {
		t.Errorf("%s %+v", w.Dimension.Ref, w.Rows)
	}
	if w.Footer != "" || len(w.Merges) != 0 || w.Views[0].Pane.Rows != 1 || w.Cell("A1").S != 0 {
		t.Error("a sheet for machines is dressed up")
	}
}

func TestWriteSaysThatThereIsNothing(t *testing.T) {
	b := proof.Book()
	b.Pages[0].Blocks[0].Rows, b.Pages[0].Blocks[0].Empty = nil, "本期无变更"
	parts := kitParts(t, b)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	if w.Cell("A5").I != "本期无变更" || w.Cell("A6").I != "合计" {
		t.Errorf("%+v", w.Rows)
	}
	if parts["xl/charts/chart1.xml"] != "" {
		t.Error("a chart of nothing was drawn")
	}
}

func TestWriteChoices(t *testing.T) {
	var long []string
	for i := range 80 {
		long = append(long, fmt.Sprintf("%02d 档", i))
	}
	b := sheet.Book{Pages: []sheet.Page{{Name: "申请表", Title: "申请表", Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{
		{Header: "业务类型", Choices: []string{"新增", "复核"}, Note: "从列表中选"},
		{Header: "档位", Choices: long},
		{Header: "证明", Choices: []string{"甲,乙", "丙"}},
		{Header: "许可证号", Text: true, Note: strings.Repeat("长", 300)},
		{Header: "规格1", Choices: []string{"甲", "乙"}, Open: true},
	}}}}}}
	parts := kitParts(t, b)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	var got []string
	for _, l := range w.Lists {
		got = append(got, strings.TrimSpace(l.Type+" "+l.Where+" "+l.What))
	}
	want := `list A3:A502 "新增,复核"|list B3:B502 下拉选项!$A$1:$A$80|list C3:C502 下拉选项!$B$1:$B$2|D3:D502|list E3:E502 "甲,乙"`
	if g := strings.ReplaceAll(strings.Join(got, "|"), "none ", ""); g != want {
		t.Errorf("lists\n got %s\nwant %s", g, want)
	}
	if !w.Lists[0].Strict || w.Lists[4].Strict {
		t.Error("a list that only offers refuses what is typed, or another one does not")
	}
	if p := w.Lists[3].Prompt; len([]rune(p)) != 255 || !strings.HasSuffix(p, "…") {
		t.Errorf("the words shown have %d characters and end in %q", len([]rune(p)), p[len(p)-3:])
	}
	if !strings.Contains(parts["xl/workbook.xml"], `state="hidden"`) || !strings.Contains(parts["xl/sharedStrings.xml"], "甲,乙") {
		t.Error("the long lists have no hidden sheet")
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `<col min="4" max="4" width="`) || len(w.Rows) != 2+entryRows {
		t.Errorf("the form shows %d rows", len(w.Rows)-2)
	}
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if styles.Format(w.Cell("D20")) != "49" {
		t.Error("an empty code is not in text format")
	}
}

func TestWriteText(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"control character": {"甲\x01乙\x0b", "甲\uFFFD乙\uFFFD"},
		"line ends":         {"甲\r\n乙\r丙", "甲\n乙\n丙"},
		"broken utf-8":      {"甲\xff", "甲\uFFFD"},
		"rare characters":   {"𠮷\uFFFD", "𠮷\uFFFD"},
		"markup":            {`<a>&"'`, `<a>&"'`},
		"at the limit":      {strings.Repeat("长", 32767), strings.Repeat("长", 32767)},
		"over the limit":    {strings.Repeat("长", 32768), strings.Repeat("长", 32767-10) + "……（超长，已截断）"},
		"over, in pairs":    {strings.Repeat("𠮷", 16384), strings.Repeat("𠮷", 16378) + "……（超长，已截断）"},
		"looks escaped":     {"_x0041_", "_x005F_x0041_"},
	} {
		b := sheet.Book{Pages: []sheet.Page{{Name: "页", Bare: true, Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{{Header: sheet.Header(c.in)}}}}}}}
		w := proof.Parse[proof.Worksheet](t, kitParts(t, b)["xl/worksheets/sheet1.xml"])
		if got := w.Cell("A1").I; got != c.want {
			t.Errorf("%s: got %.40q… of %d, want %.40q… of %d", name, got, len(got), c.want, len(c.want))
		}
		var out bytes.Buffer
		if err := Stream(&out, "页", []sheet.Header{sheet.Header(c.in)}, func(func([]sheet.Value) bool) {}); err != nil {
			t.Fatal(err)
		}
		w = proof.Parse[proof.Worksheet](t, proof.Unzip(t, out.Bytes())["xl/worksheets/sheet1.xml"])
		if got := w.Cell("A1").I; got != c.want {
			t.Errorf("%s, streamed: got %.40q… of %d, want %.40q… of %d", name, got, len(got), c.want, len(c.want))
		}
	}
}

func TestWriteStream(t *testing.T) {
	rows := func(yield func([]sheet.Value) bool) {
		_ = yield([]sheet.Value{sheet.S("014022110001"), sheet.I(3), sheet.Fen(int64(1250))}) && yield([]sheet.Value{{}, sheet.Percent(6512)})
	}
	var out bytes.Buffer
	if err := Stream(&out, "销售", []sheet.Header{"许可证号", "数量", "金额"}, rows); err != nil {
		t.Fatal(err)
	}
	parts := proof.Unzip(t, out.Bytes())
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	if w.Cell("A2").I != "014022110001" || w.Cell("B2").V != "3" || w.Cell("C2").V != "12.50" || w.Cell("B3").V != "0.6512" || w.Dimension.Ref != "" {
		t.Errorf("%+v", w.Rows)
	}
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "销售" {
		t.Errorf("sheets %s", got)
	}
}

type kitFull struct{ room int }

func (w *kitFull) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, fmt.Errorf("disk full")
	}
	return len(p), nil
}

func TestWriteStreamPassesTheDisksErrorOn(t *testing.T) {
	rows := func(yield func([]sheet.Value) bool) {
		for i := range 200000 {
			if !yield([]sheet.Value{sheet.I(i * i)}) {
				return
			}
		}
	}
	if err := Stream(&kitFull{room: 5000}, "页", nil, rows); err == nil {
		t.Error("a full disk went unnoticed")
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, b := range map[string]sheet.Book{
		"no page":      {},
		"bad name":     {Pages: []sheet.Page{{Name: "甲/乙"}}},
		"the same":     {Pages: []sheet.Page{{Name: "甲"}, {Name: "甲"}}},
		"name too big": {Pages: []sheet.Page{{Name: strings.Repeat("甲", 32)}}},
	} {
		if _, err := Write(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWriteWidths(t *testing.T) {
	for text, want := range map[string]float64{"abc": 3, "甲乙": 4, "甲1": 3, "a\n甲乙丙": 6, "（）": 4, "": 0} {
		if got := ooxml.TextWidth(text); got != want {
			t.Errorf("%q is %v wide, want %v", text, got, want)
		}
	}
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"甲乙丙丁", 10, 1}, {"甲乙丙丁戊", 9, 2}, {"a\nb\n", 10, 3}, {"甲乙丙 abcd", 9, 2}, {strings.Repeat("长", 50), 20.7, 5}} {
		if got := ooxml.Lines(c.text, c.width); got != c.want {
			t.Errorf("%q in %v takes %d lines, want %d", c.text, c.width, got, c.want)
		}
	}
}

func TestFrontOnly(t *testing.T) {
	out, err := FrontOnly(sheet.Marking{Front: sheet.Page{Title: "收件回执", Blocks: []sheet.Block{{Columns: []sheet.ColumnSpec{{}, {}}, Rows: [][]sheet.Value{{sheet.S("回执号"), sheet.S("HZ-PCQ-20261127-001")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	parts := proof.Unzip(t, out)
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "回执" {
		t.Errorf("sheets %s", got)
	}
}

// A list's header stays in view: the only one, or the one with the filter, when
// it stands near the top.
func TestTheHeaderOfAListStaysInView(t *testing.T) {
	table := func(title string, rows int, filter bool) sheet.Block {
		b := sheet.Block{Title: title, Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "户数"}}, Filter: filter}
		for range rows {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S("平城区"), sheet.I(1)})
		}
		return b
	}
	for _, c := range []struct {
		blocks []sheet.Block
		want   int
	}{
		{[]sheet.Block{table("", 9, true)}, 2},
		{[]sheet.Block{table("", 9, false)}, 2},
		{[]sheet.Block{table("", 9, true), table("按订货日", 2, false)}, 2},
		{[]sheet.Block{table("文件", 2, false), table("值", 9, true)}, 8},
		{[]sheet.Block{table("增减", 11, false), table("明细", 9, true)}, 0}, // no room left on a small screen
		{[]sheet.Block{table("甲", 2, false), table("乙", 2, false)}, 0},
	} {
		w := lay(sheet.Page{Name: "表", Title: "题", Blocks: c.blocks}, 0)
		if got := w.frozen(); got != c.want {
			t.Errorf("%d tables: frozen %d, want %d", len(c.blocks), got, c.want)
		}
	}
}

// Dates, moments and counted numbers are numbers with a format, codes are texts
// in text format.
func TestWriteKinds(t *testing.T) {
	block := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "值"}}}
	at := time.Date(2026, time.November, 26, 18, 0, 0, 0, time.FixedZone("", 8*3600))
	for _, c := range []struct {
		v             sheet.Value
		raw, shown, f string
	}{
		{sheet.Serial(46352), "46352", "2026-11-26", "yyyy-mm-dd"},
		{sheet.Dated(46352), "46352", "2026-11-26 星期四", "[$-804]yyyy-mm-dd aaaa"},
		{sheet.Clocked(at), "46352.75", "2026-11-26 18:00", "yyyy-mm-dd hh:mm"},
		{sheet.Clocked(at.Add(-8 * time.Hour)), "46352.4166666667", "2026-11-26 10:00", "yyyy-mm-dd hh:mm"}, // not a moment before ten
		{sheet.Clocked(at.Add(-10 * time.Hour)), "46352.3333333334", "2026-11-26 08:00", "yyyy-mm-dd hh:mm"},
		{sheet.Counted(38, "天"), "38", "38 天", `#,##0" 天"`},
		{sheet.S("140213100001"), "", "140213100001", "49"},
	} {
		block.Rows = [][]sheet.Value{{c.v}}
		parts := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "表", Blocks: []sheet.Block{block}}}})
		w, styles := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"]), proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
		cell := w.Cell("A2")
		if f := styles.Format(cell); f != c.f || cell.V != c.raw || c.v.String() != c.shown {
			t.Errorf("%v: %q in format %q, shown %q", c, cell.V, f, c.v)
		}
	}
}

// A sheet a little higher than a page is set smaller; a long one takes pages.
func TestASheetALittleTooHighIsOnePage(t *testing.T) {
	for rows, want := range map[int]int{3: 1, 20: 1, 26: 1, 60: 0, 400: 0} {
		b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "户数"}}}
		for range rows {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S("平城区"), sheet.I(1)})
		}
		page := sheet.Page{Name: "表", Title: "题", Blocks: []sheet.Block{b}, Sign: []string{"审核人："}}
		if got := lay(page, 0).tall(); got != want {
			t.Errorf("%d rows: %d pages high, want %d", rows, got, want)
		}
		if b.Columns[0].Text = true; lay(page, 0).tall() != 0 {
			t.Errorf("%d rows of a form are set on one page", rows)
		}
	}
}

// A chart that would be cut by a page's edge is set smaller with its table, as
// far as it stays readable.
func TestAChartIsNotCut(t *testing.T) {
	for rows, want := range map[int]int{3: 1, 14: 1, 40: 0} {
		b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "户数"}}}
		for range rows {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S("平城区"), sheet.I(1)})
		}
		page := sheet.Page{Name: "表", Title: "题", Notes: []string{"注一", "注二"}, Blocks: []sheet.Block{b}, Chart: &sheet.Chart{Title: "图", Series: []int{1}}, Sign: []string{"审核人："}}
		if got := lay(page, 0).tall(); got != want {
			t.Errorf("%d rows and a chart: %d pages high, want %d", rows, got, want)
		}
		brk := regexp.MustCompile(`(?s)<rowBreaks[^>]*>.*<brk id="(\d+)"`).FindStringSubmatch(kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/worksheets/sheet1.xml"])
		if (want == 0) != (brk != nil) {
			t.Errorf("%d rows: the break before the chart %v", rows, brk)
		} else if brk != nil && (brk[1] < "30" || brk[1] > "44") { // 4 rows of heads, 40 of the table, a gap, the signatures
			t.Errorf("%d rows: the chart's page begins after row %s", rows, brk[1])
		}
	}
}

// The page before a chart is filled: no more rows go with the chart than it cannot hold.
func TestThePageBeforeAChartIsFilled(t *testing.T) {
	torn := 0
	for rows := 10; rows < 60; rows++ {
		b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "县区"}, {Header: "户数"}}}
		for range rows {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S("平城区"), sheet.I(1)})
		}
		w := lay(sheet.Page{Name: "表", Title: "题", Blocks: []sheet.Block{b}, Chart: &sheet.Chart{Title: "图", Series: []int{1}}, Sign: []string{"审核人："}}, 0)
		breaks := w.ends
		if len(breaks) == 0 {
			continue
		}
		row := breaks[len(breaks)-1]
		torn++
		_, high := w.printed()
		if left, moved := w.high(row-1), len(w.rows)+1-row; left < high*0.8 && moved > 6 {
			t.Errorf("%d rows: the first page holds %.0f of %.0f points, %d rows go with the chart", rows, left, high, moved)
		}
	}
	if torn == 0 {
		t.Error("no table is parted from its chart")
	}
}

// Of a list whose pages lie side by side each half begins with the title: it
// stands over the columns that are printed on both.
func TestEachHalfOfAWideListHasTheTitle(t *testing.T) {
	var b sheet.Block
	for range 20 {
		b.Columns = append(b.Columns, sheet.ColumnSpec{Header: "许可证号", Width: 20})
	}
	w := lay(sheet.Page{Name: "表", Title: "备案名单", Blocks: []sheet.Block{b}}, 0)
	if w.pagesWide() < 2 {
		t.Fatalf("%d pages side by side", w.pagesWide())
	}
	if got, want := w.rows[0].merges, [2]int{1, w.known()}; len(got) != 1 || got[0] != want {
		t.Errorf("the title stands over %v, each page begins with %v", got, want)
	}
}

// A text beside numbers that stand right has room before it, in every row: 9 and
// 6901028046893 are two values. A text beside texts has none.
func TestATextAfterNumbersStandsApart(t *testing.T) {
	b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "客户名称"}, {Header: "档位"}, {Header: "卷烟条码"}, {Header: "卷烟名称"}},
		Rows: [][]sheet.Value{
			{sheet.S("样样样样样样样店"), sheet.I(9), sheet.S("6901028046893"), sheet.S("云烟(软珍品大重九)")},
			{sheet.S("样样样样样样样店"), {}, sheet.S("6901028046894"), sheet.S("云烟(软珍品大重九)")}}}
	w := lay(sheet.Page{Name: "表", Blocks: []sheet.Block{b}}, 0)
	for _, row := range w.rows[1:] {
		for i, c := range row.laid().cells {
			if want := i == 2; c.look.apart != want {
				t.Errorf("%q stands apart: %v", c.value.Text, c.look.apart)
			}
		}
	}
	parts := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "表", Blocks: []sheet.Block{b}}}})
	if !strings.Contains(parts["xl/styles.xml"], `indent="1"`) {
		t.Error("no style is set in")
	}
}

// Of pages side by side a note stands behind the columns that are printed on each, or the
// edge would cut it, and below a form a short one in these; and that a list is empty is
// said on the first.
func TestAShortNoteIsNotCutByThePagesEdge(t *testing.T) {
	var b sheet.Block
	for range 20 {
		b.Columns = append(b.Columns, sheet.ColumnSpec{Header: "许可证号", Width: 20})
	}
	b.Empty = "目前无人在册"
	short, long := "本表含敏感个人信息，仅供市局备案使用，不得外传。", strings.Repeat("说明", 80)
	form := b
	form.Columns = slices.Clone(b.Columns)
	form.Columns[0].Text = true
	f := lay(sheet.Page{Name: "表", Title: "申请表", Notes: []string{short, long}, Blocks: []sheet.Block{form}}, 0)
	w := lay(sheet.Page{Name: "表", Title: "备案名单", Notes: []string{short, long}, Blocks: []sheet.Block{b}}, 0)
	for i, want := range [][2]int{{f.known() + 1, f.front()}, {f.known() + 1, f.front()}, {w.known() + 1, w.front()}, {w.known() + 1, w.front()}} {
		of := []*layout{f, f, w, w}[i]
		if got := of.rows[1+i%2].merges; len(got) != 1 || got[0] != want {
			t.Errorf("note %d stands over %v, not %v", i+1, got, want)
		}
	}
	below := lay(sheet.Page{Name: "表", Title: "申请表", Notes: slices.Repeat([]string{short}, 20), Blocks: []sheet.Block{form}}, 0)
	if got := below.rows[len(below.rows)-1].merges; len(got) != 1 || got[0] != [2]int{1, below.known()} {
		t.Errorf("a note below a form stands over %v", got)
	}
	if got := w.rows[len(w.rows)-1].merges; len(got) != 1 || got[0] != [2]int{1, w.front()} {
		t.Errorf("%s stands over %v", b.Empty, got)
	}
}

// TestACellOfAListLeadsToAnother: also one of a row far down the list.
func TestACellOfAListLeadsToAnother(t *testing.T) {
	b := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "位置"}, {Header: "问题"}, {Header: "怎么改"}, {Header: "值"}}}
	for i := range 30 {
		b.Rows = append(b.Rows, []sheet.Value{sheet.S("申请表!C" + fmt.Sprint(i+5)), sheet.S("号码错"), sheet.S("改"), sheet.I(int64(i))})
	}
	b.Rows[27][0] = b.Rows[27][0].To(sheet.Spot{Sheet: "申请表 1", Cell: "C32"})
	part := kitParts(t, sheet.Book{Pages: []sheet.Page{{Name: "回执", Blocks: []sheet.Block{b}}, {Name: "申请表 1"}}})["xl/worksheets/sheet1.xml"]
	if n := strings.Count(part, "<hyperlink "); n != 1 || !strings.Contains(part, `ref="A29"`) || !strings.Contains(part, `location="&#39;申请表 1&#39;!C32"`) {
		t.Errorf("%d links: %s", n, part[strings.Index(part, "</sheetData>"):])
	}
}

// TestHeaderIsRepeatedOverTheListAlone: the header of a list that ends on the first page
// does not stand above what follows it on the others.
func TestHeaderIsRepeatedOverTheListAlone(t *testing.T) {
	for _, c := range []struct {
		rows, after int
		repeated    bool
	}{{3, 60, false}, {60, 60, true}, {3, 0, true}, {60, 0, true}} {
		list := sheet.Block{Columns: []sheet.ColumnSpec{{Header: "序号"}, {Header: "问题"}}, Filter: true}
		for range c.rows {
			list.Rows = append(list.Rows, []sheet.Value{sheet.S("1"), sheet.S("未填")})
		}
		page := sheet.Page{Name: "回执", Title: "收件回执", Blocks: []sheet.Block{list}}
		if c.after > 0 {
			prose := sheet.Block{Title: "说明", Columns: []sheet.ColumnSpec{{Wrap: true}}}
			for range c.after {
				prose.Rows = append(prose.Rows, []sheet.Value{sheet.S("一行说明")})
			}
			page.Blocks = append(page.Blocks, prose)
		}
		names := proof.Parse[proof.Workbook](t, kitParts(t, sheet.Book{Pages: []sheet.Page{page}})["xl/workbook.xml"]).Names
		repeated := false
		for _, n := range names {
			repeated = repeated || n.Name == "_xlnm.Print_Titles"
		}
		if repeated != c.repeated {
			t.Errorf("%d rows, %d after them: repeated %v", c.rows, c.after, repeated)
		}
	}
}
