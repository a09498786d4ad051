package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// town is a city of eleven units, each with so many customers on the roll and
// so many rows that wait, after twelve weeks of plans and visits.
func town(customers, waiting int) assist.Facts {
	t := townInMaking{Facts: assist.Facts{At: runAt, Today: today, Period: week("2026-W48"), Week: week("2026-W49"), Program: "test", Terms: someTerms(), Roster: assist.NewRoster()}}
	t.Register = assist.Register{Receipt: "HZ-SJ-20261123-001", Day: day("2026-11-20")}
	t.Terms.Units, t.Terms.Dibao = nil, nil
	for i, name := range []string{"平城区", "云冈区", "新荣区", "云州区", "阳高县", "天镇县", "广灵县", "灵丘县", "浑源县", "左云县", "开发区"} {
		t.unit(i, name)
		for k := range customers {
			t.join(name, assist.Hardships[(i+k)%3], day("2026-09-07")+assist.Date(7*(k%12)))
		}
		for k := range waiting {
			t.wait(name, k)
		}
	}
	for n := -11; n <= 0; n++ {
		t.plan(t.Week.Add(n))
	}
	t.year()
	t.lastWeek()
	return t.Facts
}

// lastWeek is what last week's report told of the rows that came in it.
func (t *townInMaking) lastWeek() {
	by := map[string]*assist.Reviewed{}
	for _, u := range t.Terms.Units {
		by[u.Name] = &assist.Reviewed{Unit: u.Name}
	}
	for _, r := range t.Rows.Opened() {
		if !strings.HasSuffix(r.Receipt, "-1") {
			continue
		}
		switch u := by[r.Unit]; r.Verdict.Outcome {
		case assist.Held:
			u.Held++
		case assist.Returned:
			u.Returned++
		case assist.Ineligible:
			u.Ineligible++
		}
	}
	for _, u := range t.Terms.Units {
		t.LastReviews = append(t.LastReviews, *by[u.Name])
	}
}

// townInMaking is a town in the making.
type townInMaking struct {
	assist.Facts
	serial int
}

func (t *townInMaking) licence(unit string) string {
	t.serial++
	return fmt.Sprintf("%s%06d", t.Terms.Code(unit), t.serial)
}

func (t *townInMaking) unit(i int, name string) {
	t.Terms.Units = append(t.Terms.Units, assist.Unit{Name: name, Code: fmt.Sprint(140212 + i), Prefixes: []string{fmt.Sprint(140212 + i)}, Deadline: time.Wednesday})
	t.Terms.Dibao = append(t.Terms.Dibao, assist.DibaoStandard{Unit: name, From: day([]string{"2025-01-01", "2024-07-01"}[i%2]), Urban: 730_00})
	r := assist.UnitReport{Unit: name, State: []assist.ReportState{assist.Reported, assist.Reported, assist.Late, assist.Silent}[i%4], Deadline: at("2026-11-25 18:00"), Past: true}
	if r.State != assist.Silent {
		r.First = at("2026-11-26 08:30")
	}
	t.Reports = append(t.Reports, r)
	for n, when := range []string{"2026-09-07 08:30", "2026-11-18 08:30", "2026-11-24 08:30"} {
		t.Files = append(t.Files, assist.Taken{Receipt: fmt.Sprintf("HZ-%d-%d", 140212+i, n), Unit: name, Seen: at(when), At: at(when), Kind: assist.KindApplication})
	}
}

func (t *townInMaking) join(unit string, h assist.Hardship, from assist.Date) {
	a := person(unit, t.licence(unit), "李样", h, place("HZ-"+t.Terms.Code(unit)+"-0", t.serial))
	f := filing(fmt.Sprintf("%04d", t.serial), a, from.String(), "2027-01-10")
	t.Roster.Fold(joinedBy(f, string(h)))
	t.Visits = append(t.Visits, assist.Visit{Row: assist.Row{Unit: unit}, Day: t.Period.Monday() - assist.Date(t.serial%9), Licence: a.Licence, Services: column.Services[t.serial%5:], State: "处理中"}.Keep())
	t.Signals = append(t.Signals, assist.Signal{Code: signals[t.serial%7].code, Unit: unit, Licence: a.Licence})
}

func (t *townInMaking) wait(unit string, k int) {
	codes := []string{"V112", "Q504", "V401", "Q307", "V203", "V301", "Q306", "V101", "V502", "V121", "V304", "Q309"}
	a := person(unit, t.licence(unit), "陈样", assist.Dibao, place(fmt.Sprintf("HZ-%s-%d", t.Terms.Code(unit), 1+k%2), t.serial))
	code := codes[t.serial%len(codes)]
	outcome := map[byte]assist.Outcome{'V': assist.Returned, 'Q': assist.Held}[code[0]]
	if code == "V301" {
		outcome = assist.Ineligible
	}
	turn := assist.TurnCounty
	if code == "Q307" || code == "Q309" {
		turn = assist.TurnCity
	}
	row := judged(a, outcome, assist.Finding{Code: code, Level: assist.Level(code[:1]), Turn: turn, Sheet: "申请表", Row: t.serial})
	row.Verdict.Since = today - assist.Date(t.serial%40)
	t.Rows = t.Rows.With(row)
}

// year is the follow-up of the year, with a base for every figure.
func (t *townInMaking) year() {
	month := assist.MonthSales{Month: 1, Customers: 9, Cartons: 321}
	line := assist.Followed{
		Visiting: assist.Visiting{Visits: 1234, Visited: 200, Customers: 220, Covered: 188},
		Usage:    assist.Usage{OnFile: 12345, Ordered: 6789},
		Effect:   assist.Effect{Customers: 9, Before: []assist.MonthPair{{Own: month}}, After: []assist.MonthPair{{Own: month}}},
	}
	t.FollowUp = &assist.Summary{From: day("2026-01-01"), To: today, Total: line}
	for _, u := range t.Terms.Units {
		line.Unit = u.Name
		t.FollowUp.Units = append(t.FollowUp.Units, line)
	}
}

// plan is the frozen plan of a week: everybody on the roll gets some of ten products.
func (t *townInMaking) plan(w assist.Week) {
	p := assist.WeekPlan{Week: w, State: assist.PlanFinal, Cutoff: cutoff, Frozen: at("2026-11-26 18:30")}
	for i := range 12 {
		p.Balance = append(p.Balance, assist.Balance{Barcode: fmt.Sprintf("69010280%05d", i), Name: fmt.Sprintf("云烟(硬细支%d号)", i), BestSelling: true, Pool: 200 + 37*i})
	}
	for k, f := range slices.Collect(t.Roster.Enrolled()) {
		if f.FiledOn >= w.Monday() {
			continue
		}
		if k%5 == 0 {
			p.Unserved = append(p.Unserved, assist.Unserved{Unit: f.Unit, Licence: f.Application.Licence, Day: w.Monday(), Reason: []string{assist.NoOrderWeek, assist.OnHold, assist.NoWish}[k%3]})
			continue
		}
		for i := range 1 + k%4 {
			b := &p.Balance[(k+i)%12]
			p.Lines = append(p.Lines, assist.SupplyLine{Week: w, Unit: f.Unit, Day: w.Monday() + 1, Licence: f.Application.Licence, Barcode: b.Barcode, Base: 2, Asked: 6, Demand: 6, Extra: 5}.Keep())
			b.Asked, b.Given, b.Customers = b.Asked+6, b.Given+5, b.Customers+1
		}
	}
	if w == t.Week {
		t.Plan = p
		return
	}
	t.Plans = append(t.Plans, p)
}
