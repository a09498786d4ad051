package read

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"bangfu/internal/sheet"
)

// broken are worksheets that must be refused whole: each begins with a good
// row, which must not come out as if it were all.
var broken = []struct{ name, sheet, cell, detail string }{
	{"cut behind a row", xmlHead + `<worksheet ` + mainNS + `><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`, "", "中途断开"},
	{"cut inside a tag", strings.TrimSuffix(dataSheet(`<row r="1"><c r="A1"><v>1</v></c></row>`), `et>`), "", "中途断开"},
	{"cut inside an attribute", xmlHead + `<worksheet ` + mainNS + `><sheetData><row r="1"><c r="A1`, "", "中途断开"},
	{"cut in a comment", dataSheet(`<row r="1"/>`) + `<!-- `, "", "中途断开"},
	{"tags do not match", dataSheet(`<row r="1"><c r="A1"><v>1</c></v></row>`), "", "不配对"},
	{"unknown entity", dataSheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>a&nbsp;b</t></is></c></row>`), "", "实体"},
	{"entity in an attribute", dataSheet(`<row r="1"><c r="&foo;"><v>1</v></c></row>`), "", "实体"},
	{"bare ampersand", dataSheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>a & b</t></is></c></row>`), "", "&"},
	{"reference to a forbidden character", dataSheet(`<row r="1"><c t="inlineStr"><is><t>&#0;</t></is></c></row>`), "", "实体"},
	{"DTD", `<!DOCTYPE worksheet [<!ENTITY a "b">]>` + dataSheet(`<row r="1"/>`), "", "DTD"},
	{"control character", dataSheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a\x01b</t></is></c></row>"), "", "不允许的字符"},
	{"not UTF-8", dataSheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\xC1\xD6</t></is></c></row>"), "", "UTF-8"},
	{"half a character at the end", dataSheet("") + "\xE4\xB8", "", "UTF-8"},
	{"encoding not read", strings.Replace(dataSheet(`<row r="1"/>`), "UTF-8", "GB2312", 1), "", "编码"},
	{"half a surrogate in UTF-16", "\xFF\xFE<\x00\x00\xD8>\x00", "", "UTF-8"},
	{"rows out of order", dataSheet(`<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`), "1", "重复或颠倒"},
	{"row repeated", dataSheet(`<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>`), "2", "重复或颠倒"},
	{"counted row collides", dataSheet(`<row r="1048576"/><row/>`), "", "超出范围"},
	{"row number no number", dataSheet(`<row r="x"/>`), "", "不是数字"},
	{"row zero", dataSheet(`<row r="0"/>`), "", "超出范围"},
	{"cell of another row", dataSheet(`<row r="1"><c r="A2"><v>1</v></c></row>`), "1", "地址"},
	{"absolute reference", dataSheet(`<row r="1"><c r="$A$1"><v>1</v></c></row>`), "1", "地址"},
	{"reference without column", dataSheet(`<row r="1"><c r="1"><v>1</v></c></row>`), "1", "地址"},
	{"column past the last", dataSheet(`<row r="1"><c r="XFE1"><v>1</v></c></row>`), "1", "地址"},
	{"counted past the last column", dataSheet(`<row r="1"><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>`), "XFD1", "最后一列"},
	{"cell repeated", dataSheet(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), "A1", "重复"},
	{"cells out of order", dataSheet(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), "A1", "颠倒"},
	{"shared string past the table", dataSheet(`<row r="1"><c r="C1" t="s"><v>2</v></c></row>`), "C1", "共享文字不存在"},
	{"shared string negative", dataSheet(`<row r="1"><c r="C1" t="s"><v>-1</v></c></row>`), "C1", "共享文字不存在"},
	{"number no number", dataSheet(`<row r="1"><c r="A1"><v>12条</v></c></row>`), "A1", "不是数字"},
	{"number hexadecimal", dataSheet(`<row r="1"><c r="A1"><v>0x1p4</v></c></row>`), "A1", "不是数字"},
	{"number infinite", dataSheet(`<row r="1"><c r="A1"><v>1e999</v></c></row>`), "A1", "不是数字"},
	{"boolean unknown", dataSheet(`<row r="1"><c r="A1" t="b"><v>2</v></c></row>`), "A1", "逻辑值"},
	{"type unknown", dataSheet(`<row r="1"><c r="A1" t="zz"><v>2</v></c></row>`), "A1", "类型"},
	{"date unknown", dataSheet(`<row r="1"><c r="A1" t="d"><v>2026/1/1</v></c></row>`), "A1", "日期值"},
	{"two values", dataSheet(`<row r="1"><c r="A1"><v>2</v><v>3</v></c></row>`), "A1", "两个值"},
	{"inline text of a number", dataSheet(`<row r="1"><c r="A1"><is><t>a</t></is></c></row>`), "A1", "类型与内容"},
	{"value of an inline text", dataSheet(`<row r="1"><c r="A1" t="inlineStr"><v>a</v></c></row>`), "A1", "类型与内容"},
	{"instruction without a name", `<?>` + dataSheet(""), "", "处理指令"},
	{"very many attributes", dataSheet(`<row` + manyAttrs(maxAttrs+1) + `/>`), "", "属性过多"},
	{"two data areas", xmlHead + `<worksheet ` + mainNS + `><sheetData/><sheetData/></worksheet>`, "", "两个数据区"},
	{"no data area", xmlHead + `<worksheet ` + mainNS + `/>`, "", "没有数据区"},
	{"rows of another namespace", xmlHead + `<worksheet ` + mainNS + `><sheetData><row xmlns="urn:x" r="1"/></sheetData></worksheet>`, "", "不认识的标签"},
	{"rows wrapped", dataSheet(`<mc xmlns="urn:x"><row r="1"/></mc>`), "", "不认识的标签"},
	{"text between rows", dataSheet(`<row r="1"/>x`), "", "行与行之间"},
	{"text between cells", dataSheet(`<row r="1">x</row>`), "", "单元格之间"},
	{"text in a cell", dataSheet(`<row r="1"><c r="A1">5</c></row>`), "", "不在标签里"},
	{"a tag in a value", dataSheet(`<row r="1"><c r="A1"><v>1<b/>2</v></c></row>`), "", "夹有标签"},
	{"wrong root", xmlHead + `<workbook/>`, "", "用途不符"},
	{"two roots", dataSheet("") + `<a/>`, "", "两个根"},
	{"text behind the root", dataSheet("") + `a`, "", "根元素之外"},
	{"nothing at all", "", "", "内容是空的"},
	{"deeply nested", dataSheet(`<row r="1"><c r="A1"><f>` + strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000) + `</f></c></row>`), "", "过深"},
	{"attribute twice", dataSheet(`<row r="1" r="2"/>`), "", "两次"},
	{"attribute without quotes", dataSheet(`<row r=1/>`), "", "引号"},
	{"attributes without a gap", dataSheet(`<row r="1"s="1"/>`), "", "写法"},
	{"less-than in an attribute", dataSheet(`<row r="<"/>`), "", "属性值"},
	{"prefix not bound", dataSheet(`<row r="1" q:a="1"/>`), "", "前缀"},
	{"element prefix not bound", dataSheet(`<q:row r="1"/>`), "", "前缀"},
	{"comment with dashes", dataSheet(`<!-- a -- b -->`), "", "注释"},
	{"CDATA end in text", dataSheet(`<row r="1"><c t="inlineStr"><is><t>a]]>b</t></is></c></row>`), "", "]]>"},
	{"declaration inside", dataSheet(`<?xml version="1.0"?>`), "", "声明"},
	{"stray end tag", dataSheet(`</row>`), "", "不配对"},
	{"slash in a tag", dataSheet(`<row / r="1">`), "", "写法"},
}

func manyAttrs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

func TestBrokenSheetsAreRefused(t *testing.T) {
	for _, c := range broken {
		t.Run(c.name, func(t *testing.T) {
			got, _, err := readAll(zipOf(t, plainBook(c.sheet)), "表.xlsx", Limits{})
			if err == nil {
				t.Fatalf("read as %q", got)
			}
			wantDamage(t, err, sheet.BadData, c.detail)
			var d *sheet.Damage
			if errors.As(err, &d); d.Cell != c.cell || d.Sheet != "表一" {
				t.Errorf("sheet %q, cell %q; want cell %q", d.Sheet, d.Cell, c.cell)
			}
		})
	}
}

// brokenBooks are containers whose description or parts are at fault.
var brokenBooks = []struct {
	name   string
	with   []rawPart
	kind   sheet.DamageKind
	detail string
}{
	{"no content types", []rawPart{{"[Content_Types].xml", "-"}}, sheet.NotWorkbook, "Content_Types"},
	{"no root relations", []rawPart{{"_rels/.rels", "-"}}, sheet.NotWorkbook, "_rels/.rels"},
	{"no workbook", []rawPart{{"xl/workbook.xml", "-"}}, sheet.NotWorkbook, "xl/workbook.xml"},
	{"no workbook relations", []rawPart{{"xl/_rels/workbook.xml.rels", "-"}}, sheet.NotWorkbook, "workbook.xml.rels"},
	{"no worksheet", []rawPart{{sheetOne, "-"}}, sheet.NotWorkbook, "表一"},
	{"no shared strings", []rawPart{{"xl/sharedStrings.xml", "-"}}, sheet.BadData, "共享文字不存在"},
	{"workbook cut", []rawPart{{"xl/workbook.xml", `<workbook ` + mainNS + `><sheets>`}}, sheet.NotWorkbook, "中途断开"},
	{"workbook of another namespace", []rawPart{{"xl/workbook.xml", `<workbook xmlns="urn:x"/>`}}, sheet.NotWorkbook, "用途不符"},
	{"no sheets", []rawPart{{"xl/workbook.xml", `<workbook ` + mainNS + `><sheets/></workbook>`}}, sheet.NotWorkbook, "没有工作表"},
	{"two sheets of one name", []rawPart{{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId1"/></sheets></workbook>`}}, sheet.NotWorkbook, "重复"},
	{"shared strings cut", []rawPart{{"xl/sharedStrings.xml", `<sst ` + mainNS + `><si><t>张三</t></si>`}}, sheet.BadData, "中途断开"},
	{"shared strings are something else", []rawPart{{"xl/sharedStrings.xml", `<worksheet ` + mainNS + `/>`}}, sheet.BadData, "用途不符"},
	{"not related to shared strings", []rawPart{{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`}}, sheet.BadData, "共享文字不存在"},
	{"styles broken", []rawPart{{"xl/styles.xml", `<styleSheet ` + mainNS + `><cellXfs><xf></cellXfs></styleSheet>`}}, sheet.NotWorkbook, "不配对"},
	{"xlsb", []rawPart{{"[Content_Types].xml", `<Types ` + typesNS + `><Default Extension="xml" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`}}, sheet.ForeignFormat, ".xlsb"},
	{"docx", []rawPart{{"[Content_Types].xml", `<Types ` + typesNS + `><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`}}, sheet.ForeignFormat, "Word"},
	{"ods", []rawPart{{"[Content_Types].xml", "-"}, {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, sheet.NotWorkbook, "content.xml"},
	{"part twice", []rawPart{{"XL/Workbook.xml", "x"}}, sheet.NotWorkbook, "同名"},
}

const typesNS = `xmlns="http://schemas.openxmlformats.org/package/2006/content-types"`

// What only looks like a type, a relation, a sheet or a format is none: it is of
// another namespace, or lies elsewhere.
func TestBookByNamespace(t *testing.T) {
	const alien = `xmlns:x="urn:x"`
	for _, c := range [][3]string{
		{"[Content_Types].xml", `</Types>`, `<x:Override ` + alien + ` PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`},
		{"_rels/.rels", `</Relationships>`, `<e><Relationship Id="rId9" Type="x/officeDocument" Target="none.xml"/></e></Relationships>`},
		{"_rels/.rels", `<Relationship `, `<x:Relationship ` + alien + ` Id="rId8" Type="x/officeDocument" Target="none.xml"/><Relationship `},
		{"xl/workbook.xml", `</workbook>`, `<extLst><ext><sheet name="外" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/><workbookPr date1904="1"/></ext></extLst></workbook>`},
		{"xl/styles.xml", `</styleSheet>`, `<dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs><extLst><ext><cellXfs><xf numFmtId="14"/></cellXfs><numFmt numFmtId="0" formatCode="yyyy"/></ext></extLst></styleSheet>`},
	} {
		parts := plainBook(dataSheet(`<row r="1"><c r="A1"><v>46328</v></c></row>`), rawPart{"xl/styles.xml", `<styleSheet ` + mainNS + `><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`})
		found := false
		for i, p := range parts {
			if p.name == c[0] && strings.Contains(p.body, c[1]) {
				found, parts[i].body = true, strings.Replace(p.body, c[1], c[2], 1)
			}
		}
		got, _, err := readAll(zipOf(t, parts), "表.xlsx", Limits{})
		if !found || err != nil || got != "1: A=46328\n" {
			t.Errorf("%s %s: found %v, %q %v", c[0], c[2], found, got, err)
		}
	}
}

// What Excel, LibreOffice and openpyxl read alike is read.
func TestOddBooksAreRead(t *testing.T) {
	for _, c := range []struct {
		name, sheet string
		with        []rawPart
		want        string
	}{
		{"lower-case reference", `<row r="1"><c r="a1"><v>1</v></c><c r="ab1"><v>2</v></c></row>`, nil, "1: A=1 AB=2\n"},
		{"shared text without a number", `<row r="1"><c r="A1"><v>1</v></c><c r="C1" t="s"><v></v></c><c r="D1" t="s"><v/></c></row>`, nil, "1: A=1\n"},
		{"styles are named and missing", `<row r="1"><c r="A1" s="3"><v>1</v></c></row>`, []rawPart{{"xl/styles.xml", "-"}}, "1: A=1\n"},
		{"shared texts are named, missing, and needed by nobody", `<row r="1"><c r="A1"><v>1</v></c></row>`, []rawPart{{"xl/sharedStrings.xml", "-"}}, "1: A=1\n"},
	} {
		got, _, err := readAll(zipOf(t, plainBook(dataSheet(c.sheet), c.with...)), "表.xlsx", Limits{})
		if err != nil || got != c.want {
			t.Errorf("%s: %q %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestBrokenBooksAreRefused(t *testing.T) {
	for _, c := range brokenBooks {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := readAll(zipOf(t, plainBook(dataSheet(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`), c.with...)), "表.xlsx", Limits{})
			wantDamage(t, err, c.kind, c.detail)
		})
	}
}

func TestMacroBookIsNamed(t *testing.T) {
	_, b := mustRead(t, zipOf(t, plainBook(dataSheet(""), rawPart{"[Content_Types].xml", `<Types ` + typesNS + `><Override PartName="/XL/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`})), "a.xlsm")
	if b.Format() != "xlsm" {
		t.Errorf("format %s", b.Format())
	}
}

func TestFormatsByContentAndName(t *testing.T) {
	page := `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>`
	for _, c := range []struct {
		name, body string
		kind       sheet.DamageKind
		format     string
	}{
		{"a.xls", page, sheet.ForeignFormat, "网页（HTML）"},
		{"a.xlsx", "\uFEFF\r\n<!DOCTYPE html>" + page, sheet.ForeignFormat, "网页（HTML）"},
		{"a.csv", page, sheet.ForeignFormat, "网页（HTML）"},
		{"a.xls", utf16Text(page, false, true), sheet.ForeignFormat, "网页（HTML）"},
		{"a.xls", "MIME-Version: 1.0\r\nContent-Type: multipart/related", sheet.ForeignFormat, "网页（MHTML）"},
		{"a.xls", `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>`, sheet.ForeignFormat, "XML 表格（2003）"},
		{"a.xlsx", "许可证号,数量\n1,2\n", sheet.ForeignFormat, "文本（CSV）"},
		{"a.xls", "\xD0\xED\xBF\xC9,1\r\n", sheet.ForeignFormat, "文本（CSV）"},
		{"a.et", "x", sheet.ForeignFormat, "文本（CSV）"},
		{"A.ODS", "x", sheet.ForeignFormat, "文本（CSV）"},
		{"a.xlsb", "PK\x03\x04", sheet.ForeignFormat, ".xlsb"},
		{"a.xlsx", "%PDF-1.7", sheet.ForeignFormat, "PDF"},
		{"a.xls", "\x09\x08\x10\x00\x00\x06\x05\x00", sheet.ForeignFormat, "早期 Excel（无复合文档结构）"},
		{"a.xlsx", "", sheet.Spoilt, ""},
		{"a.csv", "", sheet.Spoilt, ""},
		{"a.xlsx", "\x00\x01\x02\x03", sheet.NotWorkbook, ""},
		{"a.xlsx", "PK\x03\x04" + strings.Repeat("x", 100), sheet.Spoilt, ""},
		{"a.xls", magicOLE + strings.Repeat("\x00", 600), sheet.Spoilt, ""},
		{"a.xlsx", string(zipOf(t, []rawPart{{"申请表.xlsx", "x"}})), sheet.ForeignFormat, "压缩包"},
		{"a.csv", "a,b\n1,\x002\n", sheet.NotWorkbook, ""},
	} {
		_, _, err := readAll([]byte(c.body), c.name, Limits{})
		wantDamage(t, err, c.kind, "")
		var d *sheet.Damage
		if errors.As(err, &d); d.Format != c.format {
			t.Errorf("%s %.20q: format %q (%s), want %q", c.name, c.body, d.Format, d.Detail, c.format)
		}
	}
}

// TestEnciphered: what a company's cipher makes of a workbook opens on the
// clerk's own machine, so the advice to save it again would lead in a circle.
func TestEnciphered(t *testing.T) {
	for _, head := range []string{"\x62\x14\x23\x65\x00\x00\x00\x00E-SafeNet\x00\x00\x00LOCK", "\x9f\x02\xe1\x00\x7b\xd5"} {
		_, _, err := readAll([]byte(head+strings.Repeat("\x00\xd1\x8e", 200)), "a.xlsx", Limits{})
		wantDamage(t, err, sheet.NotWorkbook, "加密软件")
	}
}

func TestLimits(t *testing.T) {
	rows := strings.Repeat(`<row><c><v>1</v></c></row>`, 20)
	book := zipOf(t, plainBook(dataSheet(rows)))
	for _, c := range []struct {
		name, detail string
		lim          Limits
	}{
		{"file size", "文件大小", Limits{FileBytes: 100}},
		{"unpacked size", "解压后的大小", Limits{UnpackedBytes: 1000}},
		{"rows", "行数超过上限 19 行", Limits{Rows: 19}},
		{"time", "读取用时", Limits{Time: 1}},
	} {
		_, _, err := readAll(book, "a.xlsx", c.lim)
		t.Log(c.name)
		wantDamage(t, err, sheet.BeyondLimit, c.detail)
	}
	if _, _, err := readAll(book, "a.xlsx", Limits{Rows: 20}); err != nil {
		t.Errorf("20 rows of 20: %v", err)
	}
	long := zipOf(t, plainBook(dataSheet(`<row><c t="inlineStr"><is><t>`+strings.Repeat("长", 2<<20)+`</t></is></c></row>`)))
	_, _, err := readAll(long, "a.xlsx", Limits{})
	wantDamage(t, err, sheet.BeyondLimit, "一段内容")
}

func TestRowTextIsBounded(t *testing.T) {
	cell := `<c t="inlineStr"><is><t>` + strings.Repeat("长", 20000) + `</t></is></c>`
	_, _, err := readAll(zipOf(t, plainBook(dataSheet(`<row>`+strings.Repeat(cell, 100)+`</row>`))), "a.xlsx", Limits{})
	wantDamage(t, err, sheet.BeyondLimit, "第 1 行的文字")
	sheets := strings.Repeat(`<sheet name="a" r:id="rId1"/>`, maxSheets+1)
	for i := range maxSheets + 1 {
		sheets = strings.Replace(sheets, `"a"`, fmt.Sprintf(`"%d"`, i), 1)
	}
	_, _, err = readAll(zipOf(t, plainBook(dataSheet(""), rawPart{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + sheets + `</sheets></workbook>`})), "a.xlsx", Limits{})
	wantDamage(t, err, sheet.BeyondLimit, "工作表")
}

func TestCancelledReadIsNoDamage(t *testing.T) {
	book := zipOf(t, plainBook(dataSheet(`<row r="1"/>`)))
	ctx, cancel := context.WithCancel(t.Context())
	b, err := Open(ctx, strings.NewReader(string(book)), int64(len(book)), "a.xlsx", Limits{Time: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	for _, err = range b.Rows(ctx, 0) {
	}
	var d *sheet.Damage
	if !errors.Is(err, context.Canceled) || errors.As(err, &d) {
		t.Errorf("error %v", err)
	}
}

// A formula that adds up rows says from which row on.
func TestSumsOfRows(t *testing.T) {
	for formula, want := range map[string]int{
		"SUBTOTAL(9,F2:F5)": 2, "subtotal(109,$F$12:$F$40)": 12, "SUM(D4:D9)": 4, "SUBTOTAL(9,[数量])": 1, "SUBTOTAL(109,表1[数量])": 1,
		"SUM(F2:H2)": 0, "SUBTOTAL(1,F2:F5)": 0, "SUM(F2,F5)": 0, "F2*G2": 0, "SUM(F2:F5)/2": 0, "": 0,
	} {
		if got := sumFrom(formula); got != want {
			t.Errorf("%q: %d, want %d", formula, got, want)
		}
	}
}
