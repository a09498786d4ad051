package plan

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bangfu/internal/assist"
)

// TestWithdrawalIsALog tells tales of a customer who orders ten cartons on
// Friday, 2026-12-04, frozen on Thursday, 2026-11-26: what is entered on which
// day. Each line is a day, what happened by then, and the lines 供货撤销 grows by.
func TestWithdrawalIsALog(t *testing.T) {
	change := func(date string, kind assist.ChangeKind, reason string) func(*city) {
		return func(c *city) {
			x := assist.Change{Day: day(date), Kind: kind, Licence: shop, Reason: reason, By: assist.ByCity}
			if kind == assist.Joined {
				f, _ := c.Roster.Last(shop)
				f.Exited, f.ExitReason = 0, ""
				x.Filing = &f
			}
			c.Roster.Fold(x)
		}
	}
	register := func(end string) func(*city) { return func(c *city) { c.Register = valid(end) } }
	nothing := func(*city) {}
	type step struct {
		day   string
		then  func(*city)
		grows string
	}
	for name, tale := range map[string][]step{
		"suspended and resumed, twice": {
			{"2026-11-27", change("2026-11-27", assist.Suspended, "核查"), "撤销 10 暂停 2026-11-27 暂停：核查（市局）"},
			{"2026-11-28", nothing, ""},
			{"2026-11-29", change("2026-11-29", assist.Resumed, "无误"), "恢复 10 暂停已解除 2026-11-29 恢复：无误（市局）"},
			{"2026-11-30", change("2026-11-30", assist.Suspended, "再查"), "撤销 10 暂停 2026-11-30 暂停：再查（市局）"},
			{"2026-12-03", change("2026-12-03", assist.Resumed, "无误"), "恢复 10 暂停已解除 2026-12-03 恢复：无误（市局）"},
		},
		"resumed on the order day is too late": {
			{"2026-12-03", change("2026-12-03", assist.Suspended, "核查"), "撤销 10 暂停 2026-12-03 暂停：核查（市局）"},
			{"2026-12-04", change("2026-12-04", assist.Resumed, "无误"), ""},
			{"2026-12-05", nothing, ""},
		},
		"lost on the order day, and after it": {
			{"2026-12-04", change("2026-12-04", assist.Suspended, "核查"), "撤销 10 暂停 2026-12-04 暂停：核查（市局）"},
		},
		"what is ordered is past": {{"2026-12-05", change("2026-12-05", assist.Left, "转行"), ""}},
		"the register errs, and is put right": {
			{"2026-11-27", register("2026-12-01"), "撤销 10 许可证 许可证状态 有效，有效期止 2026-12-01，HZ-SJ-20261120-001 许可证状态 第9行"},
			{"2026-11-30", register("2029-12-01"), "恢复 10 许可证已有效 许可证状态 有效，有效期止 2029-12-01，HZ-SJ-20261120-001 许可证状态 第9行"},
		},
		"退出 is final": {
			{"2026-11-27", change("2026-11-27", assist.Left, "转行"), "撤销 10 退出 2026-11-27 退出：转行（市局）"},
			{"2026-11-28", change("2026-11-28", assist.Joined, "低保"), ""},
		},
		"left and back in one run": {
			{"2026-11-27", func(c *city) {
				change("2026-11-27", assist.Left, "迁出")(c)
				change("2026-11-27", assist.Joined, "低保")(c)
			}, "撤销 10 退出 2026-11-27 退出：迁出（市局）"},
		},
		"a lapse is revived": {
			{"2026-11-27", change("2026-11-27", assist.Left, assist.ReasonLapsed), "撤销 10 退出 2026-11-27 退出：到期（市局）"},
			{"2026-11-28", change("2026-11-28", assist.Joined, assist.ReasonRevived), "恢复 10 帮扶期已延续 2026-11-28 新增：复核恢复（市局）"},
		},
	} {
		c := newCity()
		c.sells(red, true, 100, 2)
		c.enrol("平城区", shop, nil)
		c.asks(shop, 10, red)
		frozen, began := drafted(c.Input), len(c.Roster.Changes)
		for _, s := range tale {
			s.then(c)
			at := time.Date(day(s.day).Year(), time.December, 1, 9, 0, 0, 0, assist.Zone)
			at = at.AddDate(0, 0, int(day(s.day)-assist.DateOf(at)))
			var lines []string
			for _, r := range Withdraw(Frozen{Plan: frozen, Roster: c.Roster, Since: c.Roster.Changes[began:], Register: c.Register, At: at}) {
				lines = append(lines, fmt.Sprintf("%s %d %s %s", r.Move, r.Cartons, r.Reason, r.Basis))
				frozen.Removed = append(frozen.Removed, r)
			}
			if got := strings.Join(lines, "；"); got != s.grows {
				t.Errorf("%s, %s: %q, want %q", name, s.day, got, s.grows)
			}
		}
	}
}

// TestKept: the lines of a plan less what was withdrawn and not restored.
func TestKept(t *testing.T) {
	p := assist.WeekPlan{Lines: keptLines(assist.SupplyLine{Licence: "a", Barcode: "1", Extra: 5}, assist.SupplyLine{Licence: "a", Barcode: "2", Extra: 3}, assist.SupplyLine{Licence: "b", Barcode: "1", Extra: 4})}
	for _, r := range []struct {
		move             assist.Move
		licence, barcode string
		cartons          int
	}{{assist.Withdrawn, "a", "1", 5}, {assist.Withdrawn, "b", "1", 4}, {assist.Restored, "a", "1", 5}, {assist.Withdrawn, "a", "2", 3}} {
		p.Removed = append(p.Removed, assist.Removal{Move: r.move, Licence: r.licence, Barcode: r.barcode, Cartons: r.cartons})
	}
	got := ""
	for l := range p.Kept().All() {
		got += fmt.Sprintf("%s%s:%d ", l.Licence, l.Barcode, l.Extra)
	}
	if got != "a1:5 a2:0 b1:0 " || p.Lines[1].Extra != 3 {
		t.Errorf("kept %s, and the plan says %d", got, p.Lines[1].Extra)
	}
}
