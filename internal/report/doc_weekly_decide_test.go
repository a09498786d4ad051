package report

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// The report begins with what is to be decided, each once, and stays silent
// where there is nothing.
func TestWeeklyBeginsWithDecisions(t *testing.T) {
	f := someFacts()
	f.Doubts = []assist.Doubt{{Receipt: "HZ-SJ-20261125-002", Kind: assist.RegisterDoubt, What: "比上次少 44 户", Licences: []string{liDibao, wangBlind}, Since: day("2026-11-25")}}
	for i := range f.Rows {
		if f.Rows[i].Verdict.Outcome == assist.Held {
			f.Rows[i].Verdict.Since = day("2026-11-02")
		}
	}
	f.Signals = append(f.Signals, assist.Signal{Code: "A105", Unit: "平城区", Licence: liDibao})
	text := paper.Text(WeeklyCity(f))
	head, _, found := strings.Cut(text, "一、基本情况")
	if !found {
		t.Fatal(text)
	}
	for _, want := range []string{
		"有疑1件：许可证状态（HZ-SJ-20261125-002）涉及2户；请在待办_市局的“待确认”中填确认或作废（见五）。",
		"未报1个单位：开发区（11月25日18:00截止），请督促补报。",
		"等市局答复超过14天的1户，最早自2026年11月2日起",
		"货源不足1个规格，共少10条",
		"超期未走访1户：请县区尽快走访并报送走访台账。",
	} {
		if strings.Count(text, want) != 1 || !strings.Contains(head, want) {
			t.Errorf("not said once, before the first part: %s\n%s", want, head)
		}
	}
	unit := paper.Text(WeeklyUnit(f, "开发区"))
	if head, _, _ := strings.Cut(unit, "一、基本情况"); !strings.Contains(head, "本周未报送，报送截止11月25日18:00，已过截止：请尽快补报") {
		t.Errorf("a silent unit is not told so first:\n%s", head)
	}
}
