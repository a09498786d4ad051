package mark

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

func TestMarkKeepsWhatItDoesNotTouch(t *testing.T) {
	kit := proof.County()
	out, lost := kitMark(t, proof.Zip(t, kit), kitMarking())
	if len(lost) != 0 {
		t.Errorf("lost %q, want nothing", lost)
	}
	got := proof.Unzip(t, out)
	for _, name := range []string{"xl/sharedStrings.xml", "xl/drawings/drawing1.xml", "xl/media/image1.png", "xl/cellimages.xml", "xl/worksheets/sheet2.xml"} {
		for _, p := range kit {
			if p.Name == name && got[name] != p.Text {
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
	out, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for at, want := range map[string]string{"B4": "FFC7CE", "A5": "DDEBF7", "C5": "FFEB9C", "A4": "", "D4": "FFC7CE", "E5": "E2EFDA"} {
		if got := styles.Colour(w.Cell(at)); got != want {
			t.Errorf("%s has the fill %q, want %q", at, got, want)
		}
	}
	if got := styles.Format(w.Cell("B4")); got != `yyyy"年"m"月"d"日"` {
		t.Errorf("the date's format became %q", got)
	}
	if styles.Xfs[w.Cell("B4").S].Protection.Locked != "0" {
		t.Error("the unlocked cell is locked")
	}
	if got := styles.Xfs[w.Cell("C5").S].Font; got != 1 {
		t.Errorf("the new cell C5 has font %d, not its column's", got)
	}
	for at, want := range map[string]string{"D3": "结果", "E3": "问题", "D4": "✗ 退回", "E4": "申请日期晚于今天", "D5": "✓ 备案", "E5": ""} {
		if got := w.Cell(at).I; got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	if w.Cell("D3").S != 2 {
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
	out, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	parts := proof.Unzip(t, out)
	if got, want := proof.Notes(t, parts["xl/comments1.xml"]), "B4=请核对原件\n【帮扶系统】申请日期晚于今天，请改正。|A5=【帮扶系统】已按文本读取。"; got != want {
		t.Errorf("notes\n got %q\nwant %q", got, want)
	}
	vml := parts["xl/drawings/vmlDrawing1.vml"]
	if n := strings.Count(vml, "<v:shape "); n != 2 {
		t.Errorf("%d boxes, want 2", n)
	}
	if !strings.Contains(vml, "_x0000_s1025") || !strings.Contains(vml, `data="1,2"`) {
		t.Errorf("the clerk's box is gone, or the id map is %s", vml[:400])
	}
	if !strings.Contains(vml, "<x:Anchor>2, 15, 2, 10, 102, 0, 6, 4</x:Anchor>") {
		t.Errorf("the clerk's box is not wide enough for both notes: %s", vml)
	}
}

func TestMarkPutsTheReceiptFirst(t *testing.T) {
	out, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"])
	if w.List() != "回执 申请表 底稿" || w.View.Active != "" || w.Sheets[0].ID != 10 {
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
	front := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet3.xml"])
	if front.Cell("A2").I != "回执号" || front.Cell("B2").I != "HZ-PCQ-20261127-001" || front.Views[0].Selected == "" {
		t.Errorf("front %+v", front.Rows)
	}
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if got := styles.Fonts[styles.Xfs[front.Cell("A1").S].Font]; got.Size.Val != 18 || got.Bold == nil {
		t.Errorf("the title's font is %+v", got)
	}
	if s := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"]); s.Views[0].Selected != "" {
		t.Error("two sheets are selected together")
	}
}

// TestMarkLinksAsExcelDoes: readers that know a part only by the way Excel
// writes to it find the receipt and the notes.
func TestMarkLinksAsExcelDoes(t *testing.T) {
	bare := proof.County(proof.Put("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`),
		proof.Put("xl/worksheets/sheet1.xml", strings.Replace(proof.CountySheet, `<legacyDrawing r:id="rId1"/>`, "", 1)))
	out, _ := kitMark(t, proof.Zip(t, bare), kitMarking())
	parts := proof.Unzip(t, out)
	for _, want := range []struct{ part, target string }{
		{"xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml"},
		{"xl/worksheets/_rels/sheet1.xml.rels", "../comments2.xml"},
		{"xl/worksheets/_rels/sheet1.xml.rels", "../drawings/vmlDrawing2.vml"},
	} {
		if !strings.Contains(parts[want.part], `Target="`+want.target+`"`) {
			t.Errorf("%s does not lead to %s: %s", want.part, want.target, parts[want.part])
		}
	}
}

// TestMarkTakesTheStylesThatAreThere: a workbook whose style sheet is declared
// but not led to gets no second one.
func TestMarkTakesTheStylesThatAreThere(t *testing.T) {
	loose := proof.County(proof.Put("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`))
	out, _ := kitMark(t, proof.Zip(t, loose), kitMarking())
	parts := proof.Unzip(t, out)
	if n := strings.Count(parts["[Content_Types].xml"], "spreadsheetml.styles+xml"); n != 1 {
		t.Errorf("%d style sheets: %s", n, parts["[Content_Types].xml"])
	}
	if !strings.Contains(parts["xl/_rels/workbook.xml.rels"], `relationships/styles" Target="styles.xml"`) || !strings.Contains(parts["xl/styles.xml"], "FFC7CE") {
		t.Errorf("not led to, or not used: %s", parts["xl/_rels/workbook.xml.rels"])
	}
}

func TestMarkDropsPersonsFromProperties(t *testing.T) {
	out, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	parts := proof.Unzip(t, out)
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

// Custom properties of a document stay, but for those that tell of a person.
func TestMarkKeepsCustomProperties(t *testing.T) {
	const property = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="文号"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">大烟〔2026〕9号</vt:lpwstr></property>`
	kit := proof.Edit(proof.County(), "docProps/custom.xml", `</Properties>`, property+`</Properties>`)
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	if got := proof.Unzip(t, out)["docProps/custom.xml"]; !strings.HasSuffix(got, `custom-properties">`+property+`</Properties>`) {
		t.Errorf("custom properties %s", got)
	}
}

// TestMarkDropsPropertiesNobodyLeadsTo: a program that writes them without a
// relationship leaves a name behind, or a part of no bytes that others choke on.
func TestMarkDropsPropertiesNobodyLeadsTo(t *testing.T) {
	loose := proof.County(proof.Put("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		proof.Put("docProps/app.xml", ""))
	out, _ := kitMark(t, proof.Zip(t, loose), kitMarking())
	for name, text := range proof.Unzip(t, out) {
		if strings.HasPrefix(name, "docProps/") || strings.Contains(text, "docProps/") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestMarkSameBytes(t *testing.T) {
	src := proof.Zip(t, proof.County())
	first, _ := kitMark(t, src, kitMarking())
	for range 5 {
		if again, _ := kitMark(t, src, kitMarking()); !bytes.Equal(first, again) {
			t.Fatal("the same workbook and the same marks gave other bytes")
		}
	}
}

func TestMarkRefuses(t *testing.T) {
	whole := proof.Zip(t, proof.County())
	for name, c := range map[string]struct {
		src    []byte
		format string
	}{
		"no zip":          {[]byte("许可证号,姓名"), "xlsx"},
		"wrong format":    {whole, "xls"},
		"cut sheet":       {proof.Zip(t, proof.County(proof.Put("xl/worksheets/sheet1.xml", proof.CountySheet[:900]))), "xlsx"},
		"tags crossed":    {proof.Zip(t, proof.County(proof.Put("xl/styles.xml", "<a><b></a></b>"))), "xlsx"},
		"utf-16 workbook": {proof.Zip(t, proof.County(proof.Put("xl/workbook.xml", "\xff\xfe<\x00"))), "xlsx"},
		"no sheets":       {proof.Zip(t, proof.County(proof.Put("xl/workbook.xml", "<workbook/>"))), "xlsx"},
	} {
		if out, _, err := Mark(c.src, c.format, kitMarking(), write.Write); err == nil || out != nil {
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), "mark: ") {
			t.Errorf("%s: error %q", name, err)
		}
	}
}
