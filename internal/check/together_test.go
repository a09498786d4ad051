package check

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
)

// TestOneCellOneFinding: a clash and the V a cell has already are told
// together, under the code that only a changed row settles.
func TestOneCellOneFinding(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "备注: 一", "备注: 二")}}
	s.Register = assist.Register{Receipt: "HZ-SJ-1", Day: day("2026-11-20"), Licences: assist.RegisterRows{}}
	v := Judge(s, testTerms())
	expect(t, "twice, and not registered", v, "退回 V501", "退回 V501")
	want := "许可证号与本表第 6 行重复；另外，许可证登记（2026-11-20）中没有此许可证号"
	if got := v.Applications[0].Open().Verdict.Findings[0].Message; got != want {
		t.Errorf("got %s", got)
	}
}

// TestTwoPhonesOfOneCell: each number of a cell is compared, and one finding
// names everybody.
func TestTwoPhonesOfOneCell(t *testing.T) {
	third := "许可证号: 140225100003\n身份证号: 14020219621103123X\n联系电话: 13512340003\n经营地址: 永安镇槐树街3号"
	first := "联系电话: 13512340001/13512340003"
	v := Judge(Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", first, second, third)}}, testTerms())
	expect(t, "phones", v, "待核 Q504", "待核 Q504", "待核 Q504")
	want := "联系电话与 140225100002（浑源县 回执 HZ-1 申请表 第 6 行）、140225100003（浑源县 回执 HZ-1 申请表 第 7 行）相同"
	if got := v.Applications[0].Open().Verdict.Findings[0].Message; got != want {
		t.Errorf("got %s", got)
	}
}

// TestLongWaitIsTold: in its last days a row that waits says until when.
func TestLongWaitIsTold(t *testing.T) {
	s := Set{Today: day("2026-11-24"), Files: []*assist.Submission{filed("HZ-1", "浑源县", "许可证有效期止: 2027-06-30")}}
	v := Judge(s, testTerms())
	for _, c := range []struct{ today, outcome, fix string }{
		{"2027-04-22", "待核 Q105", ""},
		{"2027-04-23", "待核 Q105", "（已久等：2027-05-23 前没有答复将退回）"},
		{"2027-05-22", "待核 Q105", "（已久等：2027-05-23 前没有答复将退回）"},
		{"2027-05-23", "退回 V607 Q105", ""},
	} {
		s.Files, s.Held, s.Today = nil, slices.Collect(v.Applications.All()), day(c.today)
		j := Judge(s, testTerms()).Applications[0].Open().Verdict
		want := assist.RuleOf("Q105").Fix + c.fix
		var got string
		for _, f := range j.Findings {
			if f.Code == "Q105" {
				got = f.Fix
			}
		}
		if told(j) != c.outcome || got != want {
			t.Errorf("%s: %s, %s", c.today, told(j), got)
		}
	}
}
