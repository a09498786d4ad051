package report

import (
	"fmt"
	"slices"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// list is 备案名单: everyone on the roll, suspended ones too, by 备案编号. It alone
// shows identity numbers in full.
func (r rolling) list() sheet.Page {
	p := r.page(assist.RollSheet, "弱势群体客户帮扶备案名单", "户、条")
	p.Notes = []string{"本表含身份证号等敏感个人信息，仅供市局" + r.Terms.Office.Supervision + "备案使用，不得外传。"}
	b := sheet.Block{Empty: "目前无人在册", Filter: true,
		Columns: narrow(heads(column.Serial, column.FilingNo, column.SpecialMark, column.Unit, column.Licence, long(column.Shop), column.Operator, column.ID, column.Phone, long(column.Address),
			column.Market, column.Grade, column.Hardship, column.GroundsClause, long(column.Grounds), column.Start, column.End, column.FiledOn, column.ReviewBy,
			column.ArchiveApplication, column.ArchiveProofs, column.ArchiveSales, column.ArchiveMark, column.MonthlySales, long(column.Source), column.Status, column.WeekResult),
			rollWidths)}
	enrolled := r.EnrolledLicences("")
	b.Long = sheet.Long{Count: len(enrolled), Row: func(i int) []sheet.Value {
		f := r.Roster.Of(enrolled[i])
		row := append(make([]sheet.Value, 0, len(b.Columns)), ints(i+1)...)
		row = append(row, r.listed(f)...)
		return append(row, sheet.S(stateWord(f, r.Today)), sheet.S(string(r.result()[f.Unit+"|"+f.Application.Licence])))
	}}
	if b.Total = totalled(b.Columns, make([][]sheet.Value, len(enrolled))); b.Total != nil {
		b.Total[1] = sheet.S(fmt.Sprintf("共 %d 户", len(enrolled)))
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// rollWidths keep the 27 columns of 备案名单 as narrow as their words allow.
var rollWidths = map[column.Header]float64{
	column.Serial: 6, column.FilingNo: 23.5, column.SpecialMark: 7, column.Unit: 9, column.Licence: 14, column.Shop: 14, column.Operator: 9, column.ID: 20, column.Phone: 13,
	column.Address: 20, column.Market: 7, column.Grade: 7, column.Hardship: 9, column.GroundsClause: 7, column.Grounds: 46, column.Start: 11.5, column.End: 11.5,
	column.FiledOn: 11.5, column.ReviewBy: 11.5, column.ArchiveApplication: 9.5, column.ArchiveProofs: 9.5, column.ArchiveSales: 9.5, column.ArchiveMark: 9.5, column.MonthlySales: 12.5, column.Source: 24, column.Status: 6, column.WeekResult: 7,
}

// listed is a line of 备案名单 from 备案编号 to 来源.
func (r rolling) listed(f assist.Filing) []sheet.Value {
	a := f.Application
	own := func(s string) string { return r.shown(a.Licence, s) }
	row := texts(f.Number, own(f.Label()), f.Unit, a.Licence, own(a.Shop), own(a.Operator), own(a.ID), own(a.Phone), own(a.Address), own(a.Market))
	row = append(row, gradeOf(a.Grade))
	row = slices.Concat(row, texts(own(string(a.Hardship)), own(f.Clause), own(f.Grounds)), dates(f.Start, f.End, f.FiledOn, f.Due))
	row = append(row, r.archive(f)...)
	return append(row, monthly(r.Selling[a.Licence]), sheet.S(a.Place.Words()))
}

// archive says which of 申请, 证明, 销量 and 标识 (五.1) are really on file. That of
// somebody erased was: what is left of it is no want.
func (r rolling) archive(f assist.Filing) []sheet.Value {
	a, sold := f.Application, tick(r.Selling[f.Application.Licence].OnFile)
	if r.erased[a.Licence] {
		return []sheet.Value{sheet.S(gone), sheet.S(gone), sold, sheet.S(gone)}
	}
	return []sheet.Value{tick(a.Receipt != ""), tick(proven(a)), sold, tick(f.Label() != "")}
}

// proven reports whether the class has its proof on file: 证明材料 listed and,
// for 残疾, the certificate's number.
func proven(a *assist.Application) bool {
	return len(a.Proofs) > 0 && (a.Hardship != assist.Disability || a.DisabledNo != "")
}

func tick(kept bool) sheet.Value {
	if kept {
		return sheet.S("✓")
	}
	return sheet.S("缺").With(sheet.Wait)
}

func gradeOf(g int) sheet.Value {
	if g == 0 {
		return sheet.S("")
	}
	return sheet.I(g)
}

// stateWord is 状态: 在册 or 暂停.
func stateWord(f assist.Filing, today assist.Date) string {
	if f.SuspendedOn(today) {
		return string(assist.Suspended)
	}
	return "在册"
}

// monthly is 月均销量(条): cartons over the window before the run's month ÷
// months on file, two decimals, half up; without sales there is no base.
func monthly(m assist.Selling) sheet.Value {
	if m.Months == 0 {
		return sheet.S(dash)
	}
	return sheet.Hundredths(halfUp(int64(m.Cartons)*100, int64(m.Months)))
}

// halfUp divides and rounds to the nearest, halves upward; d > 0.
func halfUp(n, d int64) int64 {
	n, d = 2*n+d, 2*d
	q := n / d
	if n < 0 && n%d != 0 {
		q--
	}
	return q
}
