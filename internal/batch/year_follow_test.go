package batch

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
)

// thresholds are those of the signals on the day.
func (y *year) thresholds(on assist.Date) signalTerms {
	n := func(name string) int { return y.terms.Limit(name, on).Int() }
	return signalTerms{n(assist.OrderMultiple), n(assist.SameOrderCount), n(assist.UnsoldWeeks), n(assist.VisitDays), n(assist.DueDays)}
}

// signalsHold compares 监督清单 and what the reports say of the signals.
func (y *year) signalsHold(db recount, texts map[string]string) {
	y.Helper()
	p := y.plainly(db, y.day)
	list := p.signals((y.day.Month() - 1).First(), y.week.Next().Add(-52), y.thresholds(y.day))
	by := map[string]map[string]int{"": {}}
	of := map[string][]signalled{"": list}
	for _, x := range list {
		if by[x.unit] == nil {
			by[x.unit] = map[string]int{}
		}
		by[x.unit][x.code]++
		by[""][x.code]++
		of[x.unit] = append(of[x.unit], x)
		y.seen[x.code]++
	}
	sums, _ := y.summed(y.Place.Watch(y.week.Next()), "监督汇总", "县区", "小计")
	for _, l := range sums {
		for header, text := range l {
			if code := header[:min(4, len(header))]; code[0] == 'A' && y.int(text) != by[l["县区"]][code] {
				y.Errorf("%s 监督汇总 %s %s: %s, counted again %d", y.day, l["县区"], code, text, by[l["县区"]][code])
			}
		}
	}
	for unit, text := range texts {
		others := slices.DeleteFunc(slices.Clone(of[unit]), func(s signalled) bool { return s.code == "A105" }) // told of among the visits
		_, part, _ := strings.Cut(text, "四、走访与监督")
		part, _, _ = strings.Cut(part, "五、存在问题")
		y.exactly(unit, part, answeredWords(p.answered(others), len(others)), len(others) > 0)
		wants := []sentence{{`监督信号(\d+)条（指标，不是结论）`, []int{len(others)}}}
		for code, n := range by[unit] {
			if code != "A105" {
				wants = append(wants, sentence{code + ` \S*?(\d+)条`, []int{n}})
			}
		}
		y.says(unit, part, wants...)
	}
	y.yearSoFar(p, texts)
}

// yearSoFar compares what the weekly reports say of the year: visits, use of the
// supply, and sales before and after.
func (y *year) yearSoFar(p plain, texts map[string]string) {
	y.Helper()
	by := p.following(assist.Day(y.day.Year(), 1, 1), y.terms.Products)
	for unit, text := range texts {
		f := by[unit]
		var want []string
		if f.visits > 0 {
			want = append(want, fmt.Sprintf("走访%d次，涉及%d户", f.visits, f.visited))
		}
		if f.onFile > 0 {
			want = append(want, fmt.Sprintf("已有销售记录的投放%d条，订购%d条，利用率%s", f.onFile, f.ordered, percent(f.ordered, f.onFile)))
		}
		told := len(want) > 0
		if f.effect.customers > 0 {
			y.seen["成效"]++
		}
		if e := f.effect; e.customers >= 5 { // of fewer a mean tells of the single shop
			y.exactly(unit, text, fmt.Sprintf("可比的%d户，户月均销量由帮扶前的%s条变为帮扶后的%s条（%s）。", e.customers, quotient(int64(e.before.cartons), e.before.months, 1), quotient(int64(e.after.cartons), e.after.months, 1), e.soldMore()), told)
		}
		y.exactly(unit, text, "今年以来"+strings.Join(want, "；")+"。", told)
	}
}
