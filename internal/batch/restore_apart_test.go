package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/notice"
)

// carriedOff is a copy of the ledger as an operator keeps it elsewhere.
func (b *bench) carriedOff() string {
	b.Helper()
	copies, err := b.Copies(context.Background())
	b.must(err)
	data, err := os.ReadFile(copies[0].Path)
	b.must(err)
	path := filepath.Join(b.TempDir(), "ledger.db")
	b.must(os.WriteFile(path, data, 0o600))
	return path
}

// TestWhoWasErasedStaysOffTheRoll: a copy of the time before somebody left is put
// back; the row that asked for his exit was erased with him, he has left all the same.
func TestWhoWasErasedStaysOffTheRoll(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03"), b.customer(unit, 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	kept := b.carriedOff()
	exit := cells{"业务类型": "退出", "许可证号": one["许可证号"], "经营者姓名": one["经营者姓名"], "申请日期": "2026-07-07", "退出原因": "歇业"}
	for _, h := range []string{"客户经理", "营销部", "县局"} {
		exit[h+"意见"], exit[h+"日期"] = "同意", "2026-07-07"
	}
	exit["客户经理"], exit["营销部审核人"], exit["县局审批人"] = "样审", "样审", "样审"
	b.send(unit, "2026-07-07", assist.ApplicationForm, exit)
	b.run("2026-07-07 09:00")
	on := func() int { return b.fold().Roster().OnRoll() }
	if on() != 1 {
		t.Fatalf("%d on the roll after the exit", on())
	}
	_, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-08 09:00"))
	b.must(err)
	plans, err := b.Restorable(context.Background(), time.Time{}, kept)
	b.must(err)
	(&life{bench: b.bench}).restore(Restoring{From: plans[0].Copy, At: b.at("2026-07-09 09:00")})
	if _, there := b.fold().Roster().Find(one["许可证号"]); there || on() != 1 {
		t.Errorf("%d on the roll, the erased one among them: %v", on(), there)
	}
	b.run("2026-07-10 09:00")
	b.must(b.sound())
}

// TestACopyOfAnotherWorkspaceIsRefused: its ledger would know nothing of what lies
// in this one's 存档 and 发件箱.
func TestACopyOfAnotherWorkspaceIsRefused(t *testing.T) {
	t.Parallel()
	b, other := newTown(t, 2), newTown(t, 2)
	for i, x := range []*town{b, other} {
		one := x.customer(x.terms.Units[0].Name, i, "2026-07-03")
		x.register("2026-07-03", []cells{one}, nil)
		x.run([]string{"2026-07-06 09:00", "2026-07-06 09:30"}[i]) // a ledger is known by its first entry
	}
	ctx, was := context.Background(), b.seq()
	for _, c := range []struct {
		path string
		want error
	}{{other.carriedOff(), notice.ErrOtherWorkspace}, {b.carriedOff(), nil}} {
		plans, err := b.Restorable(ctx, time.Time{}, c.path)
		b.must(err)
		if got := plans[0].Copy.Fault; !errors.Is(got, c.want) {
			t.Errorf("%s is listed with %v", c.path, got)
		}
		if c.want == nil {
			continue
		}
		if _, err := b.RestoreBest(ctx, plans, Restoring{At: b.at("2026-07-07 09:00")}); !errors.Is(err, c.want) || b.seq() != was {
			t.Errorf("restored: %v, %d entries", err, b.seq())
		}
	}
}

// TestAFileThatLayThereOverARestore: a cut file stays in its drop folder; a restore
// does not make it one that is dropped again, so nothing is entered of it.
func TestAFileThatLayThereOverARestore(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one := b.customer(unit, 0, "2026-07-03")
	b.register("2026-07-03", []cells{one}, nil)
	b.run("2026-07-06 09:00")
	kept := b.carriedOff()
	whole := b.workbook(assist.ApplicationForm, unit, "2026-07-03")
	b.drop(unit, "甲.xlsx", whole[:len(whole)*3/5])
	b.run("2026-07-06 10:00")
	if b.left(unit) == "" {
		t.Fatal("the cut file has not stayed")
	}
	plans, err := b.Restorable(context.Background(), time.Time{}, kept)
	b.must(err)
	(&life{bench: b.bench}).restore(Restoring{From: plans[0].Copy, At: b.at("2026-07-06 11:00")})
	was := b.seq()
	if b.run("2026-07-06 12:00"); b.seq() != was {
		t.Errorf("%d entries after the restore, %d after the next run", was, b.seq())
	}
}
