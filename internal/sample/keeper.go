package sample

import (
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// keeper is one invented shopkeeper. He is made again from the seed whenever a
// file needs him, so that no file has to remember him.
type keeper struct {
	assist.Application
	n        int // over all units
	chance   uint64
	status   string // on the register
	buys     buyer
	wishes   bool
	confirms bool // the city confirms him
	fault    string
}

// The faults a keeper's row may have, and what is done with it.
const (
	faultID       = "身份证校验码"
	faultApproval = "审批缺"
	faultPhone    = "电话相同"
	faultClosed   = "停业"
	faultIncome   = "收入超线"
	faultMargin   = "毛利不足"
	faultProof    = "缺证明"
	faultWan      = "万元"
)

// faults are drawn out of a thousand rows, one a row.
var faults = []struct {
	upto int
	name string
}{{8, faultID}, {14, faultApproval}, {22, faultPhone}, {26, faultClosed}, {36, faultIncome}, {44, faultMargin}, {50, faultProof}, {54, faultWan}}

// grades is the share of customers in grade 1 … 30, in thousandths; the first
// is that of grade 1.
var grades = [30]int{9, 10, 20, 20, 30, 30, 30, 40, 40, 42, 42, 41, 51, 50, 50, 50, 50, 50, 40, 40, 40, 40, 40, 30, 30, 30, 20, 20, 10, 10}

// keeper makes the i-th customer of the u-th unit.
func (c *city) keeper(u, i int) keeper {
	unit := c.terms.Units[u]
	n := u*c.Customers + i
	k := keeper{n: n, chance: mix(c.Seed, uint64(n)), status: column.LicenceValid}
	k.Business, k.Licence, k.Operator = assist.NewCustomer, licenceOf(unit, i, k.chance), nameOf(n+int(k.chance>>40%3000))
	k.Shop, k.ID, k.Phone, k.Address = shopOf(k.Operator, n), idOf(n), phoneOf(n), addressOf(unit.Name, n)
	k.Grade, k.Cycle, k.OrderDay = k.grade(), k.cycle(), column.Weekdays[k.part(3, 5)]
	k.LicenceEnd = c.today.AddMonths(18+k.part(4, 30)) + assist.Date(k.part(5, 28))
	k.Household, k.Market = assist.Rural, column.Village
	if k.part(6, 10) < 4 {
		k.Household, k.Market = assist.Urban, column.Town
	}
	k.Members, k.Margin = 2+k.part(7, 4), -1
	k.buys = c.buyer(&k)
	k.dates(c.today, unit.Name)
	k.fault = k.drawFault()
	c.qualify(&k, unit)
	k.wishes = k.part(8, 10) < 7
	k.spoil()
	return k
}

// part is the m-th independent draw out of n.
func (k *keeper) part(m, n int) int { return int(mix(k.chance, uint64(m)) % uint64(n)) }

func (k *keeper) grade() int {
	at := k.part(1, 1000)
	for i, share := range grades {
		if at -= share; at < 0 {
			return i + 1
		}
	}
	return 13
}

// cycle is 每周 for 92 of a hundred, 单周 or 双周 for 7, else 不访销.
func (k *keeper) cycle() assist.Cycle {
	switch at := k.part(2, 200); {
	case at < 184:
		return assist.Weekly
	case at < 191:
		return assist.Odd
	case at < 198:
		return assist.Even
	}
	return assist.NoOrder
}

func (k *keeper) drawFault() string {
	at := k.part(9, 1000)
	for _, f := range faults {
		if at < f.upto {
			return f.name
		}
	}
	return ""
}

// dates sets application and approvals within the four weeks before a day.
func (k *keeper) dates(today assist.Date, unit string) {
	k.Applied = today - 28 + assist.Date(k.part(10, 14))
	for i, name := range signersOf(unit) {
		k.Approvals[i] = assist.Approval{Opinion: column.Agreed, Name: name, Day: k.Applied + assist.Date(2+3*i)}
	}
}

// buyer draws what a keeper orders: up to four products, a few cartons each.
func (c *city) buyer(k *keeper) buyer {
	b := buyer{
		licence: k.Licence, shop: k.Shop, cycle: k.Cycle, seed: k.chance, returns: true,
		weekday: time.Monday + time.Weekday(k.part(3, 5)), from: c.today.AddMonths(-c.Months), to: c.today - 1,
	}
	for m := range 2 + k.part(11, 3) {
		p := c.sold[(k.part(12, len(c.sold))+m*7)%len(c.sold)]
		b.basket = append(b.basket, usualProduct{p, 1 + k.part(13+m, 2) + k.Grade/12})
	}
	return b
}

// licenceOf is the i-th licence of a unit: now and then under an old prefix.
func licenceOf(u assist.Unit, i int, chance uint64) string {
	prefix := ownPrefix[u.Name]
	if prefix[0] == "" {
		prefix = [2]string{u.Prefixes[0], u.Prefixes[0]}
	}
	old := 0
	if chance>>20%10 == 0 {
		old = 1
	}
	return prefix[old] + "1" + fiveDigits(i+1)
}

// ownPrefix are a prefix of today and an old one that no other unit uses here.
var ownPrefix = map[string][2]string{
	"平城区": {"140213", "140202"}, "云冈区": {"140214", "140203"}, "新荣区": {"140212", "140211"},
	"云州区": {"140215", "140227"}, "开发区": {"140201", "140201"},
}

func fiveDigits(n int) string {
	b := [5]byte{}
	for i := 4; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b[:])
}
