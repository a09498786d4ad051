package mark

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/ooxml"
)

// linkEdit is what happens to the links of a sheet: those to earlier 回执 sheets
// go, those from 结果 to the new one come.
type linkEdit struct {
	gone []string // names of the earlier 回执 sheets
	add  []string // the tags of ours
}

// mostLinks is how many links of ours a sheet gets; Excel takes 65,530.
const mostLinks = 20000

// linksFor are the links from 结果 back: from its header to the top of the 回执
// sheet, from a row to the row's first finding there.
func (w *workbook) linksFor(name string, e *sheetEdit) *linkEdit {
	l := &linkEdit{gone: w.oldNames}
	if e.result == 0 {
		return l
	}
	l.put(w.frontName, e.result, e.table.HeaderRow, "A1")
	for _, r := range e.table.Rows {
		if to := w.lines[sheet.Spot{Sheet: name, Cell: fmt.Sprint(r.Row)}]; to != "" && len(l.add) < mostLinks {
			l.put(w.frontName, e.result, r.Row, to)
		}
	}
	return l
}

func (l *linkEdit) put(front string, col, row int, to string) {
	l.add = append(l.add, fmt.Sprintf(`<hyperlink ref="%s" location="%s"/>`, sheet.Address(col, row), ooxml.AttrValue(ooxml.Quoted(front)+"!"+to)))
}

// apply changes a list of links and reports whether something is left of it.
func (l *linkEdit) apply(list *ooxml.Node) bool {
	list.Kids = slices.DeleteFunc(list.Kids, func(n *ooxml.Node) bool { return n.Name == "hyperlink" && l.ours(n.AttrText("location")) })
	for _, tag := range l.add {
		list.Add(list.Make(tag))
	}
	return len(list.All("hyperlink")) > 0
}

// ours reports a link to an earlier 回执 sheet.
func (l *linkEdit) ours(location string) bool {
	name, _, ok := strings.Cut(location, "!")
	name = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(name, "'"), "'"), "''", "'")
	return ok && slices.Contains(l.gone, name)
}

// linesOf are the places on the drawn 回执 sheet that lead to a row: by sheet
// and number of the row, the first of each.
func linesOf(page *ooxml.Node) map[sheet.Spot]string {
	out := map[sheet.Spot]string{}
	list := page.Child("hyperlinks")
	if list == nil {
		return out
	}
	for _, h := range list.All("hyperlink") {
		name, cell, _ := strings.Cut(h.AttrText("location"), "!")
		_, row, ok := sheet.ParseAddress(cell)
		at := sheet.Spot{Sheet: strings.ReplaceAll(strings.Trim(name, "'"), "''", "'"), Cell: fmt.Sprint(row)}
		if ok && out[at] == "" {
			out[at] = h.Attr("ref")
		}
	}
	return out
}
