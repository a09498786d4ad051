package batch

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// followed is what became of those who were helped: of one unit, or of all.
type followed struct {
	visits, visited, carried, raised, solved int
	brought, taken, open                     int // brought along and taken along by who moved, left or came back
	services                                 map[string]int
	onFile, ordered                          int
	effect                                   effect
}

// effect are the months before and after assistance began of those who have both.
type effect struct {
	customers     int
	before, after monthSums
}

// monthSums are months of customers summed up.
type monthSums struct {
	months, cartons, products int
	margin                    int64 // fen
}

// following follows everybody up from a day on, by unit and "" for all.
func (p plain) following(from assist.Date, products assist.Catalogue) map[string]*followed {
	by := map[string]*followed{}
	for _, u := range append([]string{""}, p.units...) {
		by[u] = &followed{services: map[string]int{}}
	}
	stays := p.stays(from)
	for l, units := range stays {
		e := p.effectOf(l, products)
		for _, f := range []*followed{by[""], by[units[len(units)-1]]} {
			p.visiting(f, l, from)
			f.effect.add(e)
		}
		p.alongOn(by, l, units[len(units)-1], from)
	}
	months, last := p.sent()
	for _, d := range p.supply {
		if d.day >= from && d.day <= p.to && months[d.unit+d.day.String()[:7]] && d.day <= last[d.unit] {
			used, _ := p.used(d)
			for _, f := range []*followed{by[""], by[d.unit]} {
				f.onFile, f.ordered = f.onFile+d.n, f.ordered+used
			}
		}
	}
	return by
}

// alongOn moves the problems somebody had on the eve from where he was to where he is.
func (p plain) alongOn(by map[string]*followed, licence, unit string, from assist.Date) {
	eve := ""
	for _, s := range p.steps {
		if s.licence == licence && s.day < from {
			if eve = s.unit; s.off {
				eve = ""
			}
		}
	}
	if eve == unit {
		return
	}
	open := 0
	for _, is := range p.problemsBy(licence, from-1) {
		if is != "已解决" {
			open++
		}
	}
	for _, name := range []string{"", unit} {
		by[name].carried, by[name].brought = by[name].carried-open, by[name].brought+open
	}
	if eve != "" {
		for _, name := range []string{"", eve} {
			by[name].carried, by[name].taken = by[name].carried+open, by[name].taken+open
		}
	}
}

// problemsBy is the last word on each problem of somebody by a day.
func (p plain) problemsBy(licence string, to assist.Date) map[string]string {
	state := map[string]string{}
	for _, v := range p.visits {
		if v.licence == licence && v.day <= to && v.state != "无" && v.problem+v.state != "" {
			state[v.problem] = cmp.Or(v.state, "处理中")
		}
	}
	return state
}

// visiting adds the visits of somebody, and what they tell of problems.
func (p plain) visiting(f *followed, licence string, from assist.Date) {
	state := map[string]string{} // the last word on each problem
	been := false
	for _, v := range p.visits {
		if v.licence != licence {
			continue
		}
		if v.day >= from {
			f.visits++
			been = true
			for _, s := range v.services {
				f.services[s]++
			}
		}
		if v.state == "无" || v.problem == "" && v.state == "" {
			continue
		}
		was, is := state[v.problem], v.state
		if is == "" {
			is = "处理中"
		}
		state[v.problem] = is
		switch {
		case was == is:
		case v.day < from && is == "处理中":
			f.carried++
		case v.day < from && was == "处理中":
			f.carried--
		case v.day < from: // told and solved at once
		case was == "处理中":
			f.solved++
		default:
			f.raised++
			if is == "已解决" {
				f.solved++
			}
		}
	}
	if been {
		f.visited++
	}
	for _, is := range state {
		if is != "已解决" {
			if left := p.filed[licence].left; left != 0 && left <= p.to {
				f.taken++
			} else {
				f.open++
			}
		}
	}
}

// effectOf are the three months before and after assistance began of somebody;
// none unless there is a month of both.
func (p plain) effectOf(licence string, products assist.Catalogue) effect {
	f := p.filed[licence]
	began := f.start.Month()
	later := began
	if f.start != began.First() {
		later++
	}
	var e effect
	for i := range 3 {
		e.before.add(p.month(licence, began-assist.Month(3-i), products))
		e.after.add(p.month(licence, later+assist.Month(i), products))
	}
	if e.before.months == 0 || e.after.months == 0 {
		return effect{}
	}
	e.customers = 1
	return e
}

// month is what somebody sold in a month that is over, that his unit has sent up to its last
// week, in which he was not gone yet, and by which he had sold anything.
func (p plain) month(licence string, m assist.Month, products assist.Catalogue) monthSums {
	f, orders, sent, whole := p.filed[licence], p.orders[licence], false, false
	for l, other := range p.filed {
		for _, o := range p.orders[l] {
			sent = sent || other.unit == f.unit && o.day.Month() == m
			whole = whole || other.unit == f.unit && o.day+6 >= m.Last()
		}
	}
	if !sent || !whole || len(orders) == 0 || m < orders[0].day.Month() || m.Last() > p.to || f.left != 0 && f.left <= m.Last() {
		return monthSums{}
	}
	s, net := monthSums{months: 1}, map[string]int{}
	for _, o := range orders {
		if o.day.Month() == m {
			x, _ := products.Barcode(o.barcode)
			s.cartons, s.margin = s.cartons+o.n, s.margin+int64(x.Retail-x.Wholesale)*int64(o.n)
			net[o.barcode] += o.n
		}
	}
	for _, n := range net {
		if n > 0 {
			s.products++
		}
	}
	return s
}

func (s *monthSums) add(x monthSums) {
	s.months, s.cartons, s.products, s.margin = s.months+x.months, s.cartons+x.cartons, s.products+x.products, s.margin+x.margin
}

func (e *effect) add(x effect) {
	e.customers += x.customers
	e.before.add(x.before)
	e.after.add(x.after)
}

// cells are the columns of 帮扶成效 as the workbook holds them: numbers without
// the zeros at their end, — where there is nothing to divide by.
func (e effect) cells() map[string]string {
	b, a := e.before, e.after
	c := map[string]string{"可比户数": fmt.Sprint(e.customers)}
	mean := func(header string, sum int64, months int, scale int64) {
		c[header] = ratio(sum, int64(months)*scale, 2)
	}
	mean("帮扶前销量(条)", int64(b.cartons), b.months, 1)
	mean("帮扶后销量(条)", int64(a.cartons), a.months, 1)
	mean("帮扶前毛利(元)", b.margin, b.months, 100)
	mean("帮扶后毛利(元)", a.margin, a.months, 100)
	mean("帮扶前规格数", int64(b.products), b.months, 1)
	mean("帮扶后规格数", int64(a.products), a.months, 1)
	return c
}

// ratio is a ÷ b rounded to some decimals, without the zeros at its end.
func ratio(a, b int64, decimals int) string {
	if b == 0 {
		return "—"
	}
	text := big.NewRat(a, b).FloatString(decimals)
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// quotient is a ÷ b with all its decimals.
func quotient(a int64, b, decimals int) string { return big.NewRat(a, int64(b)).FloatString(decimals) }

// soldMore is how much more cartons a month there are after than before.
func (e effect) soldMore() string {
	return grown(int64(e.before.cartons), e.before.months, int64(e.after.cartons), e.after.months)
}

// percent is a ÷ b as reports print a share.
func percent(a, b int) string { return big.NewRat(int64(a)*100, int64(b)).FloatString(1) + "%" }

// grown is how much b is above a as reports print it, each a sum over its months.
func grown(a int64, m int, b int64, n int) string {
	if a == 0 || m == 0 || n == 0 {
		return "—"
	}
	x := new(big.Rat).Quo(big.NewRat(b, int64(n)), big.NewRat(a, int64(m)))
	x.Mul(x.Sub(x, big.NewRat(1, 1)), big.NewRat(100, 1))
	sign := ""
	if x.Sign() > 0 {
		sign = "+"
	}
	return sign + x.FloatString(1) + "%"
}

// classes are those helped from a day on by class, of a unit or of all ("").
func (p plain) classes(from assist.Date, unit string) map[string]int {
	n := map[string]int{}
	for l, units := range p.stays(from) {
		if unit == "" || slices.Contains(units, unit) {
			n[p.filed[l].class]++
		}
	}
	return n
}
