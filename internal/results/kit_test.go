package results

import (
	"fmt"
	"strings"
	"time"

	"bangfu/internal/assist"
)

func day(s string) assist.Date {
	d, ok := assist.ParseDate(s)
	if !ok {
		panic(s)
	}
	return d
}

func week(s string) assist.Week {
	w, ok := assist.ParseWeek(s)
	if !ok {
		panic(s)
	}
	return w
}

// Invented products: 红 earns 10 元 a carton, 蓝 5 元; 绿 is in no catalogue.
const (
	red   = "6900000000011"
	blue  = "6900000000022"
	green = "6900000000033"
)

// city is facts built up by a test.
type city struct {
	assist.Facts
	sold map[string]assist.History
}

func newCity(today string) *city {
	c := &city{assist.Facts{Today: day(today), Roster: assist.NewRoster()}, map[string]assist.History{}}
	c.Histories = func(licence string) assist.History { return c.sold[licence] }
	c.Terms.Units = []assist.Unit{{Name: "平城区"}, {Name: "云州区"}, {Name: "开发区"}}
	c.Terms.Products = assist.NewCatalogue([]assist.Product{
		{Barcode: red, Name: "红", Wholesale: 90_00, Retail: 100_00}, {Barcode: blue, Name: "蓝", Wholesale: 45_00, Retail: 50_00},
	})
	return c
}

// join puts a customer onto the roll of a unit; its assistance begins that day.
func (c *city) join(on, unit, licence string, h assist.Hardship) {
	c.Roster.Fold(assist.Change{Day: day(on), Kind: assist.Joined, Licence: licence, Unit: unit, Reason: string(h), By: assist.ByCounty, Filing: &assist.Filing{
		Number: "大烟弱备〔2026〕" + licence[8:] + "号", Unit: unit, FiledOn: day(on), Start: day(on), End: day(on).AddMonths(12), Due: day(on).AddMonths(12),
		Application: &assist.Application{Licence: licence, Hardship: h},
	}})
}

func (c *city) leave(on, licence, why string) {
	f, _ := c.Roster.Last(licence)
	c.Roster.Fold(assist.Change{Day: day(on), Kind: assist.Left, Licence: licence, Unit: f.Unit, Reason: why, By: assist.ByCounty})
}

func (c *city) move(on, licence, unit string) {
	f, _ := c.Roster.Last(licence)
	f.Unit = unit
	c.Roster.Fold(assist.Change{Day: day(on), Kind: assist.Amended, Licence: licence, Unit: unit, Reason: "迁址", By: assist.ByCounty, Filing: &f})
}

// buys adds orders: "2026-03-06 红3 蓝-1".
func (c *city) buys(licence string, orders ...string) {
	h := c.sold[licence]
	h.Licence = licence
	for _, o := range orders {
		w := strings.Fields(o)
		on := day(w[0])
		if n := len(h.Months); n == 0 || h.Months[n-1].Month != on.Month() {
			h.Months = append(h.Months, assist.SalesMonth{Licence: licence, Month: on.Month(), Source: "HZ-销-" + on.Month().String()})
		}
		m := &h.Months[len(h.Months)-1]
		for _, item := range w[1:] {
			var name string
			var n int
			if _, err := fmt.Sscanf(strings.Replace(item, item[:3], item[:3]+" ", 1), "%s %d", &name, &n); err != nil {
				panic(o)
			}
			code := map[string]string{"红": red, "蓝": blue, "绿": green}[name]
			m.Lines = append(m.Lines, assist.Sale{Day: on, Barcode: code, Cartons: n})
		}
	}
	c.sold[licence] = h
}

// gives adds a line of a frozen plan; its order day is the week's Friday.
func (c *city) gives(w, licence, code string, base, extra int) {
	if n := len(c.Plans); n == 0 || c.Plans[n-1].Week != week(w) {
		c.Plans = append(c.Plans, assist.WeekPlan{Week: week(w), State: assist.PlanFinal})
	}
	p := &c.Plans[len(c.Plans)-1]
	f, _ := c.Roster.Last(licence)
	p.Lines = append(p.Lines, assist.SupplyLine{Week: week(w), Unit: f.Unit, Day: week(w).On(time.Friday), Licence: licence, Barcode: code, Base: base, Extra: extra, Demand: extra}.Keep())
}

// visits adds a row of 走访台账.
func (c *city) visit(on, licence, services, problem, state, next string) {
	v := assist.Visit{Day: day(on), Licence: licence, Services: strings.Split(services, "、"), Problem: problem, State: state}
	if next != "" {
		v.Next = day(next)
	}
	c.Visits = append(c.Visits, v.Keep())
}

// shown is a line as text, parts without a figure left out.
func shown(f assist.Followed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s：期初%d 新增%d 退出%d 期末%d 帮扶%d 分类%v", f.Unit, f.Licence, f.Opening, f.Joined, f.Left, f.Closing, f.Helped, f.ByClass)
	for _, r := range f.Why {
		fmt.Fprintf(&b, " +%s×%d", r.Text, r.N)
	}
	for _, r := range f.WhyLeft {
		fmt.Fprintf(&b, " -%s×%d", r.Text, r.N)
	}
	v := f.Visiting
	fmt.Fprintf(&b, "\n  走访%d次%d户 应访%d 覆盖%d %s 服务%v 问题期初%d转入%d提出%d解决%d转出%d未解决%d 逾期%d %s %s", v.Visits, v.Visited, v.Customers, v.Covered, v.Coverage().Percent(), v.Services, v.Carried, v.Brought, v.Raised, v.Solved, v.Taken, v.Open, v.Overdue, v.Last, v.Next)
	u := f.Usage
	fmt.Fprintf(&b, "\n  供货%d周%d户%d规格 投放%d 金额%s 无价%d 已知%d 订购%d 利用率%s", u.Weeks, u.Customers, u.Products, u.Planned, u.Value.Yuan(), u.Unpriced, u.OnFile, u.Ordered, u.Rate().Percent())
	fmt.Fprintf(&b, "\n  成效%d户 前%s 后%s 增%s", f.Effect.Customers, months(f.Effect.Before), months(f.Effect.After), assist.Growth(assist.PerMonth(f.Effect.Before, assist.CartonsSold), assist.PerMonth(f.Effect.After, assist.CartonsSold)))
	for _, s := range f.Signals {
		fmt.Fprintf(&b, " %s %d/%d", s.Code, s.Answered, s.Raised)
	}
	return b.String() + "\n"
}

// months is a row of months: cartons/margin/products, those of the others behind |.
func months(list []assist.MonthPair) string {
	var parts []string
	for _, p := range list {
		parts = append(parts, month(p.Own)+"|"+month(p.Others))
	}
	return "[" + strings.Join(parts, " ") + "]"
}

func month(m assist.MonthSales) string {
	if !m.Known() {
		return "—"
	}
	text := fmt.Sprintf("%d/%s/%d", m.Cartons, m.Margin.Short(), m.Products)
	if m.Customers > 1 {
		text += fmt.Sprintf("(%d)", m.Customers)
	}
	if m.Unpriced > 0 {
		text += "?"
	}
	return text
}

func lines(s assist.Summary) string {
	text := shown(s.Total)
	for _, u := range s.Units {
		text += shown(u)
	}
	for _, c := range s.Customers {
		text += shown(c)
	}
	return text
}
