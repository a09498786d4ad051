package plan

import (
	"fmt"
	"strings"
	"time"

	"bangfu/internal/assist"
)

// The products of the tests: invented names on invented barcodes.
const (
	red    = "6900000000011"
	blue   = "6900000000022"
	green  = "6900000000033"
	yellow = "6900000000044"
)

var (
	week49 = assist.Week{Year: 2026, Number: 49} // Monday 2026-11-30, odd
	runDay = day("2026-11-26")
)

func day(s string) assist.Date {
	d, ok := assist.ParseDate(s)
	if !ok {
		panic(s)
	}
	return d
}

// city is a small week to plan, built up by the tests.
type city struct {
	Input
	recents map[string]assist.Recent
}

func newCity() *city {
	c := &city{recents: map[string]assist.Recent{}}
	c.Input = Input{
		Week: week49, Today: runDay, Cutoff: time.Date(2026, 11, 26, 18, 0, 0, 0, assist.Zone),
		Terms:  assist.Terms{Units: []assist.Unit{{Name: "平城区"}, {Name: "云州区"}}},
		Roster: assist.NewRoster(), Source: &assist.SupplyPlan{Week: week49},
		Wishes: assist.WishesOnFile{}, Served: map[assist.Wanting]assist.Share{},
		Recent: func(licence string) assist.Recent { return c.recents[licence] },
	}
	return c
}

// sells adds a product to the week's 货源计划; base is for every grade.
func (c *city) sells(code string, best bool, pool, base int) {
	p := assist.PlannedProduct{Barcode: code, Name: "样品" + code[11:], BestSelling: best, Pool: pool}
	for g := range p.Base {
		p.Base[g] = base
	}
	c.Source.Products = append(c.Source.Products, p)
}

// enrol puts a customer onto the roll; change may alter its filing.
func (c *city) enrol(unit, licence string, change func(*assist.Filing)) {
	f := assist.Filing{
		Number: fmt.Sprintf("大烟弱备〔2026〕%04d号", len(c.Roster.Filings)+1), Unit: unit,
		Application: &assist.Application{Licence: licence, Grade: 12, Cycle: assist.Weekly, LicenceEnd: day("2030-01-01")},
		Start:       day("2026-01-01"), End: day("2026-12-31"),
	}
	if change != nil {
		change(&f)
	}
	c.Roster.Filings[licence] = &f
}

// asks gives a customer a 帮扶申请表 row of the run's month.
func (c *city) asks(licence string, each int, codes ...string) {
	w := assist.Wish{Licence: licence, Each: each, Applied: day("2026-11-02")}
	for _, code := range codes {
		w.Products = append(w.Products, assist.WishedProduct{Barcode: code})
	}
	c.Wishes[licence] = w.Keep()
}

// sold gives a customer its best sellers of the last 90 days, in order.
func (c *city) sold(licence string, orders int, sellers ...assist.Seller) {
	c.recents[licence] = assist.Recent{Sellers: sellers, Orders: orders}
}

// shown is a plan as text: a line a customer and product, the unserved, the rounds.
func shown(p assist.WeekPlan) string {
	var b strings.Builder
	for l := range p.Lines.All() {
		fmt.Fprintf(&b, "%s %s %s %s %s 原%d 求%d 限%d 得%d %s\n", l.Unit, l.Day, l.Licence, l.Barcode[11:], l.Origin, l.Base, l.Asked, l.Demand, l.Extra, l.Reason)
	}
	for _, u := range p.Unserved {
		fmt.Fprintf(&b, "未供货 %s %s %s %s\n", u.Unit, u.Day, u.Licence, u.Reason)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

// trim takes the indentation off a text in a test.
func trim(s string) string {
	var b strings.Builder
	for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
		b.WriteString(strings.TrimSpace(l) + "\n")
	}
	return b.String()
}

// change alters the filing of the customer under test.
func (c *city) change(alter func(*assist.Filing)) {
	f := c.Roster.Of(shop)
	alter(&f)
	c.Roster.Filings[shop] = &f
}

// keptLines are lines as a plan keeps them.
func keptLines(lines ...assist.SupplyLine) (list assist.SupplyLines) {
	for _, l := range lines {
		list = append(list, l.Keep())
	}
	return list
}
