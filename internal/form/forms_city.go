package form

import (
	"strconv"

	"bangfu/internal/assist"
)

func itoa(n int) string { return strconv.Itoa(n) }

var planForm = indexed(Form{
	Name: assist.PlanForm, Sheets: []string{"货源计划"}, Kind: assist.KindPlan,
	Title: "货源计划",
	Columns: append([]Column{
		{Header: "供货周", Kind: WeekMark, Required: true, Width: 11, Advice: "供货那一周，例如 2026-W49"},
		{Header: "卷烟条码", Aliases: []string{"商品编码", "卷烟编码", "条码"}, Kind: Barcode, Required: true, Width: 16, Advice: "条盒条码 13 位，规格目录里有的"},
		{Header: "卷烟名称", Aliases: []string{"商品名称", "规格"}, Kind: Free, Width: 20, Advice: "规格名称，可不填"},
		{Header: "畅销", Kind: Choice, Required: true, Judged: true, Width: 8, Choices: []string{"是", "否"}, Spelt: yesAndNo, Advice: "本周是否畅销，是或否"},
		{Header: "帮扶可用量", Kind: Count, Unit: "条", Required: true, Width: 11, Advice: "全市可用于帮扶加量的条数，0 或整数"}},
		bases()...),
})

// yesAndNo are the other signs for 是 and 否 that nobody can take for anything else.
var yesAndNo = map[string]string{
	"√": "是", "✓": "是", "✔": "是", "☑": "是", "1": "是", "1.0": "是", "Y": "是", "y": "是", "YES": "是", "Yes": "是", "yes": "是", "TRUE": "是", "畅销": "是",
	"×": "否", "✗": "否", "✘": "否", "☒": "否", "☐": "否", "0": "否", "0.0": "否", "N": "否", "n": "否", "NO": "否", "No": "否", "no": "否", "FALSE": "否", "非畅销": "否", "不畅销": "否",
}

// bases are the columns 30档 … 1档.
func bases() []Column {
	var list []Column
	for g := 30; g >= 1; g-- {
		c := Column{Header: itoa(g) + "档", Kind: Count, Dashed: true, Width: 6, Advice: "该档位每户每次的基础投放条数；不填按 0"}
		if g < 10 {
			c.Aliases = []string{"0" + itoa(g) + "档"}
		}
		list = append(list, c)
	}
	return list
}

var registerForm = indexed(Form{
	Name: assist.RegisterForm, Sheets: []string{"许可证状态"}, Kind: assist.KindRegister,
	Title: "许可证状态",
	Columns: []Column{
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, Width: 15, Advice: adviceLicence},
		{Header: "经营者姓名", Aliases: []string{"负责人", "姓名"}, Kind: Name, Required: true, Width: 12, Advice: "许可证登记的经营者"},
		{Header: "状态", Kind: Choice, Required: true, Width: 9, Choices: []string{"有效", "停业", "歇业", "注销", "撤销", "收回", "吊销"}, Advice: "从列表中选"},
		{Header: "有效期止", Kind: Day, Required: true, Width: 13, Advice: adviceDate},
		{Header: "县区", Kind: Free, Width: 12, Advice: "所属县区的名称；有此列时每行都要填"},
	},
})

var adjustmentForm = indexed(Form{
	Name: assist.AdjustmentForm, Sheets: []string{"名单调整"}, Kind: assist.KindAdjustment,
	Title: "名单调整", Alive: "动作",
	Columns: []Column{
		{Header: "许可证号", Aliases: []string{"客户编码", "专卖证号", "许可证编号"}, Kind: Licence, Required: true, Width: 15, Advice: adviceLicence},
		{Header: "动作", Kind: Choice, Required: true, Width: 9, Choices: []string{"确认", "暂停", "恢复", "退出"}, Advice: "从列表中选；空着的行不算"},
		{Header: "生效日期", Kind: Day, Required: true, Width: 13, Advice: adviceDate},
		{Header: "截止日期", Kind: Day, Dashed: true, Width: 13, Advice: "暂停到哪一天为止，可不填。" + adviceDate},
		{Header: "原因", Kind: Free, Required: true, Width: 28, Advice: "为什么调整，写清依据"},
		{Header: "经办人", Kind: Name, Required: true, Width: 12, Advice: "经办人姓名"},
	},
})

var settlementForm = indexed(Form{
	Name: assist.SettlementForm, Sheets: []string{"待确认"}, Kind: assist.KindSettlement,
	Title: "待确认", Alive: "动作 原因 经办人",
	Columns: []Column{
		{Header: "回执号", Kind: Free, Required: true, Width: 24, Advice: "有疑的那份文件的回执号，不要改动"},
		{Header: "类别", Kind: Free, Loose: true, Width: 20, Advice: "不要改动"},
		{Header: "疑点", Kind: Free, Loose: true, Width: 50, Advice: "为什么有疑，不用填"},
		{Header: "涉及户数", Kind: Free, Loose: true, Width: 10, Advice: "不用填"},
		{Header: "自何时", Kind: Free, Loose: true, Width: 13, Advice: "不用填"},
		{Header: "动作", Kind: Choice, Required: true, Width: 9, Choices: []string{"确认", "作废"}, Advice: "核实无误的选确认，这份文件按原样采用；有误的选作废，当作没有来过；空着的行不算"},
		{Header: "原因", Kind: Free, Required: true, Width: 28, Advice: "怎么核实的，写清依据"},
		{Header: "经办人", Kind: Name, Required: true, Width: 12, Advice: "经办人姓名"},
	},
})

var replyForm = indexed(Form{
	Name: assist.ReplyForm, Sheets: []string{"监督清单"}, Kind: assist.KindReplies,
	Title: "监督清单", Alive: "答复", Many: true,
	Columns: []Column{
		{Header: "编号", Kind: Free, Required: true, Width: 16, Advice: "信号的编号，不要改动"},
		{Header: "信号", Kind: Free, Required: true, Width: 20, Advice: "不要改动"},
		{Header: "许可证号", Kind: Licence, Judged: true, Dashed: true, Width: 15, Advice: "不要改动"},
		{Header: "答复", Kind: Free, Required: true, Judged: true, Width: 40, Advice: "核查后的说明"},
	},
})

// forms are the forms a drop folder may hold, the more telling ones first:
// a sheet without a form's name goes to the first form whose columns it has.
var forms = []*Form{applicationForm, salesForm, visitForm, planForm, adjustmentForm, settlementForm, registerForm, replyForm, wishForm}

// Find is the table of a form; nil for none of ours.
func Find(f assist.Form) *Form {
	for _, t := range forms {
		if t.Name == f {
			return t
		}
	}
	return nil
}

// Headers lists the canonical headers of a form in the order of its template.
func Headers(f assist.Form) []string {
	t := Find(f)
	if t == nil {
		return nil
	}
	var list []string
	for _, c := range t.Columns {
		if !c.Extra {
			list = append(list, c.Header)
		}
	}
	return list
}
