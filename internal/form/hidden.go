package form

import (
	"strings"

	"bangfu/internal/sheet"
)

// hidden notes hidden rows, columns or the hidden sheet that were read.
func (d *decoder) hidden(t *tab) {
	f := sheet.Fault{Kind: sheet.HiddenRead, Sheet: t.name}
	e := d.src.Extent(t.index)
	switch {
	case d.src.Sheets[t.index].Hidden && !d.hasRows(t.name):
		return // nothing was read of it, as of a signal of 监督清单 that nobody gave
	case d.src.Sheets[t.index].Hidden:
		f.Read = "整张工作表是隐藏的"
	case e.HiddenRows.Count > 0 && e.HiddenCols.Count > 0:
		f.Read = hiddenRows(e.HiddenRows) + "和 " + hiddenColumns(e.HiddenCols) + "是隐藏的"
	case e.HiddenRows.Count > 0:
		f.Read = hiddenRows(e.HiddenRows) + "是隐藏的"
	case e.HiddenCols.Count > 0:
		f.Read = hiddenColumns(e.HiddenCols) + "是隐藏的"
	default:
		return
	}
	d.sub.Faults = append(d.sub.Faults, f)
}

// hiddenRows and hiddenColumns name what is hidden, at most a few stretches of it.
func hiddenRows(s sheet.Spans) string {
	return stretches(s, "第 ", " 行", itoa)
}

func hiddenColumns(s sheet.Spans) string {
	return stretches(s, "", " 列", sheet.Column)
}

func stretches(s sheet.Spans, before, after string, name func(int) string) string {
	const named = 5
	var list []string
	for _, x := range s.First[:min(len(s.First), named)] {
		if text := name(x[0]); x[1] > x[0] {
			list = append(list, text+"–"+name(x[1]))
		} else {
			list = append(list, text)
		}
	}
	text := before + strings.Join(list, "、") + after
	if len(s.First) > named {
		text = before + strings.Join(list, "、") + " 等 " + itoa(s.Count) + after
	}
	return text
}
