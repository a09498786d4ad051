package notice

import (
	"errors"
	"fmt"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/fault"
)

// BadEntry tells what is wrong with an entry of the ledger.
func BadEntry(seq int64, what string) string { return fmt.Sprintf("台账第 %d 条：%s", seq, what) }

// BadLedger says what to do about a ledger with bad entries.
func BadLedger() string {
	return "台账被改动或损坏：请停止使用该工作区，运行 bangfu restore 查看备份，再运行 bangfu restore --latest --yes"
}

// WasErased tells of an erasure that is in order.
func WasErased(licence string) string { return "已清除个人信息：许可证号 " + licence }

// An Original is one that 存档 does not hold as it came.
type Original struct {
	Receipt, Unit, Name string
	Path                string // where it should lie
}

func (o Original) which() string {
	return fmt.Sprintf("回执 %s（%s 报送的 %s）的原件", o.Receipt, o.Unit, o.Name)
}

// Refetched tells that it was put right from the drop folder.
func (o Original) Refetched() string {
	return o.which() + "在 存档 里损坏，已由收件箱里的同一个文件补好；请再运行一次 bangfu verify 核对"
}

// Lost tells what brings it back: the same file from its sender, never an older
// ledger.
func (o Original) Lost(cause error) string {
	what := ""
	switch {
	case errors.Is(cause, archive.ErrMissing):
		what = "在 存档 里找不到了"
	case errors.Is(cause, archive.ErrAltered):
		what = "在 存档 里损坏了"
	default:
		return o.which() + "读不出：" + fault.Explain(cause).Error()
	}
	return fmt.Sprintf("%s%s：请 %s 把当时的同一个文件再放进收件箱，运行 bangfu run 会自动补好；或从别处的 存档 副本取回 %s。找不到就保留现状，备案和供货不受影响",
		o.which(), what, o.Unit, o.Path)
}

// LostTerms tells of a parameter file in use since a day that 存档 does not hold.
func LostTerms(since assist.Date, name, path string) string {
	return fmt.Sprintf("%s 起用的 %s 在 存档 里缺失或损坏：有当时那一份的副本就放到 %s；没有就保留现状，只影响当时的定稿能否重建", since, name, path)
}

// LostKept tells of a restored week's file that 存档 does not hold.
func LostKept(w assist.Week, path string) string {
	return fmt.Sprintf("%s 的定稿在 存档 里的副本缺失或损坏：%s；发件箱里的还是当时的就不用处理", w, path)
}

// Unrebuildable tells of a frozen week whose originals or parameters are gone.
func Unrebuildable(w assist.Week) string {
	return fmt.Sprintf("%s 的定稿不能重建：当时用的参数文件或原件在 存档 里缺失或损坏，怎么补见说缺失的各行", w)
}

// RebuiltOtherwise tells of a frozen file that is made otherwise now.
func RebuiltOtherwise(w assist.Week, path string) string {
	return fmt.Sprintf("%s 的定稿重建后与当时不一致：%s；定稿以发件箱里发布时的为准，请运行 bangfu verify --outbox 核对，并把这一行告知维护程序的人", w, path)
}

// OtherProgram tells that so many files of a week were laid out by another
// version of the program.
func OtherProgram(w assist.Week, by, now string, files int) string {
	return fmt.Sprintf("%s 的定稿由程序版本 %s 写出，现在的版本是 %s，版式不同的 %d 个文件不作逐字节比对；发件箱里的原件请用 bangfu verify --outbox 核对", w, by, now, files)
}

// How a frozen file in the outbox differs.
const (
	OutputGone  = "不在了或读不出"
	OutputOther = "已不是发布时的内容"
)

// Differing is a frozen file that differs, and how.
type Differing struct {
	Week assist.Week
	Path string
	Why  string // OutputGone or OutputOther
}

func (d Differing) which() string {
	return fmt.Sprintf("%s 的定稿文件 %s %s", d.Week, d.Path, d.Why)
}

// Advice says how it is put back.
func (d Differing) Advice() string {
	return d.which() + "；要放回发布时的，请运行 bangfu verify --outbox --mend"
}

// NotMended says why it was not put back.
func (d Differing) NotMended(err error) string { return d.which() + "，没有放回：" + err.Error() }

// Mended says that it was.
func (d Differing) Mended() string { return d.which() + "，已放回发布时的" }

// Why a frozen file was not put back.
var (
	ErrNoRecipe      = errors.New("做不出这个文件")
	ErrMadeOtherwise = errors.New("本版本程序做出的与发布时的不同，请从别处的副本取回")
)

// ErrOpenElsewhere says that a file was open, and where the new content lies.
func ErrOpenElsewhere(path string) error {
	return fmt.Errorf("文件正被打开，写在旁边的 %s；请关闭后再运行一次", path)
}
