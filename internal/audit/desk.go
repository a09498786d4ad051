package audit

import (
	"maps"
	"slices"

	"bangfu/internal/assist"
)

// desk is the material of a run, sorted once for all indicators.
type desk struct {
	assist.Facts
	from, to assist.Date
	licences []string        // everybody ever filed, ascending
	enrolled []assist.Filing // on the roll, by licence
	supplies map[string][]supply
	sold     assist.OnFile
	rank     func(unit string) int // of a unit in the terms
}

func newDesk(f assist.Facts, from, to assist.Date) *desk {
	f.Roster = f.Roster.At(to)
	d := &desk{
		Facts: f, from: from, to: to, licences: slices.Sorted(maps.Keys(f.Roster.Filings)), rank: f.Terms.Rank(),
		supplies: map[string][]supply{}, sold: assist.SalesOnFile(f),
	}
	for _, l := range d.licences {
		filing := f.Roster.Of(l)
		if filing.On() {
			d.enrolled = append(d.enrolled, filing)
		}
	}
	for _, p := range f.Plans {
		d.supply(p)
	}
	return d
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
	lines   []assist.Sale // of the day
}

// ordersOf are the order dates of a history, ascending. A date with returns only is none.
func ordersOf(h assist.History) []order {
	var list []order
	for m := range h.All() {
		for i := 0; i < len(m.Lines); {
			o := order{day: m.Lines[i].Day, source: m.Source}
			j := i
			for ; j < len(m.Lines) && m.Lines[j].Day == o.day; j++ {
				o.cartons += m.Lines[j].Cartons
			}
			o.lines = slices.Clone(m.Lines[i:j]) // they stand until the next month
			if o.cartons > 0 {
				list = append(list, o)
			}
			i = j
		}
	}
	return list
}

// supply is what a frozen plan gave a customer in one week.
type supply struct {
	week    assist.Week
	day     assist.Date // its order day
	unit    string
	cartons int                 // Σ 帮扶加量
	lines   []assist.SupplyLine // those with cartons
}

// supply keeps the lines of a frozen plan that gave cartons, by customer.
func (d *desk) supply(p assist.WeekPlan) {
	for _, l := range p.Kept() {
		if l.Extra == 0 {
			continue
		}
		list := d.supplies[l.Licence]
		if n := len(list); n == 0 || list[n-1].week != p.Week {
			list = append(list, supply{week: p.Week, day: l.Day, unit: l.Unit})
		}
		s := &list[len(list)-1]
		s.cartons += l.Extra
		s.lines = append(s.lines, l)
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

// outcomes are the supplied weeks of a customer whose sales are on file, ascending.
func (d *desk) outcomes(licence string) []outcome {
	var list []outcome
	for _, s := range d.supplies[licence] {
		if s.day <= d.to && d.sold.Day(s.unit, s.day) {
			list = append(list, d.outcome(licence, s))
		}
	}
	return list
}

func (d *desk) outcome(licence string, s supply) outcome {
	net, all := d.Histories[licence].Net(s.week.Monday(), s.week.Sunday())
	o := outcome{supply: s, full: true, own: all}
	for _, l := range s.lines {
		used := l.Used(net[l.Barcode])
		o.helped += net[l.Barcode]
		o.full = o.full && used == l.Extra
		o.own -= used
	}
	o.own = max(o.own, 0)
	return o
}

// sources are the receipts a customer's sales of a span came with.
func (d *desk) sources(licence string, from, to assist.Date) []string {
	var list []string
	for m := range d.Histories[licence].Span(from.Month(), to.Month()) {
		if m.Source != "" && !slices.Contains(list, m.Source) {
			list = append(list, m.Source)
		}
	}
	return list
}
