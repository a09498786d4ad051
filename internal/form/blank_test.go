package form

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// headersOfContract are the columns people and other programs rely on.
var headersOfContract = map[assist.Form]string{
	assist.ApplicationForm: "序号 业务类型 许可证号 客户名称 经营者姓名 身份证号 联系电话 经营地址 市场类型 客户档位 订货周期 订货日 许可证有效期止 户籍类别 家庭人口 家庭年收入 卷烟年毛利 困难类别 低保证号 低保证有效期止 残疾人姓名 与经营者关系 残疾人证号 困难说明 证明材料 帮扶起始日 帮扶截止日 申请日期 客户经理意见 客户经理 客户经理日期 营销部意见 营销部审核人 营销部日期 县局意见 县局审批人 县局日期 退出原因 核实说明 备注",
	assist.WishForm:        "许可证号 经营者姓名 规格1 规格2 规格3 规格4 规格5 规格6 规格7 规格8 每规格加量 服务需求 申请日期 备注",
	assist.SalesForm:       "许可证号 客户名称 订货日期 卷烟条码 卷烟名称 数量 批发价 零售价 金额",
	assist.VisitForm:       "走访日期 许可证号 经营者姓名 走访人 服务类型 经营情况 存在问题 帮扶措施 问题状态 下次走访日期",
	assist.RegisterForm:    "许可证号 经营者姓名 状态 有效期止 县区",
	assist.AdjustmentForm:  "许可证号 动作 生效日期 截止日期 原因 经办人",
	assist.PlanForm:        "供货周 卷烟条码 卷烟名称 畅销 帮扶可用量 30档 29档 28档 27档 26档 25档 24档 23档 22档 21档 20档 19档 18档 17档 16档 15档 14档 13档 12档 11档 10档 9档 8档 7档 6档 5档 4档 3档 2档 1档",
}

var requiredOfContract = map[assist.Form]string{
	assist.ApplicationForm: "业务类型 许可证号 客户名称 经营者姓名 身份证号 联系电话 经营地址 客户档位 订货周期 许可证有效期止 户籍类别 家庭人口 家庭年收入 困难类别 证明材料 申请日期 客户经理意见 客户经理 客户经理日期 营销部意见 营销部审核人 营销部日期 县局意见 县局审批人 县局日期",
	assist.WishForm:        "许可证号 申请日期",
	assist.SalesForm:       "许可证号 订货日期 卷烟条码 数量",
	assist.VisitForm:       "走访日期 许可证号 走访人 服务类型",
	assist.RegisterForm:    "许可证号 经营者姓名 状态 有效期止",
	assist.AdjustmentForm:  "许可证号 动作 生效日期 原因 经办人",
	assist.PlanForm:        "供货周 卷烟条码 畅销 帮扶可用量",
}

func TestColumnsAreTheContracts(t *testing.T) {
	for f, want := range headersOfContract {
		same(t, string(f), strings.Join(column.Texts(Headers(f)), " "), want)
		same(t, string(f)+" required", strings.Join(required(Find(f)), " "), requiredOfContract[f])
	}
}

// Every column has its advice and its width; codes are typed as text.
func TestBlankPages(t *testing.T) {
	for _, w := range Workbooks {
		b := Blank(w, "平城区", assist.Terms{Units: []assist.Unit{{Name: "平城区"}}}, assist.Day(2026, 11, 2))
		if last := b.Pages[len(b.Pages)-1]; last.Name != "填报说明" || last.Notes[0] != "模板版本：2026-1" {
			t.Errorf("%s: no 填报说明", w)
		}
		for _, p := range b.Pages[:len(b.Pages)-1] {
			for _, c := range p.Blocks[0].Columns {
				if c.Note == "" || c.Width == 0 {
					t.Errorf("%s %s %s has no advice or width", w, p.Name, c.Header)
				}
				if code := slices.Contains([]column.Header{"许可证号", "身份证号", "低保证号", "残疾人证号", "卷烟条码", "盒码", "联系电话"}, c.Header); code && !c.Text {
					t.Errorf("%s %s is not typed as text", w, c.Header)
				}
				if c.Header == "县区" && len(c.Choices) > 0 {
					t.Errorf("%s: a unit's name can only be chosen, from %v", w, c.Choices)
				}
			}
		}
	}
}

// The 填报说明 names the rules of each column, and quotes what it names.
func TestManual(t *testing.T) {
	rules := []assist.Rule{
		{Code: "V101", Form: assist.ApplicationForm, Columns: []column.Header{"许可证号"}, Faults: []sheet.FaultKind{sheet.NotLicence}, Clause: "二", When: "不是 12 位", Fix: "照正本填"},
		{Code: "V201", Form: assist.ApplicationForm, Faults: []sheet.FaultKind{sheet.Missing}, When: "未填", Fix: "补填"},
		{Code: "V203", Form: assist.ApplicationForm, Faults: []sheet.FaultKind{sheet.NotDate}, When: "不是日期", Fix: "改日期"},
		{Code: "N209", Form: assist.ApplicationForm, Faults: []sheet.FaultKind{sheet.Folded}, When: "已整理", Fix: "无需处理"},
		{Code: "V401", Form: assist.ApplicationForm, Columns: []column.Header{"客户经理意见", "县局审批人", "县局日期"}, When: "审批不全", Fix: "补齐"},
		{Code: "V901", Form: assist.VisitForm, Columns: []column.Header{"许可证号"}, When: "不在册", Fix: "核对"},
		{Code: "C201", Form: assist.RegisterForm, Columns: []column.Header{"许可证号"}, When: "重复", Fix: "改正"},
	}
	dump := sheettest.Dump(sheet.Book{Pages: []sheet.Page{manual(VisitBook, rules, assist.Terms{}, 0)}})
	for _, want := range []string{
		"走访日期 | 是 | 走访那一天，不晚于报送日。日期，例如 2026-11-02；年份写四位 |  | V201 V203\n",
		"许可证号 | 是 | 12 位数字，与许可证正本一致；本列已设为文本，直接输入即可 |  | V101 V201 V901\n",
		"问题状态 |  | 从列表中选 | 已解决、处理中、无 | \n",
		"下次走访日期 |  | 计划的下次走访日。日期，例如 2026-11-02；年份写四位 |  | V203\n",
		"N209 |  | 已整理 | 无需处理\n",
		"V901 |  | 不在册 | 核对\n",
	} {
		if !strings.Contains(dump, want) {
			t.Errorf("no line %q in\n%s", want, dump)
		}
	}
	if strings.Contains(dump, "C201") || strings.Contains(dump, "V401") {
		t.Errorf("rules of other forms in\n%s", dump)
	}
	dump = sheettest.Dump(sheet.Book{Pages: []sheet.Page{manual(ApplicationBook, rules, assist.Terms{}, 0)}})
	for _, want := range []string{"规格1 … 规格8 | ", "县局审批人 | 是 | 县局审批人姓名 |  | V401\n", "县局日期 | 是 | 不早于营销部日期。日期，例如 2026-11-02；年份写四位 |  | V203 V401\n"} {
		if !strings.Contains(dump, want) {
			t.Errorf("no line %q in\n%s", want, dump)
		}
	}
}

// What a clerk is told and may choose has the figures of the day.
func TestFiguresOfTheDay(t *testing.T) {
	terms := assist.Terms{Limits: []assist.Limit{
		{Name: assist.MaxExtra, From: assist.Day(2026, 12, 1), Value: 3_0000}, {Name: assist.TemporaryMonths, From: assist.Day(2026, 12, 1), Value: 4_0000},
	}}
	for _, c := range []struct {
		on   assist.Date
		want []string
	}{
		{assist.Day(2026, 11, 30), []string{"最长 6 个月。日期", "1 至 10；不填按 10 条 | 1、2、3、4、5、6、7、8、9、10 |"}},
		{assist.Day(2026, 12, 1), []string{"最长 4 个月（自 2026-12-01 起）。日期", "1 至 3（自 2026-12-01 起）；不填按 3 条 | 1、2、3 |"}},
	} {
		dump := sheettest.Dump(Blank(ApplicationBook, "平城区", terms, c.on))
		for _, want := range c.want {
			if !strings.Contains(dump, want) {
				t.Errorf("%s: no %q in\n%s", c.on, want, dump)
			}
		}
		p := Filled(assist.WishForm, "平城区", c.on, terms, nil)
		for _, col := range p.Blocks[0].Columns {
			if col.Header == "每规格加量" && !strings.HasPrefix(c.want[1], strings.TrimPrefix(col.Note, "每个规格每次想加多少条，")+" | "+strings.Join(col.Choices, "、")) {
				t.Errorf("%s: %s, %v", c.on, col.Note, col.Choices)
			}
		}
	}
}

// Who states no 每规格加量 wants what may be had on the day of the row.
func TestWishOfNoAmount(t *testing.T) {
	terms := assist.Terms{Limits: []assist.Limit{{Name: assist.MaxExtra, From: assist.Day(2026, 12, 1), Value: 3_0000}}}
	for day, want := range map[string]int{"2026-11-30": 10, "2026-12-01": 3} {
		var sub assist.Submission
		text := "== 帮扶申请表\n许可证号|规格1|每规格加量|申请日期\n140213100001|6901028046893||" + day
		if err := Decode(book(text), Context{Unit: "平城区", Terms: terms}, &sub, nil); err != nil {
			t.Fatal(err)
		}
		if got := sub.Wishes[0].Open().Each; got != want {
			t.Errorf("%s: %d cartons, want %d", day, got, want)
		}
	}
}

// A filled page decodes as what was laid out.
func TestFilledComesBack(t *testing.T) {
	row := map[column.Header]sheet.Value{}
	for h, s := range soundRow {
		row[column.Header(h)] = sheet.S(s)
	}
	row["家庭年收入"] = sheet.Fen(int64(1200050))
	p := Filled(assist.ApplicationForm, "平城区", assist.Day(2026, 11, 5), assist.Terms{}, []map[column.Header]sheet.Value{row, row})
	lines := []string{"== 复核申请表", p.Title, p.Left + "|" + p.Right}
	var heads []string
	for _, c := range p.Blocks[0].Columns {
		heads = append(heads, string(c.Header))
	}
	lines = append(lines, strings.Join(heads, "|"))
	for _, r := range p.Blocks[0].Rows {
		var cells []string
		for _, v := range r {
			cells = append(cells, v.String())
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	sub, _ := decodeText(t, strings.Join(lines, "\n"))
	same(t, "faults", told(sub.Faults), "")
	if len(sub.Applications) != 2 || len(sub.Applications[1].Open().Faults) > 0 || sub.Applications[0].Open().Income != 1200050 {
		t.Fatalf("%+v", sub.Applications)
	}
	same(t, "declared", spaced(sub.Declared.Text, sub.Reported, sub.Applications[0].Open().Reported), "平城区 2026-11-05 2026-11-05")
}
