package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// WeeklyUnit is 帮扶工作周报 of one unit: its own facts and nobody else's.
func WeeklyUnit(f assist.Facts, unit string) paper.Doc {
	return printed(f, unit+"卷烟零售弱势客户帮扶工作周报 "+f.Period.String(), unit, paper.Official,
		paper.Title{Text: unit + "帮扶工作周报", Sub: span(f.Period)})
}
