package report

import (
	"fmt"
	"strconv"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// Summing is a 帮扶工作总结报告 (五.7) before it becomes paper or a workbook: the
// facts, their summary over a period, and whose report it is.
type Summing struct {
	Facts   assist.Facts
	Summary assist.Summary
	Span    string // the period in words: 2026年度
	Unit    string // "" for the city
}

// line is the figures the report is about.
func (s Summing) line() assist.Followed {
	if s.Unit == "" {
		return s.Summary.Total
	}
	u, _ := s.Summary.Of(s.Unit)
	return u
}

// lines are those its tables list: the city's units, a unit's customers.
func (s Summing) lines() []assist.Followed {
	if s.Unit == "" {
		return s.Summary.Units
	}
	var own []assist.Followed
	for _, c := range s.Summary.Customers {
		if c.Unit == s.Unit {
			own = append(own, c)
		}
	}
	return own
}

// who is whose report it is, as it stands in titles.
func (s Summing) who() string {
	if s.Unit == "" {
		return assist.City
	}
	return s.Unit
}

// title is the name of the report.
func (s Summing) title() string { return s.who() + "弱势群体客户帮扶工作总结报告" }

// named is the first column of its tables: the unit or the customer's licence.
func (s Summing) named(l assist.Followed) string {
	if s.Unit == "" {
		return l.Unit
	}
	return l.Licence
}

func (s Summing) nameHeader() string {
	if s.Unit == "" {
		return "县区"
	}
	return "许可证号"
}

// grid is one table of the report, the same on paper and in the workbook.
type grid struct {
	name    string
	headers []string
	rows    [][]string
	total   []string
	each    bool // a line a customer: many, and for the workbook only
}

// grids are all tables of the report.
func (s Summing) grids() []grid {
	list := []grid{s.rollGrid(), s.supplyGrid(), s.effectGrid(), s.visitGrid(), s.signalGrid()}
	return append(list, s.reasonGrid())
}

func (s Summing) table(name string, headers []string, row func(assist.Followed) []string) grid {
	g := grid{name: name, headers: append([]string{s.nameHeader()}, headers...), each: s.Unit != ""}
	for _, l := range s.lines() {
		g.rows = append(g.rows, append([]string{s.named(l)}, row(l)...))
	}
	g.total = append([]string{assist.Sum}, row(s.line())...)
	return g
}

func count[T ~int | ~int64](n T) string { return fmt.Sprint(n) }

func (s Summing) rollGrid() grid {
	return s.table("在册变化", []string{"期初在册", "新增", "退出", "期末在册", "期内帮扶", "低保", "残疾", "临时困难"}, func(l assist.Followed) []string {
		return []string{count(l.Opening), count(l.Joined), count(l.Left), count(l.Closing), count(l.Helped), count(l.ByClass[0]), count(l.ByClass[1]), count(l.ByClass[2])}
	})
}

func (s Summing) supplyGrid() grid {
	return s.table("货源支持", []string{"供货周数", "受益户数", "规格数", "帮扶加量(条)", "按批发价(元)", "已有销售的投放(条)", "其中订购(条)", "利用率"}, func(l assist.Followed) []string {
		u := l.Usage
		return []string{count(u.Weeks), count(u.Customers), count(u.Products), count(u.Planned), u.Value.Yuan(), count(u.OnFile), count(u.Ordered), u.Rate().Percent()}
	})
}

// effectGrid compares a month's mean before and after; — where there is no base.
func (s Summing) effectGrid() grid {
	return s.table("帮扶成效（户月均）", []string{"可比户数", "帮扶前销量(条)", "帮扶后销量(条)", "增减", "帮扶前毛利(元)", "帮扶后毛利(元)", "毛利增减", "帮扶前规格数", "帮扶后规格数"}, func(l assist.Followed) []string {
		e := l.Effect
		row := []string{count(e.Customers)}
		for _, figure := range []struct {
			of  func(assist.MonthSales) int64
			fen bool
		}{{assist.CartonsSold, false}, {assist.MarginEarned, true}, {assist.ProductsSold, false}} {
			before, after := comparable(e, figure.of)
			if figure.fen {
				row = append(row, yuanMean(before), yuanMean(after), assist.Growth(before, after))
				continue
			}
			row = append(row, before.Mean(1), after.Mean(1))
			if len(row) == 3 {
				row = append(row, assist.Growth(before, after))
			}
		}
		return row
	})
}

// comparable is a figure per month before and after, or no base at all.
func comparable(e assist.Effect, figure func(assist.MonthSales) int64) (before, after assist.Ratio) {
	if !e.Comparable() {
		return assist.Ratio{}, assist.Ratio{}
	}
	return assist.PerMonth(e.Before, figure), assist.PerMonth(e.After, figure)
}

func yuanMean(r assist.Ratio) string {
	if !r.Known() {
		return dash
	}
	r.Whole *= 100
	return r.Mean(2)
}

func (s Summing) visitGrid() grid {
	headers := append([]string{"应走访", "按期走访", "覆盖率", "走访次数"}, assist.Services...)
	headers = append(headers, "提出问题", "已解决", "处理中", "逾期未访")
	return s.table("走访与服务", headers, func(l assist.Followed) []string {
		v := l.Visiting
		row := []string{count(v.Customers), count(v.Covered), v.Coverage().Percent(), count(v.Visits)}
		for i := range assist.Services {
			n := 0
			if i < len(v.Services) {
				n = v.Services[i]
			}
			row = append(row, count(n))
		}
		return append(row, count(v.Raised), count(v.Solved), count(v.Open), count(v.Overdue))
	})
}

// signalName is a signal in words.
func signalName(code string) string {
	for _, s := range signals {
		if s.code == code {
			return s.name
		}
	}
	return code
}

// signalGrid counts the signals and what became of them.
func (s Summing) signalGrid() grid {
	g := grid{name: "监督信号", headers: []string{"代码", "信号", "提出", "已答复", "待答复"}}
	sum := assist.SignalCount{}
	for _, c := range s.line().Signals {
		g.rows = append(g.rows, []string{c.Code, signalName(c.Code), count(c.Raised), count(c.Answered), count(c.Raised - c.Answered)})
		sum.Raised += c.Raised
		sum.Answered += c.Answered
	}
	g.total = []string{assist.Sum, "", count(sum.Raised), count(sum.Answered), count(sum.Raised - sum.Answered)}
	return g
}

// reasonGrid tells why customers came and left.
func (s Summing) reasonGrid() grid {
	g := grid{name: "新增与退出原因", headers: []string{"变更", "原因", "户次"}}
	total := 0
	for _, k := range []struct {
		change string
		why    []assist.Counted
	}{{"新增", s.line().Why}, {"退出", s.line().WhyLeft}} {
		for _, w := range k.why {
			g.rows = append(g.rows, []string{k.change, w.Text, count(w.N)})
			total += w.N
		}
	}
	g.total = []string{assist.Sum, "", count(total)}
	return g
}

// SummaryBook is the editable workbook of a summary report: the report's own
// words to be completed, and every table.
func SummaryBook(s Summing) sheet.Book {
	pages := []sheet.Page{s.wordsPage()}
	for _, g := range s.grids() {
		pages = append(pages, s.page(g))
	}
	return bound(s.title()+" "+s.Span, s.Facts.At, pages...)
}

// wordsPage is the five parts, with room for the people's own text.
func (s Summing) wordsPage() sheet.Page {
	block := sheet.Block{Columns: narrow(heads("部分", "内容~", "补充（由填报单位填写）~"), map[string]float64{"部分": 16, "内容": 70, "补充（由填报单位填写）": 50})}
	for _, p := range s.parts() {
		block.Rows = append(block.Rows, []sheet.Value{sheet.S(p.heading), sheet.S(strings.Join(p.words, "\n")), sheet.S("")})
	}
	return sheet.Page{Name: "总结报告", Title: s.title(), Left: "填报单位：" + s.who(), Right: "期间：" + s.Span, Blocks: []sheet.Block{block}, Sign: signatures}
}

func (s Summing) page(g grid) sheet.Page {
	block := sheet.Block{Empty: "本期无"}
	for _, h := range g.headers {
		block.Columns = append(block.Columns, sheet.ColumnSpec{Header: h})
	}
	for _, r := range g.rows {
		block.Rows = append(block.Rows, numbers(r))
	}
	if len(g.rows) > 0 {
		block.Total = numbers(g.total)
	}
	name, _, _ := strings.Cut(g.name, "（")
	return sheet.Page{Name: name, Title: g.name, Left: "填报单位：" + s.who(), Right: "期间：" + s.Span, Blocks: []sheet.Block{block}, Sign: signatures}
}

// numbers turns texts that are whole numbers into numbers; codes and licence
// numbers, which are longer than any count, stay texts.
func numbers(texts []string) []sheet.Value {
	row := make([]sheet.Value, len(texts))
	for i, t := range texts {
		row[i] = sheet.S(t)
		if n, err := strconv.Atoi(t); err == nil && len(t) < 12 {
			row[i] = sheet.I(n)
		}
	}
	return row
}
