package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Summing is a 帮扶工作总结报告 (五.7) before it becomes paper or a workbook: the
// facts, their summary over a period, and whose report it is.
type Summing struct {
	Facts   assist.Facts
	Summary assist.Summary
	Span    string      // the period in words: 2026年度
	Unit    string      // "" for the city
	Ends    assist.Date // the last day of the period, which may lie ahead of the summary's
}

// figures is the figures the report is about.
func (s Summing) figures() assist.Followed {
	if s.Unit == "" {
		return s.Summary.Total
	}
	u, _ := s.Summary.Of(s.Unit)
	return u
}

// followed are those its tables list: the city's units, a unit's customers.
func (s Summing) followed() []assist.Followed {
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

// signedBy is whose report it is, as it is signed.
func (s Summing) signedBy() string { return issuer(s.Facts, s.Unit) }

// title is the name of the report. A long name of the city's office takes a
// line of its own.
func (s Summing) title() string {
	switch {
	case s.Unit != "":
		return titled(s.Unit, summaryTitle)
	case s.Facts.Terms.Office.Name != "":
		return s.Facts.Terms.Office.Name + "\n" + summaryTitle
	}
	return summaryTitle
}

// titled is a title that begins with a unit's name. One that would break within a word
// breaks after the name.
func titled(unit, title string) string {
	const line = 19 // characters
	if utf8.RuneCountInString(unit+title) > line {
		return unit + "\n" + title
	}
	return unit + title
}

// plainTitle is the title in one line, for properties and sheets.
func (s Summing) plainTitle() string { return strings.ReplaceAll(s.title(), "\n", "") }

const summaryTitle = "弱势群体客户帮扶工作总结报告"

// named is what a line of its tables begins with: the unit, or the customer's
// licence and names.
func (s Summing) named(l assist.Followed) []sheet.Value {
	if s.Unit == "" {
		return texts(l.Unit)
	}
	f, _ := s.Facts.Roster.Last(l.Licence)
	own := newRolling(s.Facts)
	return texts(l.Licence, own.shown(l.Licence, f.Application.Shop), own.shown(l.Licence, f.Application.Operator))
}

func (s Summing) nameHeaders() []column.Header {
	if s.Unit == "" {
		return []column.Header{column.Unit}
	}
	return []column.Header{column.Licence, column.Shop, column.Operator}
}

// grid is one table of the report, the same on paper and in the workbook.
type grid struct {
	name    string
	headers []column.Header
	rows    [][]sheet.Value
	total   []sheet.Value
	names   int  // how many columns name a line
	each    bool // a line a customer: many, and for the workbook only
	notes   []string
	idle    bool // nothing happened that it could count: not printed
}

// grids are all tables of the report.
func (s Summing) grids() []grid {
	list := []grid{s.rollGrid(), s.supplyGrid(), s.effectGrid(), s.visitGrid(), s.signalGrid()}
	return append(list, s.reasonGrid(), s.reportingGrid())
}

func (s Summing) table(name string, headers []column.Header, row func(assist.Followed) []sheet.Value) grid {
	names := s.nameHeaders()
	g := grid{name: name, headers: append(names, headers...), names: len(names), each: s.Unit != ""}
	for _, l := range s.followed() {
		g.rows = append(g.rows, append(s.named(l), row(l)...))
	}
	first := make([]sheet.Value, len(names))
	first[0] = sheet.S(assist.Sum)
	g.total = append(first, row(s.figures())...)
	return g
}

func count[T ~int | ~int64](n T) string { return fmt.Sprint(n) }

// share is a ratio as a percentage, — without a base.
func share(r assist.Ratio) sheet.Value {
	if !r.Known() {
		return sheet.S(dash)
	}
	return sheet.Percent(r.Share())
}

func (s Summing) rollGrid() grid {
	g := s.table("在册变化", []column.Header{column.Opening, column.Joined, column.Exited, column.Closing, column.Helped, column.DibaoCount, column.DisabilityCount, column.TemporaryCount}, func(l assist.Followed) []sheet.Value {
		return ints(l.Opening, l.Joined, l.Left, l.Closing, l.Helped, l.ByClass[0], l.ByClass[1], l.ByClass[2])
	})
	if n := s.Summary.Moved(); s.Unit == "" && n > 0 {
		g.notes = []string{fmt.Sprintf("其中迁移 %d 户：期内先后在两个县区在册的，各县区都计入期内帮扶和困难类别，合计只计一次。", n)}
	}
	g.notes = append(g.notes, clearedNote(s.figures().Cleared(), "期内帮扶")...)
	return g
}

func (s Summing) supplyGrid() grid {
	g := s.table("货源支持", []column.Header{column.Weeks, column.Served, column.Products, column.ExtraCartons, column.ExtraValue, column.DealtOnFile, column.DealtOrdered, column.Usage}, func(l assist.Followed) []sheet.Value {
		u := l.Usage
		row := append(ints(u.Weeks, u.Customers, u.Products, u.Planned), sheet.Fen(u.Value))
		return append(append(row, ints(u.OnFile, u.Ordered)...), share(u.Rate()))
	})
	moved := -s.figures().Usage.Customers
	for _, l := range s.Summary.Units {
		moved += l.Usage.Customers
	}
	if s.Unit == "" && moved > 0 {
		g.notes = []string{fmt.Sprintf("其中迁移 %d 户：先后在两个县区得到供货的，各县区都计入受益户数，合计只计一次。", moved)}
	}
	if shared := s.sharedWeeks(); len(shared) > 0 {
		g.notes = append(g.notes, strings.Join(shared, "、")+"跨期，期内期外都有供货：相邻两期的供货周数都计入，条数按订货日分别计入，不重复。")
	}
	g.idle = s.figures().Usage.Weeks == 0
	return g
}

// sharedWeeks are the weeks that count as 供货周 in this period and in one beside it: with
// order days on both sides of its first or last day.
func (s Summing) sharedWeeks() []string {
	var weeks []string
	for _, p := range s.Facts.FrozenPlans() {
		within, beside := false, false
		for l := range p.Kept().All() {
			if l.Extra > 0 && (s.Unit == "" || l.Unit == s.Unit) {
				within = within || s.Summary.From <= l.Day && l.Day <= s.Summary.To
				beside = beside || l.Day < s.Summary.From || l.Day > s.Ends
			}
		}
		if within && beside {
			weeks = append(weeks, fmt.Sprintf("%s（%s至%s）", s.weekWord(p.Week), monthDay(p.Week.Monday()), monthDay(p.Week.Sunday())))
		}
	}
	return weeks
}

// effectGrid compares a month's mean before and after; — where there is no base.
func (s Summing) effectGrid() grid {
	headers := []column.Header{column.Comparable, column.SalesBefore, column.SalesAfter, column.Growth, column.MarginBefore, column.MarginAfter, column.MarginGrowth, column.ProductsBefore, column.ProductsAfter}
	g := s.table("帮扶成效（户月均）", headers, func(l assist.Followed) []sheet.Value {
		cartons, after := comparable(l.Effect, assist.CartonsSold)
		margin, marginAfter := comparable(l.Effect, assist.MarginEarned)
		products, productsAfter := comparable(l.Effect, assist.ProductsSold)
		row := append(ints(l.Effect.Customers), mean(cartons), mean(after), growth(cartons, after), yuan(margin), yuan(marginAfter), growth(margin, marginAfter))
		return append(row, mean(products), mean(productsAfter))
	})
	g.idle = !tells(s.figures().Effect)
	return g
}

// printedEffects is effectGrid as it is printed: a mean of so few as do not tell anything
// stands in the workbook alone.
func (s Summing) printedEffects() grid {
	g := s.effectGrid()
	for i, l := range s.followed() {
		if s.Unit != "" || tells(l.Effect) {
			continue
		}
		g.rows[i] = append(s.named(l), sheet.I(l.Effect.Customers))
		g.rows[i] = append(g.rows[i], slices.Repeat(texts(dash), len(g.headers)-len(g.rows[i]))...)
		if l.Effect.Customers > 0 {
			g.notes = []string{fmt.Sprintf("可比户数不足 %d 户的县区不单列均数，计入合计。", leastCompared)}
		}
	}
	return g
}

// mean is a mean with decimals, yuan one of fen; — without a base.
func mean(r assist.Ratio) sheet.Value {
	if !r.Known() {
		return sheet.S(dash)
	}
	return sheet.Hundredths(r.Hundredths())
}

func yuan(r assist.Ratio) sheet.Value {
	if !r.Known() {
		return sheet.S(dash)
	}
	return sheet.Fen(assist.Ratio{Part: r.Part, Whole: r.Whole * 100}.Hundredths())
}

func growth(before, after assist.Ratio) sheet.Value {
	n, known := assist.GrowthShare(before, after)
	if !known {
		return sheet.S(dash)
	}
	return sheet.Percent(n)
}

// leastCompared is how many customers a mean needs to be told: of fewer it tells of
// the single shop and not of the assistance.
const leastCompared = 5

// tells reports whether there are enough customers to tell of before and after.
func tells(e assist.Effect) bool { return e.Customers >= leastCompared }

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

// visitGrid is the visits of the workbook, with the problems that they found.
func (s Summing) visitGrid() grid {
	headers := []column.Header{column.VisitsDue, column.VisitsDone, column.VisitsOverdue, column.Coverage, column.Visits}
	for _, service := range column.Services {
		headers = append(headers, column.Header(service))
	}
	headers = append(headers, problemHeaders...)
	g := s.table("走访与服务", headers, func(l assist.Followed) []sheet.Value {
		v := l.Visiting
		row := append(ints(v.Customers, v.Covered, v.Overdue), share(v.Coverage()))
		row = append(row, ints(v.Visits)...)
		for i := range column.Services {
			n := 0
			if i < len(v.Services) {
				n = v.Services[i]
			}
			row = append(row, sheet.I(n))
		}
		return append(row, ints(v.Carried, v.Brought, v.Raised, v.Solved, v.Taken, v.Open)...)
	})
	g.idle = s.figures().Visiting.Visits+s.figures().Visiting.Customers == 0
	return g
}

// problemHeaders are the columns of visitGrid that count problems.
var problemHeaders = []column.Header{column.Carried, column.Brought, column.Raised, column.Solved, column.Taken, column.Open}

// printedVisits is visitGrid as it is printed: the problems have a table of their own.
func (s Summing) printedVisits() grid {
	return s.visitGrid().only(func(h column.Header) bool { return !slices.Contains(problemHeaders, h) })
}

// problemGrid is the problems of the units as they are printed; of one unit the sentence
// says it all. Where no problem moved with its customer nothing is told of that.
func (s Summing) problemGrid() grid {
	v := s.figures().Visiting
	g := s.visitGrid().only(func(h column.Header) bool {
		return slices.Contains(problemHeaders, h) && (v.Brought+v.Taken > 0 || h != column.Brought && h != column.Taken)
	})
	g.name, g.idle = problemCaption, g.each || problemWords(v) == ""
	return g
}

// problemCaption is the name of the table of problems.
const problemCaption = "走访反映的问题"

// only is a grid with what names its lines and some of its columns.
func (g grid) only(keep func(column.Header) bool) grid {
	headers, rows := g.headers, g.rows
	kept := func(row []sheet.Value) []sheet.Value {
		var out []sheet.Value
		for i, v := range row {
			if i < g.names || keep(headers[i]) {
				out = append(out, v)
			}
		}
		return out
	}
	g.headers, g.rows, g.total = slices.Clone(headers[:g.names]), nil, kept(g.total)
	for _, h := range headers[g.names:] {
		if keep(h) {
			g.headers = append(g.headers, h)
		}
	}
	for _, r := range rows {
		g.rows = append(g.rows, kept(r))
	}
	return g
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
	g := grid{name: "监督信号", headers: []column.Header{column.Code, column.SignalCode, column.SignalsRaised, column.AnsweredCount, column.Unanswered}, names: 2}
	sum := assist.SignalCount{}
	var last []string
	for _, c := range s.figures().Signals {
		if slices.Contains(lasting, c.Code) {
			last = append(last, c.Code)
		}
		g.rows = append(g.rows, append(texts(c.Code, signalName(c.Code)), ints(c.Raised, c.Answered, c.Raised-c.Answered)...))
		sum.Raised += c.Raised
		sum.Answered += c.Answered
	}
	g.total = append(texts(assist.Sum, ""), ints(sum.Raised, sum.Answered, sum.Raised-sum.Answered)...)
	g.idle = len(g.rows) == 0
	if n := lastingOf(s.figures().Signals); 0 < n && n < sum.Raised {
		g.notes = []string{strings.Join(last, "、") + "是期末的情况，其他是期内发生的。"}
	}
	return g
}

// lasting are the signals that tell how things stand on the last day of a period, not
// what happened in it.
var lasting = []string{"A104", unvisited, runsOut}

// lastingOf is how many of some signals do.
func lastingOf(list []assist.SignalCount) int {
	n := 0
	for _, c := range list {
		if slices.Contains(lasting, c.Code) {
			n += c.Raised
		}
	}
	return n
}

// reasonGrid tells why customers came and left.
func (s Summing) reasonGrid() grid {
	g := grid{name: "新增与退出原因", headers: []column.Header{column.Change, column.Reason, column.Times}, names: 2}
	var sums []quantity
	for _, k := range []struct {
		change string
		why    []assist.Counted
	}{{"新增", s.figures().Why}, {"退出", s.figures().WhyLeft}} {
		n := 0
		for _, w := range k.why {
			g.rows = append(g.rows, append(texts(k.change, w.Text), sheet.I(w.N)))
			n += w.N
		}
		sums = append(sums, quantity{k.change, n})
	}
	g.total = texts(assist.Sum, inOrder("户次", sums...), "") // who came and who left are not added up
	g.idle = len(g.rows) == 0
	return g
}

// SummaryBook is the editable workbook of a summary report: the report's own
// words to be completed, and every table.
func SummaryBook(s Summing) sheet.Book {
	pages := []sheet.Page{s.wordsPage()}
	for _, g := range s.grids() {
		pages = append(pages, s.page(g))
	}
	return bound(s.plainTitle()+" "+s.Span, s.Facts.At, pages...)
}

// wordsPage is the five parts, with room for the people's own text.
func (s Summing) wordsPage() sheet.Page {
	block := sheet.Block{Columns: narrow(heads(column.Part, long(column.Content), long(column.Addition)), map[column.Header]float64{column.Part: 16, column.Content: 70, column.Addition: 50})}
	for _, p := range s.parts() {
		block.Rows = append(block.Rows, []sheet.Value{sheet.S(p.heading), sheet.S(strings.Join(p.words, "\n")), sheet.S("")})
	}
	return sheet.Page{Name: assist.SummarySheet, Title: s.plainTitle(), Left: "填报单位：" + s.signedBy(), Right: "期间：" + s.Span, Blocks: []sheet.Block{block}, Sign: signatures}
}

func (s Summing) page(g grid) sheet.Page {
	block := sheet.Block{Empty: "本期无", Filter: true}
	for _, h := range g.headers {
		block.Columns = append(block.Columns, sheet.ColumnSpec{Header: h})
	}
	block.Rows = g.rows
	if len(g.rows) > 0 {
		block.Total = g.total
	}
	name, _, _ := strings.Cut(g.name, "（")
	return sheet.Page{Name: name, Title: g.name, Left: "填报单位：" + s.signedBy(), Right: "期间：" + s.Span, Blocks: []sheet.Block{block}, Sign: signatures, Notes: g.notes}
}
