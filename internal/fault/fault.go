package fault

import (
	"errors"
	"slices"

	"bangfu/internal/archive"
	"bangfu/internal/disk"
	"bangfu/internal/ledger"
)

// Fault is something the operator or the city must mend: what is wrong, and
// what to do next, in plain Chinese.
type Fault struct {
	What string
	Next string
	Err  error
}

// Mend makes a Fault.
func Mend(what, next string, err error) *Fault { return &Fault{What: what, Next: next, Err: err} }

// Error tells the fault with its next step.
func (f *Fault) Error() string { return f.What + "。" + f.Next }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Err }

// cause is one way in which a machine fails, with its words.
type cause struct {
	is         func(error) bool
	what, next string
}

// machineFaults are the words for what a machine says anywhere, first match.
var machineFaults = []cause{
	{disk.Full, "磁盘已满，没有做完", "请清出工作区所在磁盘的空间，再运行一次；收件箱里的文件都还在，已入账的不会丢"},
	{ledger.Full, "磁盘已满，没有做完", "请清出台账所在磁盘的空间，再运行一次；收件箱里的文件都还在，已入账的不会丢"},
	{disk.ReadOnly, "磁盘是只读的，没有做完", "请把工作区所在的磁盘改成可写（重新挂载，或查看磁盘是否出错后自动变成只读），再运行一次；台账没有问题，不用恢复"},
	{disk.Exhausted, "同时打开的文件太多，没有做完", "请关闭其他程序或调高系统的文件数上限（ulimit -n），再运行一次；台账没有问题，不用恢复"},
	{disk.TooLong, "文件夹或文件的路径太长，没有做完", "请把工作区移到更短的路径下，或让报送单位改短文件名，再运行一次；台账没有问题，不用恢复"},
	{func(err error) bool { return errors.Is(err, disk.ErrBusy) }, "有文件正被别的程序打开，没有做完", "请关闭正打开它的程序（Excel、WPS、杀毒或备份软件），再运行一次；台账没有问题，不用恢复"},
	{Lost, "存档 里有一份在用的原件缺失或损坏，没有做完", "请运行 bangfu verify 查看是哪一份，请报送单位把同一个文件再放进收件箱，再运行一次；不要恢复旧台账"},
	{disk.Denied, "没有写入的权限，没有做完", "请检查工作区和备份文件夹的权限，运行程序的账户要能写，再运行一次"},
	{ledger.Denied, "台账写不进去，没有做完", "请检查 ledger.db 和工作区文件夹的权限，运行程序的账户要能写，再运行一次"},
	{ledger.Occupied, "台账正被别的程序占用，没有做完", "请关闭打开 ledger.db 的程序，再运行一次"},
	{ledger.Damaged, "台账文件已损坏，没有做完", "请运行 bangfu restore 查看有哪些备份，再运行 bangfu restore --latest --yes 恢复"},
}

// outputFaults are the words for what keeps one output from being written,
// before those of machineFaults; first match.
var outputFaults = []cause{
	{disk.Full, "磁盘已满", "请清出发件箱所在磁盘的空间，再运行一次 bangfu run"},
	{disk.Denied, "没有写入的权限", "请检查这个文件夹的权限，运行程序的账户要能写，再运行一次 bangfu run"},
	{func(err error) bool { return errors.Is(err, disk.ErrInTheWay) }, "那里有同名的文件夹或文件挡着", "请把它移走或改名，再运行一次 bangfu run"},
	{Lost, "存档里的原件缺失或损坏", "请运行 bangfu verify 查看是哪一份，请报送单位再放一次同一个文件"},
}

// Lost reports an original that the archive no longer holds as it came.
func Lost(err error) bool {
	return errors.Is(err, archive.ErrMissing) || errors.Is(err, archive.ErrAltered)
}

// among finds the cause of an error in a list.
func among(causes []cause, err error) (cause, bool) {
	i := slices.IndexFunc(causes, func(c cause) bool { return c.is(err) })
	if i < 0 {
		return cause{}, false
	}
	return causes[i], true
}

// Explain is what the operator is told of an error: as whoever met it put it,
// else by what the machine said.
func Explain(err error) *Fault {
	var told *Fault
	if errors.As(err, &told) {
		return told
	}
	if c, known := among(machineFaults, err); known {
		return Mend(c.what, c.next, err)
	}
	return Mend("没有做完", "请再运行一次，会从断开的地方继续；如果还是这样，请把下面的原因交给维护人员", err)
}

// ExplainOutput says in words what kept an output from being written.
func ExplainOutput(err error) *Fault {
	if c, known := among(outputFaults, err); known {
		return Mend(c.what, c.next, err)
	}
	return Explain(err)
}

// ExplainLedger is what to do about a ledger that cannot be opened, by the cause.
func ExplainLedger(err error) string {
	if c, known := among(machineFaults, err); known {
		return c.next
	}
	return "请确认它在本机磁盘上且没有被别的程序占用；如已损坏，请运行 bangfu restore 查看有哪些备份"
}
