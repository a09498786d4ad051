package overview

import (
	"fmt"

	"bangfu/internal/assist"
)

// PlanWithoutWeek tells that no row of a plan says for which week it is.
func PlanWithoutWeek(receipt string, office assist.Office) string {
	return fmt.Sprintf("货源计划（回执 %s）没有收下，没有采用其中任何一行：各行的供货周都不能用。请%s按回执改好供货周后重新放入 收件箱/市局", receipt, office.MarketingDesk())
}

// PlanTooLate tells that a plan came for a week that is frozen.
func PlanTooLate(w assist.Week) string {
	return fmt.Sprintf("%s 的供货表已定稿，新收到的货源计划不再改变该周；请确认下一周的计划", w)
}

// Misfiled tells of a row that an older version of the program filed although its
// whole sheet was refused.
func Misfiled(a *assist.Application) string {
	return fmt.Sprintf("旧版程序曾把整表退回的一行收进名册：%s 许可证号 %s（回执 %s，%s 第 %d 行）。备案保留；请市局核对原表，不该备案的在《名单调整》中退出",
		a.Unit, a.Licence, a.Receipt, a.Sheet, a.Place.Row)
}
