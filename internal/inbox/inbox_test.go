package inbox

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/place"
)

var units = []string{"平城区", "云冈区"}

// desk is a real workspace in a temporary folder with empty drop folders.
func desk(t *testing.T) place.Place {
	t.Helper()
	p := place.New(t.TempDir(), place.Folders{})
	for _, u := range append([]string{place.City}, units...) {
		if err := os.MkdirAll(p.Inbox(u), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// drop writes a file below a drop folder.
func drop(t *testing.T, p place.Place, unit, name, text string) string {
	t.Helper()
	path := filepath.Join(p.Inbox(unit), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// twoLooks looks twice with a doing in between, and settles.
func twoLooks(t *testing.T, p place.Place, between func()) []Waiting {
	t.Helper()
	first, faults := Look(disk.Real(), p, units)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if between != nil {
		between()
	}
	second, faults := Look(disk.Real(), p, units)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return Settle(first, second)
}

// tell is what a list says, a line a file: unit name state reason.
func tell(list []Waiting) string {
	var b strings.Builder
	for _, w := range list {
		fmt.Fprintf(&b, "%s|%s|%s|%s\n", w.Unit, w.Name, w.State, w.Reason)
	}
	return b.String()
}

func one(t *testing.T, list []Waiting, name string) Waiting {
	t.Helper()
	for _, w := range list {
		if w.Name == name {
			return w
		}
	}
	t.Fatalf("%s is not among\n%s", name, tell(list))
	return Waiting{}
}

func TestLookNamesEverything(t *testing.T) {
	p := desk(t)
	for _, name := range []string{
		"申请表.xlsx", "~$申请表.xlsx", ".~lock.申请表.xlsx#", "._申请表.xlsx", "上传.TMP", "Thumbs.db", "DESKTOP.INI",
		"@eaDir/申请表.xlsx/SYNO", "申请表.sync-conflict-20261102.xlsx", "销售.csv.crdownload", ".bangfu-00ff.tmp",
		"十一月/申请表.xlsx", "十一月/旧/申请表.xlsx", "十一月/旧/更旧/申请表.xlsx", "十一月/空/",
	} {
		if folder, ok := strings.CutSuffix(name, "/"); ok {
			os.MkdirAll(filepath.Join(p.Inbox("平城区"), folder), 0o755)
			continue
		}
		drop(t, p, "平城区", name, "bytes")
	}
	drop(t, p, place.City, "货源计划.xlsx", "bytes")
	os.WriteFile(filepath.Join(p.Inboxes(), "放错了.xlsx"), []byte("bytes"), 0o644)
	os.MkdirAll(filepath.Join(p.Inboxes(), "不存在的县"), 0o755)
	if err := os.Symlink("/etc/passwd", filepath.Join(p.Inbox("云冈区"), "链接.xlsx")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc", filepath.Join(p.Inbox("云冈区"), "链接夹")); err != nil {
		t.Fatal(err)
	}
	want := `市局|货源计划.xlsx|ready|
平城区|._申请表.xlsx|ignored|系统自动生成的文件，不是报表
平城区|.bangfu-00ff.tmp|ignored|本程序未写完的临时文件
平城区|.~lock.申请表.xlsx#|ignored|办公软件的临时文件，不是报表
平城区|@eaDir|ignored|系统自动生成的文件，不是报表
平城区|DESKTOP.INI|ignored|系统自动生成的文件，不是报表
平城区|Thumbs.db|ignored|系统自动生成的文件，不是报表
平城区|~$申请表.xlsx|ignored|办公软件的临时文件，不是报表
平城区|上传.TMP|ignored|办公软件的临时文件，不是报表
平城区|十一月/旧/更旧|ignored|未收：放在第二层以下的子文件夹里
平城区|十一月/旧/申请表.xlsx|ignored|未收：放在第二层以下的子文件夹里
平城区|十一月/申请表.xlsx|ready|
平城区|十一月/空|ignored|未收：放在第二层以下的子文件夹里
平城区|申请表.sync-conflict-20261102.xlsx|ready|
平城区|申请表.xlsx|ready|
平城区|销售.csv.crdownload|ignored|下载或传输未完成的临时文件
云冈区|链接.xlsx|ignored|这是快捷方式或链接，不是文件本身
云冈区|链接夹|ignored|这是快捷方式或链接，不是文件本身
|不存在的县|ignored|文件夹名不是任何县区的名称
|放错了.xlsx|ignored|直接放在收件箱下，不属于任何单位
`
	list := twoLooks(t, p, nil)
	if got := tell(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for _, w := range list {
		if w.State != Ready && w.Next == "" {
			t.Errorf("%s: nothing is said of what to do next", w.Name)
		}
	}
}

func TestNamesOfEverySort(t *testing.T) {
	p := desk(t)
	long := strings.Repeat("长", 83) + ".xlsx" // 254 bytes
	for _, name := range []string{long, "cafe\u0301.xlsx", "caf\u00e9.xlsx", "Abc.xlsx", "aBC.xlsx", "末尾有点.", "😀申请.xlsx", "\xc9\xea\xc7\xeb.xlsx", "a\nb.xlsx"} {
		drop(t, p, "平城区", name, "bytes of "+name)
	}
	list := twoLooks(t, p, nil)
	if len(list) != 9 {
		t.Fatalf("%d of 9:\n%s", len(list), tell(list))
	}
	paths := map[string]bool{}
	for _, w := range list {
		paths[w.Path] = true
		c, err := Read(disk.Real(), w, 1<<20)
		if err != nil || w.State != Ready {
			t.Errorf("%q: %v %v", w.Name, w.State, err)
		}
		if err := Take(disk.Real(), w, c.SHA); err != nil {
			t.Errorf("%q: %v", w.Name, err)
		}
	}
	if len(paths) != 9 {
		t.Errorf("two files share a path: %v", paths)
	}
	for _, name := range []string{"caf\u00e9.xlsx", "申请.xlsx", "a\ufffdb.xlsx", "末尾有点.", "😀申请.xlsx"} {
		one(t, list, name)
	}
	if left := twoLooks(t, p, nil); len(left) != 0 {
		t.Errorf("left:\n%s", tell(left))
	}
}

func TestFolderSpeltTheOtherWayIsTheUnitsToo(t *testing.T) {
	p := desk(t)
	units := []string{"caf\u00e9区"}
	for _, name := range []string{"caf\u00e9区", "cafe\u0301区"} {
		os.MkdirAll(filepath.Join(p.Inboxes(), name), 0o755)
		os.WriteFile(filepath.Join(p.Inboxes(), name, "申请表.xlsx"), []byte(name), 0o644)
	}
	list, faults := Look(disk.Real(), p, units)
	mine := 0
	for _, w := range list {
		if w.Unit == units[0] && w.State == Settling {
			mine++
		}
	}
	if mine != 2 || len(faults) != 0 {
		t.Errorf("%s%v", tell(list), faults)
	}
}

func TestOnlyWhatStoodStillIsReady(t *testing.T) {
	p := desk(t)
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	steady := drop(t, p, "平城区", "不变.xlsx", "bytes")
	growing := drop(t, p, "平城区", "变大.xlsx", "bytes")
	rewritten := drop(t, p, "平城区", "改写.xlsx", "bytes")
	drop(t, p, "平城区", "空.xlsx", "")
	gone := drop(t, p, "平城区", "移走.xlsx", "bytes")
	for _, path := range []string{steady, growing, rewritten} {
		os.Chtimes(path, old, old) // an old time proves nothing
	}
	list := twoLooks(t, p, func() {
		os.WriteFile(growing, []byte("bytes and more"), 0o644)
		os.Chtimes(growing, old, old)
		os.Chtimes(rewritten, old, old.Add(time.Second))
		os.Remove(gone)
		drop(t, p, "平城区", "新到.xlsx", "bytes")
	})
	want := `平城区|不变.xlsx|ready|
平城区|变大.xlsx|settling|文件还在传输中（两次查看之间大小或时间有变化）
平城区|改写.xlsx|settling|文件还在传输中（两次查看之间大小或时间有变化）
平城区|新到.xlsx|settling|文件刚刚到达，还没有看满等待时间
平城区|空.xlsx|settling|文件是空的（0 字节），可能还没有传完
`
	if got := tell(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// strange is a disk on which some files cannot be opened or read.
type strange struct {
	disk.FS
	open, read map[string]error // by file name
}

func (s strange) Open(name string) (disk.File, error) {
	if err := s.open[filepath.Base(name)]; err != nil {
		return nil, err
	}
	f, err := s.FS.Open(name)
	if err == nil && s.read[filepath.Base(name)] != nil {
		return strangeFile{f, s.read[filepath.Base(name)]}, nil
	}
	return f, err
}

type strangeFile struct {
	disk.File
	err error
}

func (f strangeFile) Read([]byte) (int, error)          { return 0, f.err }
func (f strangeFile) ReadAt([]byte, int64) (int, error) { return 0, f.err }

// zipEnd is a container test for the tests: whole means the text ends in "end".
func zipEnd(r io.ReaderAt, w Waiting) bool {
	tail := make([]byte, 3)
	_, err := r.ReadAt(tail, w.Size-3)
	return (err == nil || err == io.EOF) && string(tail) == "end"
}

func TestOneFilesTroubleIsItsOwn(t *testing.T) {
	p := desk(t)
	for _, name := range []string{"1占用.xlsx", "2无权.xlsx", "3坏盘.xlsx", "4半截.xlsx", "5预留.xlsx", "6完整.xlsx", "7等够了.xlsx"} {
		drop(t, p, "平城区", name, "whole to the end")
	}
	drop(t, p, "平城区", "4半截.xlsx", "half a contai")
	drop(t, p, "平城区", "5预留.xlsx", "start\x00\x00\x00\x00")
	drop(t, p, "平城区", "7等够了.xlsx", "half for days")
	d := strange{disk.Real(),
		map[string]error{"1占用.xlsx": fmt.Errorf("open: %w", disk.ErrBusy), "2无权.xlsx": fs.ErrPermission},
		map[string]error{"3坏盘.xlsx": io.ErrNoProgress}}
	patient := func(r io.ReaderAt, w Waiting) bool { return zipEnd(r, w) || w.Name == "7等够了.xlsx" }
	list := Probe(d, twoLooks(t, p, nil), patient)
	want := `平城区|1占用.xlsx|unreadable|文件正被其他程序占用，暂时读不了
平城区|2无权.xlsx|unreadable|运行账户没有读取这个文件的权限
平城区|3坏盘.xlsx|unreadable|读取文件时磁盘或共享出错
平城区|4半截.xlsx|settling|可能没有传完：文件的末尾不完整
平城区|5预留.xlsx|settling|可能没有传完：文件的末尾不完整
平城区|6完整.xlsx|ready|
平城区|7等够了.xlsx|ready|
`
	if got := tell(list); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for _, w := range list {
		if w.Partial != (w.Name == "4半截.xlsx" || w.Name == "5预留.xlsx") {
			t.Errorf("%s: partial %v", w.Name, w.Partial)
		}
	}
	// The next run, with the trouble over, takes them without more ado.
	for _, w := range Probe(disk.Real(), twoLooks(t, p, nil), zipEnd)[:3] {
		if w.State != Ready {
			t.Errorf("afterwards %s is %s", w.Name, w.State)
		}
	}
}

func TestFileChangedBeforeProbeWaits(t *testing.T) {
	p := desk(t)
	path := drop(t, p, "平城区", "申请表.xlsx", "whole to the end")
	list := twoLooks(t, p, nil)
	os.WriteFile(path, []byte("another one, whole to the end"), 0o644)
	if w := Probe(disk.Real(), list, zipEnd)[0]; w.State != Settling || w.Partial {
		t.Errorf("%+v", w)
	}
}

func TestVanishedShareIsThatUnitsAlone(t *testing.T) {
	p := desk(t)
	drop(t, p, "平城区", "申请表.xlsx", "bytes")
	os.Remove(p.Inbox("云冈区"))
	list, faults := Look(disk.Real(), p, units)
	if len(list) != 1 || len(faults) != 1 || faults[0].Unit != "云冈区" {
		t.Fatalf("%s%v", tell(list), faults)
	}
	if msg := faults[0].Error(); !strings.Contains(msg, "云冈区") || !strings.Contains(msg, "恢复后下次运行自动收取") {
		t.Error(msg)
	}
	// Also when it goes between the two looks: what was seen there waits unseen.
	if got := Settle(list, nil); len(got) != 0 {
		t.Error(tell(got))
	}
}

func TestALookNeverFailsAsAWhole(t *testing.T) {
	p := desk(t)
	drop(t, p, place.City, "货源计划.xlsx", "bytes")
	drop(t, p, "平城区", "十一月/申请表.xlsx", "bytes")
	drop(t, p, "云冈区", "申请表.xlsx", "bytes")
	for n := 0; ; n++ {
		f := &disktest.Faulty{FS: disk.Real(), At: n, Fault: fs.ErrPermission}
		list, faults := Look(f, p, units)
		ready := 0
		for _, w := range Settle(list, list) {
			if w.State == Ready {
				ready++
			}
		}
		if !f.Failed() {
			if ready != 3 || len(faults) != 0 {
				t.Errorf("without a fault: %d %v", ready, faults)
			}
			return
		}
		if ready < 2 {
			t.Errorf("step %d took %d files with it: %v", n, 3-ready, faults)
		}
		told := len(faults)
		for _, w := range list {
			if w.State == Unreadable {
				told++
			}
		}
		if told != 1 && ready != 3 {
			t.Errorf("step %d was told %d times", n, told)
		}
	}
}

// TestNamesThatLookAlikeAreToldApart: two names that are one in NFC, and files
// called alike in two folders of a unit, are things of their own.
func TestNamesThatLookAlikeAreToldApart(t *testing.T) {
	p := desk(t)
	drop(t, p, "平城区", "é.xlsx", "one")
	drop(t, p, "平城区", "e\u0301.xlsx", "two")
	drop(t, p, "平城区", "别的.xlsx", "three")
	drop(t, p, "云冈区", "é.xlsx", "four")
	var got []string
	for _, w := range twoLooks(t, p, nil) {
		got = append(got, w.Unit+" "+w.Name)
	}
	want := "平城区 é.xlsx|平城区 é（同名第2份）.xlsx|平城区 别的.xlsx|云冈区 é.xlsx"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}
