package column

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Every fact of every column, typed by hand from the contract: 必 must be there,
// 判 a blank is judged by the rules, 退 counts for 退出 too, 外 recognised beside
// the template, 文 a text cell, 划 a dash is blank, 松 nothing is judged by it;
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
订货日期 |必| | |订单日期 日期|6
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
		if strings.HasSuffix(c.Header, "0档") || strings.HasSuffix(c.Header, "档") {
			continue
		}
		flags := ""
		for _, f := range []struct {
			word string
			is   bool
		}{{"外", c.Extra}, {"必", c.Required}, {"判", c.Judged}, {"退", c.OnExit}, {"文", c.AsText()}, {"划", c.Dashed}, {"松", c.Loose}} {
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
	grades := Plan.Where(func(c Column) bool { return strings.HasSuffix(c.Header, "档") })
	if len(grades) != 30 || grades[0].Header != "30档" || grades[29].Header != "1档" || !slices.Equal(grades[21].Aliases, []string{"09档"}) {
		t.Errorf("%d grades: %+v", len(grades), grades)
	}
	for _, c := range grades {
		if c.Kind != CountKind || !c.Dashed || c.Required {
			t.Errorf("%+v", c)
		}
	}
}

// A form names each column once, and every column says what is wanted.
func TestColumnsAreTold(t *testing.T) {
	for _, l := range []List{Application, Wish, Sales, Visit, Plan, Register, Adjustment, Settlement, Reply} {
		seen := map[string]bool{}
		for _, c := range l {
			for _, name := range append([]string{c.Header}, c.Aliases...) {
				if seen[name] {
					t.Errorf("%s twice", name)
				}
				seen[name] = true
			}
			if c.Advice == "" || c.Width == 0 {
				t.Errorf("%s tells nothing", c.Header)
			}
		}
	}
}
