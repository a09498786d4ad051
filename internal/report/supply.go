package report

import (
	"fmt"
	"iter"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Supply is 供货表: next week's supply, every cut explained. total makes 导入 hold
// 原供应量 + 帮扶加量 instead of 帮扶加量 alone.
func Supply(f assist.Facts, total bool) sheet.Book {
	s := newSupplying(f)
	return bound(s.title(), f.At, s.balance(), s.detail(), s.units(), s.rounds(), s.unserved(), s.importPage(total))
}

// supplying is the plan of a week, and whom it concerns.
type supplying struct {
	assist.Facts
	people
}

func newSupplying(f assist.Facts) supplying { return supplying{f, peopleOf(f)} }

// title names the week and the state, 草案 or 定稿.
func (s supplying) title() string {
	return fmt.Sprintf("弱势群体客户帮扶供货表 %s（%s）", s.week(), s.Plan.State.Title())
}

func (s supplying) week() assist.Week {
	if s.Plan.Week.IsZero() {
		return s.Week
	}
	return s.Plan.Week
}

// page is the frame of one sheet of the city, with the control totals.
func (s supplying) page(name, title string) sheet.Page { return s.pageFor("", name, title) }

// pageFor is the frame of one sheet of a unit, or of the city ("").
func (s supplying) pageFor(unit, name, title string) sheet.Page {
	p := sheet.Page{
		Name: name, Title: fmt.Sprintf("%s（%s %s）", title, s.week(), s.Plan.State.Title()),
		Left: "填报单位：" + issuer(s.Facts, unit), Right: dated(s.Facts, "条"), Sign: signatures,
	}
	if s.Plan.State == assist.PlanMissing {
		p.Sign = nil // nobody signs that nothing is there
	}
	p.Notes = append([]string{"供货周：" + span(s.week()) + "；" + s.stateFor(unit)}, s.control())
	if basis := s.basis(); basis != "" {
		p.Notes = append(p.Notes, basis)
	}
	p.Notes = append(p.Notes, s.doubted()...)
	return p
}

// basis names the 货源计划 that was dealt from, and the limits that held (六).
func (s supplying) basis() string {
	if s.Plan.Source == nil {
		return ""
	}
	monday, t := s.week().Monday(), s.Terms
	if s.PlanTerms != nil {
		t = *s.PlanTerms
	}
	return fmt.Sprintf("依据：货源计划 %s；每户最多 %d 个规格，每个规格最多加 %d 条。", s.Plan.Source.Receipt,
		t.Limit(assist.MaxProducts, monday).Int(), t.Limit(assist.MaxExtra, monday).Int())
}

// state says how firm the plan is.
func (s supplying) state() string {
	cutoff := clock(s.Plan.Cutoff)
	switch s.Plan.State {
	case assist.PlanFinal:
		return "定稿于 " + clock(s.Plan.Frozen) + "，此后只撤销、不重新分配。"
	case assist.PlanMissing:
		return s.missing()
	}
	if d := s.Plan.Doubt; d != nil && d.Holds {
		return "草案：货源计划有疑，核实前不定稿，不能据此供货。"
	}
	return "草案：截止时间 " + cutoff + " 之前每次运行都会重算，不能据此供货。"
}

// stateFor is how firm the plan is in the words for a unit, or for the city ("").
func (s supplying) stateFor(unit string) string {
	if unit != "" && s.Plan.State == assist.PlanMissing {
		return s.awaited()
	}
	return s.state()
}

// awaited tells a unit that the plan is missing, which the city sees to.
func (s supplying) awaited() string {
	if _, several := s.undecided(); several {
		return fmt.Sprintf("%s的货源计划市局收到几份，还没有定用哪一份，由%s处理，县区不用处理；定下后本表随之更新。", weekWord(s.week()), s.Terms.Office.MarketingDesk())
	}
	return fmt.Sprintf("还没有%s的货源计划：由%s报送，县区不用处理；收到后本表随之更新。", weekWord(s.week()), s.Terms.Office.MarketingDesk())
}

// undecided are the plans of the week of which none is used; ok is false without any.
func (s supplying) undecided() (u assist.Undecided, ok bool) {
	return s.UndecidedOf(assist.PlanForm, s.week())
}

// missing says what is awaited, by when.
func (s supplying) missing() string {
	if u, several := s.undecided(); several {
		return u.Sentence(s.Terms.Office) + "。"
	}
	by, late := s.Plan.AskedBy(s.At)
	if late != "" {
		late = "（" + late + "）"
	}
	return fmt.Sprintf("还没有%s的货源计划%s：%s。", weekWord(s.week()), late, s.AskForPlan(by))
}

// control is the line of control totals, the same on every sheet.
func (s supplying) control() string {
	extra, served, products := 0, map[string]bool{}, map[string]bool{}
	for l := range s.Plan.Lines.All() {
		if extra += l.Extra; l.Extra > 0 {
			served[l.Licence], products[l.Barcode] = true, true
		}
	}
	return fmt.Sprintf("控制总数：帮扶加量 %d 条，受益 %d 户，%d 个规格，供货明细 %d 行。", extra, len(served), len(products), len(s.Plan.Lines))
}

// empty is what an empty table says; what is missing is said above it.
func (s supplying) empty(otherwise string) string {
	_, several := s.undecided()
	switch {
	case s.Plan.State != assist.PlanMissing:
		return otherwise
	case several:
		return "没有可用的货源计划：收到几份，都没有采用"
	}
	return "还没有货源计划"
}

// balance is 规格平衡.
func (s supplying) balance() sheet.Page {
	p := s.page(assist.BalanceSheet, "帮扶规格平衡表")
	b := sheet.Block{Empty: s.empty("货源计划中没有规格"), Filter: true,
		Columns: narrow(heads(column.Barcode, long(column.Product), column.BestSelling, column.Available, column.WantedSum, column.Dealt, column.Undealt, column.Served, long(column.Note)), map[column.Header]float64{column.Product: productWide, column.Note: 36})}
	for _, x := range s.Plan.Balance {
		b.Rows = append(b.Rows, balanceRow(x))
	}
	b.Total = totalled(b.Columns, b.Rows, column.Available, column.WantedSum, column.Dealt, column.Undealt)
	p.Blocks = []sheet.Block{b}
	p.Notes = append(p.Notes, told(overLimit(summed(standing(s.Plan.Lines)), ""))...)
	return p
}

func balanceRow(x assist.Balance) []sheet.Value {
	if x.Fault != "" { // nothing of the row was used
		return append(texts(x.Barcode, x.Name, "", "", "", "", "", ""), sheet.S("未采用："+x.Fault).With(sheet.Bad))
	}
	best := column.No
	if x.BestSelling {
		best = column.Yes
	}
	row := append(texts(x.Barcode, x.Name, best), ints(x.Pool, x.Asked, x.Given, x.Pool-x.Given, x.Customers)...)
	return append(row, sheet.S(balanceWord(x)))
}

func balanceWord(x assist.Balance) string {
	switch {
	case x.Given < x.Asked:
		return fmt.Sprintf("货源不足，少 %d 条", x.Asked-x.Given)
	case !x.BestSelling:
		return "不是畅销，不作帮扶"
	}
	return ""
}

// detailHeads are the columns of 供货明细.
func detailHeads() []sheet.ColumnSpec {
	return narrow(heads(column.Unit, column.OrderDay, column.Licence, long(column.Shop), column.Operator, column.Grade, column.Barcode, long(column.Product), column.ChosenBy, column.Base, column.WantedExtra, column.Extra, column.Sum, column.Limit),
		map[column.Header]float64{column.Shop: 18, column.Product: productWide, column.OrderDay: 17, column.Limit: 21})
}

// detail is 供货明细: a line for each customer and wanted product, also with 0.
func (s supplying) detail() sheet.Page {
	p := s.page(assist.LinesPaper, "帮扶供货明细")
	p.Notes = append(p.Notes, told(overLimit(summed(standing(s.Plan.Lines)), ""))...)
	p.Blocks = []sheet.Block{s.detailBlock(s.Plan.Lines)}
	return p
}

func (s supplying) detailBlock(lines assist.SupplyLines) sheet.Block {
	b := sheet.Block{Columns: detailHeads(), Empty: s.empty("本周没有可供货的客户"), Filter: true,
		Long: sheet.Long{Count: len(lines), Row: func(i int) []sheet.Value { return s.detailRow(lines[i].Open()) }}}
	if len(lines) > 0 {
		b.Total = totalled(b.Columns, [][]sheet.Value{s.detailRow(summed(standing(lines)))}, column.Base, column.WantedExtra, column.Extra, column.Sum)
	}
	return b
}

// summed is some lines as one, of which only the sums say anything.
func summed(lines iter.Seq[*assist.KeptLine]) (sum assist.SupplyLine) {
	for l := range lines {
		sum.Base += l.Open().Base
		sum.Asked += l.Asked
		sum.Demand += l.Demand
		sum.Extra += l.Extra
	}
	return sum
}

// standing yields the things of a list where they stand: a city's lines are too many to
// be copied.
func standing[T any](list []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

// overLimit says, where the lines of a unit, or of all (""), ask for more than the limit, that
// their 申请加量 adds up to more than 申请量, and where that stands; "" without any.
func overLimit(sum assist.SupplyLine, unit string) string {
	if sum.Asked == sum.Demand {
		return ""
	}
	where := "周报"
	if unit == "" {
		where = string(assist.BalanceSheet) + "和周报"
	}
	return fmt.Sprintf("供货明细的申请加量照申请填写，合计 %d 条；%s的申请量按单规格加量上限计，合计 %d 条。", sum.Asked, where, sum.Demand)
}

func (s supplying) detailRow(l assist.SupplyLine) []sheet.Value {
	row := append(texts(l.Unit), orderDate(l.Day))
	row = append(append(row, texts(l.Licence, s.shop(l.Licence), s.operator(l.Licence))...), gradeOf(l.Grade))
	row = append(row, texts(l.Barcode, s.Terms.Products.Name(l.Barcode), string(l.Origin))...)
	row = append(row, ints(l.Base, l.Asked, l.Extra, l.Base+l.Extra)...)
	reason := sheet.S(l.Reason)
	if l.Reason != "" {
		reason = reason.With(sheet.Wait)
	}
	return append(row, reason)
}

// unserved is 未供货名单.
func (s supplying) unserved() sheet.Page {
	p := s.page("未供货名单", "在册未供货客户名单")
	p.Right = dated(s.Facts, "户")
	p.Blocks = []sheet.Block{s.unservedBlock("")}
	return p
}

// allServed says why nobody of a unit, or of all (""), is on the list of those who
// got nothing.
func (s supplying) allServed(unit string) string {
	if len(s.LinesIn(unit)) > 0 {
		return "在册客户全部得到供货"
	}
	return "没有在册客户，本周不供货"
}

// unservedBlock lists who got nothing, of one unit or of all.
func (s supplying) unservedBlock(unit string) sheet.Block {
	b := sheet.Block{Empty: s.empty(s.allServed(unit)), Filter: true,
		Columns: narrow(heads(column.Unit, column.Licence, long(column.Shop), column.OrderDay, long(column.Reason), long(column.Note)), map[column.Header]float64{column.Shop: 30, column.Reason: 30, column.OrderDay: 18, column.Note: 30})}
	for _, u := range s.Plan.Unserved {
		if unit == "" || u.Unit == unit {
			row := append(texts(u.Unit, u.Licence, s.shop(u.Licence)), orderDate(u.Orders()))
			b.Rows = append(b.Rows, append(row, texts(u.Reason, u.Detail)...))
		}
	}
	if b.Total = totalled(b.Columns, b.Rows); b.Total != nil {
		b.Total[1] = sheet.S(fmt.Sprintf("共 %d 户", len(b.Rows)))
	}
	return b
}
