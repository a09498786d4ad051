package check_test

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/check"
)

// Of what nobody can put into an order nothing is used; files of another date or week do not compete.
func TestUndecided(t *testing.T) {
	monday, tuesday := assist.Day(2026, 11, 23), assist.Day(2026, 11, 24)
	w49, w50 := assist.Week{Year: 2026, Number: 49}, assist.Week{Year: 2026, Number: 50}
	register := func(receipt string, on assist.Date) *assist.Submission {
		return &assist.Submission{Receipt: receipt, Reported: on, Register: []assist.RegisterRow{{}}}
	}
	plan := func(receipt string, weeks ...assist.Week) *assist.Submission {
		sub := &assist.Submission{Receipt: receipt, Reported: monday}
		for _, w := range weeks {
			sub.Plan = append(sub.Plan, assist.PlanRow{Week: w}, assist.PlanRow{Week: w})
		}
		return sub
	}
	refused := register("r4", monday)
	refused.Tables = []assist.Table{{Form: assist.RegisterForm, Refused: true}}
	for _, c := range []struct {
		what  string
		files []*assist.Submission
		out   string
	}{
		{"one of each", []*assist.Submission{register("r1", monday), plan("p1", w49)}, ""},
		{"two days", []*assist.Submission{register("r1", monday), register("r2", tuesday)}, ""},
		{"two weeks", []*assist.Submission{plan("p1", w49), plan("p2", w50)}, ""},
		{"one is refused", []*assist.Submission{register("r1", monday), refused}, ""},
		{"two plans of a week, and two registers", []*assist.Submission{plan("p1", w50, w49), register("r1", monday), plan("p2", w49), register("r2", monday)}, "p1 r1 p2 r2"},
	} {
		undecided := check.Undecided(c.files)
		var out []string
		for _, f := range c.files {
			if undecided[f] {
				out = append(out, f.Receipt)
			}
		}
		if got := strings.Join(out, " "); got != c.out {
			t.Errorf("%s: out %q", c.what, got)
		}
	}
}

// A newer register that says the same is no news; one that says something else is.
func TestSameFinding(t *testing.T) {
	found := func(day, word string) assist.Finding {
		return assist.Finding{Code: "V104", Cell: "C5", Message: fmt.Sprintf("许可证登记（%s）中此证状态为“%s”，不是有效", day, word)}
	}
	shared := func(words, of string) assist.Finding {
		return assist.Finding{Code: "Q504", Cell: "G5", Message: "联系电话与 " + words + "相同", Compared: of}
	}
	for _, c := range []struct {
		a, b assist.Finding
		same bool
	}{
		{shared("140221100001（阳高县 回执 HZ-140221-20261123-001 申请表 第 4 行）", "x"), shared("阳高县在册客户 140221100001（大烟弱备〔2026〕0001号）", "x"), true},
		{shared("140221100001（阳高县 回执 HZ-140221-20261123-001 申请表 第 4 行）、140221100002（本表第 6 行）", "x"), shared("阳高县在册客户 140221100001（大烟弱备〔2026〕0001号）、140221100003（本表第 6 行）", "x"), false},
		{shared("140221100001（本表第 4 行）", "x"), shared("140221100001（本表第 4 行）", "y"), false},
		{found("2026-11-20", "注销"), found("2026-11-27", "注销"), true},
		{found("2026-11-20", "注销"), found("2026-11-20", "吊销"), false},
	} {
		if check.SameFinding(c.a, c.b) != c.same {
			t.Errorf("%s / %s: want %v", c.a.Message, c.b.Message, c.same)
		}
	}
}
