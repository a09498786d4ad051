package batch

import (
	"context"
	"os"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// cellsOf is every text of a workbook's sheet.
func (t *town) cellsOf(path, name string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	t.must(err)
	var list []string
	for _, row := range t.sheetOf(data, name) {
		for _, c := range row.Cells {
			list = append(list, c.Text)
		}
	}
	return strings.Join(list, "\n")
}

// reissued reports whether an update of a receipt of 市局 was written.
func (t *town) reissued(receipt string, update int) bool {
	_, err := os.Stat(t.Place.Receipt(assist.City, receipt, update))
	return err == nil
}

// chosen sees that the receipt of a file of several of one day was written again, and says
// how it ended and that nothing is to be done.
func chosen(t *testing.T, b *town, receipt, how string) {
	t.Helper()
	if !b.reissued(receipt, 1) {
		t.Errorf("%s is not written again", receipt)
		return
	}
	front := b.frontOf(assist.City, receipt, 1)
	for _, want := range []string{how, "用哪一份已定", "✗ 没有采用", "这份没有采用，不用再做什么"} {
		if !strings.Contains(front, want) {
			t.Errorf("%s does not say %q:\n%s", receipt, want, front)
		}
	}
	if strings.Contains(front, "只留一份") {
		t.Errorf("%s still asks:\n%s", receipt, front)
	}
}

// TestSeveralOfOneDayAreToldUntilOneIsChosen: of two registers and two plans of one day
// none is used; every paper that speaks of the register or the plan says so, in this run
// and the next ones, and nothing asks for what came already. A file of another day ends it.
func TestSeveralOfOneDayAreToldUntilOneIsChosen(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	c := b.customer("平城区", 0, "2026-07-03")
	b.send("平城区", "2026-07-06", assist.ApplicationForm, c)
	b.register("2026-07-06", []cells{c}, nil)
	b.register("2026-07-06", []cells{c}, map[string]string{c["许可证号"]: "停业"})
	plan := b.book(assist.City, "2026-07-06", map[assist.Form][]cells{assist.PlanForm: b.planned("2026-W29", 30)})
	b.drop(assist.City, "甲.xlsx", plan)
	b.offers("2026-07-06", "2026-W29", 40)
	const (
		registers = "许可证状态收到 2 份，填报日期都是 2026-07-06，分不出用哪一份，都没有采用（回执 "
		plans     = "2026-W29 的货源计划收到 2 份，填报日期都是 2026-07-06，分不出用哪一份，都没有采用（回执 "
	)
	told := func(at string, r, p bool) {
		t.Helper()
		st, err := b.Status(context.Background(), b.at(at), noNext)
		b.must(err)
		w := assist.Week{Year: 2026, Number: 29}
		for what, text := range map[string]string{
			"汇总": b.cellsOf(b.Place.Roll(w), "汇总"),
			"待办": b.cellsOf(b.Place.CityTodo(), "待确认"),
			"状态": strings.Join(st.Faults, "\n"),
		} {
			if got := strings.Contains(text, registers); got != r {
				t.Errorf("%s %s: registers told: %v\n%s", at, what, got, text)
			}
			if got := strings.Contains(text, plans); got != p {
				t.Errorf("%s %s: plans told: %v\n%s", at, what, got, text)
			}
			for _, asks := range []string{"还没有许可证状态登记", "缺许可证状态", "缺2026-W29货源计划", "还没有货源计划"} {
				if strings.Contains(text, asks) {
					t.Errorf("%s %s: asks for what came: %s", at, what, asks)
				}
			}
		}
		supply := b.cellsOf(b.Place.Supply(w), "规格平衡")
		if got := strings.Contains(supply, plans) && !strings.Contains(supply, "还没有货源计划"); got != p {
			t.Errorf("%s 规格平衡: plans told: %v\n%s", at, got, supply)
		}
	}
	urgent := func(at string, want bool) {
		t.Helper()
		if res := b.run(at); res.Urgent != want {
			t.Errorf("%s: urgent %v %q", at, res.Urgent, res.Faults)
		}
	}
	urgent("2026-07-06 09:00", true)
	told("2026-07-06 09:01", true, true)
	urgent("2026-07-07 09:00", true) // nothing new
	b.send("平城区", "2026-07-07", assist.ApplicationForm, b.customer("平城区", 1, "2026-07-03"))
	urgent("2026-07-07 10:00", true)
	told("2026-07-07 10:01", true, true)

	b.drop(assist.City, "又一次.xlsx", plan)
	if res := b.run("2026-07-07 11:00"); !strings.Contains(codesOf(res), "这一份以前收过，与另一份是同一填报日期，没有采用") {
		t.Errorf("the same bytes again: %s", codesOf(res))
	}
	b.register("2026-07-07", []cells{c}, nil)
	urgent("2026-07-07 12:00", true)
	told("2026-07-07 12:01", false, true)
	for n, used := range map[string]string{"001": "HZ-SJ-20260707-001", "002": "HZ-SJ-20260707-001"} {
		chosen(t, b, "HZ-SJ-20260706-"+n, "许可证状态：自 2026-07-07 起以回执 "+used+" 的那一份为准，这一份没有采用")
	}
	b.offers("2026-07-07", "2026-W29", 50)
	urgent("2026-07-07 13:00", false)
	told("2026-07-07 13:01", false, false)
	for _, n := range []string{"003", "004"} {
		chosen(t, b, "HZ-SJ-20260706-"+n, "货源计划 2026-W29：自 2026-07-07 起以回执 HZ-SJ-20260707-002 的那一份为准，这一份没有采用")
	}
	if b.reissued("HZ-SJ-20260706-001", 2) {
		t.Error("the receipt is written again a second time")
	}
	b.must(b.sound())
	b.done()
}

// TestTwinsAndALaterPlanInDoubt: of two plans of one day it is not said that a later one
// counts while that one is itself in doubt; after its 作废 the two are asked about again.
func TestTwinsAndALaterPlanInDoubt(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	b.offers("2026-07-06", "2026-W29", 90, 90)
	b.offers("2026-07-06", "2026-W29", 80, 80)
	b.run("2026-07-06 09:00")
	rows := b.planned("2026-W29", 90, 90)
	b.send(assist.City, "2026-07-07", assist.PlanForm, rows[0], rows[1].with("帮扶可用量", "九十"))
	b.run("2026-07-07 09:00")
	for _, n := range []string{"HZ-SJ-20260706-001", "HZ-SJ-20260706-002"} {
		front := b.frontOf(assist.City, n, 1)
		for _, want := range []string{
			"货源计划 2026-W29：自 2026-07-07 起另有更晚的一份（回执 HZ-SJ-20260707-001，当时还待市局核实），这一份没有采用",
			"另有更晚的一份待核实", "✗ 没有采用", "“货源计划”读到 2 行 = 没有采用 2",
		} {
			if !strings.Contains(front, want) {
				t.Errorf("%s does not say %q:\n%s", n, want, front)
			}
		}
		for _, not := range []string{"为准，这一份", "用哪一份已定", "已收 2"} {
			if strings.Contains(front, not) {
				t.Errorf("%s says %q", n, not)
			}
		}
	}
	if front, want := b.frontOf(assist.City, "HZ-SJ-20260707-001", 0), "“货源计划”读到 2 行 = 有疑 1 + 退回 1"; !strings.Contains(front, want) {
		t.Errorf("the plan in doubt does not say %q:\n%s", want, front)
	}
	b.settle("2026-07-08", "HZ-SJ-20260707-001", "作废")
	res := b.run("2026-07-08 09:00")
	if told := strings.Join(res.Faults, "\n"); !strings.Contains(told, "2026-W29 的货源计划收到 2 份") {
		t.Errorf("the two are not asked about: %s", told)
	}
	if front, want := b.frontOf(assist.City, "HZ-SJ-20260707-001", 1), "“货源计划”读到 2 行 = 没有采用 1 + 退回 1"; !strings.Contains(front, want) {
		t.Errorf("after 作废 it does not say %q:\n%s", want, front)
	}
	b.must(b.sound())
	b.done()
}
