package report

import (
	"testing"

	"bangfu/internal/assist"
)

// A file of which no sheet was taken is told like one refused whole; one good sheet is
// enough to be taken.
func TestAFileWithoutAGoodSheetIsNotTaken(t *testing.T) {
	lacking := assist.Finding{Code: "S007", Level: assist.LevelFile, Sheet: "申请表", Message: "缺少必需的列“身份证号”", Fix: "请补上这一列"}
	bad, good := assist.Table{Form: assist.ApplicationForm, Sheet: "申请表", Refused: true}, assist.Table{Form: assist.VisitForm, Sheet: "走访台账", Read: 3}
	empty := assist.Table{Form: assist.VisitForm, Sheet: "走访台账", Read: 2, Blank: 2}
	for name, c := range map[string]struct {
		taken assist.Taken
		want  Fate
	}{
		"no sheet":          {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad}}, Fate{"已收，无法受理", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"one of two":        {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad, good}}, Fate{"已收", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"beside it nothing": {assist.Taken{Findings: []assist.Finding{lacking}, Tables: []assist.Table{bad, empty}}, Fate{"已收，无法受理", "工作表“申请表”整张没有收下：缺少必需的列“身份证号”", "请补上这一列"}},
		"a good one":        {assist.Taken{Tables: []assist.Table{good}}, Fate{"已收", "", "请查看回执"}},
		"empty report":      {assist.Taken{}, Fate{"已收", "", "请查看回执"}},
		"whole":             {assist.Taken{Refused: true, Findings: []assist.Finding{{Code: "S001", Level: assist.LevelFile, Message: "打不开", Fix: "请另存"}}}, Fate{"已收，无法受理", "打不开", "请另存"}},
	} {
		if got := FateOf(c.taken); got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
