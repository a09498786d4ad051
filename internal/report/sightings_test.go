package report

import (
	"testing"

	"bangfu/internal/assist"
)

// A file of which no sheet was taken is told like one refused whole; one good sheet is
// enough to be taken.
func TestAFileWithoutAGoodSheetIsNotTaken(t *testing.T) {
	lacking := assist.Finding{Code: "S007", Level: assist.LevelFile, Sheet: "申请表", Message: "缺少必需的列“身份证号”", Fix: "请补上这一列", Lacks: "身份证号"}
	other := lacking
	other.Message, other.Lacks = "缺少必需的列“经营地址”", "经营地址"
	bad, good := assist.Table{Form: assist.ApplicationForm, Sheet: "申请表", Refused: true}, assist.Table{Form: assist.VisitForm, Sheet: "走访台账", Read: 3}
	empty := assist.Table{Form: assist.VisitForm, Sheet: "走访台账", Read: 2, Blank: 2}
	for name, c := range map[string]struct {
		taken assist.Taken
		want  Fate
	}{
		"no sheet":          {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad}}, Fate{"已收，无法受理", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"two columns":       {assist.Taken{Findings: []assist.Finding{lacking, other}, Tables: []assist.Table{bad}}, Fate{"已收，无法受理", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”、“经营地址”", "请补上这一列"}},
		"two reasons":       {assist.Taken{Refused: true, Findings: []assist.Finding{{Code: "S009", Level: assist.LevelFile, Message: "单位不一致", Fix: "请核对"}, {Code: "S010", Level: assist.LevelFile, Message: "没有数据行", Fix: "请填入"}}}, Fate{"已收，无法受理", "单位不一致；没有数据行", "请核对；请填入"}},
		"one of two":        {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad, good}}, Fate{"已收", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"beside it nothing": {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad, empty}}, Fate{"已收，无法受理", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"a good one":        {assist.Taken{Tables: []assist.Table{good}}, Fate{"已收", "", "请查看回执"}},
		"empty report":      {assist.Taken{}, Fate{"已收", "", "请查看回执"}},
		"whole":             {assist.Taken{Refused: true, Findings: []assist.Finding{{Code: "S001", Level: assist.LevelFile, Message: "打不开", Fix: "请另存"}}}, Fate{"已收，无法受理", "打不开", "请另存"}},
	} {
		if got := FateOf(c.taken, false); got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Of a plan whose doubt has ended nobody is asked to send anything again.
func TestAPlanWhoseDoubtHasEndedAsksForNothing(t *testing.T) {
	lacking := assist.Finding{Code: "C105", Level: assist.LevelCity, Sheet: "货源计划", Cell: "F4", Turn: assist.TurnCity, Message: "缺少 5 个档位列", Fix: "请补上缺少的档位列后重新放入市局收件箱；到截单时间不定稿"}
	week := assist.Week{Year: 2026, Number: 50}
	plan := func(s assist.Settled) assist.Taken {
		s.Kind, s.Week, s.At = assist.PlanDoubt, week, day("2026-12-04").Time()
		return assist.Taken{Receipt: "HZ-1", Unit: assist.City, Tables: []assist.Table{{Form: assist.PlanForm, Sheet: "货源计划", Read: 3}}, Findings: []assist.Finding{lacking}, Settled: []assist.Settled{s}}
	}
	for what, c := range map[string]struct {
		taken assist.Taken
		next  string
	}{
		"confirmed": {plan(assist.Settled{How: assist.Confirm, By: "HZ-2"}), "市局已确认按其余各行采用，不用再改"},
		"frozen":    {plan(assist.Settled{Frozen: true, What: "第 5 行（C101）"}), "该周已定稿，改了也不再起作用；下一周的计划请按此改正"},
	} {
		if got := FateOf(c.taken, false); got.State != StateTaken || got.Next != c.next {
			t.Errorf("%s: %+v", what, got)
		}
		for _, x := range ReplyOf(assist.Facts{}, c.taken).findings() {
			if x.Fix != c.next || x.Turn != "" {
				t.Errorf("%s: the receipt asks %s %s", what, x.Turn, x.Fix)
			}
		}
	}
	if open := plan(assist.Settled{}); FateOf(assist.Taken{Tables: open.Tables, Findings: open.Findings}, false).Next != lacking.Fix {
		t.Error("an open one does not say what to do")
	}
}
