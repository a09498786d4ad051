package terms

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// slip notes a fault, what stands in its place, and whom it concerns.
func (k *keeper) slip(t assist.TermsTable, f sheet.Fault, stands string, units []string) {
	s := wrong(f)
	s.Table, s.Where, s.Stands, s.Units, s.Everybody = t.Name, where(f), stands, units, units == nil
	k.slips = append(k.slips, s)
}

// where is the cell and the header of a fault; "" of one of the whole sheet.
func where(f sheet.Fault) string {
	if f.Kind == sheet.MissingColumn || f.Kind == sheet.NoForm {
		return ""
	}
	return strings.TrimSpace(f.Cell + " " + string(f.Header))
}

// reason is why what stood before a fault stays: where in which workbook, and what is wrong.
func reason(t assist.TermsTable, f sheet.Fault) string {
	return strings.TrimSpace(assist.TermsWorkbook(t.Name)+" “"+t.Name+"”"+where(f)) + " " + wrong(f).Wrong()
}

// about is what a row speaks of, as its cells say.
func about(t assist.TermsTable, row assist.TermsRow) string {
	var parts []string
	for _, c := range t.Columns {
		if text := row.Cells[c.Header].Text; c.Key && text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

func (k *keeper) note(text string) {
	if !slices.Contains(k.notes, text) {
		k.notes = append(k.notes, text)
	}
}

// wrong is a slip with what is wrong with a cell, a row or a sheet.
func wrong(f sheet.Fault) assist.TermsSlip {
	s := assist.TermsSlip{Value: short(f.Value)}
	switch {
	case f.Kind == sheet.NoForm:
		s.Value, s.What = "", cmp.Or(f.Value, "没有这张工作表")
	case f.Kind == sheet.MissingColumn:
		s.Value, s.What = "", "缺少列“"+string(f.Header)+"”"
	case f.Kind == sheet.DoubleColumn:
		s.Value, s.What = "", "有两列都叫“"+short(f.Value)+"”"
	case f.Kind == sheet.TenThousand || f.Kind == sheet.OtherUnit:
		s.What = "的单位不对"
	case f.Kind == sheet.HeaderMoved:
		s.Value, s.What = "", "中间又有一行表头，列的次序不同"
	case f.Kind == sheet.Missing:
		s.Value, s.What = "", "没有填"
	case f.Kind == sheet.Repeated:
		s.What = "与 " + f.Read + " 重复"
	default:
		s.What = cmp.Or(f.Read, "无法采用")
	}
	return s
}

// short is a text as far as a line has room for it.
func short(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// said is a value that stands, with the day it was read.
func said(s assist.Said) string {
	if s.Text == "" {
		return ""
	}
	return s.On.String() + " 的 " + short(s.Text)
}

// stands are the rows that stand, with the day the latest of them was read: a
// few in full, of many how many.
func stands(t assist.TermsTable, list []assist.TermsEntry) string {
	if len(list) == 0 {
		return ""
	}
	var day assist.Date
	var words []string
	for _, e := range list {
		var parts []string
		for _, c := range t.Columns {
			if s := e[c.Header]; s.Text != "" && !c.Remark {
				day = max(day, s.On)
				parts = append(parts, short(s.Text))
			}
		}
		words = append(words, strings.Join(parts, " "))
	}
	if len(words) > 2 {
		words = []string{fmt.Sprintf("%s 等 %d 行", words[0], len(words))}
	}
	return day.String() + " 的 " + strings.Join(words, "；")
}

// unitsOf are the units that entries speak of; nil when they speak of everybody.
func unitsOf(list []assist.TermsEntry) []string {
	units := []string{}
	for _, e := range list {
		unit, there := e[column.Unit]
		if !there {
			return nil
		}
		if !slices.Contains(units, unit.Text) {
			units = append(units, unit.Text)
		}
	}
	return units
}
