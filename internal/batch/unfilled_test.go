package batch

import (
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/xlsx/write"
)

// TestWhatNobodyFilledInIsNoRefusal: 待办_市局 and 在册与待办 that come back as they were
// handed out are taken as read: nothing is executed, nothing is waited for, and nobody
// has reported by them.
func TestWhatNobodyFilledInIsNoRefusal(t *testing.T) {
	b := newTown(t, 1)
	c := b.customer("平城区", 0, "2026-07-03")
	waits := b.customer("平城区", 1, "2026-07-03").temporary("2026-11-30")
	b.register("2026-07-03", []cells{c, waits}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, c, waits)
	b.run("2026-07-06 09:00")
	todo, standing := b.content(b.Place.CityTodo()), b.content(b.Place.Todo("平城区"))

	b.drop(assist.City, "待办_市局.xlsx", todo)
	b.drop("平城区", "在册与待办.xlsx", standing)
	res := b.run("2026-07-13 09:00")
	for _, want := range []struct{ unit, number, verdict, do string }{
		{assist.City, "HZ-SJ-20260713-001", "✓ 已收：没有填好的行，没有要办的", "没有填了动作的行，没有要执行的：要办的请填好再放入；没有要办的，不用放入。"},
		{"平城区", "HZ-140213-20260713-001", "✓ 已收：没有填好的行，没有要办的", "里面的复核申请表和帮扶申请表没有填写，没有要收的内容：要复核的客户，请填全申请日期、证明和审批；要帮扶的，请填规格和申请日期；要答复问题的，请写在回执申请表的“核实说明”列，写在“待办”表里的不读取；没有要办的，不用放入。"},
	} {
		for _, f := range res.Files {
			if f.Unit == want.unit && f.State != "taken" {
				t.Errorf("%s: %s %+v", want.unit, f.State, f.Findings)
			}
		}
		front := b.frontOf(want.unit, want.number, 0)
		for _, w := range []string{want.verdict, want.do} {
			if !strings.Contains(front, w) {
				t.Errorf("%s: no %q in\n%s", want.unit, w, front)
			}
		}
	}
	if told := strings.Join(res.Faults, "；"); strings.Contains(told, "HZ-SJ-20260713") || strings.Contains(told, "整份退回") {
		t.Errorf("told as a fault: %s", told)
	}
	if told := b.words(b.content(b.Place.CityTodo())); strings.Contains(told, "整份退回") {
		t.Errorf("asked about: %s", told)
	}
	if r := reportOf(res, "平城区"); r != "未报" {
		t.Errorf("平城区 is %s by what it was handed out", r)
	}
}

// TestAnAnswerOnTheListIsTold: 属实 typed beside the question on the sheet 待办 settles
// nothing; the receipt, 收件情况 and the cell itself say so, and where to answer.
func TestAnAnswerOnTheListIsTold(t *testing.T) {
	b := newTown(t, 1)
	one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	two = two.with("联系电话", one["联系电话"])
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	list, err := write.Edit(b.content(b.Place.Todo("平城区")), "待办", map[string]string{"J5": "属实 夫妻", "J6": "属实 夫妻"}) // 处理办法
	b.must(err)
	b.drop("平城区", "在册与待办.xlsx", list)
	b.run("2026-07-07 09:00")
	front := b.frontOf("平城区", "HZ-140213-20260707-001", 0)
	for _, want := range []string{
		"✓ 已收：没有填好的行，答复没有采用，请看问题清单",
		"答复写在别处（工作表“待办”的 J5、J6），不在申请表的核实说明里，没有采用：待核的，请在回执申请表那一行的核实说明中答复；退回的，请改正回执里标红的单元格。",
	} {
		if !strings.Contains(front, want) {
			t.Errorf("no %q in\n%s", want, front)
		}
	}
	if got, want := b.fateIn("平城区", "HZ-140213-20260707-001"), "已收 答复写在别处（工作表“待办”的 J5、J6），不在申请表的核实说明里，没有采用"; got != want {
		t.Errorf("收件情况 %q, want %q", got, want)
	}
	b.done()
}

func reportOf(res Result, unit string) string {
	i := slices.IndexFunc(res.Report, func(r assist.UnitReport) bool { return r.Unit == unit })
	return string(res.Report[i].State)
}
