package read

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/sheet"
)

// odsOf is an OpenDocument workbook with the tables given.
func odsOf(t *testing.T, tables string, more ...rawPart) []byte {
	t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">` +
		`<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>`
	parts := []rawPart{{"mimetype", odsType}, {"content.xml", head + tables + `</office:spreadsheet></office:body></office:document-content>`}}
	return zipOf(t, append(parts, more...))
}

func TestODS(t *testing.T) {
	got, b := mustRead(t, odsOf(t, `<table:table table:name="申请表">`+
		`<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column/>`+
		`<table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>许可证号</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>第一行</text:p><text:p>第二<text:s text:c="2"/>行</text:p><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell></table:table-row></table:table-header-rows>`+
		`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`+
		`<table:table-row><table:table-cell office:value-type="float" office:value="140221100001"><text:p>1.40E+11</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="140221197001010012"/><table:table-cell office:value-type="date" office:date-value="2026-11-02"/><table:table-cell office:value-type="date" office:date-value="2026-11-02T13:30:00"/></table:table-row>`+
		`<table:table-row-group><table:table-row table:visibility="filter"><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="currency" office:value="1.5" table:formula="of:=[.A1]"/><table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/></table:table-row></table:table-row-group>`+
		`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>同上</text:p></table:table-cell></table:table-row>`+
		`<table:table-row table:number-rows-repeated="1048500"><table:table-cell/></table:table-row></table:table>`+
		`<table:table table:name="藏" table:style-name="ta2"><table:table-row><table:table-cell/></table:table-row></table:table>`,
		rawPart{"meta.xml", `<m xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="urn:x"><x:date>2020-01-01T00:00:00</x:date><dc:date>2026-11-20T10:00:00.5</dc:date></m>`}), "表.ods")
	wantText(t, got, `== 申请表
1: A="许可证号" C="第一行\n第二  行"
5: A=140221100001 B=140221197001010000~ C=date 2026-11-02 D=date 2026-11-02 13:30:00
6: (hidden) A=bool TRUE B=error #DIV/0!= C=1.5= D=1.5= E=date 08:30:00
7: A="同上"
8: A="同上"
== 藏
`)
	if b.Format() != "ods" || b.Sheets()[0].Hidden || !b.Sheets()[1].Hidden || b.Modified().Day() != 20 {
		t.Errorf("%s %v %v", b.Format(), b.Sheets(), b.Modified())
	}
	if e := b.Extent(0); fmt.Sprint(e.HiddenRows, e.HiddenCols) != "{[[6 6]] 1} {[[3 3]] 1}" || e.LastRow != 8 || len(e.Tall) == 0 || e.Tall[0] != "A7:A8" {
		t.Errorf("extent %+v", e)
	}
}

// What only looks like a table, a cell or a value is none: it is of another
// namespace, or of a table of another file.
func TestODSByNamespace(t *testing.T) {
	const alien = `<x:table xmlns:x="urn:x" x:name="外"><x:table-row><x:table-cell><text:p>外</text:p></x:table-cell></x:table-row></x:table>`
	got, b := mustRead(t, odsOf(t, alien+`<table:table xmlns:x="urn:x" x:name="外" table:name="表">`+
		`<x:table-column table:visibility="collapse"/><x:table-row><table:table-cell office:value-type="float" office:value="9"/></x:table-row>`+
		`<table:table-row x:visibility="filter" x:number-rows-repeated="3"><x:table-cell/>`+
		`<table:table-cell x:value-type="error" x:value="7" x:number-columns-repeated="2" office:value-type="float" office:value="1"/>`+
		`<table:table-cell office:value-type="string"><text:p>张<x:s/><x:annotation>三</x:annotation></text:p><x:p>丰</x:p></table:table-cell></table:table-row></table:table>`+
		`<table:dde-links><table:dde-link><table:table table:name="外"><table:table-row><table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table></table:dde-link></table:dde-links>`), "表.ods")
	wantText(t, got, "1: A=1 B=\"张三丰\"\n")
	if n := len(b.Sheets()); n != 1 || b.Extent(0).HiddenCols.Count > 0 || b.Extent(0).HiddenRows.Count != 0 {
		t.Errorf("%d sheets, extent %+v", n, b.Extent(0))
	}
}

func TestODSRefused(t *testing.T) {
	one := func(cell string) string {
		return `<table:table table:name="表"><table:table-row>` + cell + `</table:table-row></table:table>`
	}
	for name, c := range map[string]struct {
		file   []byte
		kind   sheet.DamageKind
		detail string
	}{
		"a number that is none":  {odsOf(t, one(`<table:table-cell office:value-type="float" office:value="abc"/>`)), sheet.BadData, "A1 的值不对"},
		"cut":                    {odsOf(t, `<table:table table:name="表"><table:table-row>`), sheet.BadData, "残缺"},
		"no tables":              {odsOf(t, ``), sheet.NotWorkbook, "没有工作表"},
		"beyond the last column": {odsOf(t, one(`<table:table-cell table:number-columns-repeated="16385" office:value-type="float" office:value="1"/>`)), sheet.BadData, "最后一列"},
		"a bomb of repeats":      {odsOf(t, `<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>`+strings.Repeat("长", 99)+`</text:p></table:table-cell></table:table-row></table:table>`), sheet.BeyondLimit, "重复"},
		"encrypted":              {odsOf(t, one(`<table:table-cell/>`), rawPart{"META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`}), sheet.Password, "密码"},
	} {
		lim := Limits{}
		if testing.Short() { // under the race detector, which slows the repeats tenfold
			lim.UnpackedBytes = 16 << 20
		}
		_, _, err := readAll(c.file, "表.ods", lim)
		t.Log(name)
		wantDamage(t, err, c.kind, c.detail)
	}
}

// A .et is read as the workbook of Excel 97 that it mostly is.
func TestET(t *testing.T) {
	got, b := mustRead(t, xlsOf(kindsXLS()), "表.et")
	if b.Format() != "et" || !strings.HasPrefix(got, "== 表一\n1: A=\"张三\"") {
		t.Errorf("%s: %.60q", b.Format(), got)
	}
	_, _, err := readAll(compound(rawPart{"Contents", "x"}), "表.et", Limits{})
	wantDamage(t, err, sheet.ForeignFormat, "WPS")
}
