package batch

import (
	"strings"
	"testing"
)

// TestTheCityIsToldWhatIsNotUsed: a register or plan that was read and does not
// count says so on its own receipt, not only in the run that met it.
func TestTheCityIsToldWhatIsNotUsed(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	c := b.customer("平城区", 0, "2026-07-03")
	told := func(res Result) string {
		var list []string
		for _, f := range res.Files {
			for _, g := range f.Findings {
				list = append(list, g.Code+" "+g.Message)
			}
		}
		return strings.Join(list, "；")
	}
	b.register("2026-07-03", []cells{c}, nil)
	b.offers("2026-07-03", "2026-W29", 20)
	if got := told(b.run("2026-07-06 09:00")); got != "" {
		t.Errorf("used: %s", got)
	}
	for _, step := range []struct {
		name string
		send func()
		at   string
		want string
	}{
		{"an older register", func() { b.register("2026-07-01", []cells{c}, nil) }, "2026-07-06 10:00", "C201 日期 2026-07-01 早于现用的登记（2026-07-03），没有采用"},
		{"two plans of a day", func() { b.offers("2026-07-07", "2026-W29", 30); b.offers("2026-07-07", "2026-W29", 40) }, "2026-07-07 09:00",
			"C104 同一日期收到了几份 2026-W29 的货源计划，都没有采用；C104 同一日期收到了几份 2026-W29 的货源计划，都没有采用"},
		{"a plan after the freeze", func() { b.offers("2026-07-10", "2026-W29", 50) }, "2026-07-10 09:00", "C104 2026-W29 的供货表已定稿，这份计划没有采用"},
	} {
		if step.name == "a plan after the freeze" {
			b.run("2026-07-09 18:30")
		}
		step.send()
		if got := told(b.run(step.at)); got != step.want {
			t.Errorf("%s: %s", step.name, got)
		}
	}
}
