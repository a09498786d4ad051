package results

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

const (
	an   = "140213100001" // 平城, since 2025; leaves in the period
	bo   = "140213100002" // 平城, joins in the period
	ce   = "140215100003" // 云州, moves to 平城 in the period
	deng = "140215100004" // 云州, gone before the period
)

// story is a year of four customers, of which the second half is reported on.
func story() *city {
	c := newCity("2026-12-31")
	c.join("2025-10-01", "平城区", an, assist.Dibao)
	c.join("2025-10-01", "云州区", deng, assist.Dibao)
	c.join("2026-04-15", "云州区", ce, assist.Disability)
	c.leave("2026-05-20", deng, "歇业")
	c.join("2026-09-07", "平城区", bo, assist.Temporary)
	c.move("2026-10-12", ce, "平城区")
	c.leave("2026-11-30", an, "不再经营")

	// 安 sells before and after 2025-10; 2025-08 is not on file of any of 平城.
	c.buys(an, "2025-07-04 红10", "2025-09-05 红4 蓝2", "2025-10-10 红20", "2025-11-07 红18 蓝4", "2025-12-05 红6 绿1")
	c.buys(an, "2026-06-05 红5", "2026-07-03 红7", "2026-08-07 红5 蓝5", "2026-09-04 红6 红-1", "2026-10-09 红12", "2026-11-06 红9", "2026-12-04 红9")
	// 薄 joins within September: October is its first complete month; it orders nothing in November.
	// December is not sent to its end: it is nobody's month yet.
	c.buys(bo, "2026-07-10 红2", "2026-08-14 红4", "2026-10-16 红6 蓝1", "2026-12-11 红1 蓝2 蓝-2")
	c.buys(ce, "2026-06-12 蓝3")

	c.visit("2026-06-20", an, "定期走访", "缺畅销烟", "处理中", "")
	c.visit("2026-07-15", an, "定期走访、经营指导", "缺畅销烟。", "已解决", "2026-08-15")
	c.visit("2026-12-10", bo, "节日慰问", "无", "无", "2026-12-20")
	c.visit("2026-06-10", ce, "定期走访", "门头破损", "处理中", "2026-07-10") // goes with it to 平城
	c.visit("2026-08-01", ce, "定期走访", "店面陈旧", "处理中", "2026-09-01")
	c.visit("2026-08-20", ce, "网络服务", "不会上网订货", "处理中", "2026-09-20")

	c.gives("2026-W28", an, red, 2, 5)    // Friday 2026-07-10: no order in the week
	c.gives("2026-W41", an, red, 2, 5)    // Friday 2026-10-09: orders 12, so the 5 are used
	c.gives("2026-W41", an, blue, 0, 3)   // orders none
	c.gives("2026-W42", bo, red, 2, 5)    // Friday 2026-10-16: orders 6, 4 of them extra
	c.gives("2026-W42", bo, green, 0, 2)  // without a price; orders none
	c.gives("2026-W42", bo, blue, 0, 0)   // got none: no product of its
	c.gives("2026-W52", bo, red, 2, 5)    // Friday 2026-12-25: sales not yet on file
	c.gives("2026-W53", bo, red, 2, 5)    // Friday 2027-01-01: not of the period
	c.gives("2026-W20", deng, red, 0, 10) // before the period

	c.Facts.Signals = []assist.Signal{
		{Code: "A105", Unit: "平城区", Licence: ce}, {Code: "A105", Unit: "平城区", Licence: an, Reply: "已补走访"}, {Code: "A101", Unit: "平城区", Licence: an},
	}
	return c
}

// The half year as a clerk would count it by hand.
func TestStory(t *testing.T) {
	want := `
合计 ：期初2 新增2 退出2 期末2 帮扶3 分类[1 1 1] +临时困难×1 +由其他县区转入×1 -县区申报退出×1 -转往其他县区×1
  走访4次3户 应访2 覆盖1 50.0% 服务[1 2 1 0 1] 问题期初2转入1提出2解决1转出1未解决3 逾期1
  供货4周2户3规格 投放25 金额1935.00 无价2 已知20 订购9 利用率45.0%
  成效2户 前[10/100/1|— 2/20/1|— 10/90/3(2)|—] 后[27/265/3(2)|— 22/200/2(2)|— 7/60/2?|—] 增+103.6% A101 0/1 A105 1/2
平城区 ：期初1 新增2 退出1 期末2 帮扶3 分类[1 1 1] +临时困难×1 +由其他县区转入×1 -县区申报退出×1
  走访4次3户 应访2 覆盖1 50.0% 服务[1 2 1 0 1] 问题期初1转入1提出2解决1转出0未解决3 逾期1
  供货4周2户3规格 投放25 金额1935.00 无价2 已知20 订购9 利用率45.0%
  成效2户 前[10/100/1|— 2/20/1|— 10/90/3(2)|—] 后[27/265/3(2)|— 22/200/2(2)|— 7/60/2?|—] 增+103.6% A101 0/1 A105 1/2
云州区 ：期初1 新增0 退出1 期末0 帮扶1 分类[0 1 0] -转往其他县区×1
  走访0次0户 应访0 覆盖0 — 服务[0 0 0 0 0] 问题期初1转入0提出0解决0转出1未解决0 逾期0
  供货0周0户0规格 投放0 金额0.00 无价0 已知0 订购0 利用率—
  成效0户 前[] 后[] 增—
开发区 ：期初0 新增0 退出0 期末0 帮扶0 分类[0 0 0]
  走访0次0户 应访0 覆盖0 — 服务[0 0 0 0 0] 问题期初0转入0提出0解决0转出0未解决0 逾期0
  供货0周0户0规格 投放0 金额0.00 无价0 已知0 订购0 利用率—
  成效0户 前[] 后[] 增—
平城区 140213100001：期初1 新增0 退出1 期末0 帮扶1 分类[1 0 0] -县区申报退出×1
  走访1次1户 应访0 覆盖0 — 服务[1 1 0 0 0] 问题期初1转入0提出0解决1转出0未解决0 逾期0 2026-07-15 2026-08-15
  供货2周1户2规格 投放13 金额1035.00 无价0 已知13 订购5 利用率38.5%
  成效1户 前[10/100/1|— —|— 6/50/2|—] 后[20/200/1|— 22/200/2|— 7/60/2?|—] 增+104.2% A101 0/1 A105 1/1
平城区 140213100002：期初0 新增1 退出0 期末1 帮扶1 分类[0 0 1] +临时困难×1
  走访1次1户 应访1 覆盖1 100.0% 服务[0 0 1 0 0] 问题期初0转入0提出0解决0转出0未解决0 逾期0 2026-12-10 2026-12-20
  供货2周1户2规格 投放12 金额900.00 无价2 已知7 订购4 利用率57.1%
  成效1户 前[—|8/65/2(2) 2/20/1|7/70/1(2) 4/40/1|10/75/2(2)] 后[7/65/2|12/120/1(2) 0/0/0|9/90/1(2) —|—] 增+16.7%
平城区 140215100003：期初0 新增1 退出0 期末1 帮扶1 分类[0 1 0] +由其他县区转入×1
  走访2次1户 应访1 覆盖0 0.0% 服务[0 1 0 0 1] 问题期初0转入1提出2解决0转出0未解决3 逾期1 2026-08-20 2026-09-20
  供货0周0户0规格 投放0 金额0.00 无价0 已知0 订购0 利用率—
  成效0户 前[—|— —|— —|—] 后[—|— 3/15/1|5/50/1 0/0/0|9/90/2(2)] 增— A105 0/1
云州区 140215100003：期初1 新增0 退出1 期末0 帮扶1 分类[0 1 0] -转往其他县区×1
  走访0次0户 应访0 覆盖0 — 服务[0 0 0 0 0] 问题期初1转入0提出0解决0转出1未解决0 逾期0
  供货0周0户0规格 投放0 金额0.00 无价0 已知0 订购0 利用率—
  成效0户 前[] 后[] 增—
`
	got := "\n" + strings.ReplaceAll(lines(Summarise(story().Facts, day("2026-07-01"), day("2026-12-31"))), "  \n", "\n")
	if got != want {
		t.Errorf("got%s\nwant%s", got, want)
	}
}

// Reasons stand by how often they occur; of classes that occur as often the order is
// theirs, as in every other list.
func TestReasonsKeepTheOrderOfClasses(t *testing.T) {
	got := ""
	for _, c := range counted(map[string]int{"临时困难": 1, "低保": 3, "残疾": 1, "复核恢复": 1, "变更": 1}) {
		got += c.Text + " "
	}
	if want := "低保 残疾 临时困难 变更 复核恢复 "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Everybody on the roll is due for a visit, not due yet, suspended or outside the term.
func TestWhoNeedNotBeVisited(t *testing.T) {
	c := newCity("2026-12-31")
	c.join("2026-10-01", "平城区", an, assist.Dibao)
	c.join("2026-10-01", "平城区", bo, assist.Dibao)
	c.join("2026-10-01", "云州区", ce, assist.Dibao)
	c.join("2025-12-01", "云州区", deng, assist.Dibao)
	c.join("2026-12-20", "开发区", "140201100005", assist.Dibao)
	c.Roster.Fold(assist.Change{Day: day("2026-11-01"), Kind: assist.Suspended, Licence: bo, Unit: "平城区", By: assist.ByCity})
	c.Roster.Fold(assist.Change{Day: day("2026-11-01"), Kind: assist.Suspended, Licence: ce, Unit: "云州区", By: assist.ByCity, Until: day("2026-12-30")})
	c.visit("2026-12-10", an, "定期走访", "无", "无", "")
	s := Summarise(c.Facts, day("2026-01-01"), c.Today)
	for unit, want := range map[string][5]int{"平城区": {1, 0, 0, 1, 0}, "云州区": {0, 1, 0, 0, 1}, "开发区": {0, 0, 1, 0, 0}, "": {1, 1, 1, 1, 1}} {
		l := s.Total
		if unit != "" {
			l, _ = s.Of(unit)
		}
		v := l.Visiting
		if got := [5]int{v.Covered, v.Overdue, v.NotDue, v.Suspended, v.Outside}; got != want || v.OnRoll() != l.Closing {
			t.Errorf("%s: in time, overdue, not due, suspended, outside %v, want %v; on the roll %d, closing %d", unit, got, want, v.OnRoll(), l.Closing)
		}
	}
}

// What is asked of the period changes nothing in the facts, and gives the same again.
func TestSummariseIsPure(t *testing.T) {
	c := story()
	first := lines(Summarise(c.Facts, day("2026-07-01"), day("2026-12-31")))
	for range 5 {
		Summarise(c.Facts, day("2026-01-01"), day("2026-03-31"))
		if again := lines(Summarise(c.Facts, day("2026-07-01"), day("2026-12-31"))); again != first {
			t.Fatalf("first\n%s\nagain\n%s", first, again)
		}
	}
}

// The frozen plan of the supply week counts too, and once.
func TestFrozenPlanOfTheWeek(t *testing.T) {
	planned := func(c *city) int { return Summarise(c.Facts, day("2026-07-01"), day("2027-01-31")).Total.Usage.Planned }
	c := newCity("2026-12-31")
	c.join("2026-09-07", "平城区", bo, assist.Temporary)
	c.gives("2026-W52", bo, red, 2, 5)
	c.gives("2026-W53", bo, red, 2, 7)
	c.Plan = c.Plans[1]
	if n := planned(c); n != 12 {
		t.Errorf("twice in the facts: %d cartons, want 12", n)
	}
	c.Plans = c.Plans[:1]
	if n := planned(c); n != 12 {
		t.Errorf("frozen this week: %d cartons, want 12", n)
	}
	c.Plan.State = assist.PlanDraft
	if n := planned(c); n != 5 {
		t.Errorf("a draft: %d cartons, want 5", n)
	}
}

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2026": "2026-01-01 2026-12-31 2026年度", "2026Q1": "2026-01-01 2026-03-31 2026年第1季度",
		"2024Q1": "2024-01-01 2024-03-31 2024年第1季度", "2026Q4": "2026-10-01 2026-12-31 2026年第4季度",
		"2026Q5": "", "2026Q0": "", "26": "", "2026-Q1": "", "2026q1": "", "abcd": "", "": "", "20261": "",
	} {
		got := ""
		if p, ok := ParsePeriod(text); ok {
			got = p.From.String() + " " + p.To.String() + " " + p.Title()
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Figures without a base are told as —, and never as zero.
func TestNoBase(t *testing.T) {
	zero, some := assist.Ratio{}, assist.Ratio{Part: 3, Whole: 2}
	for got, want := range map[string]string{
		zero.Percent(): "—", zero.Mean(1): "—", some.Percent(): "150.0%", some.Mean(1): "1.5",
		assist.Growth(zero, some): "—", assist.Growth(some, assist.Ratio{Part: 3, Whole: 4}): "-50.0%",
		assist.Growth(assist.Ratio{Part: 0, Whole: 3}, some): "—", assist.Growth(some, some): "0.0%", assist.Growth(some, assist.Ratio{Part: 3, Whole: 1}): "+100.0%",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestSalesAreAskedForUnitByUnit, by the unit that a customer has now: of a very great city
// the sales of a few units are held at a time, and who has moved must not make each week's
// lines of him read those of two.
func TestSalesAreAskedForUnitByUnit(t *testing.T) {
	c := newCity("2026-12-28")
	moved, stayed, other := "140201100001", "140201100002", "140202100003"
	for licence, unit := range map[string]string{moved: "平城区", stayed: "平城区", other: "云州区"} {
		c.join("2026-01-05", unit, licence, assist.Dibao)
		c.buys(licence, "2026-10-30 红3", "2026-11-27 红3", "2026-12-25 红3")
	}
	weeks := []string{"2026-W44", "2026-W48", "2026-W52"}
	for _, w := range weeks {
		for _, licence := range []string{moved, stayed, other} {
			c.gives(w, licence, red, 1, 2)
		}
	}
	c.move("2026-12-26", moved, "云州区")
	var asked []string
	answer := c.Histories
	c.Histories = func(licence string) assist.History {
		asked = append(asked, c.Roster.UnitOf(licence))
		return answer(licence)
	}
	d := newDesk(c.Facts, day("2026-01-01"), day("2026-12-31"), false)
	d.roll()
	asked = nil
	d.usage()
	if got, want := strings.Join(slices.Compact(asked), " "), "平城区 云州区"; got != want {
		t.Errorf("asked for those of %s, want %s", got, want)
	}
	if u := d.total.usage.closed(); u.Planned != 18 || d.unit("平城区").usage.closed().Planned != 12 {
		t.Errorf("%+v; in the unit where he was %+v", u, d.unit("平城区").usage.closed())
	}
}
