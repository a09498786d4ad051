package report

import (
	"slices"
	"testing"

	"bangfu/internal/assist"
)

// What was not judged is told with its reason and rows, also when it is no rule but the
// rest of a row: of a 退出, or of a row that is nobody's.
func TestTheRestOfARowIsToldToo(t *testing.T) {
	p := place("HZ-140213-20261124-001", 9)
	got := uncheckedLines([]unjudged{
		{Unchecked: assist.Unchecked{Code: "其余", Why: "补填后核对这一行的其余各列"}, Place: p},
		{Unchecked: assist.Unchecked{Code: "V203", Why: "日期改正后核对"}, Place: p},
	})
	want := [][2]string{{"1", "补填后核对这一行的其余各列：申请表第9行。"}, {"2", "日期改正后核对：申请表第9行。没有核对的：" + assist.RuleOf("V203").Short + "。"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
