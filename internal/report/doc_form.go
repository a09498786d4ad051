package report

import (
	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// FormDocument is the paper form of one application, masked unless full.
func FormDocument(f assist.Facts, a assist.JudgedApplication, full bool) paper.Doc {
	return printed(f, "弱势客户申请表 "+a.Licence, a.Unit, paper.Card, paper.Title{Text: "卷烟零售弱势客户帮扶申请表", Sub: a.Unit})
}
