package column

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Every fact of every column, typed by hand from the contract: 必 must be there,
// 判 a blank is judged by the rules, 退 counts for 退出 too, 外 recognised beside
// the template, 文 a text cell, 划 a dash is blank, 松 nothing is judged by it, 时 a time of day may stand behind the date;
// then of what it is personal, its unit, its other names, and its kind.
const written = `
申请表
序号 | | | | |1
业务类型 |必退| | | |13
许可证号 |必退文| | |客户编码 专卖证号 许可证编号|4
客户名称 |必划| | |店名 零售户名称|0
经营者姓名 |必退|姓名| |负责人 姓名|2
身份证号 |必文|身份| | |3
联系电话 |必文|电话| | |5
经营地址 |必划|住址| | |0
市场类型 |划| | | |13
客户档位 |必| | |档位|12
订货周期 |必| | | |13
订货日 |划| | | |13
许可证有效期止 |必| | | |6
户籍类别 |必| | | |13
家庭人口 |必| | | |9
家庭年收入 |必| |元|家庭年总收入|7
卷烟年毛利 |划| |元| |7
困难类别 |必| | | |13
低保证号 |文划|证件| | |3
低保证有效期止 |划| | | |6
残疾人姓名 |划|姓名| | |2
与经营者关系 |划| | | |13
残疾人证号 |文划|残疾人| | |3
困难说明 |划| | | |0
证明材料 |必划| | | |14
帮扶起始日 |划| | | |6
帮扶截止日 |划| | | |6
申请日期 |必退| | | |6
客户经理意见 |必判退| | | |13
客户经理 |必判退划| | |客户经理姓名|2
客户经理日期 |必判退| | | |6
营销部意见 |必判退| | | |13
营销部审核人 |必判退划| | |营销部姓名|2
营销部日期 |必判退| | | |6
县局意见 |必判退| | | |13
县局审批人 |必判退划| | |县局姓名|2
县局日期 |必判退| | | |6
退出原因 |退| | | |0
核实说明 | | | | |0
备注 |松| | | |0
帮扶申请表
许可证号 |必文| | |客户编码 专卖证号 许可证编号|4
经营者姓名 | |姓名| |负责人 姓名|2
规格1 |文划| | | |17
规格2 |文划| | | |17
规格3 |文划| | | |17
规格4 |文划| | | |17
规格5 |文划| | | |17
规格6 |文划| | | |17
规格7 |文划| | | |17
规格8 |文划| | | |17
规格9 |外文划| | | |17
规格10 |外文划| | | |17
规格11 |外文划| | | |17
规格12 |外文划| | | |17
规格13 |外文划| | | |17
规格14 |外文划| | | |17
规格15 |外文划| | | |17
规格16 |外文划| | | |17
每规格加量 |划| |条| |9
服务需求 |划| | | |15
申请日期 |必| | | |6
备注 |松| | | |0
销售历史
许可证号 |必文| | |客户编码 专卖证号 许可证编号|4
客户名称 | | | |店名 零售户名称|0
订货日期 |必时| | |订单日期 日期|6
卷烟条码 |必文| | |商品编码 卷烟编码 条码|17
卷烟名称 | | | |商品名称 规格|0
数量 |必| |条|订购量 销量|11
批发价 | | |元/条| |7
零售价 | | |元/条| |7
金额 | | |元| |8
走访台账
走访日期 |必| | | |6
许可证号 |必文| | |客户编码 专卖证号 许可证编号|4
经营者姓名 | |姓名| |负责人 姓名|2
走访人 |必划| | | |2
服务类型 |必| | | |14
经营情况 | | | | |0
存在问题 | | | | |0
帮扶措施 | | | | |0
问题状态 | | | | |13
下次走访日期 |划| | | |6
货源计划
供货周 |必| | | |18
卷烟条码 |必文| | |商品编码 卷烟编码 条码|17
卷烟名称 | | | |商品名称 规格|0
畅销 |必判| | | |13
帮扶可用量 |必| |条| |10
许可证状态
许可证号 |必文| | |客户编码 专卖证号 许可证编号|4
经营者姓名 |必|姓名| |负责人 姓名|2
状态 |必| | | |13
有效期止 |必| | | |6
县区 | | | | |0
名单调整
许可证号 |必文| | |客户编码 专卖证号 许可证编号|4
动作 |必| | | |13
生效日期 |必| | | |6
截止日期 |划| | | |6
原因 |必| | | |0
经办人 |必| | | |2
待确认
回执号 |必| | | |0
类别 |松| | | |0
疑点 |松| | | |0
涉及户数 |松| | | |0
自何时 |松| | | |0
动作 |必| | | |13
原因 |必| | | |0
经办人 |必| | | |2
监督清单
编号 |必| | | |0
信号 |必| | | |0
许可证号 |判文划| | | |4
答复 |必判| | | |0
`

// facts are a form's columns as the list above writes them. The 30 grades of
// 货源计划 have a test of their own.
func facts(name string, l List) string {
	var b strings.Builder
	b.WriteString(name + "\n")
	who := map[Personal]string{Nothing: " ", Name: "姓名", Identity: "身份", DisabledPerson: "残疾人", Certificate: "证件", Telephone: "电话", Dwelling: "住址"}
	blank := func(s string) string {
		if s == "" {
			return " "
		}
		return s
	}
	for _, c := range l {
		if strings.HasSuffix(string(c.Header), "0档") || strings.HasSuffix(string(c.Header), "档") {
			continue
		}
		flags := ""
		for _, f := range []struct {
			word string
			is   bool
		}{{"外", c.Extra}, {"必", c.Required}, {"判", c.Judged}, {"退", c.OnExit}, {"文", c.AsText()}, {"划", c.Dashed}, {"松", c.Loose}, {"键", c.Key}, {"时", c.Timed}} {
			if f.is {
				flags += f.word
			}
		}
		fmt.Fprintf(&b, "%s |%s|%s|%s|%s|%d\n", c.Header, blank(flags), who[c.Personal], blank(c.Unit), blank(strings.Join(c.Aliases, " ")), c.Kind)
	}
	return b.String()
}

func TestColumnsAreAsWritten(t *testing.T) {
	var got strings.Builder
	got.WriteString("\n")
	for _, f := range []struct {
		name string
		list List
	}{{"申请表", Application}, {"帮扶申请表", Wish}, {"销售历史", Sales}, {"走访台账", Visit}, {"货源计划", Plan}, {"许可证状态", Register}, {"名单调整", Adjustment}, {"待确认", Settlement}, {"监督清单", Reply}} {
		got.WriteString(facts(f.name, f.list))
	}
	want := strings.Split(written, "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || want[i] != line {
			t.Fatalf("line %d is\n%s\nwant\n%s", i, line, want[min(i, len(want)-1)])
		}
	}
}

func TestGradesOfAPlan(t *testing.T) {
	grades := Plan.Where(func(c Column) bool { return strings.HasSuffix(string(c.Header), "档") })
	if len(grades) != 30 || grades[0].Header != "30档" || grades[29].Header != "1档" || !slices.Equal(grades[21].Aliases, []string{"09档"}) {
		t.Errorf("%d grades: %+v", len(grades), grades)
	}
	for _, c := range grades {
		if c.Kind != CountKind || !c.Dashed || c.Required {
			t.Errorf("%+v", c)
		}
	}
}

// A form names each column once, and every column says what is wanted, and how wide
// it is in the blank; of 监督清单 there is none.
func TestColumnsAreTold(t *testing.T) {
	blanks := []List{Application, Wish, Sales, Visit, Plan, Register, Adjustment, Settlement}
	for n, l := range append(blanks, Reply) {
		seen := map[string]bool{}
		for _, c := range l {
			for _, name := range append([]string{string(c.Header)}, c.Aliases...) {
				if seen[name] {
					t.Errorf("%s twice", name)
				}
				seen[name] = true
			}
			if c.Advice == "" || (c.Width == 0) != (n == len(blanks)) {
				t.Errorf("%s tells nothing", c.Header)
			}
		}
	}
}

// What the blanks of the other forms say is read in the workbooks of templates;
// these two are handed out filled, so that their widths and advice stand here.
const handedOut = `
回执号 24 有疑的那份文件的回执号，不要改动
类别 20 不要改动
疑点 50 为什么有疑，不用填
涉及户数 10 不用填
自何时 13 不用填
动作 9 核实无误的选确认，这份文件按原样采用；有误的选作废，当作没有来过；空着的行不算
原因 28 怎么核实的，写清依据
经办人 12 经办人姓名
编号 0 信号的编号，不要改动
信号 0 不要改动
许可证号 0 不要改动
答复 0 核查后的说明
`

func TestWhatIsHandedOutAdvises(t *testing.T) {
	got := "\n"
	for _, c := range slices.Concat(Settlement, Reply) {
		got += fmt.Sprintf("%s %g %s\n", c.Header, c.Width, c.Advice)
	}
	if got != handedOut {
		t.Errorf("%s\nwant%s", got, handedOut)
	}
}

// Of the closed lists: what may be chosen, by any spelling, and up to which
// 帮扶标准 a number may be.
const chosen = `
业务类型: 新增 复核 变更 退出
市场类型: 城镇 乡村; 农网=乡村 城网=城镇
订货周期: 每周 单周 双周 不访销
订货日: 周一 周二 周三 周四 周五 周六 周日
户籍类别: 城镇 农村
困难类别: 低保 残疾 临时困难
与经营者关系: 本人 配偶 父母 子女
客户经理意见: 同意 不同意
营销部意见: 同意 不同意
县局意见: 同意 不同意
每规格加量: 单规格加量上限
服务需求: 经营指导 定期走访 节日慰问 即时服务 网络服务
服务类型: 经营指导 定期走访 节日慰问 即时服务 网络服务
问题状态: 已解决 处理中 无
畅销: 是 否; 0.0=否 0=否 1.0=是 1=是 FALSE=否 N=否 NO=否 No=否 TRUE=是 Y=是 YES=是 Yes=是 n=否 no=否 y=是 yes=是 ×=否 √=是 ☐=否 ☑=是 ☒=否 ✓=是 ✔=是 ✗=否 ✘=否 不畅销=否 畅销=是 非畅销=否
状态: 有效 停业 歇业 注销 撤销 收回 吊销
动作: 确认 暂停 恢复 退出
动作: 确认 作废
`

// choice is a column as the list above writes it; "" for one without a list.
func choice(c Column) string {
	var spelt []string
	for as, is := range c.Spelt {
		spelt = append(spelt, as+"="+is)
	}
	slices.Sort(spelt)
	text := string(c.Header) + ":" + c.Blank
	for _, w := range append(slices.Clone(c.Choices), c.UpTo) {
		if w != "" {
			text += " " + w
		}
	}
	if len(spelt) > 0 {
		text += "; " + strings.Join(spelt, " ")
	}
	if text == string(c.Header)+":" { // no list, and a blank means nothing
		return ""
	}
	return text
}

func TestChoicesAreAsWritten(t *testing.T) {
	var got []string
	for _, l := range []List{Application, Wish, Sales, Visit, Plan, Register, Adjustment, Settlement, Reply} {
		for _, c := range l {
			if s := choice(c); s != "" {
				got = append(got, s)
			}
		}
	}
	if want := strings.Split(strings.TrimSpace(chosen), "\n"); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestEveryFactOfAColumnIsWritten turns each fact of each column once and asks
// that one of the lists typed by hand would tell it. The width and the advice
// are seen in the blank workbooks, which are compared byte for byte.
func TestEveryFactOfAColumnIsWritten(t *testing.T) {
	told := func(c Column) string { return facts("", List{c}) + choice(c) }
	for _, l := range []List{Application, Wish, Sales, Visit, Plan, Register, Adjustment, Settlement, Reply} {
		for _, c := range l {
			if strings.HasSuffix(string(c.Header), "档") {
				continue
			}
			kind := reflect.TypeOf(c)
			for i := range kind.NumField() {
				name := kind.Field(i).Name
				if name == "Width" || name == "Advice" {
					continue
				}
				turned := c
				turn(t, reflect.ValueOf(&turned).Elem().Field(i))
				if told(turned) == told(c) {
					t.Errorf("%s: another %s would not be noticed", c.Header, name)
				}
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
		v.Set(reflect.Append(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v), reflect.ValueOf("另")))
	case reflect.Map:
		other := map[string]string{"另": "另"}
		for _, k := range v.MapKeys() {
			other[k.String()] = v.MapIndex(k).String()
		}
		v.Set(reflect.ValueOf(other))
	default:
		t.Fatalf("a fact of kind %s cannot be turned", v.Kind())
	}
}
