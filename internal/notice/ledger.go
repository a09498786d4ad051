package notice

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// NotWitnessed says that what was entered could not be written down in 存档.
func NotWitnessed(cause error) error {
	return fault.Mend("存档 里的台账记录（存档/.bangfu）写不出", "已入账的不会丢；请检查 存档 文件夹的空间和权限，再运行一次 bangfu run", cause)
}

// Where the end of the ledger is written down outside it.
const (
	InArchive = "存档"
	InOutbox  = "发件箱"
)

// InBackup is a backup as such a place.
func InBackup(name string) string { return "备份 " + name }

// Witness is a place where the end of a ledger is written down.
type Witness struct {
	Where string
	Seq   int64 // of the last entry there
	At    time.Time
}

// Gone says that the ledger is not there.
func (w Witness) Gone() error { return w.against("台账 ledger.db 不见了或是空的") }

// Empty says that the ledger has no entry.
func (w Witness) Empty() error { return w.against("台账 ledger.db 是空的") }

// Foreign says that the ledger is of another workspace.
func (w Witness) Foreign() error { return w.against("ledger.db 不是这个工作区的台账") }

// Old says that the ledger ends before what is written down.
func (w Witness) Old(seq int64, at time.Time) error {
	return w.against(fmt.Sprintf("台账 ledger.db 是旧的，只到第 %d 条（%s）", seq, assist.Clock(at)))
}

// Other says that the ledger is not the one written down.
func (w Witness) Other() error { return w.against("ledger.db 与以前记下的不是同一本台账") }

func (w Witness) against(what string) error {
	return fault.Mend(fmt.Sprintf("%s；%s 记着它应有 %d 条，末条 %s。没有改动任何文件", what, w.Where, w.Seq, assist.Clock(w.At)),
		"请先运行 bangfu restore 查看有哪些备份，再运行 bangfu restore --latest --yes 恢复；恢复后再运行 bangfu run", nil)
}
