package notice

import (
	"fmt"

	"bangfu/internal/fault"
)

// WrittenBeside tells of an output that was open, and where the new content lies.
func WrittenBeside(path, beside string) string {
	return fmt.Sprintf("%s 正被打开，新内容写在旁边的 %s；请关闭后再运行 bangfu run", path, beside)
}

// FilledAside tells of a paper in which somebody had begun to write, and where that lies now.
func FilledAside(path, aside string) string {
	return fmt.Sprintf("%s 里已有人填写，没有覆盖，现在叫 %s；请填写的人填好后放入本单位的收件箱", path, aside)
}

// Unwritten tells of so many outputs of a unit that could not be written for one
// cause; first is the path of the first.
func Unwritten(unit, first string, files int, cause *fault.Fault) string {
	more := ""
	if files > 1 {
		more = fmt.Sprintf(" 等 %d 个文件", files)
	}
	return fmt.Sprintf("%s：写不出 %s%s（%s）。%s；其他县区不受影响，已入账的不会丢", unit, first, more, cause.What, cause.Next)
}
