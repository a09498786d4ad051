package batch

import (
	"context"
	"testing"

	"bangfu/internal/assist"
)

// TestAnErasedRowStillCountsWhereItDid: after the erasure of somebody who has left, the
// week's figures of his unit are those that were published.
func TestAnErasedRowStillCountsWhereItDid(t *testing.T) {
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03"), b.customer(unit, 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	b.adjust("2026-07-07", one["许可证号"], "退出", "2026-07-07", "")
	b.run("2026-07-07 09:00")
	week := assist.WeekOf(b.date("2026-07-07")).Next()
	figures := func() map[string]string {
		list := map[string]string{}
		for _, row := range b.table(b.Place.Roll(week), "汇总", "县区", "报送状态", "申请", "备案", "退出") {
			list[row["县区"]] = row["报送状态"] + " " + row["申请"] + " " + row["备案"] + " " + row["退出"]
		}
		return list
	}
	before := figures()
	_, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-08 09:00"))
	b.must(err)
	b.toldIn("after the erasure", figures(), before)
	if n := len(figures()); n != len(before) || before[unit] != "已报 2 2 1" {
		t.Errorf("%d units, before %v", n, before)
	}
}
