package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// noteOrders notes what a customer ordered while it was helped, for A103.
func noteOrders(d *desk, c customer) []finding {
	for o := range ordersOf(c.sold.Span(d.from.Month(), d.to.Month())) {
		if o.day >= d.from && o.day <= d.to && helped(c.Filing, o.day) {
			key := o.day.String() + "|" + o.words()
			d.bought[key] = append(d.bought[key], buyer{c.Application.Licence, o.source})
		}
	}
	return nil
}

// sameOrders is A103: 相同订单户数 helped customers or more ordered exactly the
// same on one day. A group is one signal, under the first of its licences.
func sameOrders(d *desk) []finding {
	least := d.limit(assist.SameOrderCount).Int()
	var list []finding
	for _, key := range slices.Sorted(maps.Keys(d.bought)) {
		if who := d.bought[key]; len(who) >= max(least, 2) {
			text, words, _ := strings.Cut(key, "|")
			day, _ := assist.ParseDate(text)
			list = append(list, d.sameOrder(who, day, words, least))
		}
	}
	return list
}

// buyer is who ordered, and the receipt of the file that says so.
type buyer struct{ licence, receipt string }

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

func (d *desk) sameOrder(buyers []buyer, day assist.Date, words string, least int) finding {
	slices.SortFunc(buyers, func(a, b buyer) int { return strings.Compare(a.licence, b.licence) })
	var who, receipts []string
	for _, b := range buyers {
		who = append(who, b.licence)
		if b.receipt != "" && !slices.Contains(receipts, b.receipt) {
			receipts = append(receipts, b.receipt)
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
