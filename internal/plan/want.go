package plan

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// table is the week's 货源计划 made ready for look-ups, with the limits in
// force on the Monday of the supply week.
type table struct {
	in       Input
	list     []assist.PlannedProduct           // by barcode, those left out too
	products map[string]*assist.PlannedProduct // those that hold
	most     int                               // 最多规格数
	cap      int                               // 单规格加量上限, cartons
	stands   int                               // 复核周期: months a wish stands
}

func newTable(in Input) table {
	monday := in.Week.Monday()
	t := table{
		in: in, list: listed(in.Source.Products), products: map[string]*assist.PlannedProduct{},
		most:   in.Terms.Limit(assist.MaxProducts, monday).Int(),
		cap:    in.Terms.Limit(assist.MaxExtra, monday).Int(),
		stands: in.Terms.Limit(assist.CycleMonths, monday).Int(),
	}
	for i, p := range t.list {
		if p.Fault == "" {
			t.products[p.Barcode] = &t.list[i]
		}
	}
	return t
}

// listed is the products of a plan by barcode. One that stands there twice is
// left out, since nobody can know which line is meant.
func listed(products []assist.PlannedProduct) []assist.PlannedProduct {
	list := slices.Clone(products)
	times := map[string]int{}
	for _, p := range list {
		if p.Fault == "" {
			times[p.Barcode]++
		}
	}
	for i := range list {
		if list[i].Fault == "" && times[list[i].Barcode] > 1 {
			list[i].Fault = "货源计划中重复"
		}
	}
	slices.SortStableFunc(list, func(a, b assist.PlannedProduct) int { return strings.Compare(a.Barcode, b.Barcode) })
	return list
}

func (t table) pools() map[string]int {
	pools := map[string]int{}
	for code, p := range t.products {
		pools[code] = p.Pool
	}
	return pools
}

// wanted adds the lines of what a customer wants of the week's products, in
// order of preference, or says why there is nothing.
func (t table) wanted(lines assist.SupplyLines, c candidate) (assist.SupplyLines, string) {
	wish, asked := t.in.Wishes.Of(c.licence)
	asked = asked && len(wish.Products) > 0 && c.day <= wish.Applied.AddMonths(t.stands)
	if asked {
		if list := t.requested(wish); len(list) > 0 {
			return t.add(lines, c, list)
		}
	}
	recent := t.in.Recent(c.filing.Application.Licence)
	list := t.recommended(recent)
	switch {
	case len(list) > 0:
		return t.add(lines, c, list)
	case asked || len(recent.Sellers) > 0:
		return lines, assist.NothingSells
	}
	return lines, assist.NoWish
}

// roomFor is how many lines the wishes of a roll can make.
func (t table) roomFor(roll []candidate) int {
	n := 0
	for _, c := range roll {
		wish, _ := t.in.Wishes.Of(c.licence)
		n += min(t.most, len(wish.Products))
	}
	return n
}

// want is one product a customer wants.
type want struct {
	product *assist.PlannedProduct
	origin  assist.Origin
	asked   int // cartons as written; for 推荐 the computed demand
	demand  int // what the cap leaves of it
}

// requested is what a wish asks of the products that are 畅销 this week.
func (t table) requested(w assist.Wish) []want {
	list := make([]want, 0, len(w.Products))
	for _, p := range w.Products {
		if at := t.selling(p.Barcode); at != nil && !wants(list, at) {
			list = append(list, want{at, assist.Requested, w.Each, min(w.Each, t.cap)})
		}
	}
	return list
}

// recommended is a customer's own best sellers that are 畅销 this week; what it
// orders of one on an average order date, rounded up, is the demand.
func (t table) recommended(r assist.Recent) []want {
	var list []want
	for _, s := range r.Sellers {
		if at := t.selling(s.Barcode); at != nil && !wants(list, at) {
			demand := min((s.Cartons+r.Orders-1)/r.Orders, t.cap)
			list = append(list, want{at, assist.Recommended, demand, demand})
		}
	}
	return list
}

func wants(list []want, p *assist.PlannedProduct) bool {
	return slices.ContainsFunc(list, func(w want) bool { return w.product == p })
}

// selling is a product that is marked 畅销 this week, nil for any other.
func (t table) selling(code string) *assist.PlannedProduct {
	if p := t.products[code]; p != nil && p.BestSelling {
		return p
	}
	return nil
}

// add makes the lines of the first products that have a pool, at most 最多规格数.
func (t table) add(lines assist.SupplyLines, c candidate, list []want) (assist.SupplyLines, string) {
	a := c.filing.Application
	before := len(lines)
	for _, w := range list {
		if w.product.Pool <= 0 || len(lines)-before == t.most {
			continue
		}
		lines = append(lines, assist.SupplyLine{
			Week: t.in.Week, Unit: c.filing.Unit, Day: c.day, Licence: a.Licence, Grade: a.Grade,
			Barcode: w.product.Barcode, Origin: w.origin, Base: w.product.Base[a.Grade], Asked: w.asked, Demand: w.demand,
		}.Keep())
	}
	if len(lines) == before {
		return lines, assist.OutOfStock
	}
	return lines, ""
}
