package mark

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/write"
)

func TestMarkDropsMacrosAndSaysSo(t *testing.T) {
	kit := proof.County(proof.Put("xl/vbaProject.bin", "code"), proof.Put("xl/macrosheets/sheet1.xml", `<xm:macrosheet xmlns:xm="x"/>`),
		proof.Put("_xmlsignatures/origin.sigs", ""), proof.Put("_xmlsignatures/sig1.xml", "<s/>"), proof.Put("customUI/customUI.xml", "<c/>"))
	kit = proof.Edit(kit, "[Content_Types].xml", "spreadsheetml.sheet.main+xml", "x")
	kit = proof.Edit(kit, "[Content_Types].xml", `ContentType="application/vnd.openxmlformats-officedocument.x"`, `ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"`)
	kit = proof.Edit(kit, "[Content_Types].xml", `<Default Extension="png"`, `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="png"`)
	kit = proof.Edit(kit, "xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/><Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>`)
	kit = proof.Edit(kit, "xl/workbook.xml", `<sheets>`, `<sheets><sheet name="Macro1" sheetId="2" r:id="rId9"/>`)
	kit = proof.Edit(kit, "xl/workbook.xml", `localSheetId="0"`, `localSheetId="1"`)
	kit = proof.Edit(kit, "xl/workbook.xml", `</definedNames>`, `<definedName name="Auto_Open" xlm="1" localSheetId="0">Macro1!$A$1</definedName></definedNames>`)
	kit = proof.Edit(kit, "_rels/.rels", "</Relationships>", `<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/><Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" Target="customUI/customUI.xml"/></Relationships>`)
	out, told, err := Mark(proof.Zip(t, kit), "xlsm", kitMarking(), write.Write)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"宏（VBA 代码）", "宏表（Excel 4.0 宏）", "数字签名", "自定义功能区"}; !slices.Equal(told.Lost, want) {
		t.Errorf("lost %q, want %q", told.Lost, want)
	}
	parts := proof.Unzip(t, out)
	for name, text := range parts {
		for _, word := range []string{"vbaProject", "macroEnabled", "acro1", "Auto_Open", "xmlsignatures", "customUI"} {
			if strings.Contains(name, word) || strings.Contains(text, word) {
				t.Errorf("%s still speaks of %s", name, word)
			}
		}
	}
	w := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"])
	if w.List() != "回执 申请表 底稿" || w.Names[0].Local != "1" {
		t.Errorf("%+v", w)
	}
}

func TestMarkLeavesTheSheetsOwnFilter(t *testing.T) {
	for name, edit := range map[string]func([]proof.Part) []proof.Part{
		"own filter": func(k []proof.Part) []proof.Part {
			return proof.Edit(k, "xl/worksheets/sheet1.xml", `<mergeCells`, `<autoFilter ref="A3:C5"/><mergeCells`)
		},
		"native table": func(k []proof.Part) []proof.Part {
			k = append(k, proof.Put("xl/tables/table1.xml", `<table ref="A3:C5"/>`))
			k = proof.Edit(k, "xl/worksheets/sheet1.xml", `</worksheet>`, `<tableParts count="1"><tablePart r:id="rId7"/></tableParts></worksheet>`)
			return proof.Edit(k, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`, `<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>`)
		},
	} {
		out, _ := kitMark(t, proof.Zip(t, edit(proof.County())), kitMarking())
		parts := proof.Unzip(t, out)
		if n := strings.Count(parts["xl/worksheets/sheet1.xml"], "A3:E5"); n != 0 {
			t.Errorf("%s: we put a filter of ours", name)
		}
		if strings.Contains(parts["xl/workbook.xml"], "_FilterDatabase") {
			t.Errorf("%s: we named a filter of ours", name)
		}
	}
}

// A filter that was taken off leaves its hidden name: there must not be two.
func TestMarkReplacesTheNameOfAnOldFilter(t *testing.T) {
	kit := proof.Edit(proof.County(), "xl/workbook.xml", `</definedNames>`, `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">申请表!$A$3:$C$9</definedName></definedNames>`)
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	if n := strings.Count(proof.Unzip(t, out)["xl/workbook.xml"], "_FilterDatabase"); n != 1 {
		t.Errorf("%d names of filters, want 1", n)
	}
}

func TestMarkCutsTheEmptyTail(t *testing.T) {
	var tail strings.Builder
	for r := 7; r <= 6000; r++ {
		fmt.Fprintf(&tail, `<row r="%d"><c r="A%d" s="1"/></row>`, r, r)
	}
	tail.WriteString(`<row r="6001"><c r="A6001"><v>1</v></c></row><row r="6002"><c r="A6002" s="1"/></row>`)
	for name, c := range map[string]struct {
		tail string
		want int
	}{
		"formatting alone":   {tail.String()[:strings.Index(tail.String(), `<row r="6001">`)], 5 - 1 + 2000},
		"a value far below":  {tail.String(), 5 - 1 + 5994 + 1 + 2},
		"no tail whatsoever": {"", 5},
	} {
		kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", `</sheetData>`, c.tail+`</sheetData>`)
		out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
		w := proof.Parse[proof.Worksheet](t, proof.Unzip(t, out)["xl/worksheets/sheet1.xml"])
		if len(w.Rows) != c.want {
			t.Errorf("%s: %d rows left, want %d", name, len(w.Rows), c.want)
		}
	}
}

// Some programs write every tag with a prefix.
func TestMarkSpeaksWithPrefixes(t *testing.T) {
	sheetXML := `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:t>许可证号</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	stylesXML := `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fonts count="1"><x:font/></x:fonts><x:fills count="1"><x:fill/></x:fills><x:borders count="1"><x:border/></x:borders><x:cellXfs count="1"><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></x:cellXfs></x:styleSheet>`
	kit := proof.County(proof.Put("xl/worksheets/sheet1.xml", sheetXML), proof.Put("xl/styles.xml", stylesXML),
		proof.Put("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`))
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	parts := proof.Unzip(t, out)
	got := parts["xl/worksheets/sheet1.xml"]
	for _, want := range []string{
		`<x:cols><x:col min="4" max="4" width="12" customWidth="1"/><x:col min="5" max="5" width="60" customWidth="1"/></x:cols><x:sheetData>`,
		`<x:c r="D3" t="inlineStr"><x:is><x:t xml:space="preserve">结果</x:t></x:is></x:c>`,
		`<x:row><x:c><x:v>1</x:v></x:c><x:c r="B4" s=`, `<x:row r="5"><x:c r="A5" s=`,
		`</x:sheetData><x:autoFilter ref="A3:E5"/><x:hyperlinks><x:hyperlink ref="D3" location="'回执'!A1"/></x:hyperlinks><x:legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdBf2"/></x:worksheet>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the sheet lacks %s\n%s", want, got)
		}
	}
	w := proof.Parse[proof.Worksheet](t, got)
	if styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"]); styles.Colour(w.Cell("B4")) != "FFC7CE" {
		t.Error("B4 is not filled")
	}
	if got := proof.Notes(t, parts["xl/comments2.xml"]); got != "B4=【帮扶系统】申请日期晚于今天，请改正。|A5=【帮扶系统】已按文本读取。" {
		t.Errorf("notes %s", got)
	}
}

// Where a conversation hangs on a cell, its text is left alone.
func TestMarkLeavesConversationsAlone(t *testing.T) {
	kit := proof.County(proof.Put("xl/threadedComments/threadedComment1.xml", `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="B4" id="{1}"><text>请核对</text></threadedComment></ThreadedComments>`))
	kit = proof.Edit(kit, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`, `<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`)
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	parts := proof.Unzip(t, out)
	if got := proof.Notes(t, parts["xl/comments1.xml"]); got != "B4=请核对原件|A5=【帮扶系统】已按文本读取。" {
		t.Errorf("notes %s", got)
	}
	if !strings.Contains(parts["xl/threadedComments/threadedComment1.xml"], "请核对") {
		t.Error("the conversation is gone")
	}
}

// 结果 and 问题 never overwrite what stands to the right of the headers.
func TestMarkFindsFreeColumns(t *testing.T) {
	kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", `<v>46328</v></c></row>`, `<v>46328</v></c><c r="E4"><v>7</v></c></row>`)
	kit = proof.Edit(kit, "xl/worksheets/sheet1.xml", `count="1"><mergeCell ref="A1:C1"/>`, `count="2"><mergeCell ref="A1:Z1"/><mergeCell ref="F3:G3"/>`)
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	w := proof.Parse[proof.Worksheet](t, proof.Unzip(t, out)["xl/worksheets/sheet1.xml"])
	if w.Cell("E4").V != "7" || w.Cell("H3").I != "结果" || w.Cell("I3").I != "问题" {
		t.Errorf("%+v", w.Rows)
	}
}

func TestMarkValues(t *testing.T) {
	rows := func(yield func(sheet.Row, error) bool) {
		_ = yield(sheet.Row{Number: 1, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Text, Text: "许可证号"}, {Col: 2, Kind: sheet.Text, Text: "订货日期"}}}, nil) &&
			yield(sheet.Row{Number: 3, Hidden: true, Cells: []sheet.Cell{
				{Col: 1, Kind: sheet.Number, Text: "140221100001"}, {Col: 2, Kind: sheet.Date, Text: "2026-11-02"},
				{Col: 3, Kind: sheet.Date, Text: "2026-11-02 12:00:00"}, {Col: 4, Kind: sheet.Date, Text: "06:00:00"},
				{Col: 5, Kind: sheet.Bool, Text: "TRUE"}, {Col: 6, Kind: sheet.Error, Text: "#N/A"}, {Col: 7, Kind: sheet.Text, Text: "=1+1 <&>"}}}, nil) &&
			yield(sheet.Row{Number: 4, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Picture, Text: "图片"}}}, nil)
	}
	m := kitMarking()
	m.Tables[0] = sheet.TableMarks{Sheet: "销量", HeaderRow: 1, LastCol: 2, LastRow: 3,
		Rows: []sheet.RowMark{{Row: 3, Result: "✗ 退回", Problem: "日期"}}, Cells: []sheet.CellMark{{Cell: "B3", Tone: sheet.Bad, Note: "日期"}}}
	out, err := kitValues([]write.ValueTable{{Name: "销量", Rows: rows}}, m)
	if err != nil {
		t.Fatal(err)
	}
	parts := proof.Unzip(t, out)
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "回执 销量" {
		t.Errorf("sheets %s", got)
	}
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for at, want := range map[string]string{"A3": "140221100001", "B3": "46328", "C3": "46328.5", "D3": "0.25", "E3": "1", "F3": "#N/A"} {
		if got := w.Cell(at).V; got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]string{"G3": "=1+1 <&>", "H1": "结果", "H3": "✗ 退回"} {
		if got := w.Cell(at).I; got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	if styles.Format(w.Cell("B3")) != `yyyy\-mm\-dd` || styles.Colour(w.Cell("B3")) != "FFC7CE" {
		t.Error("the date lost its format or has no fill")
	}
	if got := w.Cell("A4").I; got != ooxml.PictureFormula {
		t.Errorf("a picture becomes %q", got)
	}
}

func TestMarkValuesPassesAnErrorOn(t *testing.T) {
	rows := func(yield func(sheet.Row, error) bool) { yield(sheet.Row{}, &sheet.Damage{Kind: sheet.BadData}) }
	if out, err := kitValues([]write.ValueTable{{Name: "x", Rows: rows}}, kitMarking()); err == nil || out != nil {
		t.Error("a table that could not be read was marked")
	}
}

func TestMarkNeedsNoProperties(t *testing.T) {
	kit := proof.County(proof.Put("docProps/core.xml", "<cut"))
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	if got := proof.Unzip(t, out)["docProps/core.xml"]; !strings.HasSuffix(got, "</cp:coreProperties>") {
		t.Errorf("properties %q", got)
	}
}

// A table that fills the sheet to its last column still gets its fills.
func TestMarkAtTheLastColumn(t *testing.T) {
	kit := proof.Edit(proof.County(), "xl/worksheets/sheet1.xml", `<v>46328</v></c></row>`, `<v>46328</v></c><c r="XFD4"><v>7</v></c></row>`)
	m := kitMarking()
	m.Tables[0].LastCol = 16384
	out, _ := kitMark(t, proof.Zip(t, kit), m)
	text := proof.Unzip(t, out)["xl/worksheets/sheet1.xml"]
	if strings.Contains(text, "XFE") || strings.Contains(text, "autoFilter") {
		t.Error("a cell stands outside the sheet")
	}
}

func TestMarkValuesNamesItsSheets(t *testing.T) {
	rows := func(yield func(sheet.Row, error) bool) {
		yield(sheet.Row{Number: 1, Cells: []sheet.Cell{{Col: 1, Kind: sheet.Text, Text: "许可证号"}}}, nil)
	}
	long := "甲县[2026]/" + strings.Repeat("销售历史", 10)
	m := kitMarking()
	m.Tables[0] = sheet.TableMarks{Sheet: long, HeaderRow: 1, LastCol: 1, LastRow: 2, Rows: []sheet.RowMark{{Row: 2, Result: "✓ 已收"}}}
	out, err := kitValues([]write.ValueTable{{Name: long, Rows: rows}, {Name: "a:b", Rows: rows}, {Name: "A*B", Rows: rows}, {Name: "''", Rows: rows}}, m)
	if err != nil {
		t.Fatal(err)
	}
	parts := proof.Unzip(t, out)
	if got, want := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(), "回执 甲县_2026__销售历史销售历史销售历史销售历史销售历史销… a_b A_B(2) 数据"; got != want {
		t.Errorf("sheets\n got %s\nwant %s", got, want)
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], "✓ 已收") {
		t.Error("the marks did not follow the new name")
	}
	if m.Tables[0].Sheet != long {
		t.Error("the caller's marks were changed")
	}
}
