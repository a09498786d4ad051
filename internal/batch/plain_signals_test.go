package batch

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"bangfu/internal/assist"
)

// signalled is a supervision signal as the rules of 监督清单 tell of it: whom it is
// about and the day on which its facts were complete.
type signalled struct {
	code, unit, licence string
	known               assist.Date
	lasts               bool // it tells how things are, not what happened
}

// signalTerms are the thresholds of the signals.
type signalTerms struct {
	multiple, same, weeks, visit, due int
}

// signals are the signals of some days; weeks from one on count as supplied.
func (p plain) signals(from assist.Date, supplied assist.Week, t signalTerms) []signalled {
	list := slices.Concat(p.surging(from, t.multiple), p.alike(from, t.same), p.sharing(), p.claiming(from))
	for _, l := range p.licences() {
		outcomes := p.outcomes(l, supplied)
		full, own := longest(outcomes, func(o, _ weekOutcome) bool { return o.full }), 0
		zero := longest(full, func(o, _ weekOutcome) bool { return o.own == 0 })
		falling := longest(full, func(o, next weekOutcome) bool { return next.week == (assist.Week{}) || o.own > next.own })
		if own = len(zero); own < t.weeks {
			own = len(falling)
		}
		if own >= t.weeks {
			run := full[len(full)-own:]
			list = append(list, signalled{"A102", p.filed[l].unit, l, run[own/t.weeks*t.weeks-1].week.Sunday(), false})
		}
		if none := longest(outcomes, func(o, _ weekOutcome) bool { return o.helped <= 0 }); len(none) >= t.weeks {
			list = append(list, signalled{"A106", p.filed[l].unit, l, none[len(none)/t.weeks*t.weeks-1].week.Sunday(), false})
		}
	}
	for _, l := range p.enrolled() {
		f := p.filed[l]
		if since := p.since(l); f.start <= p.to && p.to <= f.end && !f.resting && int(p.to-since) > t.visit {
			list = append(list, signalled{"A105", f.unit, l, since + assist.Date(int(p.to-since)/t.visit*t.visit), true})
		}
		for _, end := range []assist.Date{f.end, map[bool]assist.Date{true: f.dibaoEnd}[f.class == "低保"]} { // the licences of this city end years from now
			if end != 0 && end <= p.to+assist.Date(t.due) {
				list = append(list, signalled{"A107", f.unit, l, max(end-assist.Date(t.due), f.filed, f.row), true})
			}
		}
	}
	return list
}

// answered counts the signals whose customer the city has suspended or removed
// since their facts were complete; of what lasts, has not taken back since.
func (p plain) answered(list []signalled) int {
	n := 0
	for _, x := range list {
		decrees := p.decided[x.licence]
		if slices.ContainsFunc(decrees, func(d decree) bool {
			over := x.lasts && d.action == "暂停" && d.until != 0 && d.until < p.to
			return d.action != "恢复" && d.taken >= x.known && !over && (!x.lasts || d.action == "退出" || !p.resumed(decrees, d))
		}) {
			n++
		}
	}
	return n
}

// resumed reports whether a 恢复 that holds has come after a decree.
func (p plain) resumed(decrees []decree, d decree) bool {
	after := decrees[slices.Index(decrees, d)+1:]
	return slices.ContainsFunc(after, func(r decree) bool { return r.action == "恢复" && r.from <= p.to && r.taken <= p.to })
}

// since is the last visit of somebody, else the day assistance began.
func (p plain) since(licence string) assist.Date {
	f := p.filed[licence]
	day := max(f.start, f.filed)
	seen := false
	for _, v := range p.visits {
		if v.licence == licence && (!seen || v.day > day) {
			day, seen = v.day, true
		}
	}
	return day
}

// placed are the orders of somebody by day: the days on which more came than went back.
func (p plain) placed(licence string) (days []assist.Date, cartons map[assist.Date]int) {
	cartons = map[assist.Date]int{}
	for _, o := range p.orders[licence] {
		cartons[o.day] += o.n
	}
	days = slices.DeleteFunc(slices.Sorted(maps.Keys(cartons)), func(d assist.Date) bool { return cartons[d] <= 0 })
	return days, cartons
}

// wasHelped reports whether somebody was helped on a day.
func (p plain) wasHelped(licence string, day assist.Date) bool {
	f := p.filed[licence]
	return f.start <= day && day <= f.end && (f.left == 0 || day < f.left)
}

// surging is A101: an order above so many times the mean of the three before.
func (p plain) surging(from assist.Date, multiple int) []signalled {
	var list []signalled
	for _, l := range p.licences() {
		days, n := p.placed(l)
		for i := 3; i < len(days); i++ {
			d := days[i]
			if mean := n[days[i-1]] + n[days[i-2]] + n[days[i-3]]; d >= from && d <= p.to && p.wasHelped(l, d) && 3*n[d] > multiple*mean {
				list = append(list, signalled{"A101", p.filed[l].unit, l, d, false})
			}
		}
	}
	return list
}

// alike is A103: so many ordered the very same on one day.
func (p plain) alike(from assist.Date, least int) []signalled {
	groups := map[string][]string{}
	for _, l := range p.licences() {
		days, _ := p.placed(l)
		for _, d := range days {
			net := map[string]int{}
			for _, o := range p.orders[l] {
				if o.day == d {
					net[o.barcode] += o.n
				}
			}
			maps.DeleteFunc(net, func(_ string, n int) bool { return n == 0 })
			if d >= from && d <= p.to && p.wasHelped(l, d) {
				key := d.String() + fmt.Sprint(net)
				groups[key] = append(groups[key], l)
			}
		}
	}
	var list []signalled
	for key, who := range groups {
		if day, _ := assist.ParseDate(key[:10]); len(who) >= least {
			list = append(list, signalled{"A103", p.filed[who[0]].unit, who[0], day, false})
		}
	}
	return list
}

// sharing is A104 of the roll: two have one phone, or one address.
func (p plain) sharing() []signalled {
	var list []signalled
	for _, of := range []func(enrolment) string{func(e enrolment) string { return e.phone }, func(e enrolment) string { return e.address }} {
		groups := map[string][]string{}
		for _, l := range p.enrolled() {
			groups[of(p.filed[l])] = append(groups[of(p.filed[l])], l)
		}
		for _, who := range groups {
			known := assist.Date(0)
			for _, l := range who {
				known = max(known, p.filed[l].filed, p.filed[l].row)
			}
			if len(who) > 1 {
				list = append(list, signalled{"A104", p.filed[who[0]].unit, who[0], known, true})
			}
		}
	}
	return list
}

// claiming is A104 of rows that went back: of the same pair once, by the last.
func (p plain) claiming(from assist.Date) []signalled {
	found := map[string]signalled{}
	rows := slices.Clone(p.claims)
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].day < rows[j].day })
	for _, c := range rows {
		for _, l := range p.enrolled() {
			f := p.filed[l]
			same := map[string]bool{
				"V502": l == c.licence && f.unit != c.unit,
				"V503": l != c.licence && f.id == c.id && c.id != "",
				"V505": l != c.licence && f.disabled == c.disabled && c.disabled != "",
			}[c.code]
			if same && c.day >= from && c.day <= p.to {
				found[strings.Join([]string{c.code, l, c.unit, c.licence}, "|")] = signalled{"A104", f.unit, l, c.day, false}
			}
		}
	}
	return slices.Collect(maps.Values(found))
}

// weekOutcome is what somebody ordered in a week in which he was supplied.
type weekOutcome struct {
	week        assist.Week
	full        bool // all that was added
	own, helped int  // beyond it; of the products added to
}

// outcomes are the supplied weeks of somebody from one on whose sales are on file, after
// the last one before them whose sales are not.
func (p plain) outcomes(licence string, from assist.Week) []weekOutcome {
	months, last := p.sent()
	weeks := map[assist.Week][]dealtLine{}
	lost := false
	for _, d := range p.supply { // by day
		w := assist.WeekOf(d.day)
		if d.licence != licence || d.day > p.to || w.Before(from) {
			continue
		}
		if !months[d.unit+d.day.String()[:7]] || d.day > last[d.unit] {
			lost = true
			continue
		}
		if lost {
			lost = false
			clear(weeks)
		}
		weeks[w] = append(weeks[w], d)
	}
	var list []weekOutcome
	for _, w := range slices.SortedFunc(maps.Keys(weeks), func(a, b assist.Week) int { return int(a.Monday() - b.Monday()) }) {
		o := weekOutcome{week: w, full: true}
		for _, x := range p.orders[licence] {
			if assist.WeekOf(x.day) == w {
				o.own += x.n
			}
		}
		for _, d := range weeks[w] {
			used, net := p.used(d)
			o.full, o.own, o.helped = o.full && used == d.n, o.own-used, o.helped+net
		}
		o.own = max(o.own, 0)
		list = append(list, o)
	}
	return list
}

// used is how many of the cartons of a line were ordered beyond the base, and
// all that was ordered of the product in the week.
func (p plain) used(d dealtLine) (used, net int) {
	for _, o := range p.orders[d.licence] {
		if o.barcode == d.barcode && assist.WeekOf(o.day) == assist.WeekOf(d.day) {
			net += o.n
		}
	}
	return min(max(net-d.base, 0), d.n), net
}

// longest is the end of a list that is good throughout; each is looked at with the one after it.
func longest(list []weekOutcome, good func(o, next weekOutcome) bool) []weekOutcome {
	for i := len(list) - 1; i >= 0; i-- {
		next := weekOutcome{}
		if i+1 < len(list) {
			next = list[i+1]
		}
		if !good(list[i], next) {
			return list[i+1:]
		}
	}
	return list
}
