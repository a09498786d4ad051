//go:build soak

package batch

import "bangfu/internal/assist"

// The weeks and units of TestYear: under the tag soak a whole year and more.
const (
	yearUnits     = 11
	yearCustomers = 5     // of a unit, about
	randomWeeks   = 12    // of a city of any luck
	yearProved    = false // TestManyRunsWithFaults proves as long a ledger
)

var (
	yearStart = assist.Week{Year: 2026, Number: 27}
	yearWeeks = 53
)

// yearMust is what the weeks must have had.
var yearMust = []string{"新增", "复核", "变更", "暂停", "恢复", "退出", "撤销", "到期", "调往", "退回", "备案", "未报", "迟报", "定稿", "缺货源计划", "货源不足", "W53", "A101", "A102", "A103", "A104", "A105", "A106", "A107", "成效", "括号", "复核恢复", "待核", "不符合", "已报"}
