package check

import (
	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// temporaryFix says what to fill in.
var temporaryFix = map[column.Header]string{
	column.Story: "请写明遇到了什么困难", column.Proofs: "请列出证明材料，如村（居）委会证明、病历", column.End: "请写明帮扶到哪一天，最迟 ",
}

// temporaryProof is V308: no narrative, no proof or no end date (三.3).
func temporaryProof(a *applicant) []assist.Finding {
	var list []assist.Finding
	for _, h := range []column.Header{column.Story, column.Proofs, column.End} {
		if a.subject.Text(h) == "" && a.readable(h) && (h != column.Proofs || a.subject.Addr(h) != "") {
			fix := temporaryFix[h]
			if h == column.End {
				fix += a.temporaryStart().AddMonths(a.limit(assist.TemporaryMonths)).String()
			}
			list = append(list, a.advised("V308", h, "困难类别为临时困难，"+string(h)+"未填", fix))
		}
	}
	return list
}

// temporaryStart is the first day of a temporary assistance: 帮扶起始日, else
// the day it would be filed; a correction keeps that of the filing.
func (a *applicant) temporaryStart() assist.Date {
	kept := a.standing == assist.Correction || a.standing == assist.Unchanged
	switch {
	case a.Start != 0:
		return a.Start
	case kept && a.filing.Application.Hardship == assist.Temporary:
		return a.filing.Start
	}
	return a.asOf()
}

// temporaryLength is V308: longer than the limit (三.3).
func temporaryLength(a *applicant) []assist.Finding {
	months := a.limit(assist.TemporaryMonths)
	start := a.temporaryStart()
	if a.lacks(column.Start) {
		a.miss("V308", "帮扶起始日填写有误，改正后再核对")
		return nil
	}
	if a.End == 0 || a.End <= start.AddMonths(months) {
		return nil
	}
	last := start.AddMonths(months).String()
	return []assist.Finding{a.advised("V308", column.End, "帮扶截止日 "+a.End.String()+" 距帮扶起始日 "+start.String()+" 超过 "+itoa(months)+" 个月（最迟 "+last+"）"+a.changed(assist.TemporaryMonths),
		"请把帮扶截止日改到 "+last+" 或更早")}
}

// temporaryWaits is Q307: a temporary hardship waits for the city (三.3).
func temporaryWaits(a *applicant) []assist.Finding {
	f := a.finding("Q307", column.Hardship, "临时困难类须经市局确认后备案")
	f.Compared = digest("Q307", bare(a.Story), a.Start.String(), a.End.String())
	return []assist.Finding{f}
}

// temporaryGrounds is the 认定依据 of a temporary hardship.
func (a *applicant) temporaryGrounds() string {
	if a.End == 0 {
		return "临时困难，帮扶截止日未填或有误"
	}
	months := a.limit(assist.TemporaryMonths)
	start := a.temporaryStart()
	text := "临时困难，帮扶截止日 " + a.End.String()
	if a.End <= start.AddMonths(months) {
		text += " ≤ " + start.AddMonths(months).String()
	} else {
		text += " > " + start.AddMonths(months).String()
	}
	text += "（" + start.String() + " 起最长 " + itoa(months) + " 个月"
	if since := a.terms().Since(assist.TemporaryMonths, a.on); since != "" {
		text += "，" + since
	}
	return text + "）"
}
