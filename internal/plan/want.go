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

// wanted lists what a customer wants of the week's products, in order of
// preference, or says why there is nothing.
func (t table) wanted(f assist.Filing, day assist.Date) ([]assist.SupplyLine, string) {
	wish, asked := t.in.Wishes[f.Application.Licence]
	asked = asked && len(wish.Products) > 0 && day <= wish.Applied.AddMonths(t.stands)
	if asked {
		if codes := t.selling(requested(wish)); len(codes) > 0 {
			return t.lines(f, day, codes, assist.Requested, func(string) (int, int) { return wish.Each, min(wish.Each, t.cap) })
		}
	}
	recent := t.in.Recent(f.Application.Licence)
	cartons := map[string]int{}
	var own []string
	for _, s := range recent.Sellers {
		own = append(own, s.Barcode)
		cartons[s.Barcode] = s.Cartons
	}
	codes := t.selling(own)
	switch {
	case len(codes) > 0:
		return t.lines(f, day, codes, assist.Recommended, func(code string) (int, int) {
			demand := min(t.cap, (cartons[code]+recent.Orders-1)/recent.Orders)
			return demand, demand
		})
	case asked || len(own) > 0:
		return nil, assist.NothingSells
	}
	return nil, assist.NoWish
}

func requested(w assist.Wish) []string {
	var codes []string
	for _, p := range w.Products {
		codes = append(codes, p.Barcode)
	}
	return codes
}

// selling keeps the distinct products marked 畅销 this week, in order.
func (t table) selling(codes []string) []string {
	var keep []string
	seen := map[string]bool{}
	for _, c := range codes {
		if p := t.products[c]; p != nil && p.BestSelling && !seen[c] {
			seen[c] = true
			keep = append(keep, c)
		}
	}
	return keep
}

// lines makes the lines of the first products that have a pool, at most 最多规格数.
func (t table) lines(f assist.Filing, day assist.Date, codes []string, from assist.Origin, demand func(string) (asked, capped int)) ([]assist.SupplyLine, string) {
	var lines []assist.SupplyLine
	for _, code := range codes {
		p := t.products[code]
		if p.Pool <= 0 || len(lines) == t.most {
			continue
		}
		asked, capped := demand(code)
		lines = append(lines, assist.SupplyLine{
			Week: t.in.Week, Unit: f.Unit, Day: day, Licence: f.Application.Licence, Grade: f.Application.Grade,
			Barcode: code, Origin: from, Base: p.Base[f.Application.Grade], Asked: asked, Demand: capped,
		})
	}
	if len(lines) == 0 {
		return nil, assist.OutOfStock
	}
	return lines, ""
}
