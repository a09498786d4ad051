package notice

import (
	"fmt"
	"time"

	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// short is how a hash of 存档 is written in a line.
func short(sha string) string { return "存档 " + sha[:12] + "…" }

// OnRoll says that whoever is on the roll cannot be erased.
func OnRoll(licence string) error {
	return fault.Mend("许可证号 "+licence+" 仍在册，不能清除", "请先由县区报退出或由市局名单调整退出，运行 bangfu run 后再清除", nil)
}

// NobodyToErase says that the ledger holds nothing of a licence.
func NobodyToErase(licence string) error {
	return fault.Mend("台账里没有许可证号 "+licence+" 的个人信息", "请核对 12 位许可证号", nil)
}

// ErasedBefore says that a licence was erased and nothing of it has come since.
func ErasedBefore(licence string) error {
	return fault.Mend("许可证号 "+licence+" 的个人信息已经清除过，台账里没有新的", "上次清除没有做完的，加 --yes 再运行一次；可用 bangfu verify --erased 核对", nil)
}

// WillBlank tells how many entries an erasure blanks, and how many about others lose words.
func WillBlank(entries, redacted int) string {
	return fmt.Sprintf("台账：%d 条记录的个人信息清空，另有 %d 条他人的记录删去提到本人的字句（他人的备案和编号不变）", entries, redacted)
}

// WillRewrite tells of an original that loses a person.
func WillRewrite(unit, receipt, sha string) string {
	return fmt.Sprintf("改写原件：%s 的回执 %s（%s），去掉本人的各行和提到本人的字句", unit, receipt, short(sha))
}

// WillRemoveOrphan tells of an original that no entry knows.
func WillRemoveOrphan(sha string) string {
	return "删除原件：" + short(sha) + "（台账里没有，是中断的运行留下的）"
}

// WillRemake tells of one output that is made again.
func WillRemake(path string) string { return "重写输出：" + path }

// WillRemakeWeeks tells of the outputs of the weeks.
func WillRemakeWeeks() string {
	return WillRemake("各周的表、名单、周报和已有的总结，由台账重建；别人放在发件箱里的文件不动")
}

// WillRemoveBackup tells of a copy of the ledger that is removed.
func WillRemoveBackup(path string) string { return "删除备份：" + path }

// WillRemoveAside tells of a file that a restore set aside.
func WillRemoveAside(path string) string { return "删除撤下的文件：" + path }

// WillBackUp tells that a new copy is made at the end.
func WillBackUp() string { return "完成后另存一份新的备份" }

// BackupStays says that a copy of the ledger could not be removed.
func BackupStays(path string, cause error) error {
	return fault.Mend("删不掉备份 "+path, "请检查备份文件夹的权限，再运行一次 bangfu erase", cause)
}

// OutputStays says that a published file could not be removed.
func OutputStays(path string, cause error) error {
	return fault.Mend("删不掉 "+path, "请关闭正打开它的程序，再运行一次 bangfu erase", cause)
}

// AsideStays says that a file which a restore set aside could not be removed.
func AsideStays(path string, cause error) error {
	return fault.Mend("删不掉 "+path, "请检查 撤下的台账 文件夹的权限，再运行一次 bangfu run", cause)
}

// What stands in place of an original that nobody could read and that spoke of
// the person: the sheet, and what it says.
const (
	RemovedSheet = "说明"
	RemovedText  = "原文件无法读取，其中有已清除的个人信息，已删除"
)

// Unopened names a folder that could not be searched.
func Unopened(path string, cause error) string {
	return path + " 打不开，没有查找：" + fault.WithoutNames(cause)
}

// Unsearched names a file that could not be read.
func Unsearched(path string, cause error) string {
	return path + " 读不出，没有查找：" + fault.WithoutNames(cause)
}

// TooLargeToSearch names a file that is too large to be searched.
func TooLargeToSearch(path string) string { return path + " 太大，没有查找" }

// NameTells names a file whose name still speaks of the person.
func NameTells(path string) string { return path + " 的文件名里还有本人的姓名或号码" }

// StillSpeaks names a file of others that still speaks of the person.
func StillSpeaks(path string) string { return path + " 里还有本人的内容" }

// ErasedOn tells of somebody who is looked for, and since when he should be gone.
func ErasedOn(licence string, at time.Time) string {
	return "许可证号 " + licence + "：已于 " + assist.DateOf(at).String() + " 清除"
}

// CameBack tells of somebody erased whose new papers are rightly there.
func CameBack(licence string) string {
	return "许可证号 " + licence + "：清除之后又报送过，新的资料照常保存，不再核对"
}

// CopyFromBefore names a copy of the ledger from before an erasure.
func CopyFromBefore(path string) string {
	return path + " 早于清除（或说不清何时的），里面可能有个人信息；请删除这份备份"
}

// AsideHolds names a file set aside that still holds fields of somebody erased.
func AsideHolds(path string) string { return path + " 仍有个人信息；请删除这个文件" }

// sought ends a line about a place where a word stands that nobody should find.
const sought = "有所查的姓名或号码"

// EntryBears names an entry in which a word sought stands.
func EntryBears(seq int64) string { return fmt.Sprintf("台账第 %d 条%s", seq, sought) }

// SightingBears names a unit of whose 收件情况 a line bears a word sought.
func SightingBears(unit string) string { return "收件情况（" + unit + "）" + sought }

// OriginalBears names an original in which a word sought stands.
func OriginalBears(sha string) string { return short(sha) + " " + sought }

// EntryHolds names an entry that still holds fields of somebody erased.
func EntryHolds(seq int64, licence string) string {
	return fmt.Sprintf("台账第 %d 条仍有许可证号 %s 的个人信息", seq, licence)
}

// OriginalHolds names an original that still bears the licence of somebody erased;
// its receipt is "" where no entry knows it.
func OriginalHolds(sha, receipt, licence string) string {
	where := "台账里没有这份原件"
	if receipt != "" {
		where = "回执 " + receipt
	}
	return fmt.Sprintf("%s（%s）仍有许可证号 %s 的内容", short(sha), where, licence)
}

// OriginalUnsearched names an original that cannot be read.
func OriginalUnsearched(sha string) string { return short(sha) + " 读不出来，无法查找" }
