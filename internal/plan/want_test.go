package plan

import (
	"fmt"
	"testing"

	"bangfu/internal/assist"
)

// What one customer of 平城区 wants, and what the limits leave of it. Pools are
// ample unless the case says otherwise.
func TestWanted(t *testing.T) {
	cases := []struct {
		name   string
		change func(*city)
		want   string
	}{
		{"in the order of preference, each once, and only 畅销", func(c *city) {
			c.asks(shop, 5, blue, green, red, blue)
		}, `0022 申请 原2 求5 限5 得5
			0011 申请 原2 求5 限5 得5`},
		{"above the limit is cut to it and said", func(c *city) { c.asks(shop, 15, red) }, `0011 申请 原2 求15 限10 得10 超过上限`},
		{"cut to the limit, and short as well", func(c *city) { c.asks(shop, 15, red); c.pool(red, 4) }, `0011 申请 原2 求15 限10 得4 货源不足、超过上限`},
		{"short", func(c *city) { c.asks(shop, 5, red, blue); c.pool(red, 4) }, `0011 申请 原2 求5 限5 得4 货源不足
			0022 申请 原2 求5 限5 得5`},
		{"an empty pool is no product to want", func(c *city) { c.asks(shop, 5, red, blue); c.pool(red, 0) }, `0022 申请 原2 求5 限5 得5`},
		{"at most 最多规格数, of those on offer", func(c *city) {
			c.limit(assist.MaxProducts, "2026-01-01", 1)
			c.asks(shop, 5, green, red, blue)
		}, `0011 申请 原2 求5 限5 得5`},
		{"base 0 is allowed", func(c *city) { c.asks(shop, 5, red); c.Source.Products[0].Base = [31]int{} }, `0011 申请 原0 求5 限5 得5`},
		{"base is that of the grade", func(c *city) { c.asks(shop, 5, red); c.Source.Products[0].Base[12] = 7 }, `0011 申请 原7 求5 限5 得5`},
		{"推荐: ⌈cartons ÷ order dates⌉, most cartons first", func(c *city) {
			c.sold(shop, 4, assist.Seller{Barcode: blue, Cartons: 21}, assist.Seller{Barcode: green, Cartons: 20}, assist.Seller{Barcode: red, Cartons: 4})
		}, `0022 推荐 原2 求6 限6 得6
			0011 推荐 原2 求1 限1 得1`},
		{"推荐 stops at the limit and says nothing of it", func(c *city) { c.sold(shop, 1, assist.Seller{Barcode: red, Cartons: 90}) }, `0011 推荐 原2 求10 限10 得10`},
		{"a wish of which something is 畅销 is not mixed with 推荐", func(c *city) {
			c.asks(shop, 5, green, red)
			c.sold(shop, 1, assist.Seller{Barcode: blue, Cartons: 9})
		}, `0011 申请 原2 求5 限5 得5`},
		{"a wish of which nothing is 畅销 gives way to 推荐", func(c *city) {
			c.asks(shop, 5, green)
			c.sold(shop, 1, assist.Seller{Barcode: blue, Cartons: 9})
		}, `0022 推荐 原2 求9 限9 得9`},
		{"a wish without a product too", func(c *city) { c.asks(shop, 5); c.sold(shop, 1, assist.Seller{Barcode: blue, Cartons: 9}) }, `0022 推荐 原2 求9 限9 得9`},
		{"a wish stands for 复核周期, to the day", func(c *city) {
			c.asked("2025-12-04")
		}, `0011 申请 原2 求5 限5 得5`},
		{"and not a day longer", func(c *city) {
			c.asked("2025-12-03")
			c.sold(shop, 1, assist.Seller{Barcode: blue, Cartons: 9})
		}, `0022 推荐 原2 求9 限9 得9`},
		{"a discontinued product is in no plan, and not wanted", func(c *city) {
			c.asks(shop, 5, red, blue)
			c.Source.Products = c.Source.Products[1:]
		}, `0022 申请 原2 求5 限5 得5`},
		{"a product with a fault is not wanted", func(c *city) {
			c.asks(shop, 5, red, blue)
			c.Source.Products[0].Fault = "帮扶可用量不是非负整数"
		}, `0022 申请 原2 求5 限5 得5`},
		{"a product that stands in the plan twice neither", func(c *city) {
			c.asks(shop, 5, red, blue)
			c.sells(red, true, 50, 2)
		}, `0022 申请 原2 求5 限5 得5`},
		{"a plan without any 畅销", func(c *city) {
			c.asks(shop, 5, red, blue)
			c.sold(shop, 1, assist.Seller{Barcode: blue, Cartons: 9})
			c.Source.Products[0].BestSelling, c.Source.Products[1].BestSelling = false, false
		}, `所选非畅销且无可推荐`},
		{"an empty plan", func(c *city) { c.asks(shop, 5, red); c.Source.Products = nil }, `所选非畅销且无可推荐`},
		{"a negative pool that slipped through gives nothing", func(c *city) { c.asks(shop, 5, red); c.pool(red, -3) }, `规格无货`},
		{"the limit that is in force on the Monday of the supply week", func(c *city) {
			c.asks(shop, 10, red)
			c.limit(assist.MaxExtra, "2026-01-01", 4)
			c.limit(assist.MaxExtra, "2026-11-30", 6)
			c.limit(assist.MaxExtra, "2026-12-01", 9)
		}, `0011 申请 原2 求10 限6 得6 超过上限`},
	}
	for _, x := range cases {
		c := newCity()
		c.sells(red, true, 100, 2)
		c.sells(blue, true, 100, 2)
		c.sells(green, false, 100, 2)
		c.enrol("平城区", shop, nil)
		x.change(c)
		if got := lines(drafted(c.Input)); got != trim(x.want) {
			t.Errorf("%s:\n%s, want\n%s", x.name, got, trim(x.want))
		}
	}
}

// lines is a plan of one customer, a line a product, or the reason why there is none.
func lines(p assist.WeekPlan) string {
	s := ""
	for l := range p.Lines.All() {
		s += fmt.Sprintf("%s %s 原%d 求%d 限%d 得%d %s\n", l.Barcode[9:], l.Origin, l.Base, l.Asked, l.Demand, l.Extra, l.Reason)
	}
	for _, u := range p.Unserved {
		s += u.Reason + "\n"
	}
	return trim(s)
}

// pool sets the pool of a product.
func (c *city) pool(code string, cartons int) {
	for i := range c.Source.Products {
		if c.Source.Products[i].Barcode == code {
			c.Source.Products[i].Pool = cartons
		}
	}
}

// limit dates a value of 帮扶标准.
func (c *city) limit(name, from string, value int) {
	c.Terms.Limits = append(c.Terms.Limits, assist.Limit{Name: name, From: day(from), Value: assist.Number(value) * 10000})
}

// asked gives the customer under test a wish for 红 of an earlier day.
func (c *city) asked(on string) {
	c.asks(shop, 5, red)
	w, _ := c.Wishes.Of(shop)
	w.Applied = day(on)
	c.Wishes[shop] = w.Keep()
}

// 推荐 looks at 90 days up to and including the run's day; returns are taken
// off, and a date with returns only is no order date.
func TestRecommendedFromSales(t *testing.T) {
	sale := func(on, code string, cartons int) assist.Sale {
		return assist.Sale{Day: day(on), Barcode: code, Cartons: cartons}
	}
	h := assist.History{Months: []assist.SalesMonth{
		{Month: day("2026-08-01").Month(), Lines: []assist.Sale{sale("2026-08-28", red, 50), sale("2026-08-29", red, 3)}},
		{Month: day("2026-10-01").Month(), Lines: []assist.Sale{sale("2026-10-09", red, 4), sale("2026-10-09", blue, 6), sale("2026-10-12", blue, -6)}},
		{Month: day("2026-11-01").Month(), Lines: []assist.Sale{sale("2026-11-26", red, 2), sale("2026-11-27", red, 70)}},
	}}
	c := newCity()
	c.sells(red, true, 100, 2)
	c.sells(blue, true, 100, 2)
	c.enrol("平城区", shop, nil)
	c.recents[shop] = h.RecentTo(runDay, 90)
	// 2026-08-29 is the 90th day back: 3 + 4 + 2 = 9 cartons on 3 order dates. 蓝 nets 0.
	if got, want := lines(drafted(c.Input)), "0011 推荐 原2 求3 限3 得3\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMissingSource(t *testing.T) {
	c := newCity()
	c.enrol("平城区", shop, nil)
	c.Source = nil
	p := drafted(c.Input)
	if p.State != assist.PlanMissing || len(p.Lines)+len(p.Unserved)+len(p.Balance) != 0 || !p.Cutoff.Equal(c.Cutoff) {
		t.Errorf("without a 货源计划: %+v", p)
	}
}
