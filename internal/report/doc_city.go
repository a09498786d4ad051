package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// WeeklyCity is 帮扶工作周报 of the city.
func WeeklyCity(f assist.Facts) paper.Doc {
	return printed(f, "卷烟零售弱势客户帮扶工作周报 "+f.Period.String(), assist.City, paper.Official,
		paper.Title{Text: "卷烟零售弱势客户帮扶工作周报", Sub: span(f.Period)})
}
