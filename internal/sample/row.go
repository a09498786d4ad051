package sample

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// values are the cells of a row by canonical header.
type values map[column.Header]sheet.Value

// applicationRow writes an application as a county does: blank where there is nothing.
func applicationRow(a assist.Application) values {
	v := values{
		column.Business: text(string(a.Business)), column.Licence: text(a.Licence), column.Shop: text(a.Shop), column.Operator: text(a.Operator),
		column.ID: text(a.ID), column.Phone: text(a.Phone), column.Address: text(a.Address), column.Market: text(a.Market),
		column.Grade: number(a.Grade), column.Cycle: text(string(a.Cycle)), column.OrderDay: text(a.OrderDay), column.LicenceEnd: day(a.LicenceEnd),
		column.Household: text(a.Household), column.Members: number(a.Members), column.Income: amount(a.Income), column.Margin: amount(a.Margin),
		column.Hardship: text(string(a.Hardship)), column.DibaoNo: text(a.DibaoNo), column.DibaoEnd: day(a.DibaoEnd),
		column.DisabledBy: text(a.DisabledBy), column.Relation: text(a.Relation), column.DisabledNo: text(a.DisabledNo), column.Story: text(a.Story),
		column.Proofs: text(strings.Join(a.Proofs, "、")), column.Start: day(a.Start), column.End: day(a.End), column.Applied: day(a.Applied),
		column.ExitReason: text(a.ExitReason), column.Answer: text(a.Answer), column.Remark: text(a.Remark),
	}
	for i, h := range column.Approvals {
		v[h.Opinion], v[h.Name], v[h.Day] = text(a.Approvals[i].Opinion), text(a.Approvals[i].Name), day(a.Approvals[i].Day)
	}
	return v
}

// order lays values out in the order of headers.
func (v values) order(headers []column.Header) []sheet.Value {
	row := make([]sheet.Value, len(headers))
	for i, h := range headers {
		row[i] = v[h]
	}
	return row
}

func text(s string) sheet.Value {
	if s == "" {
		return sheet.Value{}
	}
	return sheet.S(s)
}

func number(n int) sheet.Value {
	if n == 0 {
		return sheet.Value{}
	}
	return sheet.I(n)
}

func day(d assist.Date) sheet.Value { return text(d.String()) }

// amount is blank when it is negative: not stated.
func amount(f assist.Fen) sheet.Value {
	switch {
	case f < 0:
		return sheet.Value{}
	case f%100 == 0:
		return sheet.I(int64(f) / 100)
	}
	return sheet.Fen(f)
}

// wholeNumber is a number that may be zero or negative.
func wholeNumber(n int) sheet.Value { return sheet.I(n) }

// owed is an amount that may be negative.
func owed(f assist.Fen) sheet.Value {
	if f%100 == 0 {
		return sheet.I(int64(f) / 100)
	}
	return sheet.Fen(f)
}
