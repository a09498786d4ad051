package check

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// rulesWritten are the rules of one row in the order in which they speak, then those
// of all rows together, typed by hand: codes, the 困难类别 they are for, 退 for those
// that a 退出 is asked too, the cell they speak of, and what they need.
const rulesWritten = `
V101||退||[]
V114||||[]
V401||退||[]
V308|临时困难|||[]
V124|残疾|||[]
V201 V202 V203 V204 V205 V206 V207 V210 N209||退||[]
V201||退||[]
Q103||||[许可证号]
V104||||[许可证号]
Q104||||[许可证号]
V105||||[许可证有效期止]
Q105||||[许可证有效期止]
V106||退|经营者姓名|[许可证号]
N107|||许可证有效期止|[许可证号]
V111|||身份证号|[]
V113|||身份证号|[]
V112|||身份证号|[]
V115|||身份证号|[]
N131|||联系电话|[]
V121|残疾||残疾人证号|[]
V123|残疾||残疾人证号|[]
V122|残疾||残疾人证号|[]
V122|残疾||残疾人证号|[身份证号 与经营者关系]
V208||退||[]
V402||退||[]
V404||退||[]
V403||退||[]
V308|临时困难||帮扶截止日|[]
N310|||家庭年收入|[]
V301|低保|||[户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止]
V302|低保|||[户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止]
Q303|低保|||[户籍类别 家庭人口 家庭年收入 低保证号 低保证有效期止]
V304|低保|||[低保证号 低保证有效期止 证明材料]
V201|残疾||卷烟年毛利|[家庭年收入]
V305|残疾|||[家庭年收入 卷烟年毛利]
Q306|残疾|||[家庭年收入 卷烟年毛利]
Q307|临时困难|||[]
Q309||||[]
V601||退||[业务类型 许可证号]
Q602||||[业务类型 许可证号]
Q603||||[业务类型 许可证号]
N604||||[许可证号]
N605||||[许可证号]
N606|||申请日期|[]
V501||||[许可证号]
V502||||[许可证号]
V503||||[身份证号]
V505|残疾|||[残疾人证号]
Q504||||[联系电话 经营地址]
`

func TestRulesAreAskedAsWritten(t *testing.T) {
	got := "\n"
	for _, r := range rowRules {
		exit := ""
		if r.exit {
			exit = "退"
		}
		got += fmt.Sprintf("%s|%s|%s|%s|%v\n", r.codes, r.class, exit, r.own, r.needs)
	}
	for _, r := range setRules {
		got += fmt.Sprintf("%s|%s|||%v\n", r.codes, r.class, r.needs)
	}
	want := strings.Split(rulesWritten, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || line != want[i] {
			t.Errorf("line %d is %s; the list says %s", i, line, want[min(i, len(want)-1)])
		}
	}
}

// TestAdviceForWhatIsNoWorkbook: each format has what its sender can do.
func TestAdviceForWhatIsNoWorkbook(t *testing.T) {
	const fill = "请把文档里的表格填入系统下发的空白表（.xlsx），再放入收件箱"
	want := map[string]string{
		"压缩包": "请先解压，把里面的工作簿一份一份放入收件箱", "PDF": "请找到导出这份 PDF 的原工作簿，放入收件箱；没有原文件的，请把内容填入系统下发的空白表",
		"图片":      "照片和扫描件读不出数据，请把内容填入系统下发的空白表再放入收件箱；证明材料由县区留存，不用报送",
		"Word 文档": fill, "WPS 文字": fill, "RTF 文档": fill,
		"文本（TXT）": "请用 Excel 或 WPS 打开这份文本，核对各列后另存为 Excel 工作簿（*.xlsx），再放入收件箱",
	}
	if got, want := fmt.Sprint(foreignFixes), fmt.Sprint(want); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	faults := map[sheet.FaultKind]string{
		sheet.TenThousand: "请以元为单位写出完整金额，如 2.5万 写作 25000", sheet.FormulaUnsaved: "请在 Excel 或 WPS 中打开文件，待公式算出结果后保存，或直接填写数值",
		sheet.FormulaError: "请改正公式并保存，或直接填写数值", sheet.PictureOnly: "请把图片里的内容用文字填在单元格里；图片可移到表格旁边，或另行存档",
	}
	if got, want := fmt.Sprint(faultFix), fmt.Sprint(faults); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestDatesWithoutAnEnd: however somebody writes that a paper never ends, he is told
// what to fill in.
func TestDatesWithoutAnEnd(t *testing.T) {
	for _, s := range []string{"长期", "永久", "终身", "无固定期限", "无期限", "无限期", "长期有效"} {
		if got, want := dateFix(sheet.Fault{Header: "低保证有效期止", Value: s}), "证件上写的就是“"+s+"”的，填 2099-12-31"; !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q", s, got)
		}
	}
}

// TestWhoseFolder: which forms are the city's own.
func TestWhoseFolder(t *testing.T) {
	for f, city := range map[assist.Form]bool{
		assist.ApplicationForm: false, assist.WishForm: false, assist.SalesForm: false, assist.VisitForm: false,
		assist.PlanForm: true, assist.RegisterForm: true, assist.AdjustmentForm: true, assist.SettlementForm: true, assist.ReplyForm: true,
	} {
		if cityForms[f] != city {
			t.Errorf("%s belongs into the city's folder: %v", f, cityForms[f])
		}
	}
}
