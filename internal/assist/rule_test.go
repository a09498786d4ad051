package assist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/column"
)

// rulesWritten says of every rule, typed by hand from the contract, what it stops
// and whose turn it is; then, where so: the form whose columns it speaks of,
// 答 who answers it, 例 how, 活 a row returned by it lives on, 读 its value was read well, 撞 it
// clashes with another row, 号 the licence may be mistyped, 外 its customer is not on the roll, 望 nobody can know whose row it is, 漏 something is not
// used, 库 it needs a workspace, 随 it may be left as it is. Behind the first bar: its clause, the columns whose
// 填报说明 names it, the faults of reading it tells (by number, as ledgers keep
// them), its few words, and what it needs of a workspace.
const rulesWritten = `
S001 整份文件 县区 | 填报要求||||
S002 整份文件 县区 | 填报要求||||
S003 整份文件 县区 | 填报要求||||
S004 整份文件 县区 | 填报要求|||超出限额|
S005 整份文件 县区 | 填报要求||||
S006 整份文件 县区 | 填报要求||||
S007 整张工作表 县区 | 填报要求|||缺少必需的列|
S008 整张工作表 县区 | 填报要求|||表头中同一列有两个|
S009 整份文件 县区 库 | 填报要求|填报单位||填报单位与收件箱不一致|收件箱是否放对
S010 整份文件 县区 | 填报要求||||
S011 整份文件 县区 库 | 填报要求|||放错了收件箱|收件箱是否放对
S012 整张工作表 县区 | 填报要求|||表头的单位不对|
S013 整张工作表 县区 | 填报要求|||各行不像规定的表|
N011 提示 县区 随 | 填报要求||||
N012 提示 县区 | 填报要求||||
N013 提示 县区 随 | 填报要求|填报单位|||
N014 提示 县区 漏 | 填报要求||||
N015 提示 县区 | 填报要求||||
N016 提示 县区 | 填报要求||||
N017 提示 县区 申请表 漏 | 填报要求|核实说明|||
N018 提示 县区 随 | 填报要求||||
N019 提示 县区 随 | 填报要求||||
N020 提示 县区 漏 | 填报要求||||
N021 提示 县区 随 | 填报要求||||
N022 提示 县区 库 随 | 填报要求|填报单位|||收件箱是否放对
V101 退回 县区 申请表 号 望 | 二|许可证号|13|许可证号不是12位数字|
Q103 待核 县区 申请表 答县区 例店铺已迁入本县区 号 库 | 二|许可证号||许可证前缀不属于本县区|许可证登记
V104 退回 县区 申请表 活 读 号 库 | 四|许可证号||许可证不在登记或状态不是有效|许可证登记
Q104 待核 市局 申请表 答市局 或请市局更新许可证状态表，系统自动重新核对 库 | 四|许可证号||许可证停业或登记陈旧|许可证登记
V105 退回 县区 申请表 读 | 二|许可证有效期止||许可证在申请日期已过期|
Q105 待核 县区 申请表 答县区 例许可证正在办理延续 | 二|许可证有效期止||许可证在帮扶期内到期|
V106 退回 县区 申请表 活 读 号 库 | 二|经营者姓名||经营者姓名与登记不一致|许可证登记
N107 提示 县区 申请表 库 | 四|许可证有效期止||许可证有效期止与登记不同|许可证登记
V111 退回 县区 申请表 望 | 二|身份证号||身份证号不是18位|
V112 退回 县区 申请表 望 | 二|身份证号||身份证号校验码不符|
V113 退回 县区 申请表 望 | 二|身份证号||身份证号出生日期不存在|
V114 退回 县区 申请表 望 | 二|身份证号|12|证件号码按数字保存，末位丢失|
V115 退回 县区 申请表 读 | 二|身份证号||经营者不满最低年龄|
V121 退回 县区 申请表 | 三.2|残疾人证号||残疾人证号不是20位|
V122 退回 县区 申请表 | 三.2|残疾人证号||残疾人证号与身份证号不符|
V123 退回 县区 申请表 | 三.2|残疾人证号||残疾类别或等级不存在|
V124 退回 县区 申请表 | 三.2|与经营者关系、残疾人姓名||残疾人姓名或关系缺失、不符|
N131 提示 县区 申请表 | 填报要求|联系电话||联系电话号码有疑|
V201 退回 县区 申请表 | 填报要求|卷烟年毛利、残疾人证号、退出原因|1|必填项为空|
V202 退回 县区 申请表 | 填报要求||2|内容不在可选范围|
V203 退回 县区 申请表 | 填报要求||3|日期无法识别|
V204 退回 县区 申请表 | 填报要求||4 5|金额无法识别或为负|
V205 退回 县区 申请表 | 填报要求||6|不是大于等于1的整数|
V206 退回 县区 申请表 | 填报要求|客户档位|7|档位不是1至30|
V207 退回 县区 申请表 | 填报要求||8 9 24|错误值或公式没有结果|
V208 退回 县区 申请表 | 填报要求|帮扶截止日、申请日期、另订货日期||日期先后不合理|
N209 提示 县区 申请表 随 | 填报要求||10|内容已自动整理|
V210 退回 县区 申请表 | 填报要求||11|内容可能被截断|
V301 不符合 县区 申请表 读 库 | 三.1|家庭年收入||城镇低保类收入不低于标准|户籍与收入
V302 不符合 县区 申请表 读 库 | 三.1|家庭年收入||农村低保类收入不低于标准|户籍与收入
Q303 待核 市局 申请表 答市局 库 | 三.1|低保证号||有低保证但收入不低于标准|户籍与收入
V304 退回 县区 申请表 读 | 三.1|低保证号、低保证有效期止、证明材料||缺有效低保证和低保证明|
V305 不符合 县区 申请表 读 库 | 三.2|卷烟年毛利||残疾类毛利占比不足|户籍与收入
Q306 待核 县区 申请表 答县区 例毛利按进货单逐笔算得 库 | 三.2|卷烟年毛利||申报毛利与销售历史不一致|户籍与收入
Q307 待核 市局 申请表 答市局 | 三.3|困难类别||临时困难待市局确认|
V308 退回 县区 申请表 读 | 三.3|困难说明、证明材料、帮扶截止日||临时困难材料不全或超期|
Q309 待核 市局 申请表 答市局 或请市局在政策参数或规格目录中补录，系统自动重新核对 库 | 三.1|||缺认定所需的参数|户籍与收入
N310 提示 县区 申请表 | 三.1|家庭年收入||家庭年收入偏低或偏高|
V401 退回 县区 申请表 | 七.2|客户经理意见、客户经理、客户经理日期、营销部意见、营销部审核人、营销部日期、县局意见、县局审批人、县局日期||逐级审批不全|
V402 退回 县区 申请表 读 | 七.2|客户经理意见、营销部意见、县局意见||审批意见为不同意|
V403 退回 县区 申请表 | 七.2|客户经理日期、营销部日期、县局日期||审批日期先后不合理|
V404 退回 县区 申请表 | 七.2|客户经理日期、营销部日期、县局日期||审批日期晚于今天|
V501 退回 县区 申请表 读 撞 | 五.2|许可证号||同一许可证号重复|
V502 退回 县区 申请表 活 读 撞 | 五.2|许可证号||另有县区申报或已在册|
V503 退回 县区 申请表 活 读 撞 | 五.2|身份证号||同一身份证号用于两证|
Q504 待核 县区 申请表 答县区 例同住一户 | 五.6|联系电话、经营地址||电话或地址与他人相同|
V505 退回 县区 申请表 活 读 撞 | 五.2|残疾人证号||同一残疾人用于两个申请|
V601 退回 县区 申请表 读 库 | 五.2|业务类型||退出、复核、变更的客户不在册|重复申报
Q602 待核 县区 申请表 答县区 例家庭情况有变，须重新认定 库 | 五.2|业务类型||新增的客户已在册|重复申报
Q603 待核 县区 申请表 答县区 例退出后重新患病致贫 库 | 五.2|业务类型||退出后短期内又新增|重复申报
N604 提示 县区 申请表 库 | 五.2|许可证号||备案快要到期|重复申报
N605 提示 县区 申请表 库 | 五.1|许可证号||没有销售历史|重复申报
N606 提示 县区 申请表 | 七.1|申请日期||申请日期已久|
V607 退回 县区 申请表 库 | 七.3|||待核期满没有答复|重复申报
V701 退回 县区 帮扶申请表 | 六|规格8||申请的规格过多|
V702 退回 县区 帮扶申请表 | 六|每规格加量|6|每规格加量不是整数|
V703 退回 县区 帮扶申请表 | 六|规格1|20|规格不认识|
N704 提示 县区 帮扶申请表 随 | 六|规格1||同一规格申请两次|
N705 提示 县区 帮扶申请表 库 随 | 六|规格1||所选规格不畅销|畅销规格
V706 退回 县区 帮扶申请表 外 库 | 七.3|许可证号||申请供货的客户未备案|客户是否在册
N707 提示 县区 帮扶申请表 随 | 六|每规格加量||每规格加量超过上限|
N708 提示 县区 帮扶申请表 随 | 六|规格1||没有填规格|
N709 提示 县区 帮扶申请表 漏 库 | 六|许可证号||同一客户有几行申请|客户是否在册
N710 提示 县区 帮扶申请表 漏 库 | 六|许可证号||客户同时报了退出|客户是否在册
V801 退回 县区 销售历史 | 五.1|卷烟条码|20|销售的卷烟不认识|
V802 退回 县区 销售历史 | 五.1|数量|21 6|数量不是整数|
N803 提示 县区 销售历史 | 五.1|金额||金额不等于数量乘批发价|
N804 提示 县区 销售历史 | 五.1|数量||合计与明细不符|
N805 提示 县区 销售历史 | 五.1|订货日期||中间缺少月份|
N806 提示 县区 销售历史 库 随 | 五.1|许可证号||客户未申报也不在册|客户是否在册
N807 提示 县区 销售历史 随 | 五.1|数量||有退货|
N808 提示 市局 销售历史 | 五.1|卷烟条码||规格目录中没有的条码|
N809 提示 县区 销售历史 漏 库 | 五.1|许可证号||客户属于别的县区|客户是否在册
N810 提示 县区 销售历史 漏 库 | 五.1|订货日期||同一月份有两份销量|客户是否在册
N811 提示 县区 销售历史 | 五.1|卷烟名称|38|卷烟名称与条码不是同一规格|
N812 提示 县区 销售历史 库 | 五.1|订货日期||这个月的销量比以前报的少|客户是否在册
N813 提示 县区 销售历史 随 | 五.1|卷烟条码|37|条码不对，按卷烟名称读取|
V901 退回 县区 走访台账 外 库 | 五.4|许可证号||走访的客户不在册|客户是否在册
V902 退回 县区 走访台账 | 五.4|走访日期||走访日期晚于今天|
N903 提示 县区 走访台账 | 五.4|服务类型||服务类型不在规定范围|
C101 退回 市局 货源计划 漏 | 五.3|卷烟条码、卷烟名称|||
C102 退回 市局 货源计划 漏 | 五.3|帮扶可用量、30档|||
C103 退回 市局 货源计划 漏 | 五.3|30档|||
C104 退回 市局 货源计划 漏 | 五.3|供货周|||
C105 退回 市局 货源计划 漏 | 五.3|30档|||
C201 退回 市局 许可证状态 漏 | 四|许可证号|||
C301 退回 市局 名单调整 漏 库 | 五.6|动作|||客户是否在册
N311 提示 市局 名单调整 漏 | 五.6|动作|||
N312 提示 市局 货源计划 | 五.3|畅销|||
A101 提示 市局 | 五.6|||订货量与近期均值之比|
A102 提示 市局 | 五.6|||帮扶加量与自有订货|
A103 提示 市局 | 五.6|||同日相同订单|
A104 提示 市局 | 五.6|||共用电话或地址|
A105 提示 县区 | 五.4|||走访间隔|
A106 提示 县区 | 六|||供货后未订货|
A107 提示 县区 | 五.2|||临近到期|
`

// written is a rule as the list above writes it.
func written(r Rule) string {
	words := []string{r.Code, string(r.Stops), string(r.Turn)}
	if r.Form != "" {
		words = append(words, string(r.Form))
	}
	if r.Answer != "" {
		words = append(words, "答"+string(r.Answer))
	}
	if r.Otherwise != "" {
		words = append(words, "或"+r.Otherwise)
	}
	if r.Example != "" {
		words = append(words, "例"+r.Example)
	}
	for _, f := range []struct {
		word string
		is   bool
	}{{"活", r.Lives}, {"读", r.Usable}, {"撞", r.Clash}, {"号", r.LicenceSlip}, {"外", r.OffRoll}, {"望", r.Hopeless}, {"漏", r.LeavesOut}, {"库", r.NeedsWorkspace != ""}, {"随", r.Optional}} {
		if f.is {
			words = append(words, f.word)
		}
	}
	var kinds []string
	for _, k := range r.Faults {
		kinds = append(kinds, fmt.Sprint(uint8(k)))
	}
	return strings.Join(words, " ") + " | " + strings.Join([]string{r.Clause, strings.Join(append(column.Texts(r.Columns), besides(r)...), "、"), strings.Join(kinds, " "), r.Short, r.NeedsWorkspace}, "|")
}

// besides are the columns of other forms, each behind 另.
func besides(r Rule) []string {
	var list []string
	for _, h := range column.Texts(r.Besides) {
		list = append(list, "另"+h)
	}
	return list
}

func TestRulesAreAsWritten(t *testing.T) {
	want := strings.Split(strings.TrimSpace(rulesWritten), "\n")
	var got []string
	for _, r := range Rules() {
		got = append(got, written(r))
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("the catalogue says %q", g)
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("the catalogue does not say %q", w)
		}
	}
}

// What a rule answers and what it stops must agree with its level, whatever is
// added: only a Q has somebody's word, and every S says how far it reaches.
func TestRulesAgreeWithTheirLevel(t *testing.T) {
	for _, r := range Rules() {
		var wrong []string
		note := func(bad bool, what string) {
			if bad {
				wrong = append(wrong, what)
			}
		}
		note((r.Level == LevelHold) != (r.Answer != ""), "答复")
		note(r.Answer != "" && r.Answer != r.Turn, "答复人与处理人")
		note((r.Level == LevelFile) != (r.Stops == StopsFile || r.Stops == StopsSheet), "整份")
		note((r.Level == LevelHold) != (r.Stops == StopsWaits), "待核")
		note(r.Lives && r.Stops != StopsRow, "活")
		note(r.Level == LevelFile && r.Form != "", "表")
		note(r.Level == LevelSignal && r.Short == "", "信号名")
		note(len(r.Columns) > 0 && r.Form == "" && r.Level != LevelFile && r.Level != LevelNote, "列")
		if len(wrong) > 0 {
			t.Error(r.Code, fmt.Sprint(wrong))
		}
	}
}
