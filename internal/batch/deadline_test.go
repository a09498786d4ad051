package batch

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestAPassedDeadlineIsToldOnPaper: a run after the hour by which a unit must report,
// or the plan must lie there, writes the week's papers again, though nothing came; and
// the next one has nothing more to write.
func TestAPassedDeadlineIsToldOnPaper(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	b.terms.Units[0].Deadline = time.Tuesday
	b.rule()
	b.run("2026-07-06 09:00") // W28, the plan of W29 is due on Thursday
	report := b.Place.Outbox("平城区")
	for _, c := range []struct {
		at, says string
		anew     bool
	}{
		{"2026-07-07 09:00", "本周未报送，报送截止7月7日18:00，已过截止", false},
		{"2026-07-07 18:30", "本周未报送，报送截止7月7日18:00，已过截止", true},
		{"2026-07-07 19:00", "7月9日18:00截止，已过", false},
		{"2026-07-09 18:30", "7月9日18:00截止，已过", true},
		{"2026-07-09 19:00", "截止", false},
	} {
		before := b.seq()
		res := b.run(c.at)
		if got := len(res.Outputs) > 0; got != c.anew || b.seq() > before != c.anew {
			t.Errorf("%s: entries %d to %d, wrote %v; want anew %v", c.at, before, b.seq(), res.Outputs, c.anew)
		}
		if said := strings.Join(res.Faults, "\n"); c.at > "2026-07-09 18" && (!strings.Contains(said, "尽快") || strings.Contains(said, "2026-07-09 18:00 前")) {
			t.Errorf("%s: the operator reads %s", c.at, said)
		}
		found := b.mentions(c.says, report, b.Place.Outbox("市局"))
		if got := slices.ContainsFunc(found, func(p string) bool { return strings.Contains(p, "周报") }); c.anew && !got {
			t.Errorf("%s: no 周报 says %q: %v", c.at, c.says, found)
		}
	}
}
