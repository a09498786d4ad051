package form

import (
	"strings"
	"testing"
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
		{"of another row", "G9|属实||" + advice, "", "", "", ""},
		{"to write anew", "G2|||请重新核实，并改写核实说明：属实：Q504 原因", "", "", "", ""},
	} {
		lines := strings.Split(applicationText(map[string]string{"备注": c.remark}), "\n")
		sub, _ := decodeText(t, front+c.front+"\n"+lines[0]+"\n"+lines[1]+"|结果|问题\n"+lines[2]+"|"+c.result+"|"+c.problem)
		if len(sub.Applications) != 1 {
			t.Fatalf("%s: %d rows", c.name, len(sub.Applications))
		}
		if got := sub.Applications[0].Elsewhere; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
