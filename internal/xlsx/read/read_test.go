package read

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// understood are the spellings of one and the same thing that real writers use.
var understood = []struct {
	name, sheet string
	with        []rawPart
	want        string
}{
	{name: "kinds", sheet: dataSheet(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>185.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>a</t></is></c><c r="F1" t="str"><f>A1</f><v>张三</v></c><c r="G1" t="d"><v>2026-11-02T00:00:00</v></c><c r="H1" t="b"><v>0</v></c></row>`),
		want: `1: A="张三" B=185.5 C=bool TRUE D=error #N/A E="a" F="张三"= G=date 2026-11-02 H=bool FALSE` + "\n"},
	{name: "formulas", sheet: dataSheet(`<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>1+1</f></c><c r="C2"><f>1+1</f><v/></c><c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f t="shared" si="0"/><v>3</v></c></row>`),
		want: `2: A=2= B=formula C=formula E=3=` + "\n"},
	{name: "numbers", sheet: dataSheet(`<row r="1"><c><v>185.49999999999999</v></c><c><v>140221197001010000</v></c><c><v>1.40221197001010E+17</v></c><c><v>-0.50</v></c><c><v>1E-3</v></c><c><v>140221100001</v></c><c><v>999999999999999</v></c><c><v>1e15</v></c><c><v> 7 </v></c><c><v>-0</v></c><c><v>007</v></c><c><v>+5</v></c><c><v>.5</v></c><c><v>1.</v></c></row>`),
		want: `1: A=185.5 B=140221197001010000~ C=140221197001010000~ D=-0.5 E=0.001 F=140221100001 G=999999999999999 H=1000000000000000~ I=7 J=0 K=7 L=5 M=0.5 N=1` + "\n"},
	{name: "dates", sheet: dataSheet(`<row r="1"><c s="1"><v>46328</v></c><c s="2"><v>46328.5625</v></c><c s="3"><v>1</v></c><c s="3"><v>59</v></c><c s="3"><v>60</v></c><c s="3"><v>61</v></c><c s="4"><v>0.5625</v></c><c s="1"><v>-3</v></c><c s="1"><v>46327.999999999</v></c><c s="1" t="s"><v>1</v></c><c s="1"><v>2958466</v></c></row>`),
		want: `1: A=date 2026-11-02 B=date 2026-11-02 13:30:00 C=date 1900-01-01 D=date 1900-02-28 E=date 1900-02-29 F=date 1900-03-01 G=date 13:30:00 H=-3 I=date 2026-11-02 J="李四" K=2958466` + "\n"},
	{name: "base 1904", sheet: dataSheet(`<row r="1"><c s="1"><v>44866</v></c><c s="1"><v>0</v></c><c s="4"><v>0.5</v></c></row>`),
		with: []rawPart{{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><workbookPr date1904="1"/><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`}},
		want: `1: A=date 2026-11-02 B=date 1904-01-01 C=date 12:00:00` + "\n"},
	{name: "positions counted", sheet: dataSheet(`<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="4"><c><v>4</v></c></row><row><c><v>5</v></c></row>`),
		want: "1: A=1 C=2 D=3\n4: A=4\n5: A=5\n"},
	{name: "empty rows are no data", sheet: dataSheet(`<row r="1" s="1"><c r="A1" s="1"/></row><row r="2"/><row r="3" hidden="1"><c r="B3"><v>1</v></c></row><row r="9"><c r="A9" t="s"/><c r="B9" t="inlineStr"/><c r="XFD9" t="inlineStr"><is><t/></is></c></row>`),
		want: "3: (hidden) B=1\n"},
	{name: "any prefix", sheet: xmlHead + `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns="urn:other"><row r="9"/><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>一</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
		want: `1: A="一"` + "\n"},
	{name: "prefix bound inside", sheet: `<worksheet ` + mainNS + `><y:sheetData xmlns:y="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><row r="1"><c r="A1"><y:v>1</y:v></c></row></y:sheetData></worksheet>`,
		want: "1: A=1\n"},
	{name: "strict", sheet: strings.ReplaceAll(dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>`), "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
		with: []rawPart{
			{"xl/workbook.xml", `<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" conformance="strict"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`},
			{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`}},
		want: "1: A=1\n"},
	{name: "rich text without phonetic runs", sheet: dataSheet(`<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">王 </t></r><r><t>五</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></is></c></row>`),
		with: []rawPart{{"xl/sharedStrings.xml", `<sst ` + mainNS + `><si><r><t>张</t></r><r><rPr><sz val="9"/></rPr><t>三</t></r><rPh sb="0" eb="2"><t>zhang</t></rPh><phoneticPr fontId="1"/></si><si><t xml:space="preserve"> 李四
</t></si></sst>`}},
		want: `1: A="张三" B=" 李四\n" C="王 五"` + "\n"},
	{name: "escapes", sheet: dataSheet(`<row r="1"><c t="inlineStr"><is><t>a&amp;b&lt;&#20013;&#x2EF;_x000D__x005F_x41_</t></is></c><c t="inlineStr"><is><t><![CDATA[<&>]]>尾<!-- no -->巴</t></is></c><c t="str"><v>_xD842__xDFB7_</v></c><c t="inlineStr"><is><t> 两端 </t></is></c><c t="inlineStr"><is><t>_x12_ _xZZZZ_</t></is></c></row>`),
		want: `1: A="a&b<中˯\r_x41_" B="<&>尾巴" C="𠮷" D="两端" E="_x12_ _xZZZZ_"` + "\n"},
	{name: "line ends", sheet: dataSheet("<row r=\"1\"><c t=\"inlineStr\"><is><t>a\r\nb\rc</t></is></c></row>\r\n<row r=\"2\">\r\n</row>"),
		want: `1: A="a\nb\nc"` + "\n"},
	{name: "part names in any case and with backslash", sheet: "",
		with: []rawPart{{sheetOne, "-"}, {`XL\Worksheets\Sheet1.XML`, dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>`)},
			{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="\xl\worksheets\./x\..\sheet1.xml"/></Relationships>`}},
		want: "1: A=1\n"},
	{name: "UTF-8 mark", sheet: "\uFEFF" + dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>`), want: "1: A=1\n"},
	{name: "UTF-16", sheet: utf16Text(strings.Replace(dataSheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>𠮷野</t></is></c></row>`), "UTF-8", "UTF-16", 1), false, true), want: `1: A="𠮷野"` + "\n"},
	{name: "UTF-16 big end first without mark", sheet: utf16Text(dataSheet(`<row r="1"><c r="A1"><v>8</v></c></row>`), true, false), want: "1: A=8\n"},
	{name: "merged cells and what follows the rows", sheet: xmlHead + `<worksheet ` + mainNS + `><dimension ref="A1"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><extLst><ext><foo>文字</foo></ext></extLst></worksheet>`,
		want: "1: A=1\n"},
	{name: "instruction, comment and blank between", sheet: dataSheet("<?mso x?><!-- a - b -->\n<row r=\"1\" >\n<c\n r = 'A1' ><v\t>1</v\n></c ></row >"), want: "1: A=1\n"},
	{name: "pictures that fill their cells", sheet: dataSheet(`<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_0A1B",1)</f><v>=DISPIMG("ID_0A1B",1)</v></c><c r="B1"><f>_xlfn.DISPIMG("ID_0A1B",1)</f></c><c r="C1" t="e"><f>DISPIMG("ID_0A1B",1)</f><v>#NAME?</v></c><c r="D1" t="inlineStr"><is><t>=DISPIMG("ID_0A1B",1)</t></is></c><c r="E1" t="s"><v>0</v></c><c r="F1" t="e" vm="1"><v>#VALUE!</v></c><c r="G1" t="e" vm="1"><f>_xlfn.IMAGE("x.png")</f><v>#VALUE!</v></c></row><row r="2"><c r="A2" t="e" vm="2"><f>1/0</f><v>#VALUE!</v></c><c r="B2" t="e" vm="0"><v>#N/A</v></c><c r="C2" t="inlineStr"><is><t>DISPIMG</t></is></c><c r="D2"><f>SUM(A1)</f></c></row>`),
		with: []rawPart{{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `><si><t>_xlfn.DISPIMG("ID_0A1B",1)</t></si></sst>`}},
		want: "1: A=picture 图片= B=picture 图片= C=picture 图片= D=picture 图片 E=picture 图片 F=picture 图片 G=picture 图片=\n" +
			"2: A=error #VALUE!= B=error #N/A C=\"DISPIMG\" D=formula\n"},
	{name: "white space alone is a value when kept", sheet: dataSheet(`<row r="1"><c t="inlineStr"><is><t xml:space="preserve">  </t></is></c><c t="inlineStr"><is><t>  </t></is></c></row>`), want: `1: A="  "` + "\n"},
	{name: "no shared strings part", sheet: dataSheet(`<row r="1"><c><v>1</v></c></row>`),
		with: []rawPart{{"xl/sharedStrings.xml", "-"}, {"xl/styles.xml", "-"}, {"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`}},
		want: "1: A=1\n"},
}

func utf16Text(s string, big, mark bool) string {
	if mark {
		s = "\uFEFF" + s
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

func TestReadUnderstands(t *testing.T) {
	for _, c := range understood {
		t.Run(c.name, func(t *testing.T) {
			got, _ := mustRead(t, zipOf(t, plainBook(c.sheet, c.with...)), "表.xlsx")
			wantText(t, got, c.want)
		})
	}
}

func TestBookTellsItsSheets(t *testing.T) {
	parts := plainBook(xmlHead+`<worksheet `+mainNS+`><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="3"><c r="B3"><v>1</v></c></row><row r="5" hidden="true"><c r="A5"><v>1</v></c></row><row r="1048576"><c s="1"/></row></sheetData><mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="B3:B5"/><mergeCell ref="x"/><mergeCell ref="A4:B6"/></mergeCells></worksheet>`,
		rawPart{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="甲&amp;乙" sheetId="7" r:id="rId1"/><sheet name="藏" sheetId="2" state="veryHidden" r:id="rId9"/></sheets></workbook>`},
		rawPart{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x/chartsheet" Target="/xl/chart.xml"/></Relationships>`},
		rawPart{"xl/chart.xml", `<chartsheet ` + mainNS + `><sheetPr/></chartsheet>`},
		rawPart{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>`},
		rawPart{"docProps/core.xml", `<c:coreProperties xmlns:c="c" xmlns:dcterms="http://purl.org/dc/terms/"><c:modified>2020-01-01T00:00:00Z</c:modified><dcterms:modified>2026-10-28T02:30:00Z</dcterms:modified></c:coreProperties>`})
	got, b := mustRead(t, zipOf(t, parts), "x.XLSX")
	wantText(t, got, "== 甲&乙\n3: B=1\n5: (hidden) A=1\n== 藏\n")
	if s := b.Sheets()[1]; !s.Hidden || b.Sheets()[0].Hidden {
		t.Errorf("hidden sheets: %v", b.Sheets())
	}
	if e := b.Extent(0); e.LastRow != 5 || fmt.Sprint(e.HiddenRows, e.HiddenCols) != "{[[5 5]] 1} {[[2 2]] 1}" || strings.Join(e.Tall, " ") != "B3:B5 A4:B6" {
		t.Errorf("extent %+v", e)
	}
	if got := b.Modified().Format("2006-01-02 15:04"); got != "2026-10-28 02:30" || b.Format() != "xlsx" {
		t.Errorf("modified %s, format %s", got, b.Format())
	}
	for range b.Rows(t.Context(), 0) {
		break
	}
	n := 0
	for range b.Rows(t.Context(), 0) {
		n++
	}
	if n != 2 {
		t.Errorf("read again: %d rows", n)
	}
}

// TestReadOverManyBuffers spells the same cells in the common and in odd ways,
// so that every tag falls over the end of the buffer somewhere.
func TestReadOverManyBuffers(t *testing.T) {
	var in, want strings.Builder
	for r := 1; r <= 12000; r++ {
		pad := strings.Repeat("长", r%11)
		switch r % 3 {
		case 0:
			fmt.Fprintf(&in, `<row r="%d"><c r="A%d" s="1" t="inlineStr"><is><t>店%s</t></is></c><c r="B%d"><v>%d.5</v></c><c r="C%d" s="1"><v>46328</v></c><c r="D%d" s="2"/></row>`, r, r, pad, r, r, r, r)
		case 1:
			fmt.Fprintf(&in, "<row r='%d' >\n<c r='A%d' t='inlineStr'><is><t>&#24215;%s</t><rPh><t>x</t></rPh></is></c ><c><v><![CDATA[%d]]>.5</v></c><!-- %s --><c r = \"C%d\" s='1'><f>A1</f><v>46328</v></c></row>", r, r, pad, r, pad, r)
		case 2:
			fmt.Fprintf(&in, `<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="%d" spans="1:3"><x:c r="A%d" t="str"><x:v>店%s</x:v></x:c><c r="B%d"><v>%d.50</v></c><x:c r="C%d" s="1" cm="1"><x:v>46328</x:v></x:c></x:row>`, r, r, pad, r, r, r)
		}
		mark := map[bool]string{true: "="}[r%3 == 1]
		fmt.Fprintf(&want, "%d: A=%q B=%d.5 C=date 2026-11-02%s\n", r, "店"+pad, r, mark)
	}
	got, _ := mustRead(t, zipOf(t, plainBook(dataSheet(in.String()))), "a.xlsx")
	wantText(t, got, want.String())
	got, _ = mustRead(t, zipOf(t, plainBook(utf16Text(dataSheet(in.String())[len(xmlHead):], false, true))), "a.xlsx")
	wantText(t, got, want.String())
}
