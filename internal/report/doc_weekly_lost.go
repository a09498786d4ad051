package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// A lostSupply is what is withdrawn of a final plan, and not restored, from some lines
// of its 供货撤销 on.
type lostSupply struct {
	licences []string          // in the order of the log
	why      map[string]string // by licence
	unit     map[string]string
	day      map[string]assist.Date // the order day
	products map[string]bool
	cartons  int
}

// lostOf is what the counted lines of a plan's 供货撤销 take away on balance.
func lostOf(p assist.WeekPlan, counts func(assist.Removal) bool) lostSupply {
	p.Removed = only(p.Removed, counts)
	n := lostSupply{why: map[string]string{}, unit: map[string]string{}, day: map[string]assist.Date{}, products: map[string]bool{}}
	lost := p.Lost()
	for _, r := range p.Removed {
		key := assist.Wanting{Licence: r.Licence, Barcode: r.Barcode}
		if r.Move != assist.Withdrawn || lost[key] <= 0 {
			continue
		}
		if n.why[r.Licence] == "" {
			n.licences = append(n.licences, r.Licence)
		}
		n.why[r.Licence], n.unit[r.Licence], n.day[r.Licence], n.products[r.Barcode] = r.Reason, r.Unit, r.Day, true
		n.cartons += lost[key]
		delete(lost, key)
	}
	return n
}

// inWords is how much it is, and why: 1户8个规格26条（暂停1户）; of a licence what is the
// matter with it now.
func (n lostSupply) inWords(w *weekly) string {
	why := counter{}
	for licence, reason := range n.why {
		if reason == assist.LicenceFault {
			f := w.roster.Of(licence)
			reason = assist.UnfitKind(w.Register.Unfit(f.Application, n.day[licence]))
		}
		why[reason]++
	}
	return fmt.Sprintf("%d户%d个规格%d条（%s）", len(n.licences), len(n.products), n.cartons, why.sorted("户"))
}

// everyMove counts all lines of 供货撤销.
func everyMove(assist.Removal) bool { return true }

// removedWords says what was withdrawn of the supply week's plan since its freeze, and
// what of the week before since the last report.
func (w *weekly) removedWords() string {
	text := ""
	if n := lostOf(w.Plan, everyMove); n.cartons > 0 {
		text = fmt.Sprintf("定稿后撤销%s，不再重新分配；投放的户数和条数已扣除。", n.inWords(w))
	} else if len(w.Plan.Removed) > 0 {
		text = "定稿后曾撤销的已全部恢复。"
	}
	before, _ := planOf(w.Facts, w.Week.Add(-1))
	since := func(r assist.Removal) bool { return assist.WeekOf(assist.DateOf(r.At)) == w.Period }
	if n := lostOf(before, since); n.cartons > 0 {
		text += fmt.Sprintf("%s的方案本周撤销%s，括号内的数已扣除。", weekWord(before.Week), n.inWords(w))
	}
	return text
}

// withdrawDecisions ask for what can still be done about what was withdrawn: before its
// order day it is taken out of the ordering system, on that day or after it what was ordered
// is checked. A unit is told whom it concerns. How much, and why, is told in 三.
func (w *weekly) withdrawDecisions() []string {
	desk := w.Terms.Office.MarketingDesk()
	ahead, late := "请"+desk+"在订货日前从订货系统中撤下", "订货日已到，请"+desk+"立即核对订单和送货，已订上的撤下或办理退货"
	if w.unit != "" {
		ahead, late = "由"+desk+"从订货系统中撤下，请告知客户", "订货日已到，由"+desk+"核对订单和送货，请告知客户"
	}
	var parts []string
	for _, c := range []struct {
		do     string
		counts func(assist.Removal) bool
	}{
		{ahead, func(r assist.Removal) bool { return r.Day > w.Today }},
		{late, func(r assist.Removal) bool {
			return r.Day == w.Today || r.Day < w.Today && assist.DateOf(r.At) >= r.Day
		}},
	} {
		if who := w.lostAmong(c.counts); who != "" {
			parts = append(parts, who+"；"+c.do+"，数量和原因见供货撤销。")
		}
	}
	return parts
}

// lostAmong names whose supply was withdrawn on balance, by week, among the customers with
// a line that counts; "" for nobody.
func (w *weekly) lostAmong(counts func(assist.Removal) bool) string {
	var parts []string
	for _, p := range w.Live {
		among := map[string]bool{}
		for _, r := range p.Removed {
			among[r.Licence] = counts(r)
		}
		if n := lostOf(p, func(r assist.Removal) bool { return among[r.Licence] }); n.cartons > 0 {
			parts = append(parts, fmt.Sprintf("%s供货定稿后有撤销：%s", weekWord(p.Week), firstOf(w.lostNames(n), mostNamed, "户")))
		}
	}
	return strings.Join(parts, "；")
}

// lostNames are the customers of a 供货撤销, each with when it orders.
func (w *weekly) lostNames(n lostSupply) []string {
	list := slices.Clone(n.licences)
	for i, licence := range list {
		when := monthDay(n.day[licence]) + "订货"
		if w.unit != "" {
			list[i] = w.called(licence, when)
			continue
		}
		list[i] = fmt.Sprintf("%s（%s，%s）", licence, n.unit[licence], when)
	}
	return list
}
