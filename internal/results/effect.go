package results

import (
	"maps"

	"bangfu/internal/assist"
)

// effects compares the months before assistance began with those after, of each
// customer helped in the period, and of those of each unit who have both.
func (d *desk) effects() {
	b := newBook(d)
	n := assist.Month(d.Terms.Limit(assist.ResultMonths, d.to).Int())
	for _, licence := range assist.ByUnit(maps.Keys(d.lastly), d.Roster.UnitOf, d.rank) {
		e := b.effect(d.Roster.Of(licence), n)
		if own := d.lastStay(licence); own != nil {
			own.Effect = e
		}
		if e.Comparable() {
			sum(&d.total.Effect, e)
			sum(&d.unit(d.lastly[licence]).Effect, e)
		}
	}
}

// book is the sales by month of everybody ever filed.
type book struct {
	*desk
	filed map[string][]string // licences of everybody ever filed, by unit
	units map[unitMonth]assist.MonthSales
}

type unitMonth struct {
	unit  string
	month assist.Month
}

func newBook(d *desk) book {
	b := book{desk: d, filed: map[string][]string{}, units: map[unitMonth]assist.MonthSales{}}
	for licence, f := range d.Roster.Filings {
		b.filed[f.Unit] = append(b.filed[f.Unit], licence)
	}
	return b
}

// month is what a customer of a unit sold in a month. It is known when the month is over,
// its unit has sent it to its end, and the customer had sales by then; a month in which it
// ordered nothing is then a true 0.
func (b book) month(licence, unit string, m assist.Month) assist.MonthSales {
	s := assist.MonthSales{Month: m}
	if m.Last() > b.to || !b.sold.Whole(unit, m) {
		return s
	}
	h := b.Histories.Of(licence)
	if first := h.First(); first == 0 || m < first {
		return s
	}
	s.Customers = 1
	margin := h.MarginOn((m + 1).First(), 1, b.Terms.Products)
	s.Cartons, s.Margin = margin.Cartons, margin.Sum
	if margin.Unpriced {
		s.Unpriced = 1
	}
	net, _ := h.Net(m.First(), m.Last())
	for _, n := range net {
		if n > 0 {
			s.Products++
		}
	}
	return s
}

// unit is what all customers of a unit sold in a month.
func (b book) unit(name string, m assist.Month) assist.MonthSales {
	k := unitMonth{name, m}
	s, done := b.units[k]
	if !done {
		s.Month = m
		for _, licence := range b.filed[name] {
			s = plus(s, b.month(licence, name, m), 1)
		}
		b.units[k] = s
	}
	return s
}

// pair is a month of a customer beside that of its unit's other customers. A
// month that does not lie before the customer's exit is none of its own.
func (b book) pair(f assist.Filing, m assist.Month) assist.MonthPair {
	own := b.month(f.Application.Licence, f.Unit, m)
	p := assist.MonthPair{Own: own, Others: plus(b.unit(f.Unit, m), own, -1)}
	if f.Exited != 0 && f.Exited <= m.Last() {
		p.Own = assist.MonthSales{Month: m}
	}
	return p
}

// effect is the n months before and after a customer's assistance began.
func (b book) effect(f assist.Filing, n assist.Month) assist.Effect {
	e := assist.Effect{Before: make([]assist.MonthPair, 0, n), After: make([]assist.MonthPair, 0, n)}
	began := f.Start.Month()
	after := began
	if f.Start != began.First() {
		after++
	}
	before, later := false, false
	for i := range n {
		p, q := b.pair(f, began-n+i), b.pair(f, after+i)
		e.Before, e.After = append(e.Before, p), append(e.After, q)
		before, later = before || p.Own.Known(), later || q.Own.Known()
	}
	if before && later {
		e.Customers = 1
	}
	return e
}

// sum adds a customer's months to those of a line, by their distance from the
// start. The other customers of a unit are no others of the unit.
func sum(line *assist.Effect, e assist.Effect) {
	line.Customers++
	line.Before, line.After = longer(line.Before, len(e.Before)), longer(line.After, len(e.After))
	for i := range e.Before {
		line.Before[i].Own = plus(line.Before[i].Own, e.Before[i].Own, 1)
		line.After[i].Own = plus(line.After[i].Own, e.After[i].Own, 1)
	}
}

func longer(list []assist.MonthPair, n int) []assist.MonthPair {
	if list == nil {
		return make([]assist.MonthPair, n)
	}
	return list
}

// plus adds the figures of b to a, or with sign −1 takes them off.
func plus(a, b assist.MonthSales, sign int) assist.MonthSales {
	a.Customers += sign * b.Customers
	a.Cartons += sign * b.Cartons
	a.Margin += assist.Fen(sign) * b.Margin
	a.Unpriced += sign * b.Unpriced
	a.Products += sign * b.Products
	return a
}
