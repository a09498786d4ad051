package terms

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// Slip is something in 参数 that cannot be used, and what stands in its place.
type Slip struct {
	Table  string
	Where  string   // B5 代码
	About  string   // what the row speaks of; "" when nobody can say
	What   string   // 没有填
	Stands string   // 2026-11-16 的 140212; "" when nothing was said before
	Else   string   // what holds where nothing was said before: 仍按 2013-08-01 起的 10
	Units  []string // whose customers it concerns; nil is everybody's
	Next   string   // what to do, when it is not to mend the cell
}

// workbook is the workbook that a table stands in.
func workbook(table string) string {
	if table == assist.ProductTable {
		return assist.CatalogueFile
	}
	return assist.PolicyFile
}

// Words tells the slip, with how many on the roll it concerns.
func (s Slip) Words(households int) string {
	whose := ""
	if len(s.Units) > 0 {
		whose = "（" + some(s.Units) + "）"
	}
	next := s.Next
	if next == "" {
		next = "请在 参数/" + workbook(s.Table) + " 里改正"
	}
	where := s.Where
	if s.About != "" {
		where += "（" + s.About + "）"
	}
	return fmt.Sprintf("参数表“%s”%s：%s，涉及在册 %d 户%s；%s", s.Table, strings.TrimSpace(where+" "+s.What), s.holds(), households, whose, next)
}

// holds is what holds in place of what cannot be used.
func (s Slip) holds() string {
	switch {
	case s.Stands != "":
		return "沿用 " + s.Stands
	case s.Else != "":
		return "没有采用，" + s.Else
	}
	return "没有采用，以前也没有可以沿用的值"
}

// some names at most three, and how many there are.
func some(list []string) string {
	if len(list) <= 3 {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s 等 %d 个", strings.Join(list[:3], "、"), len(list))
}

// slip notes a fault, what stands in its place, and whom it concerns.
func (k *keeper) slip(t assist.TermsTable, f sheet.Fault, stands string, units []string) {
	s := Slip{Table: t.Name, Where: strings.TrimSpace(f.Cell + " " + string(f.Header)), What: wrong(f), Stands: stands, Units: units}
	if f.Kind == sheet.MissingColumn || f.Kind == sheet.NoForm {
		s.Where = ""
	}
	k.slips = append(k.slips, s)
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

// wrong says what is wrong with a cell, a row or a sheet.
func wrong(f sheet.Fault) string {
	value := "“" + short(f.Value) + "”"
	switch {
	case f.Kind == sheet.NoForm:
		return "这张工作表没有，或表头不对"
	case f.Kind == sheet.MissingColumn:
		return "缺少列“" + string(f.Header) + "”"
	case f.Kind == sheet.DoubleColumn:
		return "有两列都叫" + value
	case f.Kind == sheet.TenThousand || f.Kind == sheet.OtherUnit:
		return value + "的单位不对"
	case f.Kind == sheet.HeaderMoved:
		return "中间又有一行表头，列的次序不同"
	case f.Kind == sheet.Missing:
		return "没有填"
	case f.Kind == sheet.Repeated:
		return value + "与 " + f.Read + " 重复"
	case f.Read != "":
		return value + f.Read
	}
	return value + "无法采用"
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
