package form

import (
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
