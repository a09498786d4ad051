package audit

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
)

// ordersBefore is how many orders the mean of A101 is taken of.
const ordersBefore = 3

// surges is A101: an order above 监督倍数 × the mean of the 3 orders before it.
// Without three orders before there is no mean to compare with.
func surges(d *desk, c customer) []finding {
	multiple := d.limit(assist.OrderMultiple)
	var list []finding
	var before [ordersBefore]order
	seen := 0
	for o := range ordersOf(c.sold.All()) {
		if seen >= ordersBefore && o.day >= d.from && o.day <= d.to && helped(c.Filing, o.day) {
			sum := 0
			for _, b := range before {
				sum += b.cartons
			}
			if assist.Number(o.cartons*ordersBefore)*assist.One > multiple*assist.Number(sum) {
				list = append(list, c.surge(o, before[:], sum, multiple))
			}
		}
		copy(before[:], before[1:])
		before[ordersBefore-1] = o
		seen++
	}
	return list
}

func (c customer) surge(o order, before []order, sum int, multiple assist.Number) finding {
	licence := c.Application.Licence
	var each, dates []string
	for _, b := range before {
		each = append(each, fmt.Sprintf("%s 订 %d 条", b.day, b.cartons))
		dates = append(dates, fmt.Sprint(b.day, b.cartons))
	}
	return finding{
		Signal: assist.Signal{
			Unit: c.Unit, Licence: licence, Measure: fmt.Sprintf("当次订货量 ÷ 前 %d 次平均订货量", ordersBefore),
			Value:     fmt.Sprintf("%d 条 ÷ %s 条 = %s 倍", o.cartons, quotient(sum, ordersBefore), quotient(o.cartons*ordersBefore, sum)),
			Threshold: "> " + multiple.String() + " 倍",
			Span:      days(before[0].day, o.day),
			Basis:     sales(c.sources(before[0].day, o.day)) + "：" + strings.Join(each, "，") + fmt.Sprintf("，%s 订 %d 条", o.day, o.cartons),
		},
		facts: append([]string{licence, o.day.String(), fmt.Sprint(o.cartons)}, dates...),
		known: o.day,
	}
}
