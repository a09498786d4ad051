package mark

import (
	"strings"
	"testing"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/proof"
)

// kitAgain is a marking that finds one row still wrong.
func kitAgain() sheet.Marking {
	return sheet.Marking{Receipt: "HZ-PCQ-20261128-001", Front: kitFront("HZ-PCQ-20261128-001"), Tables: []sheet.TableMarks{{
		Sheet: "申请表", HeaderRow: 3, LastCol: 3, LastRow: 5,
		Rows:  []sheet.RowMark{{Row: 5, Result: "？ 待核", Problem: "收入高于标准", Tone: sheet.Wait}},
		Cells: []sheet.CellMark{{Cell: "A5", Tone: sheet.Wait, Note: "收入高于标准"}},
	}}}
}

func TestRemarkTakesOldMarksOff(t *testing.T) {
	first, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	out, _ := kitMark(t, first, kitAgain())
	parts := proof.Unzip(t, out)
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "回执 申请表 底稿" {
		t.Errorf("sheets %s", got)
	}
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	for at, want := range map[string]string{"B4": "", "A5": "FFEB9C", "C5": "", "D4": "", "D5": "FFEB9C"} {
		if got := styles.Colour(w.Cell(at)); got != want {
			t.Errorf("%s has the fill %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]string{"D3": "结果", "E3": "问题", "D4": "", "E4": "", "D5": "？ 待核", "E5": "收入高于标准", "F3": "", "G3": ""} {
		if got := w.Cell(at).I; got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	if got := styles.Format(w.Cell("B4")); got != `yyyy"年"m"月"d"日"` {
		t.Errorf("the date's format became %q", got)
	}
	if got, want := proof.Notes(t, parts["xl/comments1.xml"]), "B4=请核对原件|A5=【帮扶系统】收入高于标准"; got != want {
		t.Errorf("notes\n got %q\nwant %q", got, want)
	}
	if n := strings.Count(parts["xl/drawings/vmlDrawing1.vml"], "<v:shape "); n != 2 {
		t.Errorf("%d boxes, want 2", n)
	}
	if strings.Count(parts["[Content_Types].xml"], "worksheet+xml") != 3 {
		t.Error("the old 回执 sheet is still declared")
	}
}

// A receipt that goes round and round does not grow.
func TestRemarkDoesNotGrow(t *testing.T) {
	out, _ := kitMark(t, proof.Zip(t, proof.County()), kitMarking())
	out, _ = kitMark(t, out, kitMarking())
	styles := proof.Unzip(t, out)["xl/styles.xml"]
	for range 3 {
		out, _ = kitMark(t, out, kitMarking())
	}
	if got := proof.Unzip(t, out)["xl/styles.xml"]; got != styles {
		t.Errorf("the styles grew from %d to %d bytes", len(styles), len(got))
	}
}

// Another program saved the receipt: texts went into the shared ones.
func TestRemarkKnowsSharedTexts(t *testing.T) {
	kit := proof.County(
		proof.Put("xl/worksheets/sheet2.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="A2" t="s"><v>6</v></c><c r="B2" t="s"><v>7</v></c></row></sheetData></worksheet>`),
	)
	for i := range kit {
		kit[i].Text = strings.Replace(kit[i].Text, `<sheet name="底稿"`, `<sheet name="回执"`, 1)
		kit[i].Text = strings.Replace(kit[i].Text, `</sst>`, `<si><t>回执号：</t></si><si><t>HZ-PCQ-20261127-001</t></si></sst>`, 1)
		kit[i].Text = strings.Replace(kit[i].Text, `<c r="C3" s="2" t="s"><v>3</v></c></row>`,
			`<c r="C3" s="2" t="s"><v>3</v></c><c r="D3" t="s"><v>5</v></c><c r="E3" t="inlineStr"><is><t>问题</t></is></c></row>`, 1)
	}
	out, _ := kitMark(t, proof.Zip(t, kit), kitAgain())
	parts := proof.Unzip(t, out)
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "回执 申请表" {
		t.Errorf("sheets %s", got)
	}
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	if w.Cell("D5").I != "？ 待核" || w.Cell("F3").I != "" {
		t.Errorf("结果 stands elsewhere: %+v", w.Rows)
	}
}

// Without one of our numbers, 回执 and 结果 are somebody else's.
func TestForeignReceiptSheetStays(t *testing.T) {
	kit := proof.County(proof.Put("xl/worksheets/sheet2.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>回执号</t></is></c><c r="B2" t="inlineStr"><is><t>邮局-20261127-001</t></is></c></row></sheetData></worksheet>`))
	for i := range kit {
		kit[i].Text = strings.Replace(kit[i].Text, `<sheet name="底稿"`, `<sheet name="回执"`, 1)
		kit[i].Text = strings.Replace(kit[i].Text, `<si><t>备注</t></si>`, `<si><t>结果</t></si>`, 1)
	}
	out, _ := kitMark(t, proof.Zip(t, kit), kitMarking())
	parts := proof.Unzip(t, out)
	if got := proof.Parse[proof.Workbook](t, parts["xl/workbook.xml"]).List(); got != "回执（帮扶） 申请表 回执" {
		t.Errorf("sheets %s", got)
	}
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	if w.Cell("C3").V != "3" || w.Cell("D3").I != "结果" {
		t.Errorf("the county's own 结果 was taken for ours: %+v", w.Rows)
	}
	again, _ := kitMark(t, out, kitAgain())
	if got := proof.Parse[proof.Workbook](t, proof.Unzip(t, again)["xl/workbook.xml"]).List(); got != "回执（帮扶） 申请表 回执" {
		t.Errorf("sheets of the second receipt %s", got)
	}
}

// A county's own fill in one of our colours stays when the workbook never was
// a receipt.
func TestForeignFillStays(t *testing.T) {
	kit := proof.County()
	for i := range kit {
		kit[i].Text = strings.Replace(kit[i].Text, `<fills count="2">`, `<fills count="3">`, 1)
		kit[i].Text = strings.Replace(kit[i].Text, `</fills>`, `<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill></fills>`, 1)
		kit[i].Text = strings.Replace(kit[i].Text, `numFmtId="164" fontId="0" fillId="0"`, `numFmtId="164" fontId="0" fillId="2"`, 1)
	}
	m := kitMarking()
	m.Tables[0].Cells = nil
	out, _ := kitMark(t, proof.Zip(t, kit), m)
	parts := proof.Unzip(t, out)
	w := proof.Parse[proof.Worksheet](t, parts["xl/worksheets/sheet1.xml"])
	styles := proof.Parse[proof.Styles](t, parts["xl/styles.xml"])
	if got := styles.Colour(w.Cell("B4")); got != "FFC7CE" {
		t.Errorf("the county's fill became %q", got)
	}
}
