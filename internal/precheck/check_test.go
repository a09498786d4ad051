package precheck

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
	"bangfu/internal/xlsx/proof"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// applications are a workbook of one 申请表 with the identity numbers given; of the
// rows named hidden nothing is seen.
func applications(t *testing.T, unit string, hidden string, ids ...string) []byte {
	t.Helper()
	p := sheet.Page{Name: "申请表", Left: "填报单位：" + unit, Right: "填报日期：2026-11-20", Blocks: []sheet.Block{{}}}
	for _, c := range column.Application {
		p.Blocks[0].Columns = append(p.Blocks[0].Columns, sheet.ColumnSpec{Header: c.Header, Text: true})
	}
	for _, id := range ids {
		var row []sheet.Value
		for _, c := range column.Application {
			v := map[column.Header]string{column.ID: id, column.Licence: "140221100001", column.Business: "新增", column.Operator: "样人"}[c.Header]
			row = append(row, sheet.S(v))
		}
		p.Blocks[0].Rows = append(p.Blocks[0].Rows, row)
	}
	data, err := write.Write(sheet.Book{Title: "申请", Pages: []sheet.Page{p}})
	if err != nil {
		t.Fatal(err)
	}
	var parts []proof.Part
	for name, text := range proof.Unzip(t, data) {
		if hidden != "" && strings.HasSuffix(name, "sheet1.xml") {
			text = strings.Replace(text, `<row r="`+hidden+`"`, `<row hidden="1" r="`+hidden+`"`, 1)
		}
		parts = append(parts, proof.Part{Name: name, Text: text})
	}
	return proof.Zip(t, parts)
}

func checked(t *testing.T, data []byte) Checked {
	t.Helper()
	r, err := Check(context.Background(), Ask{Name: "甲.xlsx", Data: data, At: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC), Rules: Rules{Limits: read.Limits{}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A text that comes back as a workbook keeps its header in view.
func TestATextComesBackWithItsHeaderInView(t *testing.T) {
	for _, above := range []int{0, 2, 15} {
		text := strings.Repeat("大同市销售明细\r\n", above) + "许可证号,订货日期,卷烟条码,数量\r\n140221100001,2026-11-02,6901028339957,x\r\n"
		r, err := Check(context.Background(), Ask{Name: "甲.csv", Data: []byte(text), At: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		want := above + 1
		if want > 10 {
			want = 0
		}
		rows := 0
		for _, v := range proof.Parse[proof.Worksheet](t, proof.Unzip(t, r.Copy)["xl/worksheets/sheet1.xml"]).Views {
			rows = v.Pane.Rows
		}
		if rows != want {
			t.Errorf("%d lines above the header: %d rows stay in view", above, rows)
		}
	}
}

// Its columns hold what stands in them, on the screen and on paper.
func TestATextComesBackWithItsColumnsWhole(t *testing.T) {
	text := "许可证号,客户名称,订货日期,卷烟条码,数量\r\n140221100001,阳高样记便民烟酒店,2026-11-02,6901028339957,x\r\n"
	r, err := Check(context.Background(), Ask{Name: "甲.csv", Data: []byte(text), At: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	sheet := string(proof.Unzip(t, r.Copy)["xl/worksheets/sheet1.xml"])
	for col, least := range []float64{12, 18, 10, 13, 9} {
		found := regexp.MustCompile(fmt.Sprintf(`<col min="%d" max="%d" width="([0-9.]+)"`, col+1, col+1)).FindStringSubmatch(sheet)
		if found == nil {
			t.Fatalf("column %d has no width", col+1)
		}
		if width, _ := strconv.ParseFloat(found[1], 64); width < least || width > least+6 {
			t.Errorf("column %d is %g wide, want %g", col+1, width, least)
		}
	}
	for _, want := range []string{`fitToPage="1"`, `orientation="landscape" fitToWidth="1" fitToHeight="0"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("no %s", want)
		}
	}
}

// Its numbers and dates come back as such, so that they can be summed and sorted; its
// codes stay texts, in text format, and what is no number or date stays as it was written.
// Read again the workbook says what the text said.
func TestATextComesBackWithNumbersAndDates(t *testing.T) {
	text := "序号,许可证号,订货日期,卷烟条码,数量,批发价,金额\r\n" +
		"1,140221100001,2026-11-02,6901028339957,12,129.30,1551.60\r\n" +
		"2,140221100001,2026/11/9 10:30:00,6901028339957,3条,129.30,-\r\n" +
		"3,140221100001,昨天,6901028339957,012,129.305,1e3\r\n" +
		"合计,,,,15,,\r\n"
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	r, err := Check(context.Background(), Ask{Name: "甲.csv", Data: []byte(text), At: at})
	if err != nil {
		t.Fatal(err)
	}
	b, err := read.Open(context.Background(), bytes.NewReader(r.Copy), int64(len(r.Copy)), "甲.xlsx", read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row, err := range b.Rows(context.Background(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		row.Cells = slices.DeleteFunc(row.Cells, func(c sheet.Cell) bool { return c.Col > 7 })
		got = append(got, sheettest.DumpRow(row))
	}
	want := []string{
		`1: A="序号" B="许可证号" C="订货日期" D="卷烟条码" E="数量" F="批发价" G="金额"`,
		`2: A="1" B="140221100001" C=2026-11-02 D="6901028339957" E=12 F=129.3 G=1551.6`,
		`3: A="2" B="140221100001" C=2026-11-09 10:30:00 D="6901028339957" E="3条" F=129.3 G="-"`,
		`4: A="3" B="140221100001" C="昨天" D="6901028339957" E="012" F=129.305 G="1e3"`,
		`5: A="合计" E=15`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s", strings.Join(got, "\n"))
	}
	styles := proof.Unzip(t, r.Copy)["xl/styles.xml"]
	for cell, format := range map[string]string{"B2": "49", "D4": "49", "F2": "2", "F4": "0", "E2": "0"} {
		if got := formatOf(t, styles, proof.Unzip(t, r.Copy)["xl/worksheets/sheet1.xml"], cell); got != format {
			t.Errorf("%s is in format %s, want %s", cell, got, format)
		}
	}
	again, err := Check(context.Background(), Ask{Name: "甲.xlsx", Data: r.Copy, At: at})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := fmt.Sprint(codesOf(r)), fmt.Sprint(codesOf(again)); a != b {
		t.Errorf("the text has %s, the workbook %s", a, b)
	}
}

// formatOf is the number format of a cell of a sheet.
func formatOf(t *testing.T, styles, part, cell string) string {
	t.Helper()
	_, xfs, _ := strings.Cut(styles, "<cellXfs")
	formats := regexp.MustCompile(`<xf numFmtId="(\d+)"`).FindAllStringSubmatch(xfs, -1)
	style := 0
	if m := regexp.MustCompile(`<c r="` + cell + `"[^>]* s="(\d+)"`).FindStringSubmatch(part); m != nil {
		style, _ = strconv.Atoi(m[1])
	}
	return formats[style][1]
}

// codesOf are the findings of a file, by code and cell.
func codesOf(r Checked) []string {
	var list []string
	for _, x := range r.Result.Findings {
		list = append(list, x.Code+" "+x.Cell)
	}
	return list
}

// What a mark says that is not seen at first, --json says too.
func TestJSONTellsHowAHiddenMarkIsSeen(t *testing.T) {
	const how = "行是隐藏的：选中它上下两行的行号，点右键“取消隐藏”就能看到"
	for _, hidden := range []string{"", "3"} {
		told := false
		r := checked(t, applications(t, "样县", hidden, "14022119700101"))
		for _, x := range r.Result.Findings {
			told = told || x.Code == "V111" && strings.Contains(x.Fix, how)
		}
		if told != (hidden != "") {
			t.Errorf("row %q hidden: told %v: %+v", hidden, told, r.Result.Findings)
		}
	}
}

// Who checks a file by himself is told in words what waits until it is sent, of
// the forms that are in it, and nothing of rules by their codes or a workspace.
func TestAloneSaysWhatWaitsForSending(t *testing.T) {
	r := checked(t, applications(t, "样县", "", "14022119700101"))
	want := "户籍与收入、许可证登记、重复申报 要在报送后才能核对"
	var codes []string
	for _, u := range r.Result.Unchecked {
		codes = append(codes, u.Code)
		if strings.Contains(u.Why, "工作区") || u.Code == "V901" {
			t.Errorf("%+v", u)
		}
	}
	if got := assist.Later(codes); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b, err := read.Open(context.Background(), strings.NewReader(string(r.Copy)), int64(len(r.Copy)), "x.xlsx", read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range b.Rows(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range row.Cells {
			if strings.Contains(c.Text, "工作区") {
				t.Errorf("回执 says %s", c.Text)
			}
			if row.At(1).Text == "结论" && c.Col == 2 && !strings.HasSuffix(c.Text, "；"+want) {
				t.Errorf("结论: %s", c.Text)
			}
		}
	}
}

// TestRulesArePackedAndUnpacked: what 核对.html carries comes back whole; what a workspace
// has kept of an earlier workbook stays at home.
func TestRulesArePackedAndUnpacked(t *testing.T) {
	rules := standard(t)
	rules.Terms.Kept = map[assist.TermsValue]assist.Said{{Table: "县区", Row: "阳高县"}: {}}
	text, err := rules.Pack()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Unpack(text)
	if err != nil || len(back.Terms.Units) != 11 || len(back.Terms.Products.List) != len(rules.Terms.Products.List) || len(back.Terms.Kept) > 0 {
		t.Errorf("%d units, %d products, %d kept: %v", len(back.Terms.Units), len(back.Terms.Products.List), len(back.Terms.Kept), err)
	}
}
