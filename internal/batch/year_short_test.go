//go:build !soak && !race

package batch

import "bangfu/internal/assist"

// The weeks and units of TestYear: in every test those around the turn of the year.
const (
	yearUnits     = 4
	yearCustomers = 6    // of a unit, about
	randomWeeks   = 6    // of a city of any luck
	yearProved    = true // the ledger and every frozen output, at the end
)

var (
	yearStart = assist.Week{Year: 2026, Number: 45}
	yearWeeks = 14
)

// yearMust is what the weeks must have had.
var yearMust = []string{"新增", "复核", "变更", "暂停", "恢复", "退出", "撤销", "到期", "调往", "退回", "备案", "未报", "迟报", "定稿", "缺货源计划", "货源不足", "W53", "A101", "A102", "A103", "A104", "A105", "A106", "A107", "成效", "括号"}
