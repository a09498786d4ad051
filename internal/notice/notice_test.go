package notice_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/fault"
	"bangfu/internal/notice"
)

var (
	at       = time.Date(2026, 11, 26, 18, 30, 0, 0, assist.Zone)
	errCause = errors.New("disk: cause")
	sha      = strings.Repeat("ab", 32)
)

// TestEveryFaultSaysWhatToDo: whoever is told what is wrong is told what to do, in
// one sentence each, and the cause is kept for whoever mends the program.
func TestEveryFaultSaysWhatToDo(t *testing.T) {
	w := notice.Witness{Where: notice.InArchive, Seq: 12, At: at}
	for i, err := range []error{
		notice.Unkept(errCause), notice.Uneven(errCause), notice.NotSetAside(sha), notice.Jumped(at, at.AddDate(0, 0, -30), 21),
		notice.NotBackedUp("备份", errCause), notice.OnRoll("140200000001"), notice.NobodyToErase("140200000001"), notice.BackupStays("备份/a", errCause),
		notice.OutputStays("发件箱/a", errCause), notice.AsideStays("撤下的台账/a", errCause), notice.RecordsUnread(errCause), notice.LedgerStuck(errCause),
		notice.NoCopy(errCause), notice.NotGivenBack("HZ-1", errCause), notice.NotWitnessed(errCause), w.Gone(), w.Empty(), w.Foreign(), w.Old(3, at), w.Other(),
		notice.NothingEntered(), notice.ErasedPaper("140200000001", "申请表"), notice.UnfiledPaper("140200000001", "告知单", assist.Held),
		notice.UnknownPaper("140200000001", "申请表"), notice.Unknown("140200000001"), notice.LostParameters("政策参数.xlsx", fs.ErrNotExist).Needed(errCause),
	} {
		var told *fault.Fault
		if !errors.As(err, &told) {
			t.Errorf("%d is no fault: %v", i, err)
			continue
		}
		for _, part := range []string{told.What, told.Next} {
			if part == "" || strings.HasSuffix(part, "。") || strings.Contains(part, "%!") || strings.Contains(part, "disk:") && i != 1 {
				t.Errorf("%d: %q", i, part)
			}
		}
		if told.Err != nil && !errors.Is(err, errCause) {
			t.Errorf("%d: the cause is lost: %v", i, told.Err)
		}
	}
}

// TestLines reads some lines whole.
func TestLines(t *testing.T) {
	w49 := assist.Week{Year: 2026, Number: 49}
	original := notice.Original{Receipt: "HZ-1", Unit: "平城区", Name: "甲.xlsx", Path: "存档/ab"}
	differing := notice.Differing{Week: w49, Path: "发件箱/市局/a.xlsx", Why: notice.OutputOther}
	for got, want := range map[string]string{
		notice.OriginalHolds(sha, "HZ-1", "140200000001"): "存档 abababababab…（回执 HZ-1）仍有许可证号 140200000001 的内容",
		notice.OriginalHolds(sha, "", "140200000001"):     "存档 abababababab…（台账里没有这份原件）仍有许可证号 140200000001 的内容",
		notice.ErasedOn("140200000001", at):               "许可证号 140200000001：已于 2026-11-26 清除",
		original.Lost(archive.ErrMissing):                 "回执 HZ-1（平城区 报送的 甲.xlsx）的原件在 存档 里找不到了：请 平城区 把当时的同一个文件再放进收件箱，运行 bangfu run 会自动补好；或从别处的 存档 副本取回 存档/ab。找不到就保留现状，备案和供货不受影响",
		differing.Advice():                                "2026-W49 的定稿文件 发件箱/市局/a.xlsx 已不是发布时的内容；要放回发布时的，请运行 bangfu verify --outbox --mend",
		differing.Mended():                                "2026-W49 的定稿文件 发件箱/市局/a.xlsx 已不是发布时的内容，已放回发布时的",
		notice.Unwritten("平城区", "发件箱/平城区/a.xlsx", 3, &fault.Fault{What: "磁盘已满", Next: "请清出空间"}):                                                                                "平城区：写不出 发件箱/平城区/a.xlsx 等 3 个文件（磁盘已满）。请清出空间；其他县区不受影响，已入账的不会丢",
		assist.SlipWords([]assist.TermsSlip{notice.DamagedParameters("政策参数.xlsx", "坏").Replaced(assist.Day(2026, 7, 9), "存档/ab")}, func(assist.TermsSlip) int { return 4 })[0]: "参数文件 参数/政策参数.xlsx 无法读取（坏）：沿用存档中 2026-07-09 的那一份，涉及在册 4 户；请从备份放回该文件，或把 存档/ab 复制为 参数/政策参数.xlsx 并去掉只读属性，再运行 bangfu run",
	} {
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}
