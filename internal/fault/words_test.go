package fault

import (
	"slices"
	"testing"
)

// faultsWritten are what the machine's faults mean and what to do next, in the order
// in which they are tried, then those of one output; typed once more by hand.
const faultsWritten = `
磁盘已满，没有做完|请清出工作区所在磁盘的空间，再运行一次；收件箱里的文件都还在，已入账的不会丢
磁盘已满，没有做完|请清出台账所在磁盘的空间，再运行一次；收件箱里的文件都还在，已入账的不会丢
磁盘是只读的，没有做完|请把工作区所在的磁盘改成可写（重新挂载，或查看磁盘是否出错后自动变成只读），再运行一次；台账没有问题，不用恢复
同时打开的文件太多，没有做完|请关闭其他程序或调高系统的文件数上限（ulimit -n），再运行一次；台账没有问题，不用恢复
文件夹或文件的路径太长，没有做完|请把工作区移到更短的路径下，或让报送单位改短文件名，再运行一次；台账没有问题，不用恢复
有文件正被别的程序打开，没有做完|请关闭正打开它的程序（Excel、WPS、杀毒或备份软件），再运行一次；台账没有问题，不用恢复
存档 里有一份在用的原件缺失或损坏，没有做完|请运行 bangfu verify 查看是哪一份，请报送单位把同一个文件再放进收件箱，再运行一次；不要恢复旧台账
没有写入的权限，没有做完|请检查工作区和备份文件夹的权限，运行程序的账户要能写，再运行一次
台账写不进去，没有做完|请检查 ledger.db 和工作区文件夹的权限，运行程序的账户要能写，再运行一次
台账正被别的程序占用，没有做完|请关闭打开 ledger.db 的程序，再运行一次
台账文件已损坏，没有做完|请运行 bangfu restore 查看有哪些备份，再运行 bangfu restore --latest --yes 恢复
磁盘已满|请清出发件箱所在磁盘的空间，再运行一次 bangfu run
没有写入的权限|请检查这个文件夹的权限，运行程序的账户要能写，再运行一次 bangfu run
那里有同名的文件夹或文件挡着|请把它移走或改名，再运行一次 bangfu run
存档里的原件缺失或损坏|请运行 bangfu verify 查看是哪一份，请报送单位再放一次同一个文件
`

func TestFaultsAreAsWritten(t *testing.T) {
	got := "\n"
	for _, c := range slices.Concat(machineFaults, outputFaults) {
		got += c.what + "|" + c.next + "\n"
	}
	if got != faultsWritten {
		t.Errorf("%s\nwant%s", got, faultsWritten)
	}
}
