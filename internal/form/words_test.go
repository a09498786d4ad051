package form

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Lines of text below a table are nobody's rows; what names a person, or was
// meant for its column, is a row. A line is written as 列名=值 joined by |.
func TestWhatIsALineOfText(t *testing.T) {
	for _, c := range []struct {
		form  assist.Form
		cells string
		words bool
	}{
		{assist.ApplicationForm, "序号=以上共4户", true},
		{assist.ApplicationForm, "序号=制表人：样人|经营者姓名=审核人：样审", true},
		{assist.ApplicationForm, "许可证号=—— 以下空白 ——", true},
		{assist.ApplicationForm, "客户名称=样县营销部（盖章）|经营地址=2026年11月20日", true},
		{assist.ApplicationForm, "序号=制表：|业务类型=样人|客户名称=审核：|联系电话=日期：|经营地址=2026-11-20", true},
		{assist.ApplicationForm, "序号=4|业务类型=样人|客户名称=样店|联系电话=无|经营地址=2026-11-20", false},
		{assist.ApplicationForm, "业务类型=新增", false},
		{assist.ApplicationForm, "业务类型=新增|客户经理意见=同意", false},
		{assist.ApplicationForm, "经营者姓名=甄一", false},
		{assist.ApplicationForm, "许可证号=140221100001", false},
		{assist.ApplicationForm, "许可证号=共4户 140221100001", false},
		{assist.ApplicationForm, "许可证号=填表人：样人  电话 0352-1234567", true},
		{assist.ApplicationForm, "许可证号=联系电话：１３５１２３４０００１", true},
		{assist.ApplicationForm, "许可证号=填表人 140221199001011234", false},
		{assist.ApplicationForm, "序号=填表人：样人|许可证号=140221100001", false},
		{assist.WishForm, "许可证号=制表人：样人 13512340001", true},
		{assist.WishForm, "许可证号=备注：无", true},
		{assist.WishForm, "许可证号=以上共|经营者姓名=", true},
		{assist.WishForm, "规格1=玉溪(软)", false},
		{assist.WishForm, "每规格加量=10", false},
		{assist.VisitForm, "走访日期=2026年11月20日", true},
		{assist.VisitForm, "走访日期=本月走访共1户", true},
		{assist.VisitForm, "走访日期=2026-11-18|服务类型=定期走访", false},
		{assist.PlanForm, "供货周=审批人（签字）：", true},
		{assist.PlanForm, "供货周=2026.11.20", true},
		{assist.PlanForm, "供货周=（此页无正文）|帮扶可用量=盖章", true},
		{assist.PlanForm, "卷烟条码=营销中心（盖章）", true},
		{assist.PlanForm, "供货周=2026-W50", false},
		{assist.PlanForm, "供货周=2026-W50|卷烟名称=云烟(硬紫)", false},
		{assist.PlanForm, "卷烟名称=云烟(硬紫)", false},
		{assist.PlanForm, "供货周=2026-W5O|卷烟条码=6901028046893", false},
		{assist.PlanForm, "畅销=是", false},
		{assist.PlanForm, "供货周=以上共5个规格", true},
		{assist.PlanForm, "供货周=2026年11月24日", true},
		{assist.PlanForm, "供货周=2026-W49", false},
		{assist.PlanForm, "供货周=2026-W49|畅销=是", false},
		{assist.PlanForm, "卷烟名称=玉溪(软)|帮扶可用量=10", false},
		{assist.RegisterForm, "经营者姓名=以上共90户", false},
		{assist.RegisterForm, "许可证号=以上共90户", true},
	} {
		values := map[string]string{}
		for _, cell := range strings.Split(c.cells, "|") {
			header, text, _ := strings.Cut(cell, "=")
			values[header] = text
		}
		var line []string
		for _, h := range column.Texts(Headers(c.form)) {
			line = append(line, values[h])
		}
		sub, _ := decodeText(t, "== "+string(c.form)+"\n"+strings.Join(column.Texts(Headers(c.form)), "|")+"\n"+strings.Join(line, "|"))
		found := false
		for _, f := range sub.Faults {
			found = found || f.Kind == sheet.WordsPassed && strings.Contains(f.Read, "第 2 行")
		}
		if rows := len(sub.Applications) + len(sub.Wishes) + len(sub.Visits) + len(sub.Plan) + len(sub.Register); found != c.words || (rows == 1) == c.words {
			t.Errorf("%s, %s: text %v, %d rows", c.form, c.cells, found, rows)
		}
	}
}

// All that a county with nobody to report may write.
func TestSaysNothing(t *testing.T) {
	for text, want := range map[string]bool{
		"本期无新增": true, "本月无新增。": true, "本周 无新增": true, "无新增": true,
		"本期新增3户": false, "无": false, "本期无新增申请，另附上期退回重报的三户资料": false,
	} {
		if saysNothing(text) != want {
			t.Errorf("%q says nothing: %v", text, !want)
		}
	}
}
