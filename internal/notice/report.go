package notice

import (
	"fmt"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// ErrPeriod says why nothing can be reported on a period.
type ErrPeriod string

// Error is the reason, with how to write a period or what the ledger spans.
func (e ErrPeriod) Error() string { return string(e) }

// Misspelt says how a period is written.
func Misspelt(period string) error {
	return ErrPeriod("--period “" + period + "”写法不对，应写成 2026（年度）或 2026Q4（季度）")
}

// OutsideLedger says what the ledger spans.
func OutsideLedger(period string, began, ended assist.Date) error {
	return ErrPeriod(fmt.Sprintf("--period %s 不在台账的时间之内（%s 至 %s），没有写出总结报告", period, began, ended))
}

// NothingEntered says that there is nothing to report on.
func NothingEntered() error {
	return fault.Mend("台账里还没有任何记录", "请先运行 bangfu run", nil)
}

// ErasedPaper says that there is no paper of somebody erased.
func ErasedPaper(licence, paper string) error {
	return fault.Mend("许可证号 "+licence+" 的个人信息已清除，没有"+paper+"可打印", "留下的记录用 bangfu trace "+licence+" 查看", nil)
}

// UnfiledPaper says that there is no paper of somebody who is not filed yet, and
// what became of his last row.
func UnfiledPaper(licence, paper string, last assist.Outcome) error {
	return fault.Mend("许可证号 "+licence+" 还没有备案（最近一次申报："+string(last)+"），没有"+paper+"可打印", "用 bangfu trace "+licence+" 查看原因，备案后再打印", nil)
}

// unknownAdvice is what to do about a licence that the ledger does not know.
const unknownAdvice = "请核对 12 位许可证号；如果文件刚投放，请先运行 bangfu run"

// UnknownPaper says that nobody applied under a licence.
func UnknownPaper(licence, paper string) error {
	return fault.Mend("台账里没有许可证号 "+licence+" 的申请，没有"+paper+"可打印", unknownAdvice, nil)
}

// Unknown says that the ledger does not know a licence.
func Unknown(licence string) error {
	return fault.Mend("台账里没有许可证号 "+licence, unknownAdvice, nil)
}
