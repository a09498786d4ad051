package form

import (
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Labels above the header row.
const (
	labelUnit = string(column.ReportedBy)
	labelDate = string(column.ReportedOn)
)

// ends cut a label's value off when more follows in the same cell.
var ends = []string{labelUnit, labelDate, "单位:", "金额单位", "制表人", "填报人", "填表人", "联系人", string(column.Phone), "电话", "负责人", "审核人", string(column.By), "本期无新增"}

// declared reads 填报单位 and 填报日期 from above the headers, the first sheet first.
func (d *decoder) declared(list []*tab, found []*layout) {
	for _, l := range found {
		for _, t := range list {
			if t.index == l.sheet {
				d.declaredOn(t, l.first)
			}
		}
	}
}

// declaredOn reads the labels from one sheet, as far as they are still unknown. Another
// 填报单位 than the first is told.
func (d *decoder) declaredOn(t *tab, header int) {
	switch c, text := labelled(t.rows, header, labelUnit); {
	case text == "":
	case d.sub.Declared.Addr == "":
		d.sub.Declared, d.sub.DeclaredSheet = assist.Cell{Addr: c, Text: text}, t.name
	case text != d.sub.Declared.Text:
		d.sub.Faults = append(d.sub.Faults, sheet.Fault{Kind: sheet.UnitAgain, Sheet: t.name, Header: column.ReportedBy, Cell: c, Value: text})
	}
	if d.sub.ReportedText.Addr != "" {
		return
	}
	c, text := labelled(t.rows, header, labelDate)
	if !strings.ContainsAny(text, "0123456789") { // 年　月　日 that nobody filled in
		return
	}
	d.sub.ReportedText = assist.Cell{Addr: c, Text: text}
	kind := sheet.NotDate
	if day, ok := parseDay(compact(cutZeroTime(text))); ok {
		if d.Today == 0 || day <= d.Today {
			d.sub.Reported, d.sub.Saved = day, false
			return
		}
		kind = sheet.FutureDate
	}
	d.sub.Faults = append(d.sub.Faults, sheet.Fault{Kind: kind, Sheet: t.name, Header: column.ReportedOn, Cell: c, Value: text})
}

// labelled is the value of a label above the header: behind it in the same
// cell, else in the next cell that has one.
func labelled(rows []sheet.Row, header int, label string) (addr, text string) {
	for _, r := range rows {
		if r.Number >= header {
			break
		}
		for i, c := range r.Cells {
			_, rest, ok := strings.Cut(compact(c.Text), label)
			if !ok {
				continue
			}
			if text := cutLabel(rest); text != "" {
				return sheet.Address(c.Col, r.Number), text
			}
			if hasLabel(rest) || i+1 == len(r.Cells) {
				continue
			}
			next := r.Cells[i+1]
			if next.Kind == sheet.Picture { // a seal
				continue
			}
			if text := seals.Replace(trim(next.Text)); text != "" && !hasLabel(compact(text)) {
				return sheet.Address(next.Col, r.Number), text
			}
		}
	}
	return "", ""
}

// hasLabel reports a text in which a label begins.
func hasLabel(s string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.Contains(s, e) })
}

// seals are words about the paper that stand beside 填报单位.
var seals = strings.NewReplacer("(盖章)", "", "(公章)", "", "(签章)", "", "(章)", "", "盖章", "")

// cutLabel takes the value out of what follows a label.
func cutLabel(s string) string {
	for _, e := range ends {
		s, _, _ = strings.Cut(s, e)
	}
	return strings.Trim(seals.Replace(s), ":_*、,;-")
}
