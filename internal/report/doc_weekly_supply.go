package report

import (
	"fmt"
	"sort"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// How many products a printed chart or table shows.
const (
	mostProducts = 6
	mostOwn      = 6 // of one unit
)

// supplies is 三、货源投放: the plan of the supply week, beside the one before.
func (w *weekly) supplies() {
	w.head("三、货源投放")
	if w.Plan.State == assist.PlanMissing || w.Plan.State == "" {
		w.say("%s", w.planMissing())
	} else {
		w.supplyWords()
		w.products()
	}
	if w.unit == "" {
		w.supplyTrend()
	} else {
		w.missedWords()
	}
}

// missedWords tell a unit of its customers who had ordered before a plan was final; the
// city is told among the troubles.
func (w *weekly) missedWords() {
	for _, p := range w.LatePlans() {
		customers, cartons := p.Missed()
		w.say("%s供货方案%s才定稿，订货日在此之前的有%d户、帮扶加量%d条，由%s核对能否补订，请告知客户。", weekWord(p.Week), hourProse(p.Frozen), customers, cartons, w.Terms.Office.MarketingDesk())
	}
}

// planMissing says that there is no supply plan yet, and what the last one gave. The
// city's report begins with why.
func (w *weekly) planMissing() string {
	why, last := "", ""
	if w.unit != "" {
		why = "没有货源计划，"
		if _, several := w.UndecidedOf(assist.PlanForm, w.Week); several {
			why = "收到的几份货源计划还没有定用哪一份，"
		}
	}
	if n, _ := w.planBefore(); n.customers > 0 {
		last = fmt.Sprintf("%s供货向%d户投放帮扶加量%d条。", weekWord(w.Week.Add(-1)), n.customers, n.extra)
	}
	return fmt.Sprintf("%s%s尚无供货方案。%s", inWeekProse(w.Week), why, last)
}

func (w *weekly) supplyWords() {
	now := suppliedBy(w.Plan)
	before, known := w.planBefore()
	if now.customers == 0 {
		last := ""
		if before.customers > 0 {
			last = fmt.Sprintf("（%s%d户、%d条）", weekWord(w.Week.Add(-1)), before.customers, before.extra)
		}
		w.say("%s供货方案%s，没有客户得到帮扶加量%s。%s%s", inWeekProse(w.Week), w.planState(), last, w.unservedWords(), w.removedWords())
		return
	}
	w.beside.supply = known
	beside := func(n, m int) figure { return figure{n, m, known} }
	w.say("%s供货方案%s，向%s投放帮扶加量%s，涉及规格%s，这些客户的原供应量%s。", inWeekProse(w.Week), w.planState(),
		beside(now.customers, before.customers).inWords("户"), beside(now.extra, before.extra).inWords("条"),
		beside(now.products, before.products).inWords("个"), beside(now.base, before.base).inWords("条"))
	if w.unit == "" && len(w.offered()) > 0 {
		w.say("%s", w.poolWords())
	}
	w.say("%s%s", w.unservedWords(), w.removedWords())
}

func (w *weekly) planBefore() (supplyCount, bool) {
	p, ok := planOf(w.Facts, w.Week.Add(-1))
	return suppliedBy(p), ok
}

// planState is how far the plan is; until when it is a draft is told in 六.
func (w *weekly) planState() string {
	switch {
	case w.Plan.State == assist.PlanFinal:
		return "已于" + hourProse(w.Plan.Frozen) + "定稿"
	case w.held():
		return "为草案（货源计划有疑，核实后定稿）"
	}
	return "为草案"
}

// poolWords is how far the pool went; what was dealt is told before, but for what was
// withdrawn since.
func (w *weekly) poolWords() string {
	var pool, asked, given int
	for _, b := range w.offered() {
		pool += b.Pool
		asked += b.Asked
		given += b.Given
	}
	text := fmt.Sprintf("畅销规格可用量%d条，申请量%d条", pool, asked)
	if len(w.Plan.Removed) > 0 {
		text += fmt.Sprintf("，定稿时分配%d条", given)
	}
	if pool > 0 {
		text += "，分配的占可用量" + assist.Ratio{Part: int64(given), Whole: int64(pool)}.Percent()
	}
	return text + "。"
}

// offered are the products that may be dealt: 畅销, without a fault.
func (w *weekly) offered() []assist.Balance {
	return only(w.Plan.Balance, func(b assist.Balance) bool { return b.BestSelling && b.Fault == "" })
}

// unservedWords says who on the roll gets nothing, and why; of a final plan by the roll
// it was dealt by, which need not be today's.
func (w *weekly) unservedWords() string {
	served, none := supplied(w.Plan.Lines).customers, len(w.Plan.Unserved)
	roll := "在册"
	if w.Plan.State == assist.PlanFinal {
		roll = "定稿时在册"
	}
	switch {
	case served+none == 0:
		return "没有可供货的在册客户。"
	case none == 0:
		return fmt.Sprintf("%s%d户全部得到供货。", roll, served)
	}
	why := counter{}
	for _, u := range w.Plan.Unserved {
		if u.Reason == assist.Expired { // on the roll when it was dealt, and no longer when they order
			u.Reason = "订货日前到期"
		}
		if u.Reason == assist.LicenceFault {
			u.Reason = assist.UnfitKind(u.Detail)
		}
		why[u.Reason]++ // what else is told of each are days
	}
	return fmt.Sprintf("%s%d户，其中未供货%d户：%s。", roll, served+none, none, why.sorted("户"))
}

// products is what was asked of each product beside what was given; of a unit by its
// own customers.
func (w *weekly) products() {
	if w.unit != "" {
		w.productTable()
		return
	}
	list := only(w.offered(), func(b assist.Balance) bool { return b.Asked > 0 })
	if len(list) == 0 {
		return // bars of nothing
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Asked > list[j].Asked })
	caption := "畅销规格申请量与分配量"
	switch n := len(w.offered()); {
	case len(list) > mostProducts:
		caption = fmt.Sprintf("申请最多的%d个畅销规格申请量与分配量", mostProducts)
		list = list[:mostProducts]
	case len(list) < n:
		caption = fmt.Sprintf("有申请的%d个畅销规格申请量与分配量", len(list))
	}
	c := paper.PairBars{Figure: w.numbers.figure(caption, "条"), Names: [2]string{"申请量", "分配量"}}
	for _, b := range list {
		c.Bars = append(c.Bars, paper.Bar{Label: b.Name, Values: []int64{int64(b.Asked), int64(b.Given)}})
	}
	w.put(c)
}

// productTable is what a unit got by product; of many it is said in a sentence,
// since its own supply sheet has them all.
func (w *weekly) productTable() {
	list := w.ownBalance(w.Plan.Kept())
	if len(list) > mostOwn {
		w.say("%s", productWords(w.ownBalance(w.Plan.Lines))) // what is short was short at the freeze
		return
	}
	if len(list) == 0 {
		return
	}
	t := paper.Table{Columns: columns("规格", "申请量", "帮扶加量", "受益户数")}
	t.Columns[0].Weight, t.Columns[0].Align = 1, paper.Left
	figuresFrom(&t, 1)
	asked, given := 0, 0
	for _, b := range list {
		t.Rows = append(t.Rows, append([]string{b.Name}, wholeTexts(b.Asked, b.Given, b.Customers)...))
		asked, given = asked+b.Asked, given+b.Given
	}
	t.Total = append([]string{assist.Sum}, wholeTexts(asked, given, suppliedBy(w.Plan).customers)...)
	w.table("各规格投放情况", "条、户", t)
}

// productWords are what was asked of all products, and which fell short most.
func productWords(list []assist.Balance) string {
	asked, given := 0, 0
	for _, b := range list {
		asked += b.Asked
		given += b.Given
	}
	worst := worstShort(list)
	if worst == "" {
		return fmt.Sprintf("%d个规格的申请全部满足。", len(list))
	}
	return fmt.Sprintf("申请%d条，少%d条：%s。", asked, asked-given, worst)
}

// worstShort names the products that were given less of than asked, the shortest
// first; "" when none was.
func worstShort(list []assist.Balance) string {
	short := only(list, func(b assist.Balance) bool { return b.Given < b.Asked })
	sort.SliceStable(short, func(i, j int) bool { return short[i].Asked-short[i].Given > short[j].Asked-short[j].Given })
	var parts []string
	for _, b := range short {
		parts = append(parts, fmt.Sprintf("%s少%d条", b.Name, b.Asked-b.Given))
	}
	if len(parts) > mostNamed {
		return "最缺的是" + strings.Join(parts[:mostNamed], "、")
	}
	return strings.Join(parts, "、")
}

// ownBalance is the unit's own lines by product, in the order of the lines.
func (w *weekly) ownBalance(lines assist.SupplyLines) []assist.Balance {
	at := map[string]int{}
	var list []assist.Balance
	for l := range lines.All() {
		i, known := at[l.Barcode]
		if !known {
			i = len(list)
			at[l.Barcode] = i
			list = append(list, assist.Balance{Barcode: l.Barcode, Name: w.Terms.Products.Name(l.Barcode)})
		}
		list[i].Asked += l.Demand
		list[i].Given += l.Extra
		if l.Extra > 0 {
			list[i].Customers++
		}
	}
	return list
}

// supplyTrend is 帮扶加量 by supply week.
func (w *weekly) supplyTrend() {
	c, ok := trendOf(paper.Figure{}, "帮扶加量", w.Week, func(week assist.Week) int64 {
		return w.suppliedIn(week, func(n supplyCount) int { return n.extra })
	})
	if ok {
		c.Figure = w.numbers.figure("近十二个供货周帮扶加量", "条")
		w.put(c)
	}
}

// suppliedIn is a figure of the plan of a supply week; absent without one.
func (w *weekly) suppliedIn(week assist.Week, figure func(supplyCount) int) int64 {
	p, known := planOf(w.Facts, week)
	if !known {
		return paper.Absent
	}
	return int64(figure(supplied(p.Kept())))
}
