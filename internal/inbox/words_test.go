package inbox

import (
	"strings"
	"testing"
)

// TestWhatIsNeverRead: the names that are no report, by why; typed once more by hand.
func TestWhatIsNeverRead(t *testing.T) {
	for want, names := range map[why]string{
		whyTemp:    "~$申请表.xlsx|.~lock.申请表.xlsx#|.~申请表.xlsx|申请表.TMP|申请表.temp",
		whyPartial: ".goutputstream-AB12|申请表.xlsx.crdownload|申请表.part|申请表.partial|申请表.filepart|申请表.download|.syncthing.申请表.xlsx",
		whySystem: "._申请表.xlsx|.DS_Store|Thumbs.db|ehthumbs.db|desktop.ini|$RECYCLE.BIN|System Volume Information|@eaDir|#recycle|@Recycle|#snapshot|" +
			".Trashes|.Spotlight-V100|.fseventsd|.stfolder|.stversions|.nfs0001|.fuse_hidden0001",
	} {
		for _, name := range strings.Split(names, "|") {
			if got, ignored := ignore(name); !ignored || got != want {
				t.Errorf("%s: %+v, want %+v", name, got, want)
			}
		}
	}
	for _, name := range strings.Split("申请表.xlsx|~申请表.xlsx|.lock.xlsx|temp.xlsx|thumbs.db.xlsx|recycle|部分.xlsx", "|") {
		if got, ignored := ignore(name); ignored {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if len(patterns) != 29 {
		t.Errorf("%d patterns: type the new one here", len(patterns))
	}
}

// whysWritten are the reasons in 收件情况 and what happens next, typed once more by hand.
const whysWritten = `
文件还在传输中（两次查看之间大小或时间有变化）|不必重放，下次运行会再看，传完后自动收取
文件刚刚到达，还没有看满等待时间|不必重放，下次运行会再看，传完后自动收取
文件是空的（0 字节），可能还没有传完|下次运行会再看；如果确是空文件，请删除后重新放入
可能没有传完：文件的末尾不完整|如仍在复制，传完后自动收取；如早已传完，请打开检查，另存后重新放入
文件正被其他程序占用，暂时读不了|请关闭正在打开它的程序；下次运行自动收取
运行账户没有读取这个文件的权限|请重新放入文件，或请市局运维检查文件夹权限；恢复后自动收取
读取文件时磁盘或共享出错|下次运行会再读；如果一直如此，请市局运维检查共享和磁盘
读取前文件被移走或改名|不必处理；重新放入后自动收取
这是快捷方式或链接，不是文件本身|请把文件本身复制到收件箱
这不是普通文件|请删除；收件箱只收普通文件
未收：放在第二层以下的子文件夹里|请移到本单位收件箱，或其下第一层子文件夹
办公软件的临时文件，不是报表|不必处理；关闭文件后它会自行消失
系统自动生成的文件，不是报表|不必处理
本程序未写完的临时文件|不必处理，下次运行会清理
下载或传输未完成的临时文件|传完后会变成正式文件名，届时自动收取
直接放在收件箱下，不属于任何单位|请移到本单位的文件夹
两次处理时程序中断，已搁置|请在 Excel 或 WPS 中打开，核对后另存为新的工作簿再放入；运维人员也可用 bangfu run --retry 再试一次
文件夹名不是任何县区的名称|请改用县区表中的名称；新增县区请先填入 参数/政策参数.xlsx 的 县区 表
`

func TestReasonsAreAsWritten(t *testing.T) {
	got := "\n"
	for _, w := range []why{whyGrowing, whyNew, whyEmpty, whyPart, whyBusy, whyDenied, whyRead, whyGone, whyLink, whyDevice, whyDeep, whyTemp, whySystem, whyOurs, whyPartial, whyStray, whyDied, whyUnknown} {
		got += w.reason + "|" + w.next + "\n"
	}
	if got != whysWritten {
		t.Errorf("%s\nwant%s", got, whysWritten)
	}
}
