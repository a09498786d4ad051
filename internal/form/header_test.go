package form

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

func TestFoldHeader(t *testing.T) {
	for line := range strings.SplitSeq(strings.TrimSpace(`
许可证号 | 许可证号 |
*许可证号 | 许可证号 |
许可证号＊ | 许可证号 |
许可证号： | 许可证号 |
许 可 证⏎号 | 许可证号 |
家庭年收入（元） | 家庭年收入 | 元
家庭年收入[元] | 家庭年收入 | 元
数量(条) | 数量 | 条
家庭人口（人） | 家庭人口 | 人
城市标准(元/月) | 城市标准 | 元/月
家庭年收入（万元） | 家庭年收入 | 万元
家庭年收入万元 | 家庭年收入 | 万元
备注(可不填) | 备注(可不填) |
(元) | (元) |
数量(条)(元) | 数量(条) | 元
`), "\n") {
		p := strings.Split(line, "|")
		name, unit := foldHeader(strings.ReplaceAll(strings.TrimSpace(p[0]), "⏎", "\n"))
		if name != strings.TrimSpace(p[1]) || unit != strings.TrimSpace(p[2]) {
			t.Errorf("%s: got %q %q", line, name, unit)
		}
	}
}

const visitHead = "走访日期|许可证号|经营者姓名|走访人|服务类型|经营情况|存在问题|帮扶措施|问题状态|下次走访日期"
const visitRow = "2026-11-02|140213100001|张三|李四|定期走访|平稳|无|指导|无|"

// signalHead is the header of a signal's sheet in 监督清单.
const signalHead = "编号|信号|县区|许可证号|客户名称|指标|数值|阈值|期间|依据|答复"

// One fault of the header in each: the file, then what is told.
func TestHeaders(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"in order", "== 走访台账\n" + visitHead + "\n" + visitRow, ""},
		{"any order, with stars, breaks and a title", "== 走访台账\n走访台账\n\n服务⏎类型*|走访人*|许可证号：|走访日期*\n定期走访|李四|140213100001|2026-11-02", ""},
		{"sheet name with (2) and spaces", "== 走访台账 (2)\n" + visitHead + "\n" + visitRow, ""},
		{"other sheet name", "== Sheet1\n" + visitHead + "\n" + visitRow, ""},
		{"aliases", "== 走访台账\n走访日期|客户编码|负责人|走访人|服务类型\n" + visitRow, ""},
		{"one column missing, with a near one", "== 走访台账\n走访日期|许可证号码|走访人|服务类型\n2026-11-02|140213100001|李四|定期走访",
			"nocolumn 走访台账!B1 许可证号  → 许可证号码"},
		{"two missing, none near", "== 走访台账\n走访日期|许可证号|金额\n2026-11-02|140213100001|5",
			"nocolumn 走访台账!B1 走访人 \nnocolumn 走访台账!B1 服务类型 "},
		{"twice", "== 走访台账\n" + visitHead + "|走访人\n" + visitRow + "|王五", "double 走访台账!K1 走访人 走访人"},
		{"two aliases and not the name", "== 走访台账\n走访日期|客户编码|专卖证号|走访人|服务类型\n2026-11-02|140213100001|140213100001|李四|定期走访",
			"double 走访台账!C1 许可证号 专卖证号"},
		{"the name and an alias", "== 走访台账\n走访日期|客户编码|许可证号|走访人|服务类型\n2026-11-02|KH01|140213100001|李四|定期走访", ""},
		{"beyond row 20", "== 走访台账\n" + strings.Repeat("说明\n", 20) + visitHead + "\n" + visitRow,
			"noform 走访台账!   → 走访台账 [走访日期 许可证号 走访人 服务类型]"},
		{"in row 20", "== 走访台账\n" + strings.Repeat("说明\n", 19) + visitHead + "\n" + visitRow, ""},
		{"none of ours", "== 花名册\n姓名|电话|许可证号\n张三|13800000000|140213100001",
			"noform 花名册!   → 走访台账 [走访日期 走访人 服务类型]"},
		{"nothing at all", "== Sheet1", "noform !   → 申请表 [" + strings.Join(required(applicationForm), " ") + "]"},
		{"a form's sheet without a header beside a good one", "== 走访台账\n" + visitHead + "\n" + visitRow + "\n== 销售历史\n下月再报",
			"noform 销售历史!   → 销售历史 [许可证号 订货日期 卷烟条码 数量]"},
		{"only a header", "== 走访台账\n" + visitHead, ""},
		{"hidden sheet", "== 走访台账 hidden\n" + visitHead + "\n" + visitRow, "hidden 走访台账!   → 整张工作表是隐藏的"},
		{"a hidden sheet of which nothing was read", "== A101\n" + signalHead + "\nA1|x|平城区|140213100001|便民|x|5|2|w|五.6|已核查\n== A102 hidden\n" + signalHead + "\n本周无此信号", ""},
		{"a hidden sheet with an answer", "== A101 hidden\n" + signalHead + "\nA1|x|平城区|140213100001|便民|x|5|2|w|五.6|已核查", "hidden A101!   → 整张工作表是隐藏的"},
		{"old template", "== 走访台账\n" + visitHead + "\n" + visitRow + "\n== 填报说明\n模板版本：2025-3", "old 填报说明!A1  2025-3 → 这份是 2025-3 版，现用 2026-1 版"},
		{"present template", "== 走访台账\n" + visitHead + "\n" + visitRow + "\n== 填报说明\n模板版本：2026-1", ""},
		{"a second header in another order", "== 走访台账\n走访日期|许可证号|走访人|服务类型\n2026-11-02|140213100001|李四|定期走访\n走访日期|许可证号|服务类型|走访人\n2026-11-03|140213100001|定期走访|李四", "moved 走访台账!C3  服务类型 → 第 1 行"},
		{"a second header of sales in another order", "== 销售历史\n许可证号|订货日期|卷烟条码|数量|金额\n140213100001|2026-11-02|6901028046893|3|9\n许可证号|订货日期|卷烟条码|金额|数量\n140213100001|2026-11-02|6901028046893|9|3", "moved 销售历史!D3  金额 → 第 1 行"},
		{"a second header in the same order", "== 走访台账\n走访日期|许可证号|走访人|服务类型\n2026-11-02|140213100001|李四|定期走访\n走访日期|许可证号|走访人|服务类型\n2026-11-03|140213100001|李四|定期走访", ""},
		{"a second sheet of the form", "== 走访台账\n走访日期|许可证号|走访人|服务类型\n2026-11-02|140213100001|李四|定期走访\n== 走访台账(2)\n走访日期|许可证号|走访人|服务类型\n2026-11-03|140213100001|李四|定期走访", "unread 走访台账(2)!  走访台账 → 走访台账"},
		{"a second sheet without a row", "== 走访台账\n走访日期|许可证号|走访人|服务类型\n2026-11-02|140213100001|李四|定期走访\n== 走访台账(2)\n走访日期|许可证号|走访人|服务类型", ""},
		{"wishes whose products are called otherwise", "== 帮扶申请表\n许可证号|经营者姓名|畅销规格1|畅销规格2|每规格加量|申请日期\n140213100001|李四|云烟|玉溪|3|2026-11-02", "nocolumn 帮扶申请表!C1 规格1  → 畅销规格1"},
		{"wishes for services alone", "== 帮扶申请表\n许可证号|服务需求|申请日期\n140213100001|经营指导|2026-11-02", ""},
		{"another unit", "== 销售历史\n许可证号|订货日期|卷烟条码|数量（件）|批发价(元/条)|金额(元)\n140213100001|2026-11-02|6901028046893|3|0.03", "unit 销售历史!D1 数量 数量（件） → 条"},
		{"thousands are no near name", "== 销售历史\n许可证号|订货日期|卷烟条码|数量/箱\n140213100001|2026-11-02|6901028046893|3", "unit 销售历史!D1 数量 数量/箱 → 条"},
		{"万元", "== 销售历史\n许可证号|订货日期|卷烟条码|数量|金额(万元)\n140213100001|2026-11-02|6901028046893|3|0.03", "wan 销售历史!E1 金额 金额(万元)"},
	} {
		sub, _ := decodeText(t, c.file)
		same(t, c.name, told(sub.Faults), c.want)
	}
}

// Every sheet that holds rows and was not read is known by its name: a further
// one of a form, and a table that is no form; a title, a text and 填报说明 are not.
func TestUnreadSheets(t *testing.T) {
	const good = "== 走访台账\n" + visitHead + "\n" + visitRow
	for _, c := range []struct{ name, file, want string }{
		{"one sheet", good, ""},
		{"a further one, before it", "== 十一月补报\n" + visitHead + "\n" + visitRow + "\n" + good, "十一月补报"},
		{"two further ones", good + "\n== 乙\n" + visitHead + "\n" + visitRow + "\n== 丙 hidden\n" + visitHead + "\n" + visitRow, "乙 丙"},
		{"a further one without a row", good + "\n== 乙\n" + visitHead, ""},
		{"a table that is no form", good + "\n== 花名册\n姓名|电话|住址\n张三|13800000000|城关", "花名册"},
		{"a cover and a text", good + "\n== 封面\n帮扶走访台账\n平城区|2026年\n== 说明\n请按月填写\n不要改列名\n有问题请联系|办公室|8 楼", ""},
		{"our manual", good + "\n== 填报说明\n列|必填|说明\n走访日期|是|当天", ""},
		{"another form is read", good + "\n== 帮扶申请表\n许可证号|服务需求|申请日期\n140213100001|经营指导|2026-11-02", ""},
	} {
		sub, _ := decodeText(t, c.file)
		same(t, c.name, strings.Join(sub.Unread, " "), c.want)
	}
}

func required(f *Form) []string {
	var list []string
	for _, c := range f.Columns {
		if c.Required {
			list = append(list, string(c.Header))
		}
	}
	return list
}

// A header of two rows: a group above, its parts below, the others merged down.
func TestTwoRowHeader(t *testing.T) {
	sub, _ := decodeText(t, `
== 帮扶申请表
帮扶需求
许可证号|经营者⏎姓名|规格||||每规格加量|申请日期
||1|2|3|4||
140213100001|张三|云烟(硬紫)|玉溪(硬)|||5|2026-11-02
许可证号|经营者⏎姓名|规格||||每规格加量|申请日期
||1|2|3|4||
140213100002|李四|紫云||||5|2026-11-02`)
	same(t, "faults", told(sub.Faults), "")
	if len(sub.Wishes) != 2 || len(sub.Wishes[0].Open().Products) != 2 || sub.Wishes[0].Open().Products[1].Header != "规格2" || sub.Wishes[0].Open().Addr("规格4") != "F4" {
		t.Errorf("%+v", sub.Wishes)
	}
	if got := sub.Tables[0]; got.HeaderRow != 3 || got.LastCol != 8 || got.Read != 4 || got.Headers != 2 || got.Rows() != 2 {
		t.Errorf("%+v", got)
	}
}

// A group of approvals: 意见, 姓名 and 日期 below 客户经理.
func TestTwoRowApprovals(t *testing.T) {
	var upper, lower, row []string
	for _, h := range column.Texts(Headers(assist.ApplicationForm)) {
		up, low := h, ""
		for _, group := range []string{"客户经理", "营销部", "县局"} {
			switch h {
			case group + "意见":
				up, low = group, "意见"
			case group, group + "审核人", group + "审批人":
				up, low = "", "姓名"
			case group + "日期":
				up, low = "", "日期"
			}
		}
		upper, lower, row = append(upper, up), append(lower, low), append(row, "")
	}
	at := func(h string) int { return applicationForm.columnAt(column.Header(h)) }
	row[at("业务类型")], row[at("许可证号")], row[at("县局审批人")], row[at("经营者姓名")] = "退出", "140213100001", "赵六", "张三"
	row[at("申请日期")], row[at("退出原因")] = "2026-11-02", "搬迁"
	sub, _ := decodeText(t, "== 申请表\n"+strings.Join(upper, "|")+"\n"+strings.Join(lower, "|")+"\n"+strings.Join(row, "|"))
	same(t, "faults", told(sub.Faults), "")
	if len(sub.Applications) != 1 || sub.Applications[0].Open().Approvals[2].Name != "赵六" || len(sub.Applications[0].Open().Faults) != 0 {
		t.Errorf("%+v", sub.Applications)
	}
}

// 填报单位 and 填报日期 above the header, in every way they are written.
func TestDeclared(t *testing.T) {
	for _, c := range []struct{ above, unit, unitCell, day, fault string }{
		{"填报单位：平城区 联系人：张三 电话：0352-1234567", "平城区", "A1", "", ""},
		{"填报单位：|&图片", "", "", "", ""},
		{"填报单位：平城区||填报日期：2026-11-05", "平城区", "A1", "2026-11-05", ""},
		{"填报单位|平城区|填报日期|2026年11月5日", "平城区", "B1", "2026-11-05", ""},
		{"填报单位：|平城区|填报日期：|@2026-11-05", "平城区", "B1", "2026-11-05", ""},
		{"填报单位：平城区　　填报日期：2026-11-05", "平城区", "A1", "2026-11-05", ""},
		{"填 报 单 位 : 平城区营销部|填报日期:2026/11/5", "平城区营销部", "A1", "2026-11-05", ""},
		{"走访台账\n填报单位：||||填报日期：5日", "", "", "", "date 走访台账!E2 填报日期 5日"},
		{"填报单位（盖章）：平城区|||填报日期：　　年　月　日", "平城区", "A1", "", ""},
		{"填报单位：平城区（公章）||填报日期：2026-11-05（周四）", "平城区", "A1", "", "date 走访台账!C1 填报日期 2026-11-05(周四)"},
		{"填报单位：____|填报日期：____", "", "", "", ""},
		{"填报单位：平城区|填报日期：11月5日", "平城区", "A1", "", "date 走访台账!B1 填报日期 11月5日"},
		{"填报单位：平城区|填报日期：2026-12-31", "平城区", "A1", "2026-12-31", ""},
		{"填报单位：平城区|填报日期：2027-01-01", "平城区", "A1", "", "future 走访台账!B1 填报日期 2027-01-01"},
		{"填报单位：||填报日期：2026-11-05", "", "", "2026-11-05", ""},
	} {
		sub, _ := decodeText(t, "== 走访台账\n"+c.above+"\n"+visitHead+"\n"+visitRow)
		if sub.Declared.Text != c.unit || sub.Declared.Addr != c.unitCell || sub.Reported.String() != c.day {
			t.Errorf("%s: %+v %s", c.above, sub.Declared, sub.Reported)
		}
		same(t, c.above, told(sub.Faults), c.fault)
		if sub.Visits[0].Open().Reported != sub.Reported {
			t.Errorf("%s: the row says %s", c.above, sub.Visits[0].Open().Reported)
		}
	}
}

// Another 填报单位 on a further sheet is told where it stands; the same one is not.
func TestDeclaredAgain(t *testing.T) {
	for second, want := range map[string]string{
		"":           "",
		"填报单位：平城区":   "",
		"填报单位：":      "",
		"填报单位：|云冈区":  "unit again 走访台账!B1 填报单位 云冈区",
		"填报单位：云冈区公司": "unit again 走访台账!A1 填报单位 云冈区公司",
	} {
		first := strings.Replace(applicationText(nil), "== 申请表\n", "== 申请表\n填报单位：平城区\n", 1)
		sub, _ := decodeText(t, first+"\n== 走访台账\n"+second+"\n"+visitHead+"\n"+visitRow)
		same(t, second, told(sub.Faults), want)
	}
}

// Without 填报日期 the workbook's own date counts.
func TestReportedFallsBack(t *testing.T) {
	src := book("== 走访台账\n" + visitHead + "\n" + visitRow)
	src.Modified = assist.Day(2026, 11, 3)
	if sub, _ := decodeSource(t, src); sub.Reported.String() != "2026-11-03" || sub.ReportedText.Addr != "" {
		t.Errorf("%s %+v", sub.Reported, sub.ReportedText)
	}
}
