package xlsx

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

func TestMarkKeepsWhatItDoesNotTouch(t *testing.T) {
	kit := markKit()
	out, lost := markKitMark(t, markKitZip(t, kit), markKitMarking())
	if len(lost) != 0 {
		t.Errorf("lost %q, want nothing", lost)
	}
	got := markKitUnzip(t, out)
	for _, name := range []string{"xl/sharedStrings.xml", "xl/drawings/drawing1.xml", "xl/media/image1.png", "xl/cellimages.xml", "xl/worksheets/sheet2.xml"} {
		for _, p := range kit {
			if p.name == name && got[name] != p.text {
				t.Errorf("%s changed to %q", name, got[name])
			}
		}
	}
	for _, want := range []string{
		`<pane ySplit="3" topLeftCell="A4" state="frozen"/>`, `<sheetFormatPr defaultRowHeight="14.25"/>`,
		`<col min="1" max="2" width="18.5" customWidth="1"/>`, `<sheetProtection sheet="1" password="CC1A"/>`,
		`<mergeCell ref="A1:C1"/>`, `<cfRule type="duplicateValues" priority="1"/>`, `<formula1>"甲,乙"</formula1>`,
		`<row r="1" spans="1:3" ht="30" customHeight="1"><c r="A1" s="2" t="s"><v>0</v></c>`, `<f>B4+1</f><v>46329</v>`,
		`<drawing r:id="rId3"/>`, `<row r="6"><c r="A6" s="1"/></row>`,
	} {
		if !strings.Contains(got["xl/worksheets/sheet1.xml"], want) {
			t.Errorf("the sheet has no longer %s", want)
		}
	}
	if !strings.Contains(got["xl/workbook.xml"], `state="hidden"`) {
		t.Error("the hidden sheet is hidden no more")
	}
}

func TestMarkFillsNotesAndWords(t *testing.T) {
	out, _ := markKitMark(t, markKitZip(t, markKit()), markKitMarking())
	parts := markKitUnzip(t, out)
	w := markKitParse[markKitWorksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := markKitParse[markKitStyles](t, parts["xl/styles.xml"])
	for at, want := range map[string]string{"B4": "FFC7CE", "A5": "DDEBF7", "C5": "FFEB9C", "A4": "", "D4": "FFC7CE", "E5": "E2EFDA"} {
		if got := styles.colour(w.cell(at)); got != want {
			t.Errorf("%s has the fill %q, want %q", at, got, want)
		}
	}
	if got := styles.format(w.cell("B4")); got != `yyyy"年"m"月"d"日"` {
		t.Errorf("the date's format became %q", got)
	}
	if styles.Xfs[w.cell("B4").S].Protection.Locked != "0" {
		t.Error("the unlocked cell is locked")
	}
	if got := styles.Xfs[w.cell("C5").S].Font; got != 1 {
		t.Errorf("the new cell C5 has font %d, not its column's", got)
	}
	for at, want := range map[string]string{"D3": "结果", "E3": "问题", "D4": "✗ 退回", "E4": "申请日期晚于今天", "D5": "✓ 备案", "E5": ""} {
		if got := w.cell(at).I; got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	if w.cell("D3").S != 2 {
		t.Error("the header 结果 does not look like its neighbour")
	}
	if w.Filter.Ref != "A3:E5" || w.Dimension.Ref != "A1:E5" {
		t.Errorf("filter %s, dimension %s", w.Filter.Ref, w.Dimension.Ref)
	}
	if got := w.Cols; len(got) != 5 || got[1].Min != 3 || got[1].Max != 3 || got[2].Hidden != "" || got[3].Width != 60 || got[4].Min != 6 || got[4].Hidden != "1" {
		t.Errorf("columns %+v", got)
	}
}

func TestMarkAppendsToANote(t *testing.T) {
	out, _ := markKitMark(t, markKitZip(t, markKit()), markKitMarking())
	parts := markKitUnzip(t, out)
	if got, want := markKitNotes(t, parts["xl/comments1.xml"]), "B4=请核对原件\n【帮扶系统】申请日期晚于今天，请改正。|A5=【帮扶系统】已按文本读取。"; got != want {
		t.Errorf("notes\n got %q\nwant %q", got, want)
	}
	vml := parts["xl/drawings/vmlDrawing1.vml"]
	if n := strings.Count(vml, "<v:shape "); n != 2 {
		t.Errorf("%d boxes, want 2", n)
	}
	if strings.Contains(vml, "_x0000_s1025") || !strings.Contains(vml, `data="1,2"`) {
		t.Errorf("the old box stays, or the id map is %s", vml[:400])
	}
}

type markKitComments struct {
	Notes []struct {
		Ref  string `xml:"ref,attr"`
		Runs []struct {
			Text string `xml:"t"`
		} `xml:"text>r"`
	} `xml:"commentList>comment"`
}

// markKitNotes shows notes as A1=text|B2=text.
func markKitNotes(t testing.TB, text string) string {
	var out []string
	for _, n := range markKitParse[markKitComments](t, text).Notes {
		s := n.Ref + "="
		for _, r := range n.Runs {
			s += r.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

type markKitWorkbook struct {
	View struct {
		Active string `xml:"activeTab,attr"`
	} `xml:"bookViews>workbookView"`
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   int    `xml:"sheetId,attr"`
	} `xml:"sheets>sheet"`
	Names []struct {
		Name  string `xml:"name,attr"`
		Local string `xml:"localSheetId,attr"`
		Text  string `xml:",chardata"`
	} `xml:"definedNames>definedName"`
}

func (w markKitWorkbook) list() string {
	var s []string
	for _, x := range w.Sheets {
		s = append(s, x.Name)
	}
	return strings.Join(s, " ")
}

func TestMarkPutsTheReceiptFirst(t *testing.T) {
	out, _ := markKitMark(t, markKitZip(t, markKit()), markKitMarking())
	parts := markKitUnzip(t, out)
	w := markKitParse[markKitWorkbook](t, parts["xl/workbook.xml"])
	if w.list() != "回执 申请表 底稿" || w.View.Active != "" || w.Sheets[0].ID != 10 {
		t.Errorf("sheets %+v, view %+v", w.Sheets, w.View)
	}
	var names []string
	for _, n := range w.Names {
		names = append(names, n.Local+n.Name+"="+n.Text)
	}
	want := []string{"1_xlnm.Print_Area=申请表!$A$1:$E$5", "单位=底稿!$A$1", "1_xlnm._FilterDatabase='申请表'!$A$3:$E$5"}
	if !slices.Equal(names, want) {
		t.Errorf("names\n got %q\nwant %q", names, want)
	}
	front := markKitParse[markKitWorksheet](t, parts["xl/worksheets/sheet3.xml"])
	if front.cell("A2").I != "回执号" || front.cell("B2").I != "HZ-PCQ-20261127-001" || front.Views[0].Selected == "" {
		t.Errorf("front %+v", front.Rows)
	}
	styles := markKitParse[markKitStyles](t, parts["xl/styles.xml"])
	if got := styles.Fonts[styles.Xfs[front.cell("A1").S].Font]; got.Size.Val != 18 || got.Bold == nil {
		t.Errorf("the title's font is %+v", got)
	}
	if s := markKitParse[markKitWorksheet](t, parts["xl/worksheets/sheet1.xml"]); s.Views[0].Selected != "" {
		t.Error("two sheets are selected together")
	}
}

// TestMarkLinksAsExcelDoes: readers that know a part only by the way Excel
// writes to it find the receipt and the notes.
func TestMarkLinksAsExcelDoes(t *testing.T) {
	bare := markKit(markKitPart{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`},
		markKitPart{"xl/worksheets/sheet1.xml", strings.Replace(markKitSheet, `<legacyDrawing r:id="rId1"/>`, "", 1)})
	out, _ := markKitMark(t, markKitZip(t, bare), markKitMarking())
	parts := markKitUnzip(t, out)
	for _, want := range []struct{ part, target string }{
		{"xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml"},
		{"xl/worksheets/_rels/sheet1.xml.rels", "../comments2.xml"},
		{"xl/worksheets/_rels/sheet1.xml.rels", "../drawings/vmlDrawing2.vml"},
	} {
		if !strings.Contains(parts[want.part], `Target="`+want.target+`"`) {
			t.Errorf("%s does not lead to %s: %s", want.part, want.target, parts[want.part])
		}
	}
	for _, w := range []struct{ from, target, want string }{
		{"xl/worksheets", "xl/worksheets/a.xml", "a.xml"}, {"xl/worksheets", "xl/comments1.xml", "../comments1.xml"},
		{"xl/worksheets", "xl/worksheets2/a.xml", "../worksheets2/a.xml"}, {"a/b", "xl/comments1.xml", "../../xl/comments1.xml"},
		{".", "xl/workbook.xml", "xl/workbook.xml"}, {"/xl", "xl/styles.xml", "../xl/styles.xml"},
	} {
		if got := markWay(w.from, w.target); got != w.want {
			t.Errorf("from %s to %s: %s, want %s", w.from, w.target, got, w.want)
		}
	}
}

// TestMarkTakesTheStylesThatAreThere: a workbook whose style sheet is declared
// but not led to gets no second one.
func TestMarkTakesTheStylesThatAreThere(t *testing.T) {
	loose := markKit(markKitPart{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`})
	out, _ := markKitMark(t, markKitZip(t, loose), markKitMarking())
	parts := markKitUnzip(t, out)
	if n := strings.Count(parts["[Content_Types].xml"], "spreadsheetml.styles+xml"); n != 1 {
		t.Errorf("%d style sheets: %s", n, parts["[Content_Types].xml"])
	}
	if !strings.Contains(parts["xl/_rels/workbook.xml.rels"], `relationships/styles" Target="styles.xml"`) || !strings.Contains(parts["xl/styles.xml"], "FFC7CE") {
		t.Errorf("not led to, or not used: %s", parts["xl/_rels/workbook.xml.rels"])
	}
}

func TestMarkDropsPersonsFromProperties(t *testing.T) {
	out, _ := markKitMark(t, markKitZip(t, markKit()), markKitMarking())
	parts := markKitUnzip(t, out)
	all := parts["docProps/core.xml"] + parts["docProps/app.xml"] + parts["docProps/custom.xml"]
	for _, name := range []string{"王某某", "李某某", "赵某某", "钱某某", "某某公司"} {
		if strings.Contains(all, name) {
			t.Errorf("%s is still there", name)
		}
	}
	for _, keep := range []string{"帮扶申请", "2026-11-01T01:00:00Z", "2026-11-20T01:00:00Z"} {
		if !strings.Contains(parts["docProps/core.xml"], keep) {
			t.Errorf("%s is gone", keep)
		}
	}
}

// TestMarkDropsPropertiesNobodyLeadsTo: a program that writes them without a
// relationship leaves a name behind, or a part of no bytes that others choke on.
func TestMarkDropsPropertiesNobodyLeadsTo(t *testing.T) {
	loose := markKit(markKitPart{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		markKitPart{"docProps/app.xml", ""})
	out, _ := markKitMark(t, markKitZip(t, loose), markKitMarking())
	for name, text := range markKitUnzip(t, out) {
		if strings.HasPrefix(name, "docProps/") || strings.Contains(text, "docProps/") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestMarkSameBytes(t *testing.T) {
	src := markKitZip(t, markKit())
	first, _ := markKitMark(t, src, markKitMarking())
	for range 5 {
		if again, _ := markKitMark(t, src, markKitMarking()); !bytes.Equal(first, again) {
			t.Fatal("the same workbook and the same marks gave other bytes")
		}
	}
}

func TestMarkRefuses(t *testing.T) {
	whole := markKitZip(t, markKit())
	for name, c := range map[string]struct {
		src    []byte
		format string
	}{
		"no zip":          {[]byte("许可证号,姓名"), "xlsx"},
		"wrong format":    {whole, "xls"},
		"cut sheet":       {markKitZip(t, markKit(markKitPart{"xl/worksheets/sheet1.xml", markKitSheet[:900]})), "xlsx"},
		"tags crossed":    {markKitZip(t, markKit(markKitPart{"xl/styles.xml", "<a><b></a></b>"})), "xlsx"},
		"utf-16 workbook": {markKitZip(t, markKit(markKitPart{"xl/workbook.xml", "\xff\xfe<\x00"})), "xlsx"},
		"no sheets":       {markKitZip(t, markKit(markKitPart{"xl/workbook.xml", "<workbook/>"})), "xlsx"},
	} {
		if out, _, err := Mark(c.src, c.format, markKitMarking()); err == nil || out != nil {
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), "xlsx: mark: ") {
			t.Errorf("%s: error %q", name, err)
		}
	}
}

func TestFrontOnly(t *testing.T) {
	out, err := FrontOnly(sheet.Marking{Front: markKitFront("HZ-PCQ-20261127-001")})
	if err != nil {
		t.Fatal(err)
	}
	parts := markKitUnzip(t, out)
	if got := markKitParse[markKitWorkbook](t, parts["xl/workbook.xml"]).list(); got != "回执" {
		t.Errorf("sheets %s", got)
	}
}
