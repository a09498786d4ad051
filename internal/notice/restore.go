package notice

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// RecordsUnread says that the records in 存档 cannot be read.
func RecordsUnread(cause error) error {
	return fault.Mend("存档 里的台账记录读不出", "请检查 存档/.bangfu 的权限，再运行一次 bangfu restore", cause)
}

// LedgerStuck says that the present ledger cannot be moved away.
func LedgerStuck(cause error) error {
	return fault.Mend("现在的台账移不开", "请关闭打开 ledger.db 的程序，再运行一次 bangfu restore", cause)
}

// NoCopy says that no copy could be put back.
func NoCopy(cause error) error {
	return fault.Mend("没有可用的备份，没有改动", "请找回一份台账备份（别的磁盘、共享盘、U 盘），再运行 bangfu restore 备份文件 --yes", cause)
}

// NotGivenBack says that an original could not be put into its drop folder.
func NotGivenBack(receipt string, cause error) error {
	return fault.Mend("放不回 收件箱 的文件（回执 "+receipt+"）", "请检查该县区收件箱的权限，再运行一次 bangfu restore", cause)
}

// TermsLost tells of a parameter file of a past run that 存档 does not hold.
func TermsLost(at time.Time, name string) string {
	return fmt.Sprintf("%s 那次运行的 %s 在 存档 里缺失或损坏，按它以前的重做", assist.Clock(at), name)
}

// NotTakenAgain tells of an original that could not be taken in again.
func NotTakenAgain(receipt, unit string) string { return originalLost(receipt, "没有收回", unit) }

// NotPutBack tells of an original that could not go back to its drop folder.
func NotPutBack(receipt, unit string) string { return originalLost(receipt, "没有放回", unit) }

func originalLost(receipt, what, unit string) string {
	return fmt.Sprintf("回执 %s 的原件在 存档 里缺失或损坏，%s；请 %s 再放一次", receipt, what, unit)
}

// ErasureUnread tells of an erasure on record that was not understood.
func ErasureUnread(at time.Time, licence string) string {
	return fmt.Sprintf("%s 的一次个人信息清除没有读懂，请对许可证号 %s 再运行一次 bangfu erase", assist.Clock(at), licence)
}

// PlanUnread tells of a frozen week whose record was not understood.
func PlanUnread(w assist.Week) string {
	return fmt.Sprintf("%s 的定稿记录读不懂，没有恢复", w)
}

// FrozenFileLost tells of a frozen file that is not what was published.
func FrozenFileLost(w assist.Week, path string) string {
	return fmt.Sprintf("%s 的定稿文件 %s 已不是当时发布的，不能逐字节恢复；供货明细已恢复", w, path)
}

// NotWithdrawn tells of a file published by a run that was not done again.
func NotWithdrawn(path string) string {
	return path + " 是没有重做的运行发布的，移不开：请关闭打开它的程序后自行移走"
}
