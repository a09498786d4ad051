package audit

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"bangfu/internal/assist"
)

// desk is the material of a run, sorted once for all indicators.
type desk struct {
	assist.Facts
	from, to assist.Date
	licences []string // everybody ever filed, ascending
	supplies map[string][]supply
	sold     assist.OnFile
	rank     func(unit string) int // of a unit in the terms
	bought   map[string][]buyer    // of all customers who were helped then, by day and order

	brought map[string]assist.Date // by licence the day on which the row in force came onto the roll
}

func newDesk(f assist.Facts, from, to assist.Date) *desk {
	f.Roster = f.Roster.At(to)
	d := &desk{
		Facts: f, from: from, to: to, licences: slices.Sorted(maps.Keys(f.Roster.Filings)), rank: f.Terms.Rank(),
		supplies: map[string][]supply{}, bought: map[string][]buyer{}, sold: assist.SalesOnFile(f), brought: broughtOn(f.Roster),
	}
	for _, p := range f.Plans {
		d.supply(p)
	}
	return d
}

// customer is somebody ever filed, as one looks at its sales.
type customer struct {
	assist.Filing
	sold     assist.History
	outcomes []outcome
}

// customers yields everybody ever filed, unit by unit, as sales are looked at.
func (d *desk) customers() iter.Seq[customer] {
	return func(yield func(customer) bool) {
		for _, l := range assist.ByUnit(maps.Keys(d.Roster.Filings), d.Roster.UnitOf, d.rank) {
			sold := d.Histories.Of(l)
			if !yield(customer{d.Roster.Of(l), sold, d.outcomes(sold, d.supplies[l])}) {
				return
			}
		}
	}
}

// enrolled yields who is on the roll, by licence.
func (d *desk) enrolled() iter.Seq[assist.Filing] {
	return func(yield func(assist.Filing) bool) {
		for _, l := range d.licences {
			if f := d.Roster.Filings[l]; f.On() && !yield(f.Open()) {
				return
			}
		}
	}
}

// broughtOn is, by licence, the day on which the row that is filed now came onto the
// roll: a 变更 or 复核 brings another one, a 暂停 or a move of the term does not.
func broughtOn(r *assist.Roster) map[string]assist.Date {
	on, row := map[string]assist.Date{}, map[string]assist.Place{}
	for _, c := range r.Changes {
		if c.Filing == nil {
			continue
		}
		if at := c.Filing.Open().Application.Place; row[c.Licence] != at {
			on[c.Licence], row[c.Licence] = c.Day, at
		}
	}
	return on
}

// filed is the day on which a customer was filed with what is filed now.
func (d *desk) filed(f assist.Filing) assist.Date {
	return max(f.FiledOn, d.brought[f.Application.Licence])
}

// limit is a threshold in force on the last day looked at.
func (d *desk) limit(name string) assist.Number { return d.Terms.Limit(name, d.to) }

// helped reports whether a customer was helped on a day.
func helped(f assist.Filing, day assist.Date) bool {
	return f.Start <= day && day <= f.End && (f.Exited == 0 || day < f.Exited)
}

// order is what a customer ordered on one day, net of that day's returns.
type order struct {
	day     assist.Date
	cartons int
	source  string        // receipt of the file
	lines   []assist.Sale // of the day; they stand until the next order
}

// ordersOf are the order dates of months of sales, ascending. A date with returns only is none.
func ordersOf(months iter.Seq[assist.SalesMonth]) iter.Seq[order] {
	return func(yield func(order) bool) {
		for m := range months {
			for rest := m.Lines; len(rest) > 0; {
				o := order{day: rest[0].Day, source: m.Source}
				n := 0
				for ; n < len(rest) && rest[n].Day == o.day; n++ {
					o.cartons += rest[n].Cartons
				}
				o.lines, rest = rest[:n], rest[n:]
				if o.cartons > 0 && !yield(o) {
					return
				}
			}
		}
	}
}

// supply is what a frozen plan gave a customer in one week.
type supply struct {
	week    assist.Week
	day     assist.Date // its order day
	unit    string
	cartons int                // Σ 帮扶加量
	lines   assist.SupplyLines // those with cartons
}

// supply keeps the lines of a frozen plan that gave cartons, by customer.
func (d *desk) supply(p assist.WeekPlan) {
	for _, k := range p.Kept() {
		if k.Extra == 0 {
			continue
		}
		l := k.Open()
		list := d.supplies[l.Licence]
		if n := len(list); n == 0 || list[n-1].week != p.Week {
			list = append(list, supply{week: p.Week, day: l.Day, unit: l.Unit})
		}
		s := &list[len(list)-1]
		s.cartons += l.Extra
		s.lines = append(s.lines, k)
		d.supplies[l.Licence] = list
	}
}

// outcome is what a customer ordered in a week in which it was supplied.
type outcome struct {
	supply
	helped int  // of the supplied products, net of returns
	full   bool // every extra carton was ordered, beyond 原供应量
	own    int  // ordered beyond the extra cartons; at least 0
}

// outcomes are the supplied weeks of a customer one after another, ascending, as far as
// the sales on file tell what it ordered in them. A week without supply (no plan, not
// its week to order, nothing dealt) is none of them: it neither breaks their row nor
// makes it longer. A supplied week of which the sales have not come may hold an order:
// with it the row begins anew.
func (d *desk) outcomes(sold assist.History, supplies []supply) []outcome {
	var list []outcome
	unknown := false
	for _, s := range supplies {
		switch {
		case s.day > d.to:
		case !d.sold.Day(s.unit, s.day):
			unknown = true
		case unknown:
			list, unknown = []outcome{outcomeOf(sold, s)}, false
		default:
			list = append(list, outcomeOf(sold, s))
		}
	}
	return list
}

// planned names the frozen plans of a row of supplied weeks, and tells of the weeks
// between without supply.
func planned(run []outcome) string {
	first, last := run[0].week, run[len(run)-1].week
	text := fmt.Sprintf("供货表 %s（定稿）%d 周", weeks(first, last), len(run))
	if between := int(last.Monday()-first.Monday())/7 + 1 - len(run); between > 0 {
		text += fmt.Sprintf("（其间 %d 周没有给该户供货，不计入，也不算中断）", between)
	}
	return text
}

func outcomeOf(sold assist.History, s supply) outcome {
	net, all := sold.Net(s.week.Monday(), s.week.Sunday())
	o := outcome{supply: s, full: true, own: all}
	for l := range s.lines.All() {
		used := l.Used(net[l.Barcode])
		o.helped += net[l.Barcode]
		o.full = o.full && used == l.Extra
		o.own -= used
	}
	o.own = max(o.own, 0)
	return o
}

// sources are the receipts a customer's sales of a span came with.
func (c customer) sources(from, to assist.Date) []string {
	var list []string
	for m := range c.sold.Span(from.Month(), to.Month()) {
		if m.Source != "" && !slices.Contains(list, m.Source) {
			list = append(list, m.Source)
		}
	}
	return list
}
