package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// RollDocument is 备案名单 for print, masked.
func RollDocument(f assist.Facts) paper.Doc {
	return printed(f, "卷烟零售弱势客户帮扶备案名单 "+f.Week.String(), assist.City, paper.List,
		paper.Title{Text: "卷烟零售弱势客户帮扶备案名单", Sub: f.Week.String()})
}
