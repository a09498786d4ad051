package form

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// manual is the sheet 填报说明 of a workbook: for each column what is wanted
// and which rules speak of it, then the rules themselves.
func manual(w Workbook, rules []assist.Rule, terms assist.Terms, on assist.Date) sheet.Page {
	p := sheet.Page{Name: manualSheet, Title: "《" + string(w) + "》" + manualSheet, Portrait: true}
	p.Notes = append([]string{labelVersion + "：" + Version}, notes[w]...)
	p.Notes = append(p.Notes, "列的先后可以变，列名不要改；可以加自己的列。表头放在前 20 行以内。")
	quoted := map[string]bool{}
	if !w.forCity() {
		any := codesForAny(rules)
		p.Notes = append(p.Notes, strings.Join(any, "、")+" 对任何一列都适用，见下面的规则。")
		for _, code := range any {
			quoted[code] = true
		}
	}
	for _, f := range sheetsOf[w] {
		p.Blocks = append(p.Blocks, f.explain(rules, quoted, terms, on))
	}
	if b := quote(rules, quoted, terms, on); len(b.Rows) > 0 {
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

// faultOf is what a cell of each kind of column may fail to be.
var faultOf = map[Kind]sheet.FaultKind{
	Choice: sheet.NotChoice, ListOf: sheet.NotChoice, Day: sheet.NotDate, Amount: sheet.NotAmount, Balance: sheet.NotAmount,
	Whole: sheet.NotWhole, Licence: sheet.NotLicence, Code: sheet.DigitsLost,
}

// anyFaults are the faults that a cell of any column may have.
var anyFaults = []sheet.FaultKind{sheet.FormulaError, sheet.Folded, sheet.TextCut}

// codesForAny are the codes that may speak of any column.
func codesForAny(rules []assist.Rule) []string {
	var list []string
	for _, r := range rules {
		if slices.ContainsFunc(anyFaults, func(k sheet.FaultKind) bool { return slices.Contains(r.Faults, k) }) {
			list = append(list, r.Code)
		}
	}
	return list
}

// concerns reports whether a rule speaks of the column: by its name, or by what
// a cell of its kind may fail to be, where the form has no rule of its own for that.
func (f *Form) concerns(c *Column, r assist.Rule, rules []assist.Rule) bool {
	if r.Form == f.Name && slices.Contains(r.Columns, c.Header) {
		return true
	}
	if !f.countys() {
		return false
	}
	if r.Form != f.Name && slices.Contains(r.Besides, c.Header) {
		return true
	}
	if slices.Contains(r.Faults, sheet.Missing) {
		return c.Needed()
	}
	k, ok := faultOf[c.Kind]
	return ok && slices.Contains(r.Faults, k) && (r.Form == f.Name || r.Form == assist.ApplicationForm && f.general(k, rules))
}

// general reports whether the rule of 申请表 tells a fault on this form too.
func (f *Form) general(k sheet.FaultKind, rules []assist.Rule) bool {
	return !slices.ContainsFunc(rules, func(r assist.Rule) bool {
		return r.Form == f.Name && slices.Contains(r.Faults, k)
	})
}

// countys reports a form that the counties fill in.
func (f *Form) countys() bool {
	return f == applicationForm || f == wishForm || f == salesForm || f == visitForm
}

// explain is the table of a form's columns; neighbours that are alike stand in one line.
func (f *Form) explain(rules []assist.Rule, quoted map[string]bool, terms assist.Terms, on assist.Date) sheet.Block {
	b := sheet.Block{Title: string(f.Name), Columns: []sheet.ColumnSpec{
		{Header: column.ColumnName, Width: 16, Wrap: true}, {Header: column.Needed, Width: 6}, {Header: column.HowTo, Width: 40, Wrap: true},
		{Header: column.Choices, Width: 32, Wrap: true}, {Header: column.RuleCodes, Width: 16, Wrap: true},
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
		name := string(first.Header)
		if last != first {
			name += " … " + string(last.Header)
		}
		b.Rows = append(b.Rows, []sheet.Value{sheet.S(name), sheet.S(requiredSign(first)), sheet.S(terms.Filled(first.Advice, on)), sheet.S(strings.Join(choices(first, terms, on), "、")), sheet.S(distinct(codes))})
	}
	return b
}

// alike reports neighbours of one kind: 规格1 … 规格8, 30档 … 1档.
func alike(a, b *Column) bool {
	return a.Kind == b.Kind && a.Advice == b.Advice && len(a.Choices) == 0 && a.Required == b.Required
}

// requiredSign says in one sign whether a column has to be filled in.
func requiredSign(c *Column) string {
	if c.Required {
		return column.Yes
	}
	return ""
}

// codes lists the rules that speak of a column, and remembers them.
func (f *Form) codes(c *Column, rules []assist.Rule, quoted map[string]bool) []string {
	var list []string
	for _, r := range rules {
		if f.concerns(c, r, rules) {
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
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return strings.Join(list, " ")
}

// quote is the table of the rules that the columns name.
func quote(rules []assist.Rule, quoted map[string]bool, terms assist.Terms, on assist.Date) sheet.Block {
	b := sheet.Block{Title: "规则（V 退回，Q 待核，N 提示，C 市局改正）", Columns: []sheet.ColumnSpec{
		{Header: column.Rule, Width: 16}, {Header: column.Basis, Width: 6}, {Header: column.When, Width: 40, Wrap: true}, {Header: column.WhatToDo, Width: 38, Wrap: true},
	}}
	for _, r := range rules {
		if r = r.On(terms, on); quoted[r.Code] {
			b.Rows = append(b.Rows, []sheet.Value{sheet.S(r.Code), sheet.S(r.Clause), sheet.S(r.When), sheet.S(r.Fix)})
		}
	}
	return b
}
