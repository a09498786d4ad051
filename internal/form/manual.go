package form

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// manual is the sheet 填报说明 of a workbook: for each column what is wanted
// and which rules speak of it, then the rules themselves.
func manual(w Workbook, rules []assist.Rule) sheet.Page {
	p := sheet.Page{Name: manualSheet, Title: "《" + string(w) + "》" + manualSheet, Portrait: true}
	p.Notes = append([]string{labelVersion + "：" + Version}, notes[w]...)
	p.Notes = append(p.Notes, "列的先后可以变，列名不要改；可以加自己的列。表头放在前 20 行以内。")
	quoted := map[string]bool{}
	if !w.ForCity() {
		p.Notes = append(p.Notes, strings.Join(everywhere, "、")+" 对任何一列都适用，见下面的规则。")
		for _, code := range everywhere {
			quoted[code] = true
		}
	}
	for _, f := range sheetsOf[w] {
		p.Blocks = append(p.Blocks, f.explain(rules, quoted))
	}
	if b := quote(rules, quoted); len(b.Rows) > 0 {
		p.Blocks = append(p.Blocks, b)
	}
	return p
}

// notes are what else a clerk has to know about a workbook.
var notes = map[Workbook][]string{
	ApplicationBook: {
		"每户一行。填报单位、填报日期写在表头上方。没有新客户要报时，在申请表里只写“本期无新增”五个字。",
		"业务类型为退出的，只需填许可证号、经营者姓名、申请日期、退出原因和三级审批。",
		"想要加量和服务的客户填“帮扶申请表”，每户一行，新的一行代替旧的一行。",
		"日期写成 2026-11-02；金额以元为单位；许可证号和证件号所在列是文本格式，不要改成数字。",
	},
	SalesBook:      {"每户每天每个规格一行；退货写负数。合计、小计、总计行可以保留。重报时，文件里有的（许可证、月份）整月替换。"},
	VisitBook:      {"每次走访一行。"},
	PlanBook:       {"每个规格一行；每周报一份，供货周写成 2026-W49。30档 … 1档 填每户每次的基础投放条数，高档位不少于低档位。"},
	RegisterBook:   {"报全部许可证的最新状态；后一份整份代替前一份。"},
	AdjustmentBook: {"一行一个决定；动作空着的行不算。"},
	PolicyBook:     {"标准变动时加一行并写明生效日期和依据，不要改旧的行：旧的决定仍按当时的标准。没有公布的空着，不要估计。"},
	CatalogueBook:  {"停售的规格把状态改为停售，不要删除。"},
}

// general are the codes that speak of a column because of what it holds, on
// the forms of the county.
var general = map[Kind][]string{
	Choice: {"V202"}, ListOf: {"V202"}, Day: {"V203"}, Amount: {"V204"}, Balance: {"V204"}, Whole: {"V205"}, Licence: {"V101"}, Code: {"V114"},
}

// approval are the codes that speak of the columns of 逐级审核, by what they hold.
var approval = map[Kind][]string{Choice: {"V401", "V402"}, Name: {"V401"}, Day: {"V401", "V403", "V404"}}

// besides are further columns of a rule that compares several.
var besides = map[string][]string{
	"V124": {"残疾人姓名"},
	"V201": {"卷烟年毛利", "残疾人证号", "退出原因"},
	"V208": {"帮扶截止日", "申请日期", "订货日期"},
	"V304": {"低保证有效期止", "证明材料"},
	"V308": {"证明材料", "帮扶截止日"},
	"Q504": {"经营地址"},
}

// everywhere are the codes that may speak of any column.
var everywhere = []string{"V207", "N209", "V210"}

// groups say which codes belong to a form, by how they begin.
var groups = map[assist.Form][]string{
	assist.ApplicationForm: {"V1", "Q1", "N1", "V2", "V3", "Q3", "N3", "V4", "V5", "Q5", "V6", "Q6", "N6"},
	assist.WishForm:        {"V7", "N7"},
	assist.SalesForm:       {"V8", "N8"},
	assist.VisitForm:       {"V9", "N9"},
	assist.PlanForm:        {"C1"},
	assist.RegisterForm:    {"C2"},
	assist.AdjustmentForm:  {"C3"},
}

// concerns reports whether a rule speaks of the column.
func (f *Form) concerns(c *Column, r assist.Rule) bool {
	grouped := slices.ContainsFunc(groups[f.Name], func(head string) bool { return strings.HasPrefix(r.Code, head) })
	switch {
	case grouped && (r.Header == c.Header || contains(besides[r.Code], c.Header)):
		return true
	case !f.countys():
		return false
	case c.Required && c.Judged:
		return contains(approval[c.Kind], r.Code) || c.Kind != Name && contains(general[c.Kind], r.Code)
	case c.Required && r.Code == "V201":
		return true
	case r.Code == "V205" && f != applicationForm:
		return false // 每规格加量 has its own
	}
	return contains(general[c.Kind], r.Code)
}

// countys reports a form that the counties fill in.
func (f *Form) countys() bool {
	return f == applicationForm || f == wishForm || f == salesForm || f == visitForm
}

// explain is the table of a form's columns; neighbours that are alike stand in one line.
func (f *Form) explain(rules []assist.Rule, quoted map[string]bool) sheet.Block {
	b := sheet.Block{Title: f.Sheets[0], Columns: []sheet.ColumnSpec{
		{Header: "列名", Width: 16, Wrap: true}, {Header: "必填", Width: 6}, {Header: "怎么填", Width: 40, Wrap: true},
		{Header: "可选内容", Width: 22, Wrap: true}, {Header: "有关规则", Width: 16, Wrap: true},
	}}
	for i := 0; i < len(f.Columns); {
		first := &f.Columns[i]
		last, codes := first, f.codes(first, rules, quoted)
		for i++; i < len(f.Columns) && alike(first, &f.Columns[i]); i++ {
			if c := &f.Columns[i]; !c.Extra {
				last = c
			}
			codes = append(codes, f.codes(&f.Columns[i], rules, quoted)...)
		}
		name := first.Header
		if last != first {
			name += " … " + last.Header
		}
		b.Rows = append(b.Rows, []sheet.Value{sheet.S(name), sheet.S(first.must()), sheet.S(first.Advice), sheet.S(strings.Join(first.Choices, "、")), sheet.S(distinct(codes))})
	}
	return b
}

// alike reports neighbours of one kind: 规格1 … 规格8, 30档 … 1档.
func alike(a, b *Column) bool {
	return a.Kind == b.Kind && a.Advice == b.Advice && len(a.Choices) == 0 && a.Required == b.Required
}

// must says in one sign whether a column has to be filled in.
func (c *Column) must() string {
	if c.Required {
		return "是"
	}
	return ""
}

// codes lists the rules that speak of a column, and remembers them.
func (f *Form) codes(c *Column, rules []assist.Rule, quoted map[string]bool) []string {
	var list []string
	for _, r := range rules {
		if f.concerns(c, r) {
			list = append(list, r.Code)
			quoted[r.Code] = true
		}
	}
	return list
}

// distinct joins codes, each once, in their order.
func distinct(codes []string) string {
	var list []string
	for _, c := range codes {
		if !contains(list, c) {
			list = append(list, c)
		}
	}
	return strings.Join(list, " ")
}

// quote is the table of the rules that the columns name.
func quote(rules []assist.Rule, quoted map[string]bool) sheet.Block {
	b := sheet.Block{Title: "规则（V 退回，Q 待核，N 提示，C 市局改正）", Columns: []sheet.ColumnSpec{
		{Header: "规则", Width: 16}, {Header: "依据", Width: 6}, {Header: "什么情况", Width: 40, Wrap: true}, {Header: "怎么办", Width: 38, Wrap: true},
	}}
	for _, r := range rules {
		if quoted[r.Code] {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S(r.Code), sheet.S(r.Clause), sheet.S(r.When), sheet.S(r.Fix)})
		}
	}
	return b
}
