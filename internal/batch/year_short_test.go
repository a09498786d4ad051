//go:build !soak

package batch

import "bangfu/internal/assist"

// The weeks and units of TestYear: in every test those around the turn of the year.
const (
	yearUnits     = 4
	yearCustomers = 6    // of a unit, about
	yearProved    = true // the ledger and every frozen output, at the end
)

var (
	yearStart = assist.Week{Year: 2026, Number: 49}
	yearWeeks = 10
)

// yearMust is what the weeks must have had.
var yearMust = []string{"新增", "复核", "变更", "暂停", "恢复", "退出", "撤销", "到期", "调往", "退回", "备案", "未报", "迟报", "定稿", "缺货源计划", "货源不足", "W53"}
