package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bangfu/internal/assist"
)

// story draws the lines of an application of some class, of what was on file by
// its 申请日期, and of the city's 确认 by the first day on which it may be judged.
func story(t *rapid.T, first assist.Date) []string {
	pick := func(name string, values ...string) string { return rapid.SampledFrom(values).Draw(t, name) }
	lines := []string{
		"许可证有效期止: 2031-12-31", // Q105 and V308 ask about the term, which begins when it is filed
		"户籍类别: " + pick("household", "城镇", "农村"), "家庭年收入: " + pick("income", "18000", "22679.99", "22680", "30000", "60000"),
		"家庭人口: " + pick("people", "1", "3", "5"), "低保证有效期止: " + pick("certificate", "2026-11-09", "2026-11-10", "2027-01-31", "空"),
		"证明材料: " + pick("proof", "低保证、户口簿", "户口簿", "民政证明、照片"),
	}
	switch pick("class", "低保", "残疾", "临时困难") {
	case "残疾":
		lines = append(lines, "困难类别: 残疾", "卷烟年毛利: "+pick("margin", "空", "9000", "12000", "40000"), "残疾人姓名: 甄样本", "与经营者关系: 本人", "残疾人证号: 14022119700101001243")
	case "临时困难":
		lines = append(lines, "困难类别: 临时困难", "困难说明: 店内失火", "帮扶起始日: 2026-11-10", "帮扶截止日: "+pick("end", "2027-03-31", "2027-05-10", "2027-06-30"))
	}
	lines = append(lines, "无销售：140225100001")
	for range rapid.IntRange(0, 6).Draw(t, "months") {
		day := assist.Day(2026, 11, 5).AddMonths(-rapid.IntRange(1, 14).Draw(t, "back"))
		lines = append(lines, fmt.Sprintf("销售：140225100001 %s 6901028075015 %d", day, rapid.SampledFrom([]int{1, 10, 14, 200}).Draw(t, "cartons")))
	}
	if rapid.Bool().Draw(t, "confirmed") {
		lines = append(lines, "市局：140225100001 确认 "+(first-assist.Date(rapid.IntRange(0, 10).Draw(t, "ago"))).String())
	}
	return lines
}

// meanwhile is what may come after the first judgement and is none of the
// application's facts: later sales, limits of a later day, later confirmations of
// nothing.
func meanwhile(t *rapid.T, from, to assist.Date) []string {
	var lines []string
	for range rapid.IntRange(0, 4).Draw(t, "later sales") {
		day := from + assist.Date(rapid.IntRange(1, int(to-from)).Draw(t, "sold"))
		lines = append(lines, fmt.Sprintf("销售：140225100001 %s 6901028075015 %d", day, rapid.SampledFrom([]int{1, 300}).Draw(t, "later cartons")))
	}
	return lines
}

// verdictOf is what is told of a story on a day, but for notes and advice.
func verdictOf(t *testing.T, day assist.Date, lines []string) string {
	text, _ := perform(t, example{lines: append([]string{"今天：" + day.String()}, lines...)})
	told := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(told, func(l string) bool { return strings.HasPrefix(l, "  N") || strings.HasPrefix(l, "    ") }), "\n")
}

// The verdict on an application depends on the facts up to its date, not on when
// it is judged (Margin, Terms).
func TestTheDayOfJudgingChangesNoVerdict(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		first := assist.Day(2026, 11, 14) + assist.Date(rapid.IntRange(0, 20).Draw(rt, "first"))
		later := first + assist.Date(rapid.IntRange(1, 300).Draw(rt, "later"))
		lines := story(rt, first)
		limit := fmt.Sprintf("帮扶标准：残疾类毛利占比下限 %s 0.9", first+1)
		a := verdictOf(t, first, append(slices.Clone(lines), limit))
		b := verdictOf(t, later, append(append(slices.Clone(lines), limit), meanwhile(rt, first, later)...))
		if a != b {
			rt.Errorf("judged on %s:\n%s\njudged on %s:\n%s\n%s", first, a, later, b, strings.Join(lines, "\n"))
		}
	})
}
