package notice

import (
	"errors"
	"fmt"

	"bangfu/internal/fault"
)

// Why a copy of the ledger cannot be put back.
var (
	ErrBaseGone     = errors.New("它所续的那份备份不在了")
	ErrBaseAway     = errors.New("它所续的那份备份不在旁边")
	ErrNotWitnessed = errors.New("没有它的记录（备份/.bangfu），要恢复时会先展开核对")
	// ErrOtherWorkspace is the ledger of another workspace.
	ErrOtherWorkspace = errors.New("它是另一个工作区的台账，与本工作区的 存档、发件箱 和 备份 的记录都对不上；确要用它，请恢复到那个工作区，或恢复到新建的空工作区（bangfu init）")
)

// ErrOtherEnd says that a copy does not end where its note says.
func ErrOtherEnd(seq, noted int64) error {
	return fmt.Errorf("它止于第 %d 条，记录说是第 %d 条", seq, noted)
}

// BadCopy says that a copy cannot be put back; nothing has been changed.
type BadCopy struct {
	Name string
	Err  error
}

// Error names the copy.
func (e *BadCopy) Error() string { return "备份 " + e.Name + " 不能用：" + e.Err.Error() }

// Unwrap is the cause.
func (e *BadCopy) Unwrap() error { return e.Err }

// NotBackedUp says that the ledger could not be copied to a place.
func NotBackedUp(path string, cause error) error {
	return fault.Mend("台账备份没有写成："+path, "请检查备份文件夹（bangfu.toml 的 [backup] dir）的空间和权限，再运行一次 bangfu run", cause)
}
