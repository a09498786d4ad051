package batch

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/disk/disktest"
	"bangfu/internal/fault"
	"bangfu/internal/sheet"
)

// leftCity is the small city after one customer has left the roll; it returns the
// customer's row as it was sent in.
func leftCity(t *testing.T, d disk.FS) (*bench, map[column.Header]sheet.Value) {
	t.Helper()
	b := emptyCity(t, disk.Real())
	row := b.rowsIn(files(t)[pingcheng]["申请表.xlsx"])[0]
	// Sent in first with a slip in the licence: that row names the person too.
	slip := map[column.Header]sheet.Value{}
	for h, v := range row {
		slip[h] = v
	}
	slip["许可证号"], slip["联系电话"], slip["经营地址"] = sheet.S("14021310000"), sheet.S("13900000001"), sheet.S("旧址1号")
	b.drop(pingcheng, "笔误.xlsx", b.workbook(assist.ApplicationForm, pingcheng, "2026-11-20", slip))
	b.run("2026-11-23 08:00")
	for unit, drops := range files(t) {
		for name, data := range drops {
			b.drop(unit, name, data)
		}
	}
	b.run("2026-11-23 09:00")
	b.drop(assist.City, "退出.xlsx", b.workbook(assist.AdjustmentForm, assist.City, "2026-11-24", map[column.Header]sheet.Value{
		"许可证号": row["许可证号"], "动作": sheet.S("退出"), "生效日期": sheet.S("2026-11-24"), "原因": sheet.S("本人要求"), "经办人": sheet.S("孙丽萍"),
	}))
	if _, on := b.fold().Roster().Find(row["许可证号"].Text); !on {
		t.Fatal("the customer was never filed")
	}
	_, err := b.Erase(context.Background(), row["许可证号"].Text, "本人要求", "clerk", b.at("2026-11-23 10:00"))
	var told *fault.Fault
	if !errors.As(err, &told) || !strings.Contains(told.What, "仍在册") {
		t.Fatalf("erased while on the roll: %v", err)
	}
	b.run("2026-11-24 09:00")
	b.run(thursday)
	b.open(d)
	return b, row
}

// traces are the files of the workspace that still name a person.
func (b *bench) traces(row map[column.Header]sheet.Value) []string {
	b.Helper()
	b.must(b.Ledger.Close())
	b.Site.Ledger = nil
	found := b.mentionsAny([]string{row["经营者姓名"].Text, row["身份证号"].Text, row["联系电话"].Text}, b.root)
	b.Site = nil
	b.open(disk.Real())
	return found
}

func TestErasedPersonStandsNowhere(t *testing.T) {
	t.Parallel()
	b, row := leftCity(t, disk.Real())
	licence := row["许可证号"].Text
	if n := len(b.traces(row)); n < 10 {
		t.Fatalf("only %d traces before: the search proves nothing", n)
	}
	done, err := b.Erase(context.Background(), licence, "本人要求", "clerk", b.at("2026-11-27 09:00"))
	b.must(err)
	if done.Entries == 0 || done.Originals < 4 || done.Outputs == 0 || done.Backups == 0 {
		t.Errorf("%+v", done)
	}
	if found := b.traces(row); len(found) > 0 {
		t.Errorf("still named: %v", found)
	}
	wrong, told, err := b.Verify(context.Background())
	b.must(err)
	if len(wrong) > 0 || !slices.Equal(told, []string{"已清除个人信息：许可证号 " + licence}) {
		t.Errorf("verify: %v, told %v", wrong, told)
	}
	b.must(b.sound())
	if _, err := b.Erase(context.Background(), licence, "再次", "clerk", b.at("2026-11-27 09:30")); err == nil {
		t.Error("erased twice")
	}
	// The very bytes of before bring nothing back.
	b.drop(pingcheng, "申请表.xlsx", files(t)[pingcheng]["申请表.xlsx"])
	if f := b.one(b.run("2026-11-27 10:00")); f.State != "known" {
		t.Errorf("%+v", f)
	}
	if found := b.traces(row); len(found) > 0 {
		t.Errorf("named again: %v", found)
	}
	// The person may come back.
	row["申请日期"] = sheet.S("2026-12-01")
	for _, h := range []string{"客户经理日期", "营销部日期", "县局日期"} {
		row[column.Header(h)] = sheet.S("2026-12-01")
	}
	row["核实说明"] = sheet.S("属实：Q603")
	register := b.rowsIn(files(t)[assist.City]["许可证状态.xlsx"]) // the one in force lost the person's row
	b.drop(assist.City, "许可证状态.xlsx", b.workbook(assist.RegisterForm, assist.City, "2026-11-30", register...))
	b.run("2026-11-30 09:00")
	b.drop(pingcheng, "再申请.xlsx", b.workbook(assist.ApplicationForm, pingcheng, "2026-12-01", row))
	f := b.one(b.run("2026-12-01 09:00"))
	if f.State != "taken" || f.Rows.Read != 1 || f.Rows.Filed+f.Rows.Held != 1 {
		t.Errorf("%+v", f)
	}
	if len(b.traces(row)) == 0 {
		t.Error("the new application is not kept")
	}
	if wrong, told, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 || len(told) != 1 {
		t.Errorf("verify after the return: %v %v %v", wrong, told, err)
	}
	b.must(b.sound())
}

// TestErasureCutShortIsFinished fails the disk in the middle of an erasure: the
// next run finishes it, or the command does when nothing had been entered.
func TestErasureCutShortIsFinished(t *testing.T) {
	t.Parallel()
	f := &disktest.Faulty{FS: disk.Real(), At: -1}
	b, row := leftCity(t, f)
	licence := row["许可证号"].Text
	told := 0 // of what was not reached
	erase := func() error {
		done, err := b.Erase(context.Background(), licence, "本人要求", "clerk", b.at("2026-11-27 09:00"))
		told = len(done.Remains) + len(done.Faults)
		return err
	}
	b.must(erase())
	total := len(f.Ops())
	b.done()
	entered, removed := 0, 0
	for n := 3; n < total; n += total/tries + 1 {
		f := &disktest.Faulty{FS: disk.Real(), At: n, Dead: true}
		b, row = leftCity(t, f)
		if erase() == nil && told == 0 { // towards the end it looks for what others keep, and names what it cannot read
			t.Fatalf("operation %d of %d was not met", n, total)
		}
		b.open(disk.Real())
		_, err := disk.Sweep(b.Disk, b.root, 4)
		b.must(err)
		if b.fold().EverErased()[licence] {
			entered++
			if n%2 == 0 {
				b.run("2026-11-27 09:30")
			} else if err := erase(); err == nil || !strings.Contains(err.Error(), "已经清除过") {
				t.Errorf("%d: %v", n, err)
			}
		} else {
			removed++
			b.must(erase())
		}
		if found := b.traces(row); len(found) > 0 {
			t.Errorf("operation %d: still named: %v", n, found)
		}
		if err := b.sound(); err != nil {
			t.Errorf("operation %d: %v", n, err)
		}
		b.done()
	}
	if entered == 0 || removed == 0 {
		t.Errorf("cut %d times before the entry, %d times after: the test proves half", removed, entered)
	}
}

func TestVerifyNamesWhatWasAltered(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.run(thursday)
	h := b.fold()
	taken := h.Files()[len(h.Files())-1]
	path := b.Archive.Path(taken.SHA)
	data, err := os.ReadFile(path)
	b.must(err)
	flip := func(path string, data []byte, at int) {
		b.must(os.Chmod(path, 0o600))
		data[at] ^= 1
		b.must(os.WriteFile(path, data, 0o600))
	}
	flip(path, data, len(data)/2)
	wrong, _, err := b.Verify(context.Background())
	if err != nil || !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, taken.Receipt) }) {
		t.Errorf("an original altered: %v %v", wrong, err)
	}
	flip(path, data, len(data)/2)
	b.must(os.Remove(path))
	wrong, _, err = b.Verify(context.Background())
	if err != nil || !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, taken.Receipt) }) {
		t.Errorf("an original missing: %v %v", wrong, err)
	}
	b.must(os.WriteFile(path, data, 0o400))
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("put right: %v %v", wrong, err)
	}
	// One character of a fact in the ledger's file.
	b.must(b.Ledger.Close())
	db, err := os.ReadFile(b.Place.Ledger())
	b.must(err)
	at := strings.Index(string(db), "〕0001号")
	if at < 0 {
		t.Fatal("the first filing number is not in the file as text")
	}
	flip(b.Place.Ledger(), db, at+len("〕000"))
	b.Site = nil
	b.open(disk.Real())
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) == 0 || !strings.Contains(wrong[0], "台账第") {
		t.Errorf("a fact altered: %v %v", wrong, err)
	}
}

func TestRebuildIntoAnEmptiedOutbox(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	b.run("2026-11-23 09:00")
	b.drop(pingcheng, "再来.xlsx", files(t)[yungang]["申请表.xlsx"])
	b.run("2026-11-24 09:00")
	b.run(thursday)
	b.run("2026-12-01 09:00") // another week: a draft, and 缺货源计划
	before := b.files(b.Place.Outboxes())
	b.must(os.RemoveAll(b.Place.Outboxes()))
	b.rebuild()
	if d := differ(b.files(b.Place.Outboxes()), before); d != "" || len(before) < 20 {
		t.Errorf("%d files: %s", len(before), d)
	}
}
