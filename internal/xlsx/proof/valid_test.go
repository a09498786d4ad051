package proof

import (
	"strings"
	"testing"
)

// The validator has nothing to say of a sound workbook, and names each fault.
func TestFaults(t *testing.T) {
	if got := Faults(Zip(t, County())); len(got) > 0 {
		t.Fatalf("a sound workbook: %q", got)
	}
	const sheet, styles, book, types, vml = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/drawings/vmlDrawing1.vml"
	for _, c := range []struct{ part, old, new, want string }{
		{sheet, "</sheetData>", "", "is no XML"},
		{sheet, `<dimension ref="A1:C6"/>`, `<dimension ref="A1:C6"/><pageSetup/>`, "<sheetViews> stands behind <pageSetup>"},
		{sheet, `<drawing r:id="rId3"/>`, `<drawing r:id="rId3"/><drawing r:id="rId3"/>`, "<drawing> stands twice"},
		{sheet, `<drawing r:id="rId3"/>`, `<drawing r:id="rId9"/>`, `names the relationship "rId9"`},
		{sheet, `<cols>`, `<cols><xdr:col xmlns:xdr="x">1</xdr:col>`, "<cols> holds col"},
		{sheet, `<row r="6">`, `<row r="3">`, "row 3 stands behind row 5"},
		{sheet, `<c r="B4" s="1">`, `<c r="A4" s="1">`, "cell A4 stands in row 4"},
		{sheet, `<c r="B4" s="1">`, `<c r="B4" s="9">`, "the format 9 of 3"},
		{sheet, `<c r="B4" s="1">`, `<c r="B4" t="d">`, "of the type d"},
		{sheet, `<mergeCells count="1">`, `<mergeCells count="3">`, "counts 3, holds 1"},
		{sheet, `<legacyDrawing r:id="rId1"/>`, ``, "the note on B4 has 0 boxes"},
		{styles, `<cellXfs count="3">`, `<cellXfs count="4">`, "counts 4, holds 3"},
		{styles, `<xf numFmtId="0" fontId="1"`, `<xf numFmtId="0" fontId="8"`, "names fonts 8 of 2"},
		{styles, `<fonts count="2">`, `<dxfs count="0"/><fonts count="2">`, "<fonts> stands behind <dxfs>"},
		{book, `sheetId="9"`, `sheetId="4"`, "stands twice"},
		{book, `<definedName name="单位">`, `<definedName name="_xlnm.Print_Area" localSheetId="0">`, "the name _xlnm.print_area/0 stands twice"},
		{book, `localSheetId="0"`, `localSheetId="5"`, "belongs to sheet 5 of 2"},
		{book, `<workbookPr date1904="false"/>`, `<workbookPr dateCompatibility="1"/>`, "an attribute of strict workbooks"},
		{types, `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`, ``, "no type for xl/drawings/vmlDrawing1.vml"},
		{types, `</Types>`, `<Override PartName="/xl/x.xml" ContentType="a"/></Types>`, "a type for xl/x.xml, which is not there"},
		{types, `</Types>`, `<Override PartName="/xl/styles.xml" ContentType="a"/></Types>`, "two types for xl/styles.xml"},
		{"xl/_rels/workbook.xml.rels", `Target="styles.xml"`, `Target="styles9.xml"`, "leads to xl/styles9.xml, which is not there"},
		{"xl/_rels/workbook.xml.rels", `Id="rId4"`, `Id="rId3"`, `the number "rId3" stands twice`},
		{vml, `</xml>`, `<v:shape id="_x0000_s1025"/></xml>`, "the shape _x0000_s1025 stands twice"},
		{vml, `<x:Row>3</x:Row>`, `<x:Row>4</x:Row>`, "the note on B4 has 0 boxes"},
		{"xl/comments1.xml", `authorId="0"`, `authorId="1"`, "by author 1 of 1"},
		{"xl/sharedStrings.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", "speaks the strict names"},
	} {
		got := strings.Join(Faults(Zip(t, Edit(County(), c.part, c.old, c.new))), "\n")
		if !strings.Contains(got, c.want) {
			t.Errorf("%s with %s: got %q, want %q", c.part, c.new, got, c.want)
		}
	}
}
