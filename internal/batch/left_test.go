package batch

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// footer is the number at the foot of a printed page, which may stand within a sentence.
var footer = regexp.MustCompile(`—\d+—`)

// leftAside is a town whose 2026-W29 is frozen by the plan of HZ-SJ-20260706-002, and what
// came after it: "doubt" and "twins" before the cut-off, "late" after the freeze.
func leftAside(t *testing.T, how string) *town {
	t.Helper()
	b := newTown(t, 2)
	one, other := b.customer("平城区", 0, "2026-07-03"), b.customer("云冈区", 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, other}, nil)
	for _, c := range []cells{one, other} {
		b.sendAll(c["县区"], "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {c}, assist.WishForm: {b.wish(c, "2026-07-03", 5, 0)}})
	}
	b.offers("2026-07-03", "2026-W29", 20)
	b.run("2026-07-06 09:00")
	plan := func(name, reported, pool string) {
		rows := b.planned("2026-W29", 30)
		rows[0]["帮扶可用量"] = pool
		b.drop(assist.City, name, b.book(assist.City, reported, map[assist.Form][]cells{assist.PlanForm: rows}))
	}
	switch how {
	case "doubt":
		plan("乙.xlsx", "2026-07-08", "三十")
	case "twins":
		plan("乙.xlsx", "2026-07-08", "33")
		plan("丙.xlsx", "2026-07-08", "44")
	}
	b.run("2026-07-08 09:00")
	b.run("2026-07-09 18:30")
	if how == "late" {
		plan("乙.xlsx", "2026-07-10", "33")
		if res := b.run("2026-07-10 09:00"); strings.Count(strings.Join(res.Faults, "\n"), "供货表已") != 1 || !res.Urgent {
			t.Errorf("a late plan is told %v %q", res.Urgent, res.Faults)
		}
	}
	return b
}

// TestAPlanLeftAsideAtTheFreezeIsTold: which plan a week was frozen by, which newer ones were
// left aside, why and what is to be done stands in 汇总, 周报, 看板 and status in the same
// words; the file itself is 没有采用 wherever it is named, nothing of it is asked for any
// more, and the next week does not ask to mend it.
func TestAPlanLeftAsideAtTheFreezeIsTold(t *testing.T) {
	t.Parallel()
	const begins, ends = "2026-W29 的供货表已按货源计划（回执 HZ-SJ-20260706-002）定稿，后来的没有采用：", "。该周不再改变；请市局核对供货表，下一周的计划请在截单前放入 收件箱/市局"
	for how, c := range map[string]struct {
		left     string
		receipts map[string]int // the newest update, by number
		verdict  string
	}{
		"doubt": {"回执 HZ-SJ-20260708-001（有疑，定稿时还没有核实：第 4 行 帮扶可用量“三十”不是大于或等于 0 的整数）", map[string]int{"HZ-SJ-20260708-001": 1}, "✗ 没有采用"},
		"twins": {"回执 HZ-SJ-20260708-001（与另一份是同一填报日期，分不出用哪一份）、回执 HZ-SJ-20260708-002（与另一份是同一填报日期，分不出用哪一份）",
			map[string]int{"HZ-SJ-20260708-001": 1, "HZ-SJ-20260708-002": 1}, "✗ 没有采用"},
		"late": {"回执 HZ-SJ-20260710-001（定稿以后才收到）", map[string]int{"HZ-SJ-20260710-001": 0}, "✗ 没有采用"},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			b := leftAside(t, how)
			st, err := b.Status(context.Background(), b.at("2026-07-10 10:00"), noNext)
			b.must(err)
			if said := b.cellsOf(b.Place.Supply(w29), "规格平衡"); strings.Contains(said, "后来的没有采用："+c.left) != (how != "late") { // what comes later cannot stand in it
				t.Errorf("供货表 says\n%s", said)
			}
			squeeze := strings.NewReplacer(" ", "").Replace
			for where, text := range map[string]string{
				"status": strings.Join(st.Faults, "\n"), "汇总": b.cellsOf(b.Place.Roll(w29), "汇总"),
				"周报": footer.ReplaceAllString(string(printed(b.content(b.Place.Report(w29)))), ""), "看板": string(b.content(b.Place.Board(assist.City))),
				"待办": b.cellsOf(b.Place.CityTodo(), "待确认"),
			} {
				want := 1
				if where == "待办" { // there is nothing to settle
					want = 0
				}
				told := squeeze(begins + c.left + ends)
				if where == "周报" {
					told = strings.Replace("第29周"+strings.TrimPrefix(told, "2026-W29"), "截单", "截止", 1)
				}
				if n := strings.Count(squeeze(text), told); n != want {
					t.Errorf("%s tells it %d times, want %d: %s\n%s", where, n, want, told, text)
				}
				for _, stale := range []string{"请只留一份", "仍用此前", "草案照出", "请市局只留"} {
					if strings.Contains(squeeze(text), stale) {
						t.Errorf("%s still says %s:\n%s", where, stale, text)
					}
				}
			}
			for _, row := range b.table(b.Place.Roll(w29), "来源", "回执号", "结论") {
				_, left := c.receipts[row["回执号"]]
				if want := map[bool]string{true: "✗ 没有采用"}[left]; left && row["结论"] != want || !left && !strings.HasPrefix(row["结论"], "✓ 已收") {
					t.Errorf("来源: %s %s", row["回执号"], row["结论"])
				}
			}
			for receipt, update := range c.receipts {
				if front := b.frontOf(assist.City, receipt, update); !strings.Contains(front, c.verdict) || strings.Contains(front, "✓ 已收") {
					t.Errorf("the receipt %s says\n%s", receipt, front)
				}
			}
			b.run("2026-07-13 09:00")
			for _, row := range b.table(b.Place.Sightings(assist.City), "收件情况", "回执号", "状态", "下一步") {
				if _, left := c.receipts[row["回执号"]]; left && (row["状态"] != "已收，没有采用" || strings.Contains(row["下一步"], "只留一份")) {
					t.Errorf("收件情况: %v", row)
				}
			}
			if next := b.cellsOf(b.Place.Roll(w29.Next()), "汇总"); !strings.Contains(next, "缺2026-W30货源计划：请市局") || strings.Contains(next, "没有收下") {
				t.Errorf("the next week asks: %s", next)
			}
			b.must(b.sound())
		})
	}
}
