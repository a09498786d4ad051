package results

import (
	"time"

	"bangfu/internal/assist"
)

// Period is a year or a quarter that is reported on, both days included.
type Period struct {
	Text     string // 2026 or 2026Q4
	From, To assist.Date
}

// ParsePeriod reads 2026 or 2026Q4; ok is false for any other form.
func ParsePeriod(text string) (p Period, ok bool) {
	year, quarter, months := text, time.Month(1), 12
	if len(text) == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4' {
		year, quarter, months = text[:4], time.Month(text[5]-'1')*3+1, 3
	}
	first, ok := assist.ParseDate(year + "-01-01")
	if len(year) != 4 || !ok {
		return Period{}, false
	}
	from := assist.Day(first.Year(), quarter, 1)
	return Period{text, from, from.AddMonths(months) - 1}, true
}

// Title is the period as a heading says it: 2026年度, 2026年第4季度.
func (p Period) Title() string {
	if len(p.Text) == 6 {
		return p.Text[:4] + "年第" + p.Text[5:] + "季度"
	}
	return p.Text + "年度"
}
