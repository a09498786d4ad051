package plan

import (
	"sort"
	"time"

	"bangfu/internal/assist"
)

// Input is everything a week's plan follows from.
type Input struct {
	Week     assist.Week
	Today    assist.Date // the run's day; 推荐 looks back from it
	Cutoff   time.Time
	Terms    assist.Terms
	Roster   *assist.Roster
	Register assist.Register
	Source   *assist.SupplyPlan // the week's 货源计划; nil when it is missing
	Wishes   map[string]assist.Wish
	Recent   func(licence string) assist.Recent
	Served   map[assist.Wanting]assist.Share // over the fair window
}

// Draft plans the supply of a week (六, 七.4). Without a 货源计划 nobody is
// supplied and the state is PlanMissing.
func Draft(in Input) assist.WeekPlan {
	p := assist.WeekPlan{Week: in.Week, State: assist.PlanDraft, Cutoff: in.Cutoff, Source: in.Source}
	if in.Source == nil {
		p.State = assist.PlanMissing
		return p
	}
	t := newTable(in)
	for _, f := range byUnit(in) {
		day, reason := Standing(f, in.Week, in.Register)
		var lines []assist.SupplyLine
		if reason == "" {
			lines, reason = t.wanted(f, day)
		}
		if len(lines) == 0 {
			p.Unserved = append(p.Unserved, assist.Unserved{Unit: f.Unit, Licence: f.Application.Licence, Day: day, Reason: reason})
		}
		p.Lines = append(p.Lines, lines...)
	}
	p.Rounds = share(p.Lines, t.pools(), in.Served, in.Week)
	explain(p.Lines)
	p.Balance = balance(in.Source, p.Lines)
	p.Unserved = append(p.Unserved, emptyHanded(p.Lines)...)
	sortUnserved(p.Unserved, in.Terms)
	return p
}

// byUnit lists the roll in the order of the plan: unit, order day, licence.
func byUnit(in Input) []assist.Filing {
	rank := unitRank(in.Terms)
	list := in.Roster.Enrolled()
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if ra, rb := rank[a.Unit], rank[b.Unit]; ra != rb {
			return ra < rb
		}
		if da, db := OrderDay(a.Application, in.Week), OrderDay(b.Application, in.Week); da != db {
			return da < db
		}
		return a.Application.Licence < b.Application.Licence
	})
	return list
}

func unitRank(t assist.Terms) map[string]int {
	rank := map[string]int{}
	for i, u := range t.Units {
		rank[u.Name] = i
	}
	return rank
}

// explain fills 限制原因.
func explain(lines []assist.SupplyLine) {
	for i := range lines {
		l := &lines[i]
		if l.Extra < l.Demand {
			l.Reason = assist.ShortPool
		}
		if l.Asked > l.Demand {
			l.Reason = join(l.Reason, assist.OverLimit)
		}
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "、" + b
}

// balance sums the lines up product by product (规格平衡), in cartons.
func balance(source *assist.SupplyPlan, lines []assist.SupplyLine) []assist.Balance {
	list := make([]assist.Balance, len(source.Products))
	at := map[string]*assist.Balance{}
	for i, p := range source.Products {
		list[i] = assist.Balance{Barcode: p.Barcode, Name: p.Name, BestSelling: p.BestSelling, Pool: p.Pool, Fault: p.Fault}
		if p.Fault == "" {
			at[p.Barcode] = &list[i]
		}
	}
	for _, l := range lines {
		b := at[l.Barcode]
		b.Asked += l.Demand
		b.Given += l.Extra
		if l.Extra > 0 {
			b.Customers++
		}
	}
	return list
}

// emptyHanded lists those who wanted something and got nothing at all.
func emptyHanded(lines []assist.SupplyLine) []assist.Unserved {
	var list []assist.Unserved
	for i := 0; i < len(lines); {
		j, sum := i, 0
		for j < len(lines) && lines[j].Licence == lines[i].Licence {
			sum += lines[j].Extra
			j++
		}
		if sum == 0 {
			list = append(list, assist.Unserved{Unit: lines[i].Unit, Licence: lines[i].Licence, Day: lines[i].Day, Reason: assist.ShortPool})
		}
		i = j
	}
	return list
}

func sortUnserved(list []assist.Unserved, t assist.Terms) {
	rank := unitRank(t)
	sort.Slice(list, func(i, j int) bool {
		if ra, rb := rank[list[i].Unit], rank[list[j].Unit]; ra != rb {
			return ra < rb
		}
		return list[i].Licence < list[j].Licence
	})
}
