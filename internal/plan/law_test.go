package plan

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// anyCity draws a week: few customers, few products, pools from none to ample.
func anyCity(t *rapid.T) *city {
	c := newCity()
	number := func(low, high int, label string) int { return rapid.IntRange(low, high).Draw(t, label) }
	c.Terms.Limits = []assist.Limit{
		{Name: assist.MaxProducts, Value: assist.Number(number(1, 9, "most")) * 10000},
		{Name: assist.MaxExtra, Value: assist.Number(number(1, 12, "cap")) * 10000},
	}
	var codes []string
	for i := range number(1, 10, "products") {
		codes = append(codes, fmt.Sprintf("69000000000%02d", i))
		c.sells(codes[i], number(0, 4, "best") > 0, number(0, 45, "pool"), i%3)
		if number(0, 9, "fault") == 0 {
			c.Source.Products[i].Fault = "样例"
		}
	}
	product := rapid.SampledFrom(codes)
	for i := range number(1, 12, "customers") {
		licence := fmt.Sprintf("1402131%05d", i)
		c.enrol(rapid.SampledFrom([]string{"平城区", "云州区", "旧区"}).Draw(t, "unit"), licence, func(f *assist.Filing) {
			f.Application.OrderDay = rapid.SampledFrom([]string{"", "周一", "周三", "周日"}).Draw(t, "day")
			f.Application.Cycle = rapid.SampledFrom([]assist.Cycle{assist.Weekly, assist.Weekly, assist.Odd, assist.Even}).Draw(t, "cycle")
		})
		if number(0, 3, "asks") > 0 {
			c.asks(licence, number(1, 14, "each"), rapid.SliceOfN(product, 0, 10).Draw(t, "wanted")...)
		}
		sellers := rapid.SliceOfNDistinct(product, 0, 10, rapid.ID).Draw(t, "sellers")
		recent := assist.Recent{Orders: number(1, 6, "orders")}
		for _, code := range sellers {
			recent.Sellers = append(recent.Sellers, assist.Seller{Barcode: code, Cartons: number(1, 60, "cartons")})
		}
		c.recents[licence] = recent
		for _, code := range codes {
			if demand := number(0, 9, "demanded"); demand > 0 {
				c.Served[assist.Wanting{Licence: licence, Barcode: code}] = assist.Share{Extra: int64(number(0, demand, "received")), Demand: int64(demand)}
			}
		}
	}
	return c
}

func dealt(p assist.WeekPlan) map[assist.Wanting]int {
	got := map[assist.Wanting]int{}
	for l := range p.Lines.All() {
		got[assist.Wanting{Licence: l.Licence, Barcode: l.Barcode}] = l.Extra
	}
	return got
}

// The plan is what comes out when the cartons are dealt one by one by hand.
func TestEqualsDealingByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		if got, want := dealt(drafted(c.Input)), byHand(c.Input); !maps.Equal(got, want) {
			t.Fatalf("the plan deals\n%v\nby hand it is\n%v", got, want)
		}
	})
}

// No pool and no cap is ever exceeded (六).
func TestNeverAboveALimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		p := drafted(c.Input)
		monday := c.Week.Monday()
		products, given := map[string]int{}, map[string]int{}
		for l := range p.Lines.All() {
			products[l.Licence]++
			given[l.Barcode] += l.Extra
			if l.Extra < 0 || l.Extra > l.Demand || l.Demand > c.Terms.Limit(assist.MaxExtra, monday).Int() || l.Demand > l.Asked {
				t.Fatalf("line out of its limits: %+v", l)
			}
		}
		for licence, n := range products {
			if n > c.Terms.Limit(assist.MaxProducts, monday).Int() {
				t.Fatalf("%s has %d products", licence, n)
			}
		}
		for _, b := range p.Balance {
			if b.Given != given[b.Barcode] || b.Given > max(b.Pool, 0) || b.Given > b.Asked {
				t.Fatalf("pool out of balance: %+v, lines say %d", b, given[b.Barcode])
			}
		}
	})
}

// Among 申请 nobody is short while somebody of the same class has two cartons
// more; 推荐 gets only what 申请 leaves; and nothing is left while somebody is short.
func TestMaxMinFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drafted(anyCity(t).Input)
		left := map[string]int{}
		for _, b := range p.Balance {
			left[b.Barcode] = b.Pool - b.Given
		}
		for poor := range p.Lines.All() {
			if poor.Extra == poor.Demand {
				continue
			}
			if left[poor.Barcode] != 0 {
				t.Fatalf("%d cartons left while short: %+v", left[poor.Barcode], poor)
			}
			for rich := range p.Lines.All() {
				switch {
				case rich.Barcode != poor.Barcode:
				case rich.Origin == poor.Origin && rich.Extra > poor.Extra+1:
					t.Fatalf("unfair: %+v has more than a round above %+v", rich, poor)
				case rich.Origin == assist.Recommended && poor.Origin == assist.Requested && rich.Extra > 0:
					t.Fatalf("推荐 before 申请: %+v, %+v", rich, poor)
				}
			}
		}
	})
}

// More cartons in a pool never take one from anybody. The first carton of an
// empty pool puts the product on offer at all, so that a customer whose list of
// products is full may then have another list; nobody else loses by it.
func TestMoreCartonsTakeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		before := dealt(drafted(c.Input))
		listed := map[string]int{}
		for w := range before {
			listed[w.Licence]++
		}
		grown := &c.Source.Products[rapid.IntRange(0, len(c.Source.Products)-1).Draw(t, "which")]
		offered := grown.Pool > 0
		grown.Pool += rapid.IntRange(1, 3).Draw(t, "more")
		after := dealt(drafted(c.Input))
		full := c.Terms.Limit(assist.MaxProducts, c.Week.Monday()).Int()
		for w, n := range before {
			if after[w] < n && (offered || listed[w.Licence] < full) {
				t.Fatalf("%v had %d, has %d after the pool grew", w, n, after[w])
			}
		}
	})
}

// What the roll, the wishes or the 货源计划 were numbered or listed like changes nothing.
func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		before := drafted(c.Input)
		products := rapid.Permutation(slices.Clone(c.Source.Products)).Draw(t, "products")
		c.Source = &assist.SupplyPlan{Week: c.Week, Products: products}
		licences := slices.Sorted(maps.Keys(c.Roster.Filings))
		roll := assist.NewRoster()
		for i, l := range rapid.Permutation(licences).Draw(t, "numbers") {
			f := c.Roster.Of(l)
			f.Number = fmt.Sprintf("大烟弱备〔2026〕%04d号", i+1)
			roll.Filings[l] = &f
		}
		c.Roster = roll
		after := drafted(c.Input)
		after.Source = before.Source
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("before\n%s\nafter\n%s", shown(before), shown(after))
		}
		c.Terms.Units = []assist.Unit{{Name: "云州区"}, {Name: "平城区"}}
		if got, want := dealt(drafted(c.Input)), dealt(before); !maps.Equal(got, want) {
			t.Fatalf("with the units in another order\n%v\nbefore\n%v", got, want)
		}
	})
}

// Everyone on the roll either got cartons or stands among the unserved, once;
// and the rounds add up to the lines.
func TestEverybodyIsAccountedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCity(t)
		p := drafted(c.Input)
		times, dealt := map[string]int{}, map[string]int{}
		sum := map[string]int{}
		for l := range p.Lines.All() {
			sum[l.Licence] += l.Extra
			dealt[l.Barcode] -= l.Extra
		}
		for licence, n := range sum {
			if n > 0 {
				times[licence]++
			}
		}
		for _, u := range p.Unserved {
			times[u.Licence]++
		}
		for licence := range c.Roster.Filings {
			if times[licence] != 1 {
				t.Fatalf("%s stands %d times in the plan\n%s", licence, times[licence], shown(p))
			}
		}
		for _, r := range p.Rounds {
			dealt[r.Barcode] += r.Given
		}
		for code, n := range dealt {
			if n != 0 {
				t.Fatalf("the rounds of %s deal %d cartons more than the lines", code, n)
			}
		}
	})
}
