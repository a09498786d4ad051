package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The first and the last day of everything the signals count by. The run is of
// Tuesday 2026-11-24, and looks at orders since 2026-10-01.
func TestFirstAndLastDays(t *testing.T) {
	const (
		on     = "在册 140213100001 平城区 2026-01-05 2026-12-31"
		beside = "在册 140213100002 平城区 2026-01-05 2026-12-31"
		seen   = "走访 140213100001 2026-11-20"
	)
	orders := func(days ...string) []string { // 6, 7 and 5 cartons, and 13 on the last day
		list := []string{seen}
		for i, d := range days {
			list = append(list, fmt.Sprintf("订货 140213100001 %s 红×%d", d, []int{6, 7, 5, 13}[i]))
		}
		return list
	}
	alike := func(day string) []string {
		return []string{on, beside, "标准 相同订单户数 2", "订货 140213100001 " + day + " 红×3", "订货 140213100002 " + day + " 红×3"}
	}
	claimed := func(day string) []string {
		return []string{on + " 身份证=140221197001010012", "退回 140215100009 云州区 " + day + " V503 身份证=140221197001010012"}
	}
	weeks := func(third string, facts ...string) []string {
		list := []string{on}
		for i, w := range []string{"2026-W43", "2026-W44", "2026-W45", "2026-W46"} {
			list = append(list, "供货 "+w+" 140213100001 红×5", "订货 140213100001 "+[]string{"2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13"}[i]+" 红×5")
		}
		list[6] += third
		return append(list, facts...)
	}
	for _, c := range []struct {
		title, code string
		facts       []string
		want        string // stands in the one signal; "" for silence
	}{
		{"the term ends today", "A107", []string{on, "今天 2026-12-31"}, "剩余 0 天"},
		{"the term ended yesterday", "A107", []string{on, "今天 2027-01-01"}, "已过 1 天"},
		{"a certificate of low income of another class", "A107", []string{"在册 140213100001 平城区 2026-01-05 2027-12-31 低保证止=2026-11-30 类别=临时困难"}, ""},
		{"visited today", "A105", []string{on, "走访 140213100001 2026-11-24"}, ""},
		{"visited tomorrow", "A105", []string{on, "走访 140213100001 2026-11-25"}, "备案 大烟弱备〔2026〕0001号，走访台账中没有记录"},
		{"visited twice on one day: the later row", "A105", []string{on, "走访 140213100001 2026-10-20", "走访 140213100001 2026-10-20"}, "走访台账 第3行"},
		{"an order on the first day looked at", "A101", append(orders("2026-09-04", "2026-09-11", "2026-09-18", "2026-10-01"), on), "2026-10-01 订 13 条"},
		{"an order on the day before", "A101", append(orders("2026-09-04", "2026-09-11", "2026-09-18", "2026-09-30"), on), ""},
		{"an order today", "A101", append(orders("2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"), on), "2026-11-24 订 13 条"},
		{"an order tomorrow", "A101", append(orders("2026-11-03", "2026-11-10", "2026-11-17", "2026-11-25"), on), ""},
		{"an order on the last day of the term", "A101", append(orders("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"), "在册 140213100001 平城区 2026-01-05 2026-11-06"), "2026-11-06 订 13 条"},
		{"an order after the term", "A101", append(orders("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"), "在册 140213100001 平城区 2026-01-05 2026-11-05"), ""},
		{"an order on the first day of the term", "A101", append(orders("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"), "在册 140213100001 平城区 2026-11-06 2026-12-31"), "2026-11-06 订 13 条"},
		{"an order on the day of the exit", "A101", append(orders("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"), on, "退出 140213100001 2026-11-06"), ""},
		{"an order on the day before the exit", "A101", append(orders("2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"), on, "退出 140213100001 2026-11-07"), "2026-11-06 订 13 条"},
		{"a day on which as much went back as was ordered is no order date", "A101",
			[]string{on, seen, "订货 140213100001 2026-10-16 红×6", "订货 140213100001 2026-10-23 红×7", "订货 140213100001 2026-10-30 红×5", "订货 140213100001 2026-11-03 红×5 红×-5", "订货 140213100001 2026-11-06 红×13"},
			"13 条 ÷ 6.00 条 = 2.17 倍"},
		{"the same orders on the first day looked at", "A103", alike("2026-10-01"), "2 户"},
		{"the same orders on the day before", "A103", alike("2026-09-30"), ""},
		{"the same orders today", "A103", alike("2026-11-24"), "2 户"},
		{"the same orders tomorrow", "A103", alike("2026-11-25"), ""},
		{"returned on the first day looked at", "A104", claimed("2026-10-01"), "身份证号相同"},
		{"returned on the day before", "A104", claimed("2026-09-30"), ""},
		{"returned today", "A104", claimed("2026-11-24"), "身份证号相同"},
		{"returned tomorrow", "A104", claimed("2026-11-25"), ""},
		{"the order day of the fourth week is today", "A102", weeks("", "今天 2026-11-13"), "2026-W43 至 2026-W46"},
		{"the order day of the fourth week is tomorrow", "A102", weeks("", "今天 2026-11-12"), ""},
		{"returns of other products are no orders below nothing", "A102", weeks(" 绿×-3"), "各周自选 0、0、0、0 条"},
	} {
		city := newCity(t)
		city.tell(filedFirst(c.facts))
		got := of(Signals(city.Facts), c.code)
		if c.want == "" && got != "" || c.want != "" && (strings.Count(got, "\n") > 0 || !strings.Contains(got, c.want)) {
			t.Errorf("%s, %s: %q, want %q", c.code, c.title, got, c.want)
		}
	}
}

// filedFirst puts the filings before what is told of them.
func filedFirst(facts []string) []string {
	facts = slices.Clone(facts)
	slices.SortStableFunc(facts, func(a, b string) int { return rank(a) - rank(b) })
	return facts
}

func rank(fact string) int {
	if strings.HasPrefix(fact, "在册") {
		return 0
	}
	return 1
}

// A decision of the city answers what was known on its day, and no later fact: the
// day before which a term, or a time without a visit, had not yet run so far.
func TestADecisionAnswersWhatWasKnown(t *testing.T) {
	for _, c := range []struct {
		code   string
		facts  []string
		known  string // the first day whose decision answers
		before string
	}{
		{"A107", []string{"在册 140213100001 平城区 2026-01-10 2027-01-10"}, "2026-11-11", "2026-11-10"},                               // 60 days before the end
		{"A105", []string{"在册 140213100001 平城区 2026-01-05 2026-12-31", "走访 140213100001 2026-10-20"}, "2026-11-20", "2026-11-19"}, // 31 days after the visit
	} {
		for day, answered := range map[string]bool{c.known: true, c.before: false} {
			got := one(t, c.code, append(slices.Clone(c.facts), "调整 140213100001 暂停 "+day+" 核查")...)
			if (got.Reply != "") != answered {
				t.Errorf("%s: a decision of %s: %q", c.code, day, got.Reply)
			}
		}
	}
}
