package check

import (
	"regexp"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// licenceNumber is V101: the licence number is not 12 digits (二).
func licenceNumber(a *applicant) []assist.Finding { return a.licenceNumber() }

func (l *subject) licenceNumber() []assist.Finding {
	for _, f := range l.Faults {
		if f.Header == column.Licence && (f.Kind == sheet.NotLicence || f.Kind == sheet.DigitsLost) {
			return []assist.Finding{l.faultFinding("V101", f)}
		}
	}
	if l.licence == "" || len(l.licence) == 12 && allDigits(l.licence) {
		return nil
	}
	return l.one("V101", column.Licence, "许可证号不是 12 位数字："+itoa(len([]rune(l.licence)))+" 位")
}

// licencePrefix is Q103: the first six digits are none of the unit's (二).
func licencePrefix(a *applicant) []assist.Finding {
	u, ok := a.b.terms.Unit(a.unit())
	if !ok || u.Serves(a.Licence) {
		return nil
	}
	f := a.finding("Q103", column.Licence, "许可证号前六位 "+a.Licence[:6]+" 不属于"+u.Name+"（"+strings.Join(u.Prefixes, "、")+"）")
	f.Compared = digest("Q103", a.Licence, u.Name)
	return []assist.Finding{f}
}

// registered is the register's row of the licence. known is false when nothing
// can be said: there is no register, or the row was left out of it (C201).
func (a *applicant) registered() (row assist.RegisterRow, listed, known bool) {
	r := a.b.Register
	row, listed = r.Licences.Of(a.Licence)
	return row, listed, r.Present() && (listed || !r.Left[a.Licence])
}

// registerStale reports whether the register is older than 登记过期天数.
func (a *applicant) registerStale() bool {
	return int(a.b.Today-a.b.Register.Day) > a.b.limit(assist.RegisterDays)
}

// byRegister opens a finding that speaks by the register of a day.
func byRegister(day assist.Date) string { return "许可证登记（" + day.String() + "）中" }

// registerDay is that day in a finding.
var registerDay = regexp.MustCompile(`许可证登记（\d{4}-\d{2}-\d{2}）`)

// rivalAt is where another customer stands in a finding, behind his licence.
var rivalAt = regexp.MustCompile(`(?:[^ 、：]+在册客户 )?(\d{12})（[^）]*）`)

// SameFinding reports whether two findings say the same: a newer register that
// says what the one before it said is no change, nor that the other customer, who
// was a row of the run, stands on the roll now.
func SameFinding(a, b assist.Finding) bool {
	for _, f := range []*assist.Finding{&a, &b} {
		f.Message = rivalAt.ReplaceAllString(registerDay.ReplaceAllString(f.Message, ""), "$1")
	}
	return a == b
}

// licenceRegistered is V104: the licence is not in the register, or its status
// is neither 有效 nor 停业 (四).
func licenceRegistered(a *applicant) []assist.Finding {
	row, listed, known := a.registered()
	day := a.b.Register.Day
	switch {
	case !known || listed && (row.Valid() || row.Paused()):
		return nil
	case listed:
		return a.one("V104", column.Licence, byRegister(day)+"此证状态为“"+row.Status+"”，不是有效")
	case a.registerStale():
		return nil
	}
	return a.one("V104", column.Licence, byRegister(day)+"没有此许可证号")
}

// licenceDoubtful is Q104: 停业, or absent from a register that is out of date (四).
func licenceDoubtful(a *applicant) []assist.Finding {
	row, listed, known := a.registered()
	day := a.b.Register.Day
	var f assist.Finding
	switch {
	case known && listed && row.Paused():
		f = a.finding("Q104", column.Licence, byRegister(day)+"此证状态为“停业”")
	case known && !listed && a.registerStale():
		f = a.finding("Q104", column.Licence, byRegister(day)+"没有此许可证号，而登记已超过 "+itoa(a.b.limit(assist.RegisterDays))+" 天"+a.b.changed(assist.RegisterDays)+"未更新")
	default:
		return nil
	}
	f.Compared = digest("Q104", a.Licence, row.Status)
	return []assist.Finding{f}
}

// licenceLasts is the day the licence ends: the register's when it lists the
// licence, else the form's; 0 when neither says.
func (a *applicant) licenceLasts() assist.Date {
	if row, listed, known := a.registered(); known && listed && row.End != 0 {
		return row.End
	}
	return a.LicenceEnd
}

// licenceExpired is V105: the licence had expired on the application date (二).
func licenceExpired(a *applicant) []assist.Finding {
	end := a.licenceLasts()
	if end == 0 || end >= a.day {
		return nil
	}
	f := a.finding("V105", column.LicenceEnd, a.licenceEndWords(end)+" 早于申请日期 "+a.day.String())
	if end != a.LicenceEnd {
		f.Fix = "确已过期的，先办理延续；已经办好延续的，请联系专卖部门更新登记，市局报来新的登记后再申报"
	}
	return []assist.Finding{f}
}

// licenceEndWords say when the licence ends, and that the register says so where the
// form says otherwise.
func (a *applicant) licenceEndWords(end assist.Date) string {
	if end != a.LicenceEnd {
		return "登记的许可证有效期止 " + end.String()
	}
	return "许可证有效期止 " + end.String()
}

// licenceEnding is Q105: the licence expires before the assistance ends (二).
// An answer holds for this licence end and this 帮扶截止日.
func licenceEnding(a *applicant) []assist.Finding {
	last := a.licenceLasts()
	ends := a.wouldEnd()
	if last == 0 || last < a.day || last >= ends {
		return nil
	}
	f := a.finding("Q105", column.LicenceEnd, a.licenceEndWords(last)+" 早于帮扶期截止 "+ends.String())
	f.Compared = digest("Q105", last.String(), a.End.String())
	return []assist.Finding{f}
}

// wouldEnd is the last day of assistance if the row were filed today.
func (a *applicant) wouldEnd() assist.Date {
	due := a.asOf().AddMonths(a.b.limit(assist.CycleMonths))
	switch {
	case a.filing == nil:
	case a.standing == assist.Correction, a.Business == assist.Amendment && a.Hardship == a.filing.Application.Hardship:
		due = a.filing.Due // the term stays
	}
	if a.End != 0 && (a.End < due || a.Hardship == assist.Temporary) {
		return a.End
	}
	return due
}

// operatorRegistered is V106: the operator is not the one of the register (二). A
// 退出 row whose licence the register lacks is not asked.
func operatorRegistered(a *applicant) []assist.Finding {
	row, listed, known := a.registered()
	if !known || !listed || !row.NamesAnother(a.Operator) {
		return nil
	}
	return a.one("V106", column.Operator, "经营者姓名“"+a.Operator+"”与许可证登记不一致")
}

// licenceEndRegistered is N107: the licence end differs from the register's (四).
func licenceEndRegistered(a *applicant) []assist.Finding {
	row, listed, known := a.registered()
	if !known || !listed || row.End == 0 || a.LicenceEnd == 0 || row.End == a.LicenceEnd {
		return nil
	}
	return a.one("N107", column.LicenceEnd, "填报 "+a.LicenceEnd.String()+"，登记为 "+row.End.String()+"，按登记认定")
}
