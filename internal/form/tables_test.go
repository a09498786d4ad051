package form

import (
	"bangfu/internal/sheet"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// formsWritten are the forms of the drop folders, typed by hand: name, kind, title,
// other names of the sheet; what a sheet without its name must tell; under what a
// row counts, and under what it was meant; 多 for one of many sheets.
const formsWritten = `
申请表|application|弱势群体客户申请表|[复核申请表]|[业务类型]|[]|[]|
销售历史|sales|卷烟销售历史|[]|[]|[]|[]|
走访台账|visits|弱势群体客户走访台账|[]|[]|[]|[]|
货源计划|plan|货源计划|[]|[]|[]|[]|
名单调整|adjustment|名单调整|[]|[]|[动作]|[原因 经办人]|
待确认|confirmation|待确认|[]|[]|[动作 原因 经办人]|[]|
许可证状态|register|许可证状态|[]|[]|[]|[]|
监督清单|replies|监督清单|[]|[]|[答复]|[]|多
帮扶申请表|wishes|弱势群体客户帮扶申请表|[]|[规格1 规格2 每规格加量 服务需求]|[]|[]|
`

// tablesWritten are the tables of 参数: name, title and 选 for one that a workbook
// may do without; then each column: 键 says whose row it is, 必 must be there, 划 a
// dash is blank; its other names, what a blank means, and what may be chosen.
const tablesWritten = `
县区|县区|
县区|键必|[]||[]
代码|键必|[]||[]
许可证前缀|必|[]||[]
别名|划|[]||[]
报送截止||[]|周四|[周一 周二 周三 周四 周五 周六 周日]
低保标准|低保标准|
县区|键必|[]||[]
生效日期|键必|[]||[]
城市标准(元/月)|划|[]||[]
农村标准(元/年)|划|[]||[]
依据||[]||[]
农村收入|农村居民人均可支配收入|
县区|键必|[]||[]
年度|键必|[]||[]
可支配收入(元)|必|[]||[]
依据||[]||[]
帮扶标准|帮扶标准|
参数|键必|[]||30
生效日期|键|[]||[]
值|必|[]||[]
依据||[]||[]
截止调整|截止调整|选
供货周|键必|[]||[]
截止时间|必|[]||[]
依据||[]||[]
规格目录|规格目录|
卷烟条码|键必|[条码]||[]
盒码|划|[]||[]
名称|必|[卷烟名称]||[]
别名|划|[]||[]
价类||[]||[一类 二类 三类 四类 五类]
批发价|必|[]||[]
零售价|必|[]||[]
状态||[]|在售|[在售 停售]
`

func mark(is bool, sign string) string {
	if is {
		return sign
	}
	return ""
}

// TestFormsAreAsWritten: every fact of a form is one that the list tells, in the
// order in which a sheet without a name is claimed.
func TestFormsAreAsWritten(t *testing.T) {
	got := "\n"
	for _, f := range forms {
		got += fmt.Sprintf("%s|%s|%s|%v|%v|%v|%v|%s%s\n", f.Name, f.Kind, f.Title, f.Others, f.Telling, f.Alive, f.Begun, mark(f.Many, "多"), mark(f.Option, "选"))
	}
	sameLines(t, got, formsWritten)
}

// TestTablesAreAsWritten: of 参数 likewise; of the names of 帮扶标准 their number.
func TestTablesAreAsWritten(t *testing.T) {
	got := "\n"
	for _, f := range append(slices.Clone(policyTables), productTable) {
		got += fmt.Sprintf("%s|%s|%s\n", f.Name, f.Title, mark(f.Option, "选"))
		for _, c := range f.Columns {
			choices := fmt.Sprint(c.Choices)
			if f == limitTable && len(c.Choices) > 0 {
				choices = fmt.Sprint(len(c.Choices))
			}
			got += fmt.Sprintf("%s|%s|%v|%s|%s\n", c.Header, mark(c.Key, "键")+mark(c.Required, "必")+mark(c.Dashed, "划")+mark(c.Judged, "判")+mark(c.Loose, "松"), c.Aliases, c.Blank, choices)
		}
	}
	sameLines(t, got, tablesWritten)
}

func sameLines(t *testing.T, got, written string) {
	t.Helper()
	want := strings.Split(written, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || line != want[i] {
			t.Errorf("line %d is %s; the list says %s", i, line, want[min(i, len(want)-1)])
		}
	}
}

// TestUnitsOfHeaders: which words a bracket behind a header may hold, in which
// brackets, and which of them a column takes.
func TestUnitsOfHeaders(t *testing.T) {
	list := strings.Fields("元 角 分 条 人 口 户 年 月 日 天 周 岁 档 % 支 盒 件 箱 公斤 个 张 次 元/条 元/月 元/年 元/人 条/次 万元 万 人民币元 人民币")
	for _, unit := range list {
		for _, pair := range []string{"()", "（）", "[]", "【】", "〔〕"} {
			signs := []rune(pair)
			if name, got := foldHeader("某列" + string(signs[0]) + unit + string(signs[1])); name != "某列" || got != unit {
				t.Errorf("某列 in %s with %s: %q %q", pair, unit, name, got)
			}
		}
	}
	if len(units) != len(list) {
		t.Errorf("%d units are cut off, the list has %d", len(units), len(list))
	}
	for of, takes := range map[string]string{"条": "条 条/次", "元": "元 元/年 人民币元 人民币", "元/条": "元 元/条 人民币元 人民币"} {
		for _, unit := range list {
			if got, want := counts(Column{Unit: of}, unit), slices.Contains(strings.Fields(takes), unit); got != want {
				t.Errorf("a column of %s takes %s: %v", of, unit, got)
			}
		}
	}
}

// papersWritten are our own papers by the sheet and the headers they are known by.
const papersWritten = `
收件情况|收件情况|[文件名 首次看到 状态 下一步]
供货表|供货明细|[许可证号 卷烟条码 原供应量 帮扶加量]
畅销与规格|畅销与规格|[卷烟条码 卷烟名称 畅销 状态]
供货表|规格平衡|[卷烟条码 可用量 申请量 分配量]
供货撤销|供货撤销|[许可证号 卷烟条码 撤销数量]
备案汇总表|备案名单|[备案编号 特殊标识 许可证号]
监督清单|监督汇总|[]
许可证清单|许可证关注|[许可证号 事项 有效期止]
帮扶工作总结报告|总结报告|[部分 内容 补充（由填报单位填写）]
政策参数.xlsx|帮扶标准|[参数 生效日期 值]
规格目录.xlsx|规格目录|[卷烟条码 名称 批发价]
在册与待办|待办|[]
`

func TestOwnPapersAreAsWritten(t *testing.T) {
	got := "\n"
	for _, p := range ownPapers {
		got += fmt.Sprintf("%s|%s|%v\n", p.name, p.sheet, p.headers)
	}
	sameLines(t, got, papersWritten)
}

// TestWordsBelowATable: what a county writes instead of rows, below them, and at
// their total.
func TestWordsBelowATable(t *testing.T) {
	for _, s := range []string{"本期无新增", "本月无新增", "本周无新增。", "无新增", "无新增客户"} {
		if !saysNothing(s) {
			t.Errorf("%s says that there is nothing", s)
		}
	}
	for s, want := range map[string]string{"合计": "合计", "小计": "小计", "总计": "总计", "共计": "合计", "累计": "合计", "总和": "合计", "汇总": "合计", "甲店 汇总": "小计", "张三": "", "一二三四五六七八合计": "合计", "一二三四五六七八九合计": ""} {
		if got := totalWord(s); got != want {
			t.Errorf("%s is %q, want %q", s, got, want)
		}
	}
	if got, want := strings.Join(footers, " "), "注: 备注: 说明: 填表说明 单位负责人 负责人: 审核人: 经办人: 联系人 联系电话 制表人 填表人 填报人 填表日期 填报日期 填报单位 分管领导 主管领导 以下空白 (以下空白 以下无 (以下无"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestValuesThatMustMakeSense: which values of 参数 are looked at besides their form,
// and which faults a cell of any column may have.
func TestValuesThatMustMakeSense(t *testing.T) {
	var got []string
	for x := range senses {
		got = append(got, string(x.table)+" "+string(x.header))
	}
	want := []string{
		"县区 县区", "县区 代码", "县区 许可证前缀", "低保标准 城市标准(元/月)", "低保标准 农村标准(元/年)", "农村收入 年度", "农村收入 可支配收入(元)",
		"帮扶标准 值", "截止调整 截止时间", "规格目录 卷烟条码", "规格目录 盒码", "规格目录 批发价", "规格目录 零售价",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if !slices.Equal(anyFaults, []sheet.FaultKind{sheet.FormulaError, sheet.Folded, sheet.TextCut}) {
		t.Errorf("a cell of any column may have %v", anyFaults)
	}
}

// TestSmallListsAreAsWritten: the small lists that decoding goes by.
func TestSmallListsAreAsWritten(t *testing.T) {
	for what, c := range map[string]struct{ got, want string }{
		"workbooks": {fmt.Sprint(Workbooks), "[申请表 销售历史 走访台账 货源计划 许可证状态 名单调整 政策参数 规格目录]"},
		"kinds":     {fmt.Sprint(kinds), "[application wishes sales visits plan register adjustment confirmation replies unknown]"},
		"ends":      {strings.Join(ends, " "), "填报单位 填报日期 单位: 金额单位 制表人 填报人 填表人 联系人 联系电话 电话 负责人 审核人 经办人 本期无新增"},
		"seals":     {seals.Replace("甲(盖章)(公章)(签章)(章)盖章乙"), "甲乙"},
		"signs":     {listSigns, "、,，;；/\n\r"},
		"bounds":    {fmt.Sprint(mostWords, mostToldOf, idDigits), "3 20 6"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s\nwant %s", what, c.got, c.want)
		}
	}
	for n, s := range strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四 二十五 二十六 二十七 二十八 二十九 三十") {
		if parseGrade(s+"档") != n+1 {
			t.Errorf("%s档 is %d", s, parseGrade(s+"档"))
		}
	}
	if len(numerals) != 30 {
		t.Errorf("%d numerals", len(numerals))
	}
}
