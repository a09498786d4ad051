package batch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/disk"
	"bangfu/internal/place"
	"bangfu/internal/sheet"
)

// TestErasureReachesThePersonAndNobodyElse erases somebody whom a neighbour's
// remark, a file's name, a refused workbook cut in two and an original without
// an entry name besides; what colleagues keep in the outbox stays.
func TestErasureReachesThePersonAndNobodyElse(t *testing.T) {
	t.Parallel()
	b, row := leftCity(t, disk.Real())
	name, id, licence := row["经营者姓名"].Text, row["身份证号"].Text, row["许可证号"].Text
	neighbour := b.rowsIn(files(t)[yungang]["申请表.xlsx"])[0]
	neighbour["备注"] = sheet.S("与" + name + "（" + id + "）为邻居，常年互助")
	neighbour["申请日期"] = sheet.S("2026-11-25")
	for _, h := range []string{"客户经理日期", "营销部日期", "县局日期"} {
		neighbour[sheet.Header(h)] = sheet.S("2026-11-25")
	}
	neighbour["核实说明"] = sheet.S("属实：Q602")
	b.drop(yungang, "邻居.xlsx", b.workbook(assist.ApplicationForm, yungang, "2026-11-25", neighbour))
	b.drop(pingcheng, name+"_"+id+".csv", []byte("备注\r\n"+name+"的材料\r\n"))
	again := b.workbook(assist.ApplicationForm, pingcheng, "2026-11-26", row)
	b.drop(pingcheng, "半截.xlsx", again[:len(again)-60])
	b.run("2026-11-26 20:00")
	b.run("2026-11-28 20:01") // the cut file has waited long enough
	before := b.fold()
	orphan := b.workbook(assist.ApplicationForm, pingcheng, "2026-11-27", row)
	if _, err := b.Archive.Put(orphan); err != nil {
		t.Fatal(err)
	}
	colleague := filepath.Join(b.Place.Outbox(assist.City), "科室笔记.docx")
	near := filepath.Join(b.Place.Outbox(pingcheng), "回执_汇总（手工）.xlsx")
	for _, path := range []string{colleague, near} {
		b.must(os.WriteFile(path, []byte("not ours"), 0o644))
	}
	_, _, err := b.Summary(context.Background(), "2026", b.at("2026-11-28 21:00"))
	b.must(err)
	summary := b.Place.Summary(pingcheng, "2026")
	aside := place.Beside(summary, 1) // of a day when a reader held the file open
	data, err := os.ReadFile(summary)
	b.must(err)
	b.must(os.WriteFile(aside, data, 0o644))

	lines, err := b.WouldErase(context.Background(), licence)
	b.must(err)
	told := strings.Join(lines, "\n")
	for _, want := range []string{"改写原件：平城区", "改写原件：云冈区", "删除原件：存档 " + archive.Sum(orphan)[:12], "重写输出：发件箱/平城区/回执_HZ-140213-", "删除备份：备份/ledger_20261124.db"} {
		if !strings.Contains(told, want) {
			t.Errorf("it does not say %q first:\n%s", want, told)
		}
	}
	if has, _ := b.Archive.Has(archive.Sum(orphan)); !has {
		t.Error("telling what it will do did it")
	}
	_, err = b.Erase(context.Background(), licence, "本人要求", "clerk", b.at("2026-11-28 22:00"))
	b.must(err)
	if found := b.traces(row); len(found) > 0 {
		t.Errorf("still named: %v", found)
	}
	for _, path := range []string{colleague, near, summary, b.Place.DailyBackup(assist.DateOf(b.at("2026-11-28 22:00")))} {
		if there, _ := disk.Exists(b.Disk, path); !there {
			t.Errorf("%s is gone", b.Place.Rel(path))
		}
	}
	if there, _ := disk.Exists(b.Disk, aside); there {
		t.Errorf("%s still lies there: nobody can search it", b.Place.Rel(aside))
	}
	theirs := neighbour["许可证号"].Text
	was, _ := before.Roster().Find(theirs)
	is, on := b.fold().Roster().Find(theirs)
	if !on || is.Number != was.Number || is.Application.ID != was.Application.ID || is.Application.Remark != "与（）为邻居，常年互助" {
		t.Errorf("the neighbour: %v %q %q", on, is.Number, is.Application.Remark)
	}
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v %v", wrong, err)
	}
	wrong, _, err := b.VerifyErased(context.Background(), Sought{})
	if b.must(err); len(wrong) > 0 {
		t.Errorf("the proof finds %v", wrong)
	}
	if _, err := b.Archive.Put(orphan); err != nil {
		t.Fatal(err)
	}
	if wrong, _, err = b.VerifyErased(context.Background(), Sought{}); err != nil || len(wrong) != 1 || !strings.Contains(wrong[0], archive.Sum(orphan)[:12]) {
		t.Errorf("the proof does not find what was put back: %v %v", wrong, err)
	}
}

// TestErasureReachesWhatLiesAside erases somebody of whom a ledger and a week that
// a restore set aside, records of no ledger, copies in the folder of before, a
// hidden author and the reason of the erasure itself speak; what lies in the drop
// folder, and a colleague's file, are named by path and stay.
func TestErasureReachesWhatLiesAside(t *testing.T) {
	t.Parallel()
	b, row := leftCity(t, disk.Real())
	name, id, licence := row["经营者姓名"].Text, row["身份证号"].Text, row["许可证号"].Text
	old := b.Place.DailyBackup(assist.DateOf(b.at("2026-11-24 09:00")))
	ctx := context.Background()

	aside := filepath.Join(b.Place.SetAside(), "20261127_080000")
	week := filepath.Join(aside, "2026-W49")
	b.must(os.MkdirAll(week, 0o700))
	before, err := os.ReadFile(old)
	b.must(err)
	supply, err := os.ReadFile(b.Place.Roll(assist.WeekOf(assist.DateOf(b.at(thursday))).Next()))
	b.must(err)
	record := []byte(`{"workspace":"x","seq":3,"hash":"y","at":"2026-11-24T09:00:00+08:00","from":1,"kind":"run","files":[{"sha256":"z","unit":"平城区","name":"` + name + id + `.csv","size":1,"seen":"2026-11-24T09:00:00+08:00","receipt":"HZ-140213-20261124-001"}]}`)
	records := filepath.Join(b.Place.Archive(), ".bangfu", "aside-20261127_080000")
	b.must(os.MkdirAll(records, 0o700))
	waiting := filepath.Join(b.Place.Inbox(yungang), "~$没收的.csv")
	colleague := filepath.Join(b.Place.Outbox(assist.City), "科室笔记.txt")
	unread := filepath.Join(aside, "ledger.db-wal")
	former := filepath.Join(b.Place.Outboxes(), "旧名区") // of a unit before it was renamed
	b.must(os.MkdirAll(former, 0o755))
	for path, data := range map[string][]byte{
		filepath.Join(aside, "ledger.db"): before, filepath.Join(week, "备案汇总表_2026-W49.xlsx"): supply,
		filepath.Join(records, "000000000003.json"): record,
		waiting: []byte(id), colleague: []byte(name + " " + licence),
	} {
		b.must(os.WriteFile(path, data, 0o600))
	}
	done, err := b.Erase(ctx, licence, name+"本人要求", "clerk", b.at("2026-11-28 22:00"))
	b.must(err)
	if done.Aside != 2 {
		t.Errorf("%d files set aside were removed, want 2", done.Aside)
	}
	want := []string{"发件箱/市局/科室笔记.txt 里还有本人的内容", "收件箱/云冈区/~$没收的.csv 里还有本人的内容"}
	slices.Sort(done.Remains)
	if !slices.Equal(done.Remains, want) {
		t.Errorf("it names %v, want %v", done.Remains, want)
	}
	wrong, _, err := b.VerifyErased(ctx, Sought{Names: []string{name}, Numbers: []string{id}})
	if b.must(err); len(wrong) != 2 {
		t.Errorf("the proof by name and number finds %v", wrong)
	}
	for _, path := range []string{waiting, colleague} {
		b.must(os.Remove(path))
	}
	if found := b.traces(row); len(found) > 0 {
		t.Errorf("still named: %v", found)
	}
	if there, _ := disk.Exists(b.Disk, filepath.Join(records, "000000000003.json")); !there {
		t.Error("the record itself is gone")
	}
	b.must(os.WriteFile(filepath.Join(aside, "ledger.db"), before, 0o600))
	b.must(os.WriteFile(unread, nil, 0o600))
	b.must(os.WriteFile(old, before, 0o600))
	wrong, _, err = b.VerifyErased(ctx, Sought{})
	if b.must(err); len(wrong) != 3 || !strings.Contains(strings.Join(wrong, "\n"), "撤下的台账/20261127_080000/ledger.db 仍有") || !strings.Contains(strings.Join(wrong, "\n"), "备份/ledger_20261124.db 早于清除") {
		t.Errorf("the proof does not find the ledger and the copy of before: %v", wrong)
	}
}

// TestErasureLeavesTheFrozenFilesWithoutThePerson erases somebody who was on the
// roll when a week was frozen: the week's files lie there without him, those of
// units that he is not of as they were published.
func TestErasureLeavesTheFrozenFilesWithoutThePerson(t *testing.T) {
	t.Parallel()
	b := newCity(t, disk.Real())
	row := b.rowsIn(files(t)[pingcheng]["申请表.xlsx"])[0]
	b.run(thursday)
	b.drop(assist.City, "退出.xlsx", b.workbook(assist.AdjustmentForm, assist.City, "2026-11-27", map[column.Header]sheet.Value{
		"许可证号": row["许可证号"], "动作": sheet.S("退出"), "生效日期": sheet.S("2026-11-27"), "原因": sheet.S("本人要求"), "经办人": sheet.S("孙丽萍"),
	}))
	b.run("2026-11-27 09:00")
	week := assist.WeekOf(assist.DateOf(b.at(thursday))).Next()
	supply := b.Place.Supply(week)
	before := b.files(b.Place.Outboxes())
	if found := b.mentionsAny([]string{row["经营者姓名"].Text}, supply); len(found) != 1 {
		t.Fatalf("the supply of the frozen week never named the person: %v", found)
	}
	_, err := b.Erase(context.Background(), row["许可证号"].Text, "本人要求", "clerk", b.at("2026-11-27 10:00"))
	b.must(err)
	if found := b.traces(row); len(found) > 0 {
		t.Errorf("still named: %v", found)
	}
	after := b.files(b.Place.Outboxes())
	if len(after) != len(before) {
		t.Errorf("%d files in the outbox, want %d: %s", len(after), len(before), differ(after, before))
	}
	of := func(lines []string) []string {
		return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.Contains(l, "/"+yungang+"/2026-W49/") })
	}
	if d := differ(of(after), of(before)); d != "" || len(of(before)) == 0 {
		t.Errorf("another unit's week: %s", d)
	}
	b.must(b.sound())
}
