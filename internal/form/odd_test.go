package form

import (
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// The labels of totals, and what each adds up.
func TestTotalWords(t *testing.T) {
	for text, want := range map[string]string{
		"合计": "合计", "合 计：": "合计", "总计": "总计", "小计": "小计", "本页小计": "小计", "共计": "合计", "累计": "合计", "总和": "合计",
		"汇总": "合计", "140221100001 汇总": "小计", "好又多便利店 汇总": "小计", "汇总门市部": "", "样店": "", "合计数据服务有限公司门市部": "",
	} {
		if got := totalWord(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// An order date with a time of day is that day; any other date with one is not.
func TestTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-02 08:30:15": "2026-11-02", "2026/11/2 8:05": "2026-11-02", "2026-11-02T23:59:59.5": "2026-11-02", "2026年11月2日 08:30": "2026-11-02",
		"2026-11-02 24:30": "", "08:30": "", "2026-11-02 8点": "",
	} {
		for _, timed := range []bool{true, false} {
			r := readDay(&Column{Timed: timed}, sheet.Cell{Kind: sheet.Text, Text: text}, assist.Catalogue{})
			got := ""
			if r.fault == 0 {
				got = r.day.String()
			}
			if !timed && got != "" || timed && got != want {
				t.Errorf("%q, timed %v: %q, want %q", text, timed, got, want)
			}
		}
	}
}
