// Package inbox (收件箱) sees what waits in the drop folders, judges when a
// file has settled, reads it whole, and takes it away once it is safe
// elsewhere. It refuses to open a workbook: whether a container is whole is
// told to it by a function.
package inbox

import "time"

// State says what is to be done with something in a drop folder.
type State string

// The states, as they stand in the --json output.
const (
	Ready      State = "ready"      // may be read now
	Settling   State = "settling"   // still arriving; looked at again in the next run
	Ignored    State = "ignored"    // never read; Reason says why
	Unreadable State = "unreadable" // cannot be opened now; tried again in the next run
)

// Waiting is one thing that lies in a drop folder. Path is its identity: two
// names that differ only by case or by Unicode form are two files.
type Waiting struct {
	Unit    string    // the unit whose folder it lies in; "" directly under 收件箱
	Path    string    // as the system spells it
	Name    string    // for people: NFC, below the drop folder, "/" between folder and file
	Size    int64     // bytes
	ModTime time.Time // as the file system has it
	State   State
	Partial bool   // Settling only because the container is not whole
	Busy    bool   // Unreadable only because another program holds it open, which passes by itself
	Reason  string // 原因, "" while Ready
	Next    string // 下一步: what happens next, or what to do
}

// Fault is a drop folder that could not be looked into: the other folders are
// not affected by it.
type Fault struct {
	Unit string // "" for 收件箱 itself
	Dir  string
	Err  error
}

// Error is the fault for the operator.
func (f Fault) Error() string {
	return "inbox: " + f.Dir + ": 收件文件夹打不开，请检查共享是否连接、运行账户是否有读写权限；恢复后下次运行自动收取: " + f.Err.Error()
}

// Unwrap is the cause.
func (f Fault) Unwrap() error { return f.Err }

// why is a reason and what happens next, as people read them.
type why struct{ reason, next string }

var (
	again      = "不必重放，下次运行会再看，传完后自动收取"
	whyGrowing = why{"文件还在传输中（两次查看之间大小或时间有变化）", again}
	whyNew     = why{"文件刚刚到达，还没有看满等待时间", again}
	whyEmpty   = why{"文件是空的（0 字节），可能还没有传完", "下次运行会再看；如果确是空文件，请删除后重新放入"}
	whyPart    = why{"可能没有传完：文件的末尾不完整", "如仍在复制，传完后自动收取；如早已传完，请打开检查，另存后重新放入"}
	whyBusy    = why{"文件正被其他程序占用，暂时读不了", "请关闭正在打开它的程序；下次运行自动收取"}
	whyDenied  = why{"运行账户没有读取这个文件的权限", "请重新放入文件，或请市局运维检查文件夹权限；恢复后自动收取"}
	whyRead    = why{"读取文件时磁盘或共享出错", "下次运行会再读；如果一直如此，请市局运维检查共享和磁盘"}
	whyGone    = why{"读取前文件被移走或改名", "不必处理；重新放入后自动收取"}

	whyLink    = why{"这是快捷方式或链接，不是文件本身", "请把文件本身复制到收件箱"}
	whyDevice  = why{"这不是普通文件", "请删除；收件箱只收普通文件"}
	whyDeep    = why{"未收：放在第二层以下的子文件夹里", "请移到本单位收件箱，或其下第一层子文件夹"}
	whyTemp    = why{"办公软件的临时文件，不是报表", "不必处理；关闭文件后它会自行消失"}
	whySystem  = why{"系统自动生成的文件，不是报表", "不必处理"}
	whyOurs    = why{"本程序未写完的临时文件", "不必处理，下次运行会清理"}
	whyPartial = why{"下载或传输未完成的临时文件", "传完后会变成正式文件名，届时自动收取"}
	whyStray   = why{"直接放在收件箱下，不属于任何单位", "请移到本单位的文件夹"}
	whyDied    = why{"两次处理时程序中断，已搁置", "请在 Excel 或 WPS 中打开，核对后另存为新的工作簿再放入；运维人员也可用 bangfu run --retry 再试一次"}
	whyUnknown = why{"文件夹名不是任何县区的名称", "请改用县区表中的名称；新增县区请先填入 参数/政策参数.xlsx 的 县区 表"}
)

func (w Waiting) as(s State, y why) Waiting {
	w.State, w.Reason, w.Next = s, y.reason, y.next
	return w
}

// SetAside is a file over which the program died twice: it is not tried again.
func SetAside(w Waiting) Waiting { return w.as(Ignored, whyDied) }
