package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// sameOrders is A103: 相同订单户数 helped customers or more ordered exactly the
// same on one day. A group is one signal, under the first of its licences.
func sameOrders(d *desk) []finding {
	groups := map[string][]string{} // licences by day and order
	for _, licence := range d.licences {
		for _, o := range ordersOf(d.Histories[licence]) {
			if o.day >= d.from && o.day <= d.to && helped(d.Roster.Of(licence), o.day) {
				key := o.day.String() + "|" + o.words()
				groups[key] = append(groups[key], licence)
			}
		}
	}
	least := d.limit(assist.SameOrderCount).Int()
	var list []finding
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		if who := groups[key]; len(who) >= max(least, 2) {
			text, words, _ := strings.Cut(key, "|")
			day, _ := assist.ParseDate(text)
			list = append(list, d.sameOrder(who, day, words, least))
		}
	}
	return list
}

// words is an order as text: products and cartons, by product.
func (o order) words() string {
	net := map[string]int{}
	for _, s := range o.lines {
		net[s.Barcode] += s.Cartons
	}
	var list []string
	for _, code := range slices.Sorted(maps.Keys(net)) {
		if net[code] != 0 {
			list = append(list, fmt.Sprintf("%s×%d", code, net[code]))
		}
	}
	return strings.Join(list, " ")
}

func (d *desk) sameOrder(who []string, day assist.Date, words string, least int) finding {
	var receipts []string
	for _, l := range who {
		for _, r := range d.sources(l, day, day) {
			if !slices.Contains(receipts, r) {
				receipts = append(receipts, r)
			}
		}
	}
	return finding{
		Signal: assist.Signal{
			Unit: d.Roster.Of(who[0]).Unit, Licence: who[0], Others: who[1:], Measure: "同日订单完全相同的户数",
			Value: fmt.Sprintf("%d 户", len(who)), Threshold: fmt.Sprintf("≥ %d 户", least), Span: day.String(),
			Basis: sales(receipts) + "：订单 " + firstOf(strings.Fields(words), 6) + "；" + d.unitsOf(who),
		},
		facts: append([]string{day.String(), words}, who...),
		known: day,
	}
}

// unitsOf counts customers by unit: 平城区 2 户、云州区 1 户.
func (d *desk) unitsOf(who []string) string {
	count := map[string]int{}
	var units []string
	for _, l := range who {
		u := d.Roster.Of(l).Unit
		if count[u]++; count[u] == 1 {
			units = append(units, u)
		}
	}
	slices.SortStableFunc(units, func(a, b string) int { return d.rank(a) - d.rank(b) })
	for i, u := range units {
		units[i] = fmt.Sprintf("%s %d 户", u, count[u])
	}
	return strings.Join(units, "、")
}
