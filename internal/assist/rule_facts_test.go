package assist

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/column"
)

// standings say of every rule, typed by hand: its clause, the columns whose
// 填报说明 names it, the faults of reading it tells (by number, as ledgers keep
// them), its few words, and what it needs of a workspace.
const standings = `
S001 填报要求||||
S002 填报要求||||
S003 填报要求||||
S004 填报要求||||
S005 填报要求||||
S006 填报要求||||
S007 填报要求||||
S008 填报要求||||
S009 填报要求|填报单位|||收件箱是否放对
S010 填报要求||||
S011 填报要求||||收件箱是否放对
S012 填报要求||||
S013 填报要求||||
N011 填报要求||||
N012 填报要求||||
N013 填报要求|填报单位|||
N014 填报要求||||
N015 填报要求||||
N016 填报要求||||
N017 填报要求|核实说明|||
N018 填报要求||||
N019 填报要求||||
N020 填报要求||||
V101 二|许可证号|13|许可证号不是12位数字|
Q103 二|许可证号||许可证前缀不属于本县区|许可证登记
V104 四|许可证号||许可证不在登记或状态不是有效|许可证登记
Q104 四|许可证号||许可证停业或登记陈旧|许可证登记
V105 二|许可证有效期止||许可证在申请日期已过期|
Q105 二|许可证有效期止||许可证在帮扶期内到期|
V106 二|经营者姓名||经营者姓名与登记不一致|许可证登记
N107 四|许可证有效期止|||许可证登记
V111 二|身份证号||身份证号不是18位|
V112 二|身份证号||身份证号校验码不符|
V113 二|身份证号||身份证号出生日期不存在|
V114 二|身份证号|12|证件号码按数字保存，末位丢失|
V115 二|身份证号||经营者不满最低年龄|
V121 三.2|残疾人证号||残疾人证号不是20位|
V122 三.2|残疾人证号||残疾人证号与身份证号不符|
V123 三.2|残疾人证号||残疾类别或等级不存在|
V124 三.2|与经营者关系、残疾人姓名||残疾人姓名或关系缺失、不符|
N131 填报要求|联系电话|||
V201 填报要求|卷烟年毛利、残疾人证号、退出原因|1|必填项为空|
V202 填报要求||2|内容不在可选范围|
V203 填报要求||3|日期无法识别|
V204 填报要求||4 5|金额无法识别或为负|
V205 填报要求||6|不是大于等于1的整数|
V206 填报要求|客户档位|7|档位不是1至30|
V207 填报要求||8 9 24|错误值或公式没有结果|
V208 填报要求|帮扶截止日、申请日期||日期先后不合理|
N209 填报要求||10||
V210 填报要求||11|内容可能被截断|
V301 三.1|家庭年收入||城镇低保类收入不低于标准|户籍与收入
V302 三.1|家庭年收入||农村低保类收入不低于标准|户籍与收入
Q303 三.1|低保证号||有低保证但收入不低于标准|户籍与收入
V304 三.1|低保证号、低保证有效期止、证明材料||缺有效低保证和低保证明|
V305 三.2|卷烟年毛利||残疾类毛利占比不足|户籍与收入
Q306 三.2|卷烟年毛利||申报毛利与销售历史不一致|户籍与收入
Q307 三.3|困难类别||临时困难待市局确认|
V308 三.3|困难说明、证明材料、帮扶截止日||临时困难材料不全或超期|
Q309 三.1|||缺认定所需的参数|户籍与收入
N310 三.1|家庭年收入|||
V401 七.2|客户经理意见、客户经理、客户经理日期、营销部意见、营销部审核人、营销部日期、县局意见、县局审批人、县局日期||逐级审批不全|
V402 七.2|客户经理意见、营销部意见、县局意见||审批意见为不同意|
V403 七.2|客户经理日期、营销部日期、县局日期||审批日期先后不合理|
V404 七.2|客户经理日期、营销部日期、县局日期||审批日期晚于今天|
V501 五.2|许可证号||同一许可证号重复|
V502 五.2|许可证号||另有县区申报或已在册|
V503 五.2|身份证号||同一身份证号用于两证|
Q504 五.6|联系电话、经营地址||电话或地址与他人相同|
V505 五.2|残疾人证号||同一残疾人用于两个申请|
V601 五.2|业务类型||退出、复核、变更的客户不在册|重复申报
Q602 五.2|业务类型||新增的客户已在册|重复申报
Q603 五.2|业务类型||退出后短期内又新增|重复申报
N604 五.2|许可证号|||重复申报
N605 五.1|许可证号|||重复申报
N606 七.1|申请日期|||
V607 七.3|||待核期满没有答复|重复申报
V701 六|规格8|||
V702 六|每规格加量|6||
V703 六|规格1|20||
N704 六|规格1|||
N705 六|规格1|||畅销规格
V706 七.3|许可证号|||客户是否在册
N707 六|每规格加量|||
N708 六|规格1|||
N709 六|许可证号|||客户是否在册
V801 五.1|卷烟条码|20||
V802 五.1|数量|21 6||
N803 五.1|金额|||
N804 五.1|数量|||
N805 五.1|订货日期|||
N806 五.1|许可证号|||客户是否在册
N807 五.1|数量|||
N808 五.1|卷烟条码|||
N809 五.1|许可证号|||客户是否在册
N810 五.1|订货日期|||客户是否在册
V901 五.4|许可证号|||客户是否在册
V902 五.4|走访日期|||
N903 五.4|服务类型|||
C101 五.3|卷烟条码|||
C102 五.3|帮扶可用量|||
C103 五.3||||
C104 五.3|供货周|||
C105 五.3||||
C201 四|许可证号|||
C301 五.6|动作|||客户是否在册
N311 五.6|动作|||
N312 五.3|畅销|||
A101 五.6|||订货量与近期均值之比|
A102 五.6|||帮扶加量与自有订货|
A103 五.6|||同日相同订单|
A104 五.6|||共用电话或地址|
A105 五.4|||走访间隔|
A106 六|||供货后订货|
A107 五.2|||临近到期|
`

// stands is a rule as the list above writes it.
func stands(r Rule) string {
	var kinds []string
	for _, k := range r.Faults {
		kinds = append(kinds, fmt.Sprint(uint8(k)))
	}
	return r.Code + " " + strings.Join([]string{r.Clause, strings.Join(column.Texts(r.Columns), "、"), strings.Join(kinds, " "), r.Short, r.NeedsWorkspace}, "|")
}

func TestRulesStandAsWritten(t *testing.T) {
	want := strings.Split(strings.TrimSpace(standings), "\n")
	var got []string
	for _, r := range Rules() {
		got = append(got, stands(r))
		if !slices.Contains(want, stands(r)) {
			t.Errorf("the catalogue says %q", stands(r))
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("the catalogue does not say %q", w)
		}
	}
}

// TestEveryFactOfARuleIsWritten turns each fact of each rule once and asks that
// one of the two lists typed by hand would tell it. Only the sentences When and
// Fix, which files of cases and the manual show, and the level, which is the
// letter of the code, are not among them.
func TestEveryFactOfARuleIsWritten(t *testing.T) {
	told := func(r Rule) string { return nature(r) + stands(r) }
	for _, r := range Rules() {
		kind := reflect.TypeOf(r)
		for i := range kind.NumField() {
			name := kind.Field(i).Name
			if name == "When" || name == "Fix" || name == "Level" {
				continue
			}
			turned := r
			turn(t, reflect.ValueOf(&turned).Elem().Field(i))
			if told(turned) == told(r) {
				t.Errorf("%s: another %s would not be noticed", r.Code, name)
			}
		}
	}
}

// turn makes another value of a fact.
func turn(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.String:
		v.SetString(v.String() + "另")
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	case reflect.Slice:
		one := reflect.New(v.Type().Elem()).Elem()
		turn(t, one)
		v.Set(reflect.Append(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v), one))
	default:
		t.Fatalf("a fact of kind %s cannot be turned", v.Kind())
	}
}

// A rule names columns that its form has: any other name says nothing.
func TestColumnsOfRulesExist(t *testing.T) {
	forms := map[Form]column.List{ApplicationForm: column.Application, WishForm: column.Wish, SalesForm: column.Sales, VisitForm: column.Visit,
		PlanForm: column.Plan, RegisterForm: column.Register, AdjustmentForm: column.Adjustment}
	for _, r := range Rules() {
		for _, h := range r.Columns {
			if _, ok := forms[r.Form].Find(h); !ok && h != "填报单位" {
				t.Errorf("%s names %s, which %s has not", r.Code, h, r.Form)
			}
		}
	}
}
