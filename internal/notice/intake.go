package notice

import (
	"fmt"

	"bangfu/internal/fault"
)

// InboxClosed tells of a drop folder that cannot be entered.
func InboxClosed(unit string) string {
	return fmt.Sprintf("%s 的收件箱暂时打不开，请检查文件夹或网络后再运行 bangfu run", unit)
}

// Unread tells of so many things in a drop folder that cannot be read.
func Unread(unit string, n int) string {
	return fmt.Sprintf("%s：收件箱里有 %d 个文件或子文件夹读不出来，名称和原因见该单位的收件情况；请检查权限和网络，恢复后自动收取", unit, n)
}

// Unkept says that 存档 takes no originals.
func Unkept(cause error) error {
	return fault.Mend("原件存不进 存档", "请检查磁盘空间和文件夹权限，再运行一次 bangfu run；收件箱里的文件都还在", cause)
}

// SetAside tells of a file over which the program died twice.
func SetAside(unit, sha string) string {
	return fmt.Sprintf("%s：有一份文件两次处理时程序中断，已搁置，其他文件照常（收件情况里有文件名）；请报送单位另存后再放，或运行 bangfu run --retry %s", unit, sha)
}

// NotSetAside answers --retry of a file that was not set aside.
func NotSetAside(sha string) error {
	return fault.Mend("没有搁置这个文件："+sha, "请按运行时的提示核对 SHA-256；没有搁置的文件不用重试", nil)
}

// FolderNotMade tells of a new unit's folder that could not be made.
func FolderNotMade(unit, folder string) string {
	return "建不了 " + unit + " 的文件夹 " + folder + "；请检查磁盘、网络和权限后建好它，再运行 bangfu run"
}

// Uneven says that a sheet's rows do not add up, so that nothing was entered.
func Uneven(err error) error {
	return fault.Mend(err.Error()+"，本次运行未提交任何内容", "请保留该文件并把此提示交给维护人员", nil)
}
