package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/paper"
)

// FormDocument is the paper form of one application: every field, the
// approvals, what it was found to be and by which clause, and the filing it
// led to. Numbers of persons are masked unless it is asked for in full. An
// ordinary application takes one page.
func FormDocument(f assist.Facts, a assist.JudgedApplication, full bool) paper.Doc {
	p := printedForm{JudgedApplication: a, facts: f, who: peopleOf(f), hide: cloakOf(a.Application), full: full}
	if full {
		p.hide = func(s string) string { return s }
	}
	licence := licenceOf(a)
	blocks := []paper.Block{
		paper.Title{Text: "弱势群体客户申请表", Sub: p.number()},
		paper.Note{Text: "填报单位：" + a.Unit, Right: "来源：" + a.Place.Words()},
		paper.Form{Size: formType, Label: licence, Rows: p.applied()},
		paper.Form{Size: formType, Label: licence, Rows: p.approved()},
		paper.KeepTogether{Blocks: []paper.Block{paper.Heading{Level: 1, Text: "认定与备案"}, paper.Form{Size: formType, Label: licence, Rows: p.settled()}}},
	}
	if t, ok := p.findings(); ok {
		blocks = append(blocks, paper.Heading{Level: 1, Text: "核对发现的问题"}, t)
	}
	note := "注：本件由系统按台账打印，身份证号、残疾人姓名和证号、低保证号和电话已脱敏。"
	if full {
		note = "注：本件由系统按台账打印，含完整个人信息，只用于纸质归档，打印人和时间已记入台账。"
	}
	blocks = append(blocks, paper.Note{Text: note})
	d := printed(f, "弱势群体客户申请表 "+assist.Mask(licence), a.Unit, paper.Card, blocks...)
	d.Foot = assist.Mask(licence)
	return d
}

// formType is the type size of a printed form, in points.
const formType = 9

// printedForm is an application on its way to paper.
type printedForm struct {
	assist.JudgedApplication
	facts assist.Facts
	who   people
	hide  cloak // leaves all as it is in full
	full  bool
}

// number is the 备案编号 and the 特殊标识 of a customer on the roll.
func (p printedForm) number() string {
	f, ok := p.who.roster.Find(p.Licence)
	if !ok || p.Licence == "" {
		return ""
	}
	return f.Number + "　特殊标识 " + f.Label()
}

// cell is a field whose column tells of a person: under its mask unless in full.
func (p printedForm) cell(header column.Header, read string, weight float64) paper.Cell {
	c, _ := column.Application.Find(header)
	return p.field(header, read, weight, func(s string) string { return assist.MaskAs(c.Personal, s) })
}

// field is what was read under a header, else what was typed, under a mask
// unless in full.
func (p printedForm) field(header column.Header, read string, weight float64, mask func(string) string) paper.Cell {
	v := read
	if v == "" {
		v = p.Text(header)
	}
	v = p.who.shown(p.Licence, v)
	if !p.full && v != gone {
		v = mask(v)
	}
	return paper.Cell{Label: string(header), Value: v, Weight: weight}
}

// called is a field under a shorter label, which keeps to one line.
func called(label string, c paper.Cell) paper.Cell {
	c.Label = label
	return c
}

// plain is a field that is masked only where a personal number stands in it.
func (p printedForm) plain(header column.Header, read string, weight float64) paper.Cell {
	return p.field(header, read, weight, p.hide)
}

// applied is what the customer applied with.
func (p printedForm) applied() [][]paper.Cell {
	a := p.Application
	story := p.plain(column.Story, a.Story, 1)
	story.Lines = 2
	proofs := p.plain(column.Proofs, strings.Join(a.Proofs, "、"), 1)
	rows := [][]paper.Cell{
		{p.plain(column.Licence, a.Licence, 1), called("证件有效期止", p.plain(column.LicenceEnd, a.LicenceEnd.String(), 1)), p.plain(column.Business, string(a.Business), 1)},
		{p.plain(column.Shop, a.Shop, 2), p.plain(column.Grade, gradeWord(a.Grade), 1)},
		{p.plain(column.Operator, a.Operator, 1), p.cell(column.ID, a.ID, 2)},
		{p.cell(column.Phone, a.Phone, 2), p.plain(column.Market, a.Market, 1)},
		{p.plain(column.Address, a.Address, 1)},
		{p.plain(column.Household, a.Household, 1), p.plain(column.Members, counting(a.Members, "人"), 1), p.money(column.Income, a.Income)},
		{p.plain(column.Hardship, string(a.Hardship), 1), p.money(column.Margin, a.Margin), p.plain(column.Applied, a.Applied.String(), 1)},
		{p.cell(column.DibaoNo, a.DibaoNo, 2), called("低保有效期止", p.plain(column.DibaoEnd, a.DibaoEnd.String(), 1))},
		{p.cell(column.DisabledBy, a.DisabledBy, 1.1), p.plain(column.Relation, a.Relation, 1.1), p.cell(column.DisabledNo, a.DisabledNo, 1.6)},
		{p.plain(column.Cycle, string(a.Cycle), 1), p.plain(column.OrderDay, a.OrderDay, 1), p.plain(column.Start, a.Start.String(), 1), p.plain(column.End, a.End.String(), 1)},
		{story}, {proofs},
	}
	for _, x := range []struct {
		header column.Header
		text   string
	}{{column.ExitReason, a.ExitReason}, {column.Answer, a.Answer}, {column.Remark, a.Remark}} {
		if x.text != "" {
			rows = append(rows, []paper.Cell{p.plain(x.header, x.text, 1)})
		}
	}
	applicant := paper.Cell{Label: "申请人", Value: "以上情况属实" + asking[p.Business] + "。", Lines: 2, Sign: "签字：　　　　　　　年　　月　　日"}
	return append(rows, []paper.Cell{applicant})
}

// asking is what an applicant signs that he asks for.
var asking = map[assist.Business]string{
	assist.NewCustomer:    "，申请帮扶",
	assist.Reverification: "，申请继续帮扶",
	assist.Amendment:      "，申请变更登记内容",
	assist.Withdrawal:     "，申请退出帮扶",
}

// approved is 逐级审核: the opinions side by side, with room for ink.
func (p printedForm) approved() [][]paper.Cell {
	var row []paper.Cell
	for i, l := range column.Approvals {
		v := p.Approvals[i]
		text := string(l.Opinion) + "：" + p.plain(l.Opinion, v.Opinion, 1).Value + "\n" +
			string(l.Name) + "：" + p.plain(l.Name, v.Name, 1).Value + "\n日期：" + p.plain(l.Day, v.Day.String(), 1).Value
		row = append(row, paper.Cell{Value: text, Lines: 4, Sign: "签字（盖章）：　　　　　　"})
	}
	return [][]paper.Cell{row}
}

// settled is what the application was found to be, and the filing of its customer.
func (p printedForm) settled() [][]paper.Cell {
	v := p.Verdict
	one := func(label, value string) paper.Cell { return paper.Cell{Label: label, Value: orDash(value)} }
	rows := [][]paper.Cell{{one("核对结果", string(v.Outcome)), one("认定条款", v.Clause)}, {one("认定依据", p.hide(p.who.shown(p.Licence, v.Grounds)))}}
	filing, ok := p.who.roster.Last(p.Licence)
	if !ok || p.Licence == "" {
		return append(rows, []paper.Cell{one("备案编号", "未备案")})
	}
	state := stateWord(filing, p.facts.Today)
	if filing.SuspendedOn(p.facts.Today) {
		state += "（" + filing.SuspendedBy + "，" + pausedUntil(filing) + "）"
	}
	if !filing.On() {
		why := filing.ExitReason
		if p.who.erased[p.Licence] {
			why = ""
		}
		state = "已退出（" + joined(filing.Exited.String(), p.hide(why), "，") + "）"
	}
	rows = append(rows,
		[]paper.Cell{one("备案编号", filing.Number), one("特殊标识", filing.Label())},
		[]paper.Cell{one("备案日期", filing.FiledOn.String()), one("复核到期日", filing.Due.String())},
		[]paper.Cell{one("帮扶期", filing.Start.String()+" 至 "+filing.End.String()), one("状态", state)})
	if filing.Application.Place != p.Place {
		basis := filing.Application.Place.Words()
		if filing.Grounds != v.Grounds {
			basis = filing.Clause + " " + p.hide(p.who.shown(p.Licence, filing.Grounds)) + "（" + basis + "）"
		}
		rows = append(rows, []paper.Cell{one("备案依据", basis)})
	}
	return rows
}

// pausedUntil says until when a filing rests.
func pausedUntil(f assist.Filing) string {
	switch {
	case f.SuspendedTo == 0:
		return "恢复前不供货"
	case f.SuspendedTo >= f.End:
		return "到期满为止"
	}
	return "至 " + f.SuspendedTo.String()
}

// findings is what was found about the application; ok is false for nothing.
func (p printedForm) findings() (paper.Table, bool) {
	t := paper.Table{Size: 8.5, Label: -1, Columns: weighing(ruled("规则", "级别", "问题~", "处理办法~", "由谁处理"), 6, 7, 40, 35, 10)}
	current := withoutOvertaken(p.facts, []assist.JudgedApplication{p.JudgedApplication})[0]
	for _, x := range ordered(current.Verdict.Told()) {
		t.Rows = append(t.Rows, []string{x.Code, wordsOnly(levelWord(x).Text), p.hide(counted(x)), p.hide(fixOf(x)), orDash(string(openTurn(x)))})
	}
	return t, len(t.Rows) > 0
}

// money is an amount with its measure, what was typed when it could not be read.
func (p printedForm) money(header column.Header, f assist.Fen) paper.Cell {
	if f < 0 || p.Faulty(header) || f == 0 && p.who.erased[p.Licence] {
		return p.plain(header, "", 1)
	}
	return p.plain(header, f.Yuan()+"元", 1)
}

// counting is a number with its measure, "" for none.
func counting(n int, measure string) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("%d%s", n, measure)
}

func orDash(s string) string {
	if s == "" {
		return dash
	}
	return s
}
