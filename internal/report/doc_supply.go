package report

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// goesOn marks the head of a list that goes on from the page before.
const goesOn = "（续）"

// indexedLines is from how many lines on a list begins with an index.
const indexedLines = 1000

// SupplyDocument is 供货明细 for print and signature, by unit and order day: of
// one unit, or of the whole city (unit "").
func SupplyDocument(f assist.Facts, unit string) paper.Doc {
	s := newSupplying(f)
	signed := issuer(f, unit)
	parts := s.printedUnits(unit)
	title := fmt.Sprintf("%s弱势群体客户帮扶供货明细（%s）", unit, s.Plan.State.Title())
	blocks := []paper.Block{
		paper.Title{Text: title, Sub: "供货周 " + span(s.week())},
		paper.Note{Text: "填报单位：" + signed, Right: dated(f, "户、条")},
	}
	for _, note := range append([]string{s.stateFor(unit)}, s.doubted()...) {
		blocks = append(blocks, paper.Paragraph{Text: tight(inPaper(note)), Plain: true})
	}
	switch {
	case s.Plan.State == assist.PlanMissing:
		parts = nil
	case unit == "":
		blocks = append(blocks, paper.Paragraph{Text: s.controlOf(parts), Plain: true}, s.printedSums(parts))
	default:
		blocks = append(blocks, paper.Paragraph{Text: s.controlOf(parts), Plain: true})
	}
	for _, note := range overLimitOf(parts, unit) {
		blocks = append(blocks, paper.Paragraph{Text: note, Plain: true})
	}
	if printedLines(parts) > indexedLines {
		blocks = append(blocks, paper.Index{Caption: "目录", Depth: 2}, paper.PageBreak{})
	}
	for _, p := range parts {
		if unit == "" && len(p.lines)+len(p.unserved) > 0 {
			blocks = append(blocks, paper.Heading{Level: 1, Text: p.unit + "　" + p.givenWords()})
		}
		blocks = append(blocks, s.printedDays(p)...)
		blocks = append(blocks, s.printedUnserved(p)...)
		if unit != "" && len(p.lines)+len(p.unserved) == 0 {
			blocks = append(blocks, paper.Paragraph{Text: "没有在册客户，本周不供货。", Plain: true})
		}
	}
	if s.Plan.State != assist.PlanMissing { // nobody signs that nothing is there
		blocks = append(blocks, closing(f, signed))
	}
	d := printed(f, title+" "+s.week().String(), signed, paper.List, blocks...)
	d.Foot = fmt.Sprintf("%s帮扶供货明细 %s（%s）", unit, s.week(), s.Plan.State.Title())
	return d
}

// unitLines are a unit's lines of the plan and their sums.
type unitLines struct {
	unit        string
	lines       []*assist.KeptLine
	served      int // customers with 帮扶加量 > 0
	base, extra int
	unserved    []assist.Unserved
}

// givenWords say how much the unit is given.
func (p *unitLines) givenWords() string {
	if p.served == 0 {
		return "没有客户得到帮扶加量"
	}
	return fmt.Sprintf("供货%d户，帮扶加量%d条", p.served, p.extra)
}

// printedLines is how many lines are printed.
func printedLines(parts []*unitLines) int {
	n := 0
	for _, p := range parts {
		n += len(p.lines)
	}
	return n
}

// printedUnits are the plan's lines by unit, in the order of the terms; one
// unit alone when it is named.
func (s supplying) printedUnits(only string) []*unitLines {
	var list []*unitLines
	by := map[string]*unitLines{}
	of := func(unit string) *unitLines {
		if by[unit] == nil {
			by[unit] = &unitLines{unit: unit}
			list = append(list, by[unit])
		}
		return by[unit]
	}
	prints := func(unit string) bool { return only == "" || unit == only }
	for _, u := range s.Terms.Units {
		if prints(u.Name) {
			of(u.Name)
		}
	}
	served := map[string]bool{}
	for k := range standing(s.LinesIn(only)) {
		l := k.Open()
		u := of(l.Unit)
		u.lines = append(u.lines, k)
		u.base += l.Base
		u.extra += l.Extra
		if key := l.Unit + l.Licence; l.Extra > 0 && !served[key] {
			served[key] = true
			u.served++
		}
	}
	for _, x := range s.Plan.Unserved {
		if prints(x.Unit) {
			u := of(x.Unit)
			u.unserved = append(u.unserved, x)
		}
	}
	return list
}

// controlOf is the line of control totals of what is printed.
func (s supplying) controlOf(parts []*unitLines) string {
	sum := unitLines{}
	products, lines, unserved := map[string]bool{}, 0, 0
	for _, p := range parts {
		sum.served += p.served
		sum.extra += p.extra
		unserved += len(p.unserved)
		lines += len(p.lines)
		for _, l := range p.lines {
			if l.Extra > 0 {
				products[l.Open().Barcode] = true
			}
		}
	}
	return fmt.Sprintf("控制总数：帮扶加量 %d 条，受益 %d 户，%d 个规格，供货明细 %d 行；在册未供货 %d 户。", sum.extra, sum.served, len(products), lines, unserved)
}

// overLimitOf says so of the lines that are printed, of a unit or of all.
func overLimitOf(parts []*unitLines, unit string) []string {
	return told(overLimit(summed(func(yield func(*assist.KeptLine) bool) {
		for _, p := range parts {
			for _, l := range p.lines {
				if !yield(l) {
					return
				}
			}
		}
	}), unit))
}

// printedSums is a line a unit.
func (s supplying) printedSums(parts []*unitLines) paper.Block {
	t := paper.Table{Label: -1, Empty: "没有报送单位",
		Columns: weighing(ruled("县区", "供货户数#", "原供应量#", "帮扶加量#", "合计#", "未供货户数#"), 1, 1, 1, 1, 1, 1)}
	for _, p := range parts {
		t.Rows = append(t.Rows, append([]string{p.unit}, wholeTexts(p.served, p.base, p.extra, p.base+p.extra, len(p.unserved))...))
	}
	t.Total = footed(t.Columns, t.Rows, assist.Sum, "供货户数", "原供应量", "帮扶加量", "合计", "未供货户数")
	if n := baseOfUnserved(parts); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("原供应量、合计含没有得到加量的客户原供应的 %d 条。", n))
	}
	return t
}

// baseOfUnserved is the 原供应量 in the lines of those whom no line gives anything.
func baseOfUnserved(parts []*unitLines) (n int) {
	for _, p := range parts {
		served := map[string]bool{}
		for _, l := range p.lines {
			served[l.Licence] = served[l.Licence] || l.Extra > 0
		}
		for _, l := range p.lines {
			if !served[l.Licence] {
				n += l.Open().Base
			}
		}
	}
	return n
}

// shortDay is how many lines of an order day are kept on one page.
const shortDay = 6

// printedDays is a table for each order day of a unit.
func (s supplying) printedDays(u *unitLines) []paper.Block {
	by := map[assist.Date][]*assist.KeptLine{}
	var days []assist.Date
	for _, l := range u.lines {
		day := l.Open().Day
		if by[day] == nil {
			days = append(days, day)
		}
		by[day] = append(by[day], l)
	}
	sort.Slice(days, func(i, j int) bool { return days[i] < days[j] })
	var blocks []paper.Block
	printed := 0
	for _, d := range days {
		head := fmt.Sprintf("%s　订货日 %s", u.unit, orderDay(d))
		var table paper.Block = s.printedDay(by[d], printed, head)
		if len(by[d]) <= shortDay {
			table = paper.KeepTogether{Blocks: []paper.Block{table}}
		}
		blocks = append(blocks, paper.Heading{Level: 2, Text: head}, table)
		printed += len(by[d])
	}
	return blocks
}

// printedDay is the table of one order day: a line for each customer and
// product, also with 0. 序号 goes on from the lines of the unit printed before, and
// the head on the pages that follow.
func (s supplying) printedDay(lines []*assist.KeptLine, printed int, head string) paper.Block {
	t := paper.Table{Label: 1, Size: 8.5, Onward: head + goesOn,
		Columns: weighing(ruled("序号", "许可证号", "客户名称~", "经营者", "档位", "卷烟条码", "卷烟名称~", "来源", "原供应#", "申请#", "加量#", "合计#", "限制原因~"),
			4, 10, 15, 7, 4.5, 11, 15, 4.5, 5.5, 5, 5, 5, 13)}
	t.Long = paper.Long{Count: len(lines), Row: func(i int) []string { return s.printedLine(printed+i+1, lines[i].Open()) }}
	t.Total = footed(t.Columns, [][]string{s.printedLine(0, summed(slices.Values(lines)))}, "小计", "原供应", "申请", "加量", "合计")
	return t
}

// printedLine is the n-th line of a unit.
func (s supplying) printedLine(n int, l assist.SupplyLine) []string {
	return []string{
		strconv.Itoa(n), l.Licence, s.masked(l.Licence, s.of(l.Licence).Shop), s.masked(l.Licence, s.of(l.Licence).Operator), gradeWord(l.Grade),
		l.Barcode, s.Terms.Products.Name(l.Barcode), string(l.Origin), strconv.Itoa(l.Base), strconv.Itoa(l.Asked), strconv.Itoa(l.Extra), strconv.Itoa(l.Base + l.Extra), l.Reason,
	}
}

// withDetail is why somebody got nothing, with what of the licence stands in the way; by
// whom and why somebody is 暂停 stands in the workbook alone.
func withDetail(u assist.Unserved) string {
	if u.Detail == "" || u.Reason == assist.OnHold {
		return u.Reason
	}
	return u.Reason + "（" + u.Detail + "）"
}

// printedUnserved lists who of a unit got nothing, and why.
func (s supplying) printedUnserved(u *unitLines) []paper.Block {
	if len(u.unserved) == 0 {
		return nil
	}
	head := fmt.Sprintf("%s　在册未供货%d户", u.unit, len(u.unserved))
	t := paper.Table{Label: 1, Size: 8.5, Onward: head + goesOn, Columns: weighing(ruled("序号", "许可证号", "客户名称~", "经营者", "订货日", "原因~"), 4, 10, 30, 8, 14, 24)}
	t.Long = paper.Long{Count: len(u.unserved), Row: func(i int) []string {
		x := u.unserved[i]
		return []string{strconv.Itoa(i + 1), x.Licence, s.masked(x.Licence, s.of(x.Licence).Shop), s.masked(x.Licence, s.of(x.Licence).Operator), orderDay(x.Orders()), withDetail(x)}
	}}
	return []paper.Block{paper.Heading{Level: 2, Text: head}, t}
}
