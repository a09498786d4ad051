package form

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// TestAnswerElsewhere: an answer that stands where it is not read is found, and
// what our own receipt says of 属实 is none.
func TestAnswerElsewhere(t *testing.T) {
	const front = "== 回执\n弱势客户帮扶 回执\n回执号|HZ-140213-20261102-001\n1|情况属实的，在该行“核实说明”填“属实：”\n" +
		"序号|规则|级别|工作表|单元格|填报值|问题|处理办法\n1|Q504|待核|申请表|"
	const advice = "请核实；情况属实的在核实说明中写“属实：Q504 原因”，填错的请改正"
	for _, c := range []struct{ name, front, result, problem, remark, want string }{
		{"as it was sent", "G2|13800000000|相同|" + advice, "？ 待核", "Q504 相同；N017 核实说明里没有“属实”，没有当作答复", "", ""},
		{"in our column", "G2|||" + advice, "？ 待核", "属实：Q504 同住", "", "“问题”一列的 AP2"},
		{"behind our words", "G2|||" + advice, "？ 待核", "Q504 相同。属实，同住", "", "“问题”一列的 AP2"},
		{"with the marks of the advice", "G2|||" + advice, "？ 待核", "“属实：Q504 同住”", "", "“问题”一列的 AP2"},
		{"in the other one", "G2|||" + advice, "不属实", "x", "", "“结果”一列的 AO2"},
		{"in the remark", "G2|||" + advice, "", "", "属实，夫妻", "“备注”一列的 AN2"},
		{"beside the problem", "G2|属实，夫妻||" + advice, "", "", "", "工作表“回执”的 F5"},
		{"over the advice", "G2|||已核实，属实", "", "", "", "工作表“回执”的 H5"},
		{"of a whole row", "第2行|||属实", "", "", "", "工作表“回执”的 H5"},
		{"of which our receipt speaks, rows deleted since", "G9|||x\n2|N017|提示|申请表|G2|不属实|核实说明里的“属实”是否定的或问话|", "", "", "", ""},
		{"of another row", "G9|属实||" + advice, "", "", "", ""},
		{"to write again", "G2|||请重新核实，并改写核实说明：属实：Q504 原因", "", "", "", ""},
	} {
		lines := strings.Split(applicationText(map[string]string{"备注": c.remark}), "\n")
		sub, _ := decodeText(t, front+c.front+"\n"+lines[0]+"\n"+lines[1]+"|结果|问题\n"+lines[2]+"|"+c.result+"|"+c.problem)
		if len(sub.Applications) != 1 {
			t.Fatalf("%s: %d rows", c.name, len(sub.Applications))
		}
		if got := sub.Applications[0].Open().Elsewhere; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAnswerInAnotherColumn: an answer that names a rule is one in whatever column of the
// form it stands; words of the hardship itself are none.
func TestAnswerInAnotherColumn(t *testing.T) {
	for _, c := range []struct{ column, text, want string }{
		{"困难说明", "属实：Q504 同住", "“困难说明”一列的 X2"},
		{"困难说明", "家中失火，情况属实", ""},
		{"困难说明", "Q504 同住", ""},
		{"经营地址", "属实：Q504 同住一院", "“经营地址”一列的 H2"},
		{"核实说明", "属实：Q504 同住", ""},
	} {
		sub, _ := decodeText(t, applicationText(map[string]string{c.column: c.text}))
		if got := sub.Applications[0].Open().Elsewhere; got != c.want {
			t.Errorf("%s %s: %q, want %q", c.column, c.text, got, c.want)
		}
	}
}

// TestAnswerInANote: an answer in a cell's note is found, below our own words or without
// them; what we wrote there ourselves is none, nor is a note of the header.
func TestAnswerInANote(t *testing.T) {
	const ours = "【帮扶系统】Q504 联系电话相同：请核实；情况属实的在核实说明中写“属实：Q504 原因”，填错的请改正"
	visits := "== 走访台账\n走访日期|许可证号|走访人|服务类型\n2026-11-02|140213100001|样走|定期走访"
	for _, c := range []struct{ name, book, cell, note, want string }{
		{"ours", applicationText(nil), "G2", ours, ""},
		{"below ours", applicationText(nil), "G2", ours + "\n属实，夫妻同住", "批注 G2"},
		{"the clerk's", applicationText(nil), "H2", "属实", "批注 H2"},
		{"the clerk's, of something else", applicationText(nil), "P2", "收入证明已核，属实", ""},
		{"the clerk's, of a rule", applicationText(nil), "H2", "样甲:\nQ504 已核，属实", "批注 H2"},
		{"of the header", applicationText(nil), "G1", "属实", ""},
		{"of another form, ours", visits, "B2", ours, ""},
		{"of another form, below ours", visits, "B2", ours + "\n属实", "批注 B2"},
		{"of another form, a clerk's own word", visits, "B2", "反映情况属实", ""},
		{"of another form, of a rule", visits, "B2", "属实：V901 是本县客户", "批注 B2"},
	} {
		src := book(c.book)
		src.Notes = func(int) iter.Seq2[string, string] { return maps.All(map[string]string{c.cell: c.note}) }
		sub, _ := decodeSource(t, src)
		got := ""
		for a := range sub.Applications.All() {
			got += a.Elsewhere
		}
		for _, f := range sub.Faults {
			if f.Kind == sheet.AnswerAstray {
				got += f.Read
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAnswerOnAListOfOurs: what is answered on the lists of 在册与待办 is told, for nobody
// reads it there, whether or not a form of the workbook was filled in.
func TestAnswerOnAListOfOurs(t *testing.T) {
	const lists = "== 在册\n许可证号|经营者姓名\n140213100002|样乙\n== 待办\n在册与待办\n许可证号|规则|处理办法|由谁处理\n" +
		"140213100001|Q504|请核实；情况属实的在核实说明中写“属实：Q504 原因”，填错的请改正|县区%s\n140213100002|Q104|请等市局确认|市局%s\n"
	const renewal = "== 复核申请表\n"
	filled := strings.TrimPrefix(applicationText(map[string]string{"业务类型": "复核"}), "== 申请表\n")
	for _, c := range []struct{ name, first, second, renewal, want string }{
		{"as it was sent", "", "", filled, ""},
		{"beside the question", "|属实 夫妻", "", filled, "E3 工作表“待办”的 E3"},
		{"beside two, nothing filled in", "|属实 夫妻", "|情况属实", strings.Split(filled, "\n")[0], "E3 工作表“待办”的 E3、E4"},
	} {
		sub, _ := decodeText(t, fmt.Sprintf(lists, c.first, c.second)+renewal+c.renewal)
		got := ""
		for _, f := range sub.Faults {
			if f.Kind == sheet.AnswerAstray {
				got += f.Cell + " " + f.Read
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAnswerAstray: on a form that has no 核实说明 an answer is told once for the
// sheet, wherever it was typed; a clerk's own words are none.
func TestAnswerAstray(t *testing.T) {
	const front = "== 回执\n弱势客户帮扶 回执\n回执号|HZ-140213-20261102-001\n序号|规则|级别|工作表|单元格|填报值|问题|处理办法\n1|V703|退回|"
	forms := map[string]string{
		"帮扶申请表": "== 帮扶申请表\n许可证号|规格1|申请日期|备注|另记|结果|问题\n140213100001|硬中华|2026-11-02|",
		"走访台账":  "== 走访台账\n走访日期|许可证号|走访人|备注|服务类型|另记|结果|问题\n2026-11-02|140213100001|样走||定期走访|",
		"销售历史":  "== 销售历史\n许可证号|订货日期|卷烟条码|数量|备注|另记|结果|问题\n140213100001|2026-10-08|6901028075015|3||",
	}
	for name, head := range forms {
		for _, c := range []struct{ name, front, other, problem, want string }{
			{"as it was sent", "B2||x", "", "V703 x，情况属实的在核实说明中写“属实：Q504 原因”", ""},
			{"in our column", "B2||x", "", "属实", "?2"},
			{"in a column of the clerk's", "B2||x", "属实：Q504 同住", "", "?2"},
			{"a clerk's own word", "B2||x", "反映情况属实", "", ""},
			{"beside the problem", "B2|属实|x", "", "", "工作表“回执”的 F4"},
		} {
			sub, _ := decodeText(t, front+name+"|"+c.front+"\n"+head+c.other+"||"+c.problem)
			got := ""
			for _, f := range sub.Faults {
				if f.Kind == sheet.AnswerAstray {
					got += f.Read
				}
			}
			ok := got == c.want || c.want == "?2" && strings.HasSuffix(got, "2") && len(got) == 2
			if len(sub.Tables) != 1 || !ok {
				t.Errorf("%s, %s: %q, want %q (%d tables)", name, c.name, got, c.want, len(sub.Tables))
			}
		}
	}
}

// TestBesideIsKept: 填报值 of our 回执 sheet, with what it speaks of and where it stands.
func TestBesideIsKept(t *testing.T) {
	sub, _ := decodeText(t, "== 回执\n回执号|HZ-140213-20261102-001\n序号|规则|级别|工作表|单元格|填报值|问题\n1|V204|✗ 退回|申请表|P2|13000|x\n2|S007|x|申请表||y|x\n"+applicationText(nil))
	want := []assist.Beside{{Sheet: "申请表", Cell: "P2", Code: "V204", Value: "13000", At: "工作表“回执”的 F3"}}
	if !slices.Equal(sub.Beside, want) {
		t.Errorf("%+v, want %+v", sub.Beside, want)
	}
}
