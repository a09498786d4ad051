package batch

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/journal"
	"bangfu/internal/precheck"
	"bangfu/internal/report"
)

const (
	pingcheng = "平城区"
	yungang   = "云冈区"
)

// files are what the small city drops, for stories that drop it piece by piece.
func files(t testing.TB) map[string]map[string][]byte {
	t.Helper()
	c, err := theCity()
	if err != nil {
		t.Fatal(err)
	}
	return c.drops
}

// one is the only file of a run.
func (b *bench) one(res Result) precheck.FileResult {
	b.Helper()
	if len(res.Files) != 1 {
		b.Fatalf("%d files: %+v", len(res.Files), res.Files)
	}
	return res.Files[0]
}

func TestKnownBytesCountOnce(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	data := files(t)[pingcheng]["申请表.xlsx"]
	b.drop(pingcheng, "申请表.xlsx", data)
	first := b.one(b.run("2026-11-23 09:00"))
	before := b.seq()
	outbox := b.files(b.Place.Outboxes())
	b.drop(pingcheng, "申请表.xlsx", data)
	b.drop(pingcheng, "另一个名字.xlsx", data)
	res := b.run("2026-11-23 10:00")
	for _, f := range res.Files {
		if f.State != "known" || *f.Receipt != *first.Receipt {
			t.Errorf("%s: %s %s", f.Name, f.State, *f.Receipt)
		}
	}
	if b.seq() != before || b.left(pingcheng) != "" {
		t.Errorf("%d entries after %d; left %q", b.seq(), before, b.left(pingcheng))
	}
	for _, name := range []string{"申请表.xlsx", "另一个名字.xlsx"} {
		if x := b.sightings(pingcheng)[name]; x.State != report.StateKnown || x.Receipt != *first.Receipt {
			t.Errorf("%s: %+v", name, x)
		}
	}
	changed := 0
	for i, line := range b.files(b.Place.Outboxes()) {
		if line != outbox[i] {
			changed++
		}
	}
	if said := b.mentions(report.StateKnown, b.Place.Sightings(pingcheng)); changed != 1 || len(said) != 1 {
		t.Errorf("%d files changed; 已收过 stands in %v", changed, said)
	}
	// The same bytes in another unit's folder are another file.
	b.drop(yungang, "申请表.xlsx", data)
	if f := b.one(b.run("2026-11-23 11:00")); f.State != "taken" || *f.Receipt != "HZ-140214-20261123-001" {
		t.Errorf("%+v", f)
	}
}

// The same bytes twice in one run are one file with one receipt, and each name is told.
func TestACopyInTheSameRunIsTold(t *testing.T) {
	t.Parallel()
	for what, data := range map[string][]byte{"good": files(t)[pingcheng]["申请表.xlsx"], "refused": files(t)[yungang]["申请表.xlsx"]} {
		b := emptyCity(t, disk.Real())
		b.drop(pingcheng, "申请表.xlsx", data)
		b.drop(pingcheng, "申请表 (1).xlsx", data)
		var told []string
		for _, f := range b.run("2026-11-23 09:00").Files {
			told = append(told, f.State+" "+string(f.Kind)+" "+*f.Receipt)
		}
		if got := strings.Join(told, ", "); got != "taken application HZ-140213-20261123-001, known application HZ-140213-20261123-001" {
			t.Errorf("%s: %s", what, got)
		}
		if b.left(pingcheng) != "" || len(b.sightings(pingcheng)) != 2 {
			t.Errorf("%s: left %q, seen %v", what, b.left(pingcheng), b.sightings(pingcheng))
		}
	}
}

func TestRefusedFileIsJudgedAgainUnderItsNumber(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	foreign := files(t)[yungang]["申请表.xlsx"] // S009: not this unit's
	for i, clock := range []string{"09:00", "10:00", "11:00"} {
		b.drop(pingcheng, "申请表.xlsx", foreign)
		f := b.one(b.run("2026-11-23 " + clock))
		if f.State != "taken" || *f.Receipt != "HZ-140213-20261123-001" || f.Totals["S009"] != 1 {
			t.Fatalf("%s: %s %s %v", clock, f.State, *f.Receipt, f.Totals)
		}
		if there, _ := disk.Exists(b.Disk, b.Place.Receipt(pingcheng, *f.Receipt, i)); !there {
			t.Errorf("no receipt with update %d", i)
		}
		if x := b.sightings(pingcheng)["申请表.xlsx"]; x.State != report.StateRefused || b.left(pingcheng) != "" {
			t.Errorf("%+v, left %q", x, b.left(pingcheng))
		}
	}
}

func TestNobodyFilesForAnotherUnit(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.drop(pingcheng, "云冈.xlsx", files(t)[yungang]["申请表.xlsx"])
	b.run(thursday)
	h := b.fold()
	for _, row := range b.rowsIn(files(t)[yungang]["申请表.xlsx"]) {
		licence := row["许可证号"].Text
		if x, on := h.Roster().Find(licence); on && x.Unit != yungang {
			t.Errorf("%s was filed for %s", licence, x.Unit)
		}
		if found := b.mentions("云冈.xlsx", b.Place.Outbox(yungang)); len(found) > 0 {
			t.Errorf("%v tell of the file", found)
		}
	}
	if x := b.sightings(pingcheng)["云冈.xlsx"]; x.State != report.StateRefused {
		t.Errorf("%+v", x)
	}
}

func TestNoUnitReadsOfAnother(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.run(thursday)
	for unit, other := range map[string]string{pingcheng: yungang, yungang: pingcheng} {
		for _, row := range b.rowsIn(files(t)[unit]["申请表.xlsx"]) {
			for _, header := range []column.Header{"许可证号", "经营者姓名", "身份证号", "联系电话"} {
				text := row[header].Text
				if found := b.mentions(text, b.Place.Outbox(other)); len(found) > 0 {
					t.Errorf("%v of %s name %s of %s", found, other, header, unit)
				}
				if len(b.mentions(text, b.Place.Outbox(unit))) == 0 {
					t.Errorf("the unit's own %s stands nowhere: the search proves nothing", header)
				}
			}
		}
	}
}

func TestCutFileIsToldAndStaysUntilWhole(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	whole := files(t)[pingcheng]["申请表.xlsx"]
	b.drop(pingcheng, "申请表.xlsx", whole[:len(whole)*2/3])
	f := b.one(b.run("2026-11-23 09:00"))
	if f.Totals["S001"] != 1 || b.left(pingcheng) != "申请表.xlsx" {
		t.Fatalf("%v, left %q", f.Totals, b.left(pingcheng))
	}
	if x := b.sightings(pingcheng)["申请表.xlsx"]; x.State != report.StateKept || !strings.Contains(x.Reason, "没有传完整") || x.Receipt != *f.Receipt {
		t.Errorf("%+v", x)
	}
	before := b.seq()
	if b.run("2026-11-23 10:00"); b.seq() != before || b.left(pingcheng) != "申请表.xlsx" {
		t.Errorf("judged again while it lies there: %d entries after %d", b.seq(), before)
	}
	b.drop(pingcheng, "申请表.xlsx", whole)
	f = b.one(b.run("2026-11-23 11:00"))
	if f.State != "taken" || *f.Receipt != "HZ-140213-20261123-002" || f.Totals["S001"] != 0 || b.left(pingcheng) != "" {
		t.Errorf("%s %s %v, left %q", f.State, *f.Receipt, f.Totals, b.left(pingcheng))
	}
}

func TestCutFileIsTakenAwayAfterADay(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	whole := files(t)[pingcheng]["申请表.xlsx"]
	b.drop(pingcheng, "申请表.xlsx", whole[:len(whole)*2/3])
	b.run("2026-11-23 09:00")
	if b.run("2026-11-24 08:59"); b.left(pingcheng) == "" {
		t.Error("taken away within a day")
	}
	before := b.seq()
	b.run("2026-11-24 09:00")
	if x := b.sightings(pingcheng)["申请表.xlsx"]; x.State != report.StateRefused || b.left(pingcheng) != "" || b.seq() != before {
		t.Errorf("%+v, left %q, %d entries after %d", x, b.left(pingcheng), b.seq(), before)
	}
}

func TestWhatIsStillArrivingWaits(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	whole := files(t)[pingcheng]["申请表.xlsx"]
	b.drop(pingcheng, "空.xlsx", nil)
	b.drop(pingcheng, "变大.xlsx", whole[:100])
	b.drop(pingcheng, "预留.xlsx", append(append([]byte{}, whole[:len(whole)/2]...), make([]byte, len(whole)-len(whole)/2)...))
	b.drop(yungang, "走访台账.xlsx", files(t)[yungang]["走访台账.xlsx"])
	b.Settings.Settle = time.Second
	grown := 100
	b.Wait = func(context.Context, time.Duration) {
		grown += 100
		b.drop(pingcheng, "变大.xlsx", whole[:grown])
	}
	res := b.run("2026-11-23 09:00")
	states := map[string]string{}
	for _, f := range res.Files {
		states[f.Name] = f.State
	}
	for _, name := range []string{"空.xlsx", "变大.xlsx", "预留.xlsx"} {
		if x := b.sightings(pingcheng)[name]; states[name] != "settling" || x.State != report.StateWaiting || x.Next == "" {
			t.Errorf("%s: %s %+v", name, states[name], x)
		}
	}
	if states["走访台账.xlsx"] != "taken" {
		t.Errorf("one waiting file held up another: %v", states)
	}
	// All arrive; one goes away. The time of a file is when it was first seen.
	b.Wait = func(context.Context, time.Duration) {}
	b.drop(pingcheng, "变大.xlsx", whole)
	b.drop(pingcheng, "预留.xlsx", files(t)[pingcheng]["走访台账.xlsx"])
	b.must(os.Remove(filepath.Join(b.Place.Inbox(pingcheng), "空.xlsx")))
	b.run("2026-11-23 10:00")
	if b.left(pingcheng) != "" {
		t.Errorf("left %q", b.left(pingcheng))
	}
	for _, f := range b.fold().Files() {
		if f.Unit == pingcheng && !f.Seen.Equal(b.at("2026-11-23 09:00")) {
			t.Errorf("%s was first seen %v", f.Name, f.Seen)
		}
	}
	if x := b.sightings(pingcheng)["空.xlsx"]; x.State != report.StateIgnored || !strings.Contains(x.Reason, "移走") {
		t.Errorf("%+v", x)
	}
	// The name of a file that was taken is another file's, also of the same size.
	b.drop(pingcheng, "变大.xlsx", append(append([]byte{}, whole[:len(whole)-1]...), 'x'))
	b.run("2026-11-30 09:00")
	for _, f := range b.fold().Files() {
		if f.Size == int64(len(whole)) && f.Receipt == "HZ-140213-20261130-001" && !f.Seen.Equal(b.at("2026-11-30 09:00")) {
			t.Errorf("%s was first seen %v", f.Receipt, f.Seen)
		}
	}
}

func TestNamesAndFoldersOfEverySort(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	data := files(t)[pingcheng]["走访台账.xlsx"]
	names := []string{
		"cafe\u0301.xlsx", "caf\u00e9.xlsx", "😀申请.xlsx", strings.Repeat("长", 83) + ".xlsx", "Abc.xlsx", "aBC.xlsx", "末尾有点.", "十一月/申请表.xlsx",
	}
	b.must(os.MkdirAll(filepath.Join(b.Place.Inbox(pingcheng), "十一月", "旧"), 0o755))
	for i, name := range names {
		b.drop(pingcheng, name, append(append([]byte{}, data...), make([]byte, i)...)) // each other bytes
	}
	b.drop(pingcheng, "十一月/旧/太深.xlsx", data)
	res := b.run("2026-11-23 09:00")
	receipts := map[string]bool{}
	for _, f := range res.Files {
		switch {
		case f.Name == "十一月/旧/太深.xlsx":
			if f.State != "ignored" || b.sightings(pingcheng)[f.Name].State != report.StateIgnored {
				t.Errorf("too deep: %+v", f)
			}
		case f.State != "taken" || receipts[*f.Receipt]:
			t.Errorf("%s: %+v", f.Name, f)
		default:
			receipts[*f.Receipt] = true
		}
	}
	if len(receipts) != len(names) || b.left(pingcheng) != "十一月" {
		t.Errorf("%d of %d taken; left %q", len(receipts), len(names), b.left(pingcheng))
	}
	b.must(b.sound())
}

// fixed is a disk on which nothing in the drop folders can be moved.
type fixed struct {
	disk.FS
	inside string
}

func (f fixed) Rename(from, to string) error {
	if strings.HasPrefix(from, f.inside) {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrPermission}
	}
	return f.FS.Rename(from, to)
}

func TestFileThatCannotBeTakenStaysAndCountsOnce(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.open(fixed{disk.Real(), b.Place.Inboxes()})
	b.drop(pingcheng, "申请表.xlsx", files(t)[pingcheng]["申请表.xlsx"])
	first := b.one(b.run("2026-11-23 09:00"))
	before, outbox := b.seq(), b.files(b.Place.Outboxes())
	said := b.sightings(pingcheng)["申请表.xlsx"]
	if said.State != report.StateLeft || said.Receipt != *first.Receipt {
		t.Errorf("%+v", said)
	}
	for _, clock := range []string{"10:00", "11:00"} {
		b.run("2026-11-23 " + clock)
	}
	if d := differ(b.files(b.Place.Outboxes()), outbox); d != "" || b.seq() != before {
		t.Errorf("counted again: %s, %d entries after %d", d, b.seq(), before)
	}
	if x := b.sightings(pingcheng)["申请表.xlsx"]; x != said {
		t.Errorf("%+v, want %+v", x, said)
	}
	b.open(disk.Real())
	b.run("2026-11-23 12:00")
	if x := b.sightings(pingcheng)["申请表.xlsx"]; x.State != report.StateTaken || b.left(pingcheng) != "" {
		t.Errorf("%+v, left %q", x, b.left(pingcheng))
	}
	// Or the county deletes it, as it was told it may.
	b.open(fixed{disk.Real(), b.Place.Inboxes()})
	b.drop(yungang, "申请表.xlsx", files(t)[yungang]["申请表.xlsx"])
	b.run("2026-11-23 13:00")
	b.must(os.Remove(filepath.Join(b.Place.Inbox(yungang), "申请表.xlsx")))
	b.run("2026-11-23 14:00")
	if x := b.sightings(yungang)["申请表.xlsx"]; x.State != report.StateTaken {
		t.Errorf("%+v", x)
	}
}

// away is a disk on which one folder cannot be listed: its share is away.
type away struct {
	disk.FS
	dir string
}

func (a away) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.HasPrefix(name, a.dir) {
		return nil, fs.ErrNotExist
	}
	return a.FS.ReadDir(name)
}

func TestVanishedShareHoldsUpNobody(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.open(fixed{disk.Real(), b.Place.Inboxes()})
	b.drop(pingcheng, "申请表.xlsx", files(t)[pingcheng]["申请表.xlsx"])
	b.drop(pingcheng, "空.xlsx", nil)
	b.run("2026-11-23 09:00")
	said := b.sightings(pingcheng)
	b.open(away{disk.Real(), b.Place.Inbox(pingcheng)})
	b.drop(yungang, "申请表.xlsx", files(t)[yungang]["申请表.xlsx"])
	res := b.run("2026-11-23 10:00")
	if f := b.one(res); f.Unit != yungang || f.State != "taken" || len(res.Faults) == 0 {
		t.Errorf("%+v %v", f, res.Faults)
	}
	for name, x := range b.sightings(pingcheng) {
		if x != said[name] {
			t.Errorf("%s is said to be gone: %+v", name, x)
		}
	}
	b.open(disk.Real())
	b.run("2026-11-23 11:00")
	if b.left(pingcheng) != "空.xlsx" {
		t.Errorf("left %q", b.left(pingcheng))
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.run(thursday)
	for dir, want := range map[string]fs.FileMode{b.Place.Outboxes(): 0o640, b.Place.Archive(): 0o400, b.Place.Backups(): 0o600} {
		n := 0
		b.must(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			n++
			at, err := d.Info()
			want := want
			if filepath.Base(filepath.Dir(path)) == journal.Folder { // for the program alone
				want = 0o600
			}
			if err == nil && at.Mode().Perm() != want {
				t.Errorf("%s is %v", b.Place.Rel(path), at.Mode())
			}
			return err
		}))
		if n == 0 {
			t.Errorf("%s is empty", dir)
		}
	}
	for _, side := range []string{"", "-wal", "-shm"} {
		if at, err := os.Stat(b.Place.Ledger() + side); err == nil && at.Mode().Perm() != 0o600 {
			t.Errorf("ledger.db%s is %v", side, at.Mode())
		}
	}
}

func TestARunThatFindsNothingWritesNothing(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.run(thursday)
	before := b.ending()
	f := &disktest.Faulty{FS: disk.Real(), At: -1}
	b.open(f)
	b.run("2026-11-26 19:00")
	if d := differ(b.ending(), before); d != "" {
		t.Error(d)
	}
	for _, op := range f.Ops() {
		if op.Verb == "create" || op.Verb == "rename" || op.Verb == "write" {
			t.Errorf("%s %s", op.Verb, b.Place.Rel(op.Path))
		}
	}
}

// TestAFileBeyondTheSizeLimitIsAnsweredAndNotKept drops a file that is too
// large: it has its hash, its receipt and S004, stays where it is, and its bytes
// are not in the archive, which verify knows.
func TestAFileBeyondTheSizeLimitIsAnsweredAndNotKept(t *testing.T) {
	t.Parallel()
	b := emptyCity(t, disk.Real())
	b.Settings.Limits.FileBytes = 1 << 20
	settings := b.Settings // as bangfu.toml has it, also for a rebuild
	b.Parse = func([]byte) (Settings, error) { return settings, nil }
	data := append(bytes.Clone(files(t)[pingcheng]["申请表.xlsx"]), bytes.Repeat([]byte("x"), 3<<20)...)
	b.drop(pingcheng, "带照片.xlsx", data)
	f := b.one(b.run("2026-11-23 09:00"))
	if f.Totals["S004"] != 1 || f.SHA != archive.Sum(data) || f.Receipt == nil || b.left(pingcheng) != "带照片.xlsx" {
		t.Fatalf("%+v, left %q", f, b.left(pingcheng))
	}
	if has, err := b.Archive.Has(f.SHA); has || err != nil {
		t.Errorf("archived: %v %v", has, err)
	}
	if x := b.sightings(pingcheng)["带照片.xlsx"]; x.State != report.StateKept || !strings.Contains(x.Reason, "4 MB，上限 1 MB") {
		t.Errorf("%+v", x)
	}
	before := b.seq()
	if f = b.one(b.run("2026-11-23 10:00")); f.State != "known" || b.seq() != before {
		t.Errorf("the next run: %s, %d entries after %d", f.State, b.seq(), before)
	}
	b.must(b.sound())
	if text := b.text(b.Place.Roll(assist.WeekOf(assist.DateOf(b.at("2026-11-23 09:00"))).Next())); !strings.Contains(text, "超过上限，未存档") {
		t.Error("来源 does not say that it is not archived")
	}
}
