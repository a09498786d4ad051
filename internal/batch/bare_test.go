package batch

import (
	"testing"

	"bangfu/internal/assist"
)

// TestABareAnswerSettlesOnlyWhatWasShown: 属实 without a code answers what an
// earlier receipt has shown, and not the same rule of other values.
func TestABareAnswerSettlesOnlyWhatWasShown(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	filed, one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03"), b.customer("平城区", 2, "2026-07-03")
	two["联系电话"] = one["联系电话"]
	b.register("2026-07-03", []cells{filed, one, two}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, filed)
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-06", assist.ApplicationForm, one, two)
	b.run("2026-07-06 15:00")
	if got := b.outcome(one["许可证号"]); got != "待核 Q504" {
		t.Fatalf("shown: %s", got)
	}
	b.send("平城区", "2026-07-07", assist.ApplicationForm, one.with("联系电话", filed["联系电话"], "核实说明", "属实，亲戚"))
	b.run("2026-07-07 09:00")
	if got := b.outcome(one["许可证号"]); got != "待核 Q504" {
		t.Errorf("another phone, never shown: %s", got)
	}
	b.send("平城区", "2026-07-08", assist.ApplicationForm, two.with("核实说明", "属实，亲戚"), one.with("核实说明", "属实，亲戚"))
	b.run("2026-07-08 09:00")
	if got := b.outcome(one["许可证号"]) + b.outcome(two["许可证号"]); got != "备案 (Q504)备案" { // two was filed when the phone was no longer shared
		t.Errorf("as shown: %s", got)
	}
}
