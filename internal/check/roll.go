package check

import (
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
)

// onRoll is V601: 退出, 复核 or 变更 of a customer who is not on the roll (五.2).
// A 复核 still revives a filing that lapsed a short while ago. Of a customer on
// another unit's roll V502 speaks, but for a 退出, which is only the other unit's.
func onRoll(a *applicant) []assist.Finding {
	if a.Business == assist.NewCustomer || a.Business == "" || a.filing != nil {
		return nil
	}
	if f, elsewhere := a.b.Roster.Find(a.Licence); elsewhere {
		if !a.leaving() {
			return nil
		}
		return []assist.Finding{a.advised("V601", column.Business, "该客户不在本县区名册，"+assist.ExitThere(f.Unit),
			"请核对许可证号；号码无误的，"+assist.ExitByThem(f.Unit)+"，这一行删去即可")}
	}
	if a.revives() || a.leftSo() {
		return nil
	}
	f := a.finding("V601", column.Business, "业务类型为"+string(a.Business)+"，但许可证号 "+a.Licence+" 不在册")
	if a.leaving() {
		f.Fix = "请核对许可证号；不在册的客户不用报退出，删去这一行即可"
	}
	return []assist.Finding{f}
}

// leftSo reports a 退出 that was accepted before, sent again as it was.
func (a *applicant) leftSo() bool {
	f, known := a.b.Roster.Last(a.Licence)
	return known && a.leaving() && !f.On() && f.Unit == a.unit() && a.Applied != 0 && a.Applied <= f.Exited &&
		a.Applied >= f.FiledOn && bare(a.ExitReason) == bare(f.ExitReason)
}

// revives reports whether a 复核 comes in time to revive a lapsed filing.
func (a *applicant) revives() bool {
	f, known := a.b.Roster.Last(a.Licence)
	if !known || a.Business != assist.Reverification || f.Unit != a.unit() || !strings.Contains(f.ExitReason, assist.ReasonLapsed) {
		return false
	}
	return a.asOf() <= f.End+assist.Date(a.b.limit(assist.RevivalDays))
}

// joinedTwice is Q602: 新增 of a customer who is on the roll already (五.2). An
// unchanged row and a correction are no second joining, nor is a row of a
// refused sheet that will be one of them once the sheet is mended.
func joinedTwice(a *applicant) []assist.Finding {
	if a.Business != assist.NewCustomer || a.filing == nil || a.standing == assist.Unchanged || a.standing == assist.Correction {
		return nil
	}
	if a.Applied != 0 && a.Applied == a.filing.Application.Applied {
		return nil
	}
	f := a.finding("Q602", column.Business, "该客户已在册（"+a.filing.Number+"，申请日期 "+a.filing.Application.Applied.String()+"），本行又按新增申报")
	f.Compared = digest("Q602", a.filing.Number, a.Applied.String())
	return []assist.Finding{f}
}

// joinedAgain is Q603: 新增 soon after an exit (五.2).
func joinedAgain(a *applicant) []assist.Finding {
	if a.Business != assist.NewCustomer {
		return nil
	}
	months := a.limit(assist.RejoinMonths)
	f, known := a.b.Roster.Last(a.Licence)
	if !known || f.On() || a.day >= f.Exited.AddMonths(months) {
		return nil
	}
	g := a.finding("Q603", column.Business, "该客户 "+f.Exited.String()+" 退出（"+f.ExitReason+"），不满 "+itoa(months)+" 个月"+a.changed(assist.RejoinMonths)+"又新增")
	g.Compared = digest("Q603", f.Exited.String(), a.Applied.String())
	return []assist.Finding{g}
}

// dueSoon is N604: the filing ends soon and wants a re-verification (五.2).
func dueSoon(a *applicant) []assist.Finding {
	if a.filing == nil || a.Business == assist.Reverification {
		return nil
	}
	left := int(a.filing.Due - a.b.Today)
	if left < 0 || left > a.b.limit(assist.DueDays) {
		return nil
	}
	return a.one("N604", column.Licence, "备案 "+a.filing.Due.String()+" 到期")
}

// noSales is N605: no sales history on file (五.1).
func noSales(a *applicant) []assist.Finding {
	if !a.b.history(a.Licence).None() {
		return nil
	}
	return a.one("N605", column.Licence, "没有该客户的销售历史，档案不完整")
}

// appliedLong is N606: the application is old (七.1).
func appliedLong(a *applicant) []assist.Finding {
	days := int(a.asOf() - a.Applied)
	if a.Applied == 0 || days <= a.b.limit(assist.StaleDays) {
		return nil
	}
	return a.one("N606", column.Applied, "申请日期 "+a.Applied.String()+" 到收件时已 "+itoa(days)+" 天")
}
