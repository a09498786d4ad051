package page

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
)

// productLine is one product of the week's plan: what was asked for, what was
// dealt, and what there is; the widths are of 200.
type productLine struct {
	Name                    string
	Best                    bool
	Asked, Given, Pool      int
	AskedWide, GivenWide    int
	PoolWide, Beneficiaries int
	Fault                   string
}

// products are those of the plan; a unit sees what its own customers asked for.
func (b Board) products() []productLine {
	var list []productLine
	own := b.ownShares()
	for _, x := range b.Facts.Plan.Balance {
		p := productLine{Name: x.Name, Best: x.BestSelling, Asked: x.Asked, Given: x.Given, Pool: x.Pool, Beneficiaries: x.Customers, Fault: x.Fault}
		if b.Unit != "" {
			if p = own[x.Barcode]; p.Asked == 0 {
				continue
			}
			p.Name, p.Best = x.Name, x.BestSelling
		}
		list = append(list, p)
	}
	most := 1
	for _, p := range list {
		most = max(most, p.Asked, p.Pool)
	}
	for i, p := range list {
		list[i].AskedWide, list[i].GivenWide, list[i].PoolWide = 200*p.Asked/most, 200*p.Given/most, 200*p.Pool/most
	}
	return list
}

// ownShares are the products as the unit's own customers asked for them, by barcode.
func (b Board) ownShares() map[string]productLine {
	own := map[string]productLine{}
	if b.Unit == "" {
		return own
	}
	for l := range b.Facts.LinesIn(b.Unit).All() {
		p := own[l.Barcode]
		p.Asked, p.Given = p.Asked+l.Demand, p.Given+l.Extra
		if l.Extra > 0 {
			p.Beneficiaries++
		}
		own[l.Barcode] = p
	}
	return own
}

// fairness is who got how much of what was asked for, week by week: the city
// sees its units, a unit its customers.
type fairness struct {
	Who   string
	Weeks []string
	Lines []fairLine
}

type fairLine struct {
	Name  string
	Cells []fairCell
}

// fairCell is the cartons dealt and asked for; Shade is the share in tenths.
type fairCell struct {
	Given, Asked, Shade int
}

// String shows a cell.
func (c fairCell) String() string {
	if c.Asked == 0 {
		return "—"
	}
	return fmt.Sprintf("%d/%d", c.Given, c.Asked)
}

func (b Board) fairness() fairness {
	plans := b.Facts.FrozenPlans()
	if b.Facts.Plan.State == assist.PlanDraft {
		plans = append(plans[:len(plans):len(plans)], b.Facts.Plan)
	}
	if len(plans) > weeksShown {
		plans = plans[len(plans)-weeksShown:]
	}
	f := fairness{Who: "县区"}
	if b.Unit != "" {
		f.Who = "许可证号"
	}
	at := map[string]int{}
	for i, p := range plans {
		f.Weeks = append(f.Weeks, p.Week.String())
		for l := range p.Lines.All() {
			if b.mine(l.Unit) && l.Demand > 0 && !b.Facts.Erased[l.Licence] {
				f.add(at, b.named(l), i, len(plans), l)
			}
		}
	}
	f.order(b.Facts.Terms)
	return f
}

func (b Board) named(l assist.SupplyLine) string {
	if b.Unit == "" {
		return l.Unit
	}
	return l.Licence
}

func (f *fairness) add(at map[string]int, name string, week, weeks int, l assist.SupplyLine) {
	i, ok := at[name]
	if !ok {
		i = len(f.Lines)
		at[name] = i
		f.Lines = append(f.Lines, fairLine{name, make([]fairCell, weeks)})
	}
	c := &f.Lines[i].Cells[week]
	c.Given, c.Asked = c.Given+l.Extra, c.Asked+l.Demand
	c.Shade = 10 * c.Given / c.Asked
}

// order puts units into the order of the terms, and licences by number.
func (f *fairness) order(t assist.Terms) {
	rank := t.Rank()
	slices.SortStableFunc(f.Lines, func(a, b fairLine) int {
		if f.Who == "县区" {
			return rank(a.Name) - rank(b.Name)
		}
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
}

// supplyLine is what one customer of the unit gets in the supply week.
type supplyLine struct {
	Day                assist.Date
	Licence, Product   string
	Origin             assist.Origin
	Base, Asked, Extra int
	Reason             string
}

func (b Board) supply() []supplyLine {
	var list []supplyLine
	for l := range b.Facts.LinesIn(b.Unit).All() {
		if !b.Facts.Erased[l.Licence] {
			list = append(list, supplyLine{l.Day, l.Licence, b.Facts.Terms.Products.Name(l.Barcode), l.Origin, l.Base, l.Asked, l.Extra, l.Reason})
		}
	}
	return list
}
