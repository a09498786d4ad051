package history_test

import (
	"fmt"
	"slices"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/history"
)

// TestWhatIsInForceInsteadOfAnEarlierFile: a register, a plan, an application, a
// decision and a wish each give way to the later file; what is in force gives way to none.
func TestWhatIsInForceInsteadOfAnEarlierFile(t *testing.T) {
	const licence = "140200000001"
	b := &book{t: t}
	b.enter(history.KindRun, "", history.Run{Period: weekAt(48)}, nil)
	place := func(receipt string) assist.Place { return assist.Place{Receipt: receipt, Sheet: "申请表", Row: 5} }
	for _, n := range []string{"HZ-A-20261126-001", "HZ-A-20261126-002"} {
		b.enter(history.KindFile, "", history.File{Receipt: n, Unit: "平城区", SHA: n, Kind: assist.KindApplication}, history.FilePerson{})
		b.enter(history.KindApplication, licence, place(n), assist.Application{Row: assist.Row{Unit: "平城区", Place: place(n)}})
	}
	for _, n := range []string{"HZ-SJ-20261126-001", "HZ-SJ-20261126-002"} {
		b.enter(history.KindFile, "", history.File{Receipt: n, Unit: assist.City, SHA: n, Kind: assist.KindRegister}, history.FilePerson{})
		b.enter(history.KindRegister, "", history.Register{Receipt: n, SHA: n, Day: assist.Day(2026, 11, 26)}, nil)
	}
	for _, n := range []string{"HZ-SJ-20261126-003", "HZ-SJ-20261126-004"} {
		b.enter(history.KindFile, "", history.File{Receipt: n, Unit: assist.City, SHA: n, Kind: assist.KindPlan}, history.FilePerson{})
		b.enter(history.KindPlan, "", assist.SupplyPlan{Week: weekAt(49), Receipt: n}, nil)
	}
	for i, action := range []assist.Action{assist.Suspend, assist.Resume, assist.Confirm} {
		n := fmt.Sprintf("HZ-SJ-20261126-%03d", 5+i)
		b.enter(history.KindFile, "", history.File{Receipt: n, Unit: assist.City, SHA: n, Kind: assist.KindAdjustment}, history.FilePerson{})
		b.enter(history.KindAdjustment, licence, place(n), assist.Adjustment{Row: assist.Row{Unit: assist.City, Place: place(n)}, Licence: licence, Action: action, From: assist.Day(2026, 11, 26)})
	}
	h := b.fold()
	for receipt, want := range map[string]string{
		"HZ-A-20261126-001": "HZ-A-20261126-002", "HZ-A-20261126-002": "",
		"HZ-SJ-20261126-001": "HZ-SJ-20261126-002", "HZ-SJ-20261126-002": "",
		"HZ-SJ-20261126-003": "HZ-SJ-20261126-004", "HZ-SJ-20261126-004": "",
		"HZ-SJ-20261126-005": "HZ-SJ-20261126-006", "HZ-SJ-20261126-006": "", "HZ-SJ-20261126-007": "",
	} {
		if got := h.Overtaken(receipt, nil, weekAt(48)); got != want {
			t.Errorf("in place of %s: %q, want %q", receipt, got, want)
		}
	}
	if got := h.Overtaken("HZ-SJ-20261126-003", nil, weekAt(50)); got != "" {
		t.Errorf("of a week that is over: %q", got)
	}
}

// TestFindingsOfOlderProgramsHaveTheirCase folds a paper of ours that was dropped back, and
// a row of 名单调整 of a licence that nobody has, as a program entered them that told
// both by their words alone.
func TestFindingsOfOlderProgramsHaveTheirCase(t *testing.T) {
	b := &book{t: t}
	b.enter(history.KindFile, "", history.File{Receipt: "HZ-1", Unit: "平城区", SHA: "x"}, history.FilePerson{Findings: []assist.Finding{
		{Code: "S006", Value: "供货表", Message: "这是本程序发给各单位的供货表，不是报表，没有要收的内容"},
		{Code: "S006", Message: "文件中没有任何一张规定的表"},
	}})
	place := assist.Place{Receipt: "HZ-1", Sheet: "名单调整", Row: 5}
	b.enter(history.KindJudged, "140213100001", history.Judged{Place: place, Form: assist.AdjustmentForm, Unit: assist.City, Outcome: assist.Returned}, history.JudgedPerson{Findings: []assist.Finding{
		{Code: "C301", Message: "许可证号不认识：既不在册，也没有待核的申请"}, {Code: "C301", Message: "动作“停”不认识，应为确认、暂停、恢复或退出"},
	}})
	h := b.fold()
	var got []assist.Case
	file, _ := h.File("HZ-1")
	for _, f := range file.Findings {
		got = append(got, f.Case)
	}
	for _, k := range h.Others() {
		for _, f := range k.Open().Findings {
			got = append(got, f.Case)
		}
	}
	if want := []assist.Case{"系统发出", "", "号码不认识", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
