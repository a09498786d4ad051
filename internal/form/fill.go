package form

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// fill are the rows that a parameter table is handed out with; none for the others.
func (f *Form) fill(t assist.Terms) [][]sheet.Value {
	var rows [][]sheet.Value
	add := func(v ...sheet.Value) { rows = append(rows, v) }
	switch f {
	case unitTable:
		for _, u := range t.Units {
			add(sheet.S(u.Name), sheet.S(u.Code), sheet.S(strings.Join(u.Prefixes, " ")), sheet.S(strings.Join(u.Aliases, " ")), sheet.S(assist.WeekdayName(u.Deadline)))
		}
	case dibaoTable:
		for _, d := range t.Dibao {
			add(sheet.S(d.Unit), d.From.Cell(), stated(d.Urban), stated(d.Rural), sheet.S(d.Basis))
		}
	case ruralTable:
		for _, r := range t.Rural {
			add(sheet.S(r.Unit), sheet.I(r.Year), sheet.Fen(r.Income), sheet.S(r.Basis))
		}
	case limitTable:
		for _, l := range t.Limits {
			add(sheet.S(l.Name), l.From.Cell(), l.Value.Cell(), sheet.S(l.Basis))
		}
	case cutoffTable:
		for _, c := range t.Cutoffs {
			add(sheet.S(c.Week.String()), sheet.Clocked(c.At.In(assist.Zone)), sheet.S(c.Basis))
		}
	case productTable:
		for _, p := range t.Products.List {
			add(sheet.S(p.Barcode), sheet.S(p.Pack), sheet.S(p.Name), sheet.S(strings.Join(p.Aliases, "、")), sheet.S(p.Class), sheet.Fen(p.Wholesale), sheet.Fen(p.Retail), sheet.S(p.State()))
		}
	}
	return rows
}

// stated is an amount, blank when it is 0: not published.
func stated(f assist.Fen) sheet.Value {
	if f == 0 {
		return sheet.Value{}
	}
	return sheet.Fen(f)
}
