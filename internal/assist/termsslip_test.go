package assist_test

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// Cells of one column with one fault are told in one sentence, and each for itself where
// the fault or what holds differs; whom nothing concerns is not counted.
func TestSlipsAlikeAreToldTogether(t *testing.T) {
	lost := func(cell, unit string) assist.TermsSlip {
		return assist.TermsSlip{Table: "低保标准", Where: cell + " 县区", About: unit + " 2025-01-01", Value: unit, What: "不是县区表里的单位", Else: "其他行照旧", Units: []string{unit}}
	}
	empty := func(cell, unit, stands string) assist.TermsSlip {
		return assist.TermsSlip{Table: "低保标准", Where: cell + " 城市标准(元/月)", About: unit + " 2025-01-01", What: "没有填", Stands: stands, Units: []string{unit}}
	}
	cap := assist.TermsSlip{Table: "帮扶标准", Where: "C33 值", About: "单规格加量上限 2026-11-02", Value: "十条", What: "无法采用", Else: "仍按 2013-08-01 起的 10", Everybody: true}
	gone := assist.TermsSlip{Where: "政策参数.xlsx", What: "不见了", Stands: "存档中 2026-07-09 的那一份", Everybody: true, Next: "请从备份放回该文件"}
	on := map[string]int{"平城区": 40, "新荣区": 3}
	got := assist.SlipWords([]assist.TermsSlip{lost("A4", "云冈区"), cap, lost("A5", "开发区"), lost("A7", "新荣区"), empty("C2", "平城区", "2026-11-16 的 630"), empty("C7", "新荣区", "2026-11-16 的 610"), gone},
		func(s assist.TermsSlip) int {
			n := 0
			for unit, k := range on {
				if s.Everybody || strings.Contains(strings.Join(s.Units, " "), unit) {
					n += k
				}
			}
			return n
		})
	want := []string{
		"参数表“低保标准”A4、A5、A7的县区（云冈区、开发区、新荣区）不是县区表里的单位，没有采用，其他行照旧，涉及在册 3 户（云冈区、开发区、新荣区）；请在 参数/政策参数.xlsx 里改正",
		"参数表“帮扶标准”C33的值（单规格加量上限，2026-11-02 起）“十条”无法采用，仍按 2013-08-01 起的 10，涉及在册 43 户；请在 参数/政策参数.xlsx 里改正",
		"参数表“低保标准”C2的城市标准(元/月)（平城区，2025-01-01 起）没有填：沿用 2026-11-16 的 630，涉及在册 40 户（平城区）；请在 参数/政策参数.xlsx 里改正",
		"参数表“低保标准”C7的城市标准(元/月)（新荣区，2025-01-01 起）没有填：沿用 2026-11-16 的 610，涉及在册 3 户（新荣区）；请在 参数/政策参数.xlsx 里改正",
		"参数文件 参数/政策参数.xlsx 不见了：沿用存档中 2026-07-09 的那一份，涉及在册 43 户；请从备份放回该文件",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("told\n%s\nwant\n%s", a, b)
	}
	for about, in := range map[string]string{"云冈区 2025-01-01": "（2025-01-01 起）", "云冈区": "", "云冈区二 2025-01-01": "（云冈区二，2025-01-01 起）", "平城区 云冈区": "（平城区）"} {
		one := lost("A4", "云冈区")
		one.About = about
		if got, want := assist.SlipWords([]assist.TermsSlip{one}, func(assist.TermsSlip) int { return 0 })[0], "参数表“低保标准”A4的县区"+in+"“云冈区”不是县区表里的单位，没有采用，其他行照旧；请在 参数/政策参数.xlsx 里改正"; got != want {
			t.Errorf("told %s, want %s", got, want)
		}
	}
	none := assist.SlipWords([]assist.TermsSlip{lost("A4", "云冈区"), lost("A9", "天镇县")}, func(assist.TermsSlip) int { return 0 })
	if want := "参数表“低保标准”A4、A9的县区（云冈区、天镇县）不是县区表里的单位，没有采用，其他行照旧；请在 参数/政策参数.xlsx 里改正"; len(none) != 1 || none[0] != want {
		t.Errorf("told %q, want %s", none, want)
	}
}
