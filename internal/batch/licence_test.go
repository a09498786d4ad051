package batch

import (
	"testing"

	"bangfu/internal/assist"
)

// TestAMendedLicenceStandsForItsOldRow: a clerk who was told that a licence
// number is wrong sends the same person under the right one; the row that
// went back is not somebody else.
func TestAMendedLicenceStandsForItsOldRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, wrong, first string }{
		{"not in the register", "140213109999", "退回 V104"},
		{"of another unit", "140221100077", "退回 V104 Q103"},
		{"a digit too many", "1402131000001", ""},
		{"another shop's", "", "退回 V106"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTown(t, 1)
			right, neighbour := b.customer("平城区", 0, "2026-07-03").temporary("2026-12-31"), b.customer("平城区", 1, "2026-07-03")
			if c.wrong == "" {
				c.wrong = neighbour["许可证号"]
			}
			b.register("2026-07-03", []cells{right, neighbour}, nil)
			b.send("平城区", "2026-07-03", assist.ApplicationForm, right.with("许可证号", c.wrong))
			b.run("2026-07-06 09:00")
			if got := b.outcome(c.wrong); c.first != "" && got != c.first+" Q307" && got != c.first {
				t.Fatalf("first: %s", got)
			}
			b.send("平城区", "2026-07-06", assist.ApplicationForm, right)
			for _, day := range []string{"2026-07-07 09:00", "2026-07-08 09:00"} { // judged again while it waits
				b.run(day)
				if got := b.outcome(right["许可证号"]); got != "待核 Q307" {
					t.Errorf("%s: %s", day, got)
				}
			}
			b.must(b.sound())
		})
	}
}

// TestSameApplicationIsNoSecondJoining: Q602 is for another 申请日期; a filed
// row that stands twice in a file is V501 and nothing else.
func TestSameApplicationIsNoSecondJoining(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	c := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{c}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, c)
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-07", assist.ApplicationForm, c, c)
	b.run("2026-07-07 09:00")
	if got := b.outcome(c["许可证号"]); got != "退回 V501" {
		t.Errorf("%s", got)
	}
	b.send("平城区", "2026-07-08", assist.ApplicationForm, c.on("2026-07-08"))
	b.run("2026-07-08 09:00")
	if got := b.outcome(c["许可证号"]); got != "待核 Q602" {
		t.Errorf("another day: %s", got)
	}
}

// TestAnAcceptedExitMaySendItselfAgain: a mended receipt is sent back whole, the
// exit that was accepted with it; another reason, or one who never was on the
// roll, is still told.
func TestAnAcceptedExitMaySendItselfAgain(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	leaver, bad := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	b.register("2026-07-03", []cells{leaver, bad}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, leaver)
	b.run("2026-07-06 09:00")
	exit := leaver.on("2026-07-07").with("业务类型", "退出", "退出原因", "歇业搬迁")
	b.send("平城区", "2026-07-07", assist.ApplicationForm, exit, bad.with("家庭人口", "三"))
	b.run("2026-07-07 09:00")
	b.send("平城区", "2026-07-08", assist.ApplicationForm, exit, bad)
	b.run("2026-07-08 09:00")
	if got := b.outcome(leaver["许可证号"]) + " " + b.outcome(bad["许可证号"]); got != "备案 备案" {
		t.Errorf("sent again: %s", got)
	}
	b.send("平城区", "2026-07-09", assist.ApplicationForm, exit.with("退出原因", "另有原因"))
	b.run("2026-07-09 09:00")
	if got := b.outcome(leaver["许可证号"]); got != "退回 V601" {
		t.Errorf("another story: %s", got)
	}
	b.must(b.sound())
}

// TestARefusedCopyDoesNotUndoTheMending: the mended row counts also where a file
// that is refused brings the same person after it.
func TestARefusedCopyDoesNotUndoTheMending(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	right := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{right}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, right.with("许可证号", "140213109999"))
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-06", assist.ApplicationForm, right)
	b.drop("平城区", "放错.xlsx", b.book("云冈区", "2026-07-07", map[assist.Form][]cells{assist.ApplicationForm: {right}}))
	b.run("2026-07-07 09:00")
	h := b.fold()
	for a := range h.Rows().All() {
		if a.Receipt == "HZ-140213-20260707-001" && outcomeWords(a.Verdict) != "备案" {
			t.Errorf("%s: %s", a.Receipt, outcomeWords(a.Verdict))
		}
	}
}
