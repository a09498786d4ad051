package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// unitSum is a line of 县区汇总.
type unitSum struct {
	enrolled, ordering, served, unserved int
	base, extra                          int
	products                             map[string]bool
	some                                 map[string]bool // customers with 帮扶加量 > 0
}

// units is 县区汇总. Everyone on the roll is served or named in 未供货名单, so the
// roll is counted from the plan itself; without a plan it is the roll of the run.
func (s supplying) units() sheet.Page {
	p := s.page("县区汇总", "帮扶供货县区汇总")
	b := sheet.Block{Empty: s.empty("没有报送单位"), Filter: true,
		Columns: heads(column.Unit, column.OnRoll, column.WeekOrders, column.Supplied, column.Products, column.Base, column.Extra, column.Sum, column.Unsupplied)}
	order, sums := s.unitSums()
	all := map[string]bool{}
	for _, unit := range order {
		u := sums[unit]
		for code := range u.products {
			all[code] = true
		}
		if s.Plan.State == assist.PlanMissing { // nobody is supplied or left out before there is a plan
			b.Rows = append(b.Rows, append(texts(unit), unplanned(u.enrolled, len(b.Columns)-2)...))
			continue
		}
		row := append(texts(unit), ints(u.enrolled, u.ordering, u.served, len(u.products), u.base, u.extra, u.base+u.extra, u.unserved)...)
		b.Rows = append(b.Rows, row)
	}
	if s.Plan.State == assist.PlanMissing {
		b.Total = totalled(b.Columns, b.Rows, column.OnRoll)
		p.Blocks = []sheet.Block{b}
		return p
	}
	b.Total = totalled(b.Columns, b.Rows, column.OnRoll, column.WeekOrders, column.Supplied, column.Base, column.Extra, column.Sum, column.Unsupplied)
	if b.Total != nil {
		b.Total[4] = sheet.I(len(all)) // a product supplied in two units counts once
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// unplanned is the roll of a unit and — for each figure that only a plan has.
func unplanned(enrolled, figures int) []sheet.Value {
	row := ints(enrolled)
	for range figures {
		row = append(row, sheet.S(dash))
	}
	return row
}

func (s supplying) unitSums() (order []string, sums map[string]*unitSum) {
	sums = map[string]*unitSum{}
	of := func(unit string) *unitSum {
		if sums[unit] == nil {
			order = append(order, unit)
			sums[unit] = &unitSum{products: map[string]bool{}, some: map[string]bool{}}
		}
		return sums[unit]
	}
	for _, u := range s.Terms.Units {
		of(u.Name)
	}
	if s.Plan.State == assist.PlanMissing {
		for f := range s.Enrolled("") {
			of(f.Unit).enrolled++
		}
		return order, sums
	}
	for l := range s.Plan.Lines.All() {
		u := of(l.Unit)
		u.base += l.Base
		u.extra += l.Extra
		if l.Extra > 0 {
			u.products[l.Barcode], u.some[l.Licence] = true, true
		}
	}
	for _, x := range s.Plan.Unserved {
		u := of(x.Unit)
		u.unserved++
		u.enrolled++
		if x.Reason != assist.NoOrderWeek {
			u.ordering++
		}
	}
	for _, u := range sums {
		u.served = len(u.some)
		u.enrolled += u.served
		u.ordering += u.served
	}
	return order, sums
}

// UnitSupply is 供货表_<县区>: the unit's own part, by order day, ready to print.
func UnitSupply(f assist.Facts, unit string) sheet.Book {
	s := newSupplying(f)
	lines := f.LinesIn(unit)
	own := f
	own.Plan.Lines = lines
	o := supplying{own, s.people}
	detail := o.pageFor(unit, assist.LinesPaper, unit+"帮扶供货明细")
	detail.Notes = append(detail.Notes, told(overLimit(summed(standing(lines)), unit))...)
	detail.Blocks = []sheet.Block{o.detailBlock(lines)}
	if len(lines) > 0 {
		detail.Blocks = append(detail.Blocks, dayBlock(lines))
	}
	none := o.pageFor(unit, "未供货名单", unit+"在册未供货客户名单")
	none.Blocks = []sheet.Block{s.unservedBlock(unit)}
	none.Right = dated(f, "户")
	return bound(unit+" "+s.title(), f.At, detail, none)
}

// dayBlock sums a unit's lines up by order day; it stands below them, so that
// the header of the list stays in view.
func dayBlock(lines assist.SupplyLines) sheet.Block {
	b := sheet.Block{Title: "按订货日（户数含加量为 0 的）", Columns: heads(column.OrderDay, column.Households, column.Rows, column.BaseSum, column.Added, column.Subtotal)}
	type day struct {
		customers         map[string]bool
		lines, base, plus int
	}
	days := map[assist.Date]*day{}
	var order []assist.Date
	for l := range lines.All() {
		d := days[l.Day]
		if d == nil {
			d = &day{customers: map[string]bool{}}
			days[l.Day] = d
			order = append(order, l.Day)
		}
		d.customers[l.Licence] = true
		d.lines++
		d.base += l.Base
		d.plus += l.Extra
	}
	for _, at := range order {
		d := days[at]
		b.Rows = append(b.Rows, append([]sheet.Value{orderDate(at)}, ints(len(d.customers), d.lines, d.base, d.plus, d.base+d.plus)...))
	}
	b.Total = totalled(b.Columns, b.Rows, column.Households, column.Rows, column.BaseSum, column.Added, column.Subtotal)
	return b
}
