package batch

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bangfu/internal/archive"
	"bangfu/internal/assist"
	"bangfu/internal/disk"
	"bangfu/internal/sheet"
)

// TestErasureReachesThePersonAndNobodyElse erases somebody whom a neighbour's
// remark, a file's name, a refused workbook cut in two and an original without
// an entry name besides; what colleagues keep in the outbox stays.
func TestErasureReachesThePersonAndNobodyElse(t *testing.T) {
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

	lines, err := b.WouldErase(context.Background(), licence)
	b.must(err)
	told := strings.Join(lines, "\n")
	for _, want := range []string{"改写原件：平城区", "改写原件：云冈区", "删除原件：存档 " + archive.Sum(orphan)[:12], "重写输出：发件箱/平城区/回执_HZ-140213-", "删除备份：ledger_20261124.db"} {
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
	theirs := neighbour["许可证号"].Text
	was, _ := before.Roster().Find(theirs)
	is, on := b.fold().Roster().Find(theirs)
	if !on || is.Number != was.Number || is.Application.ID != was.Application.ID || is.Application.Remark != "与（）为邻居，常年互助" {
		t.Errorf("the neighbour: %v %q %q", on, is.Number, is.Application.Remark)
	}
	if wrong, _, err := b.Verify(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v %v", wrong, err)
	}
	wrong, _, err := b.VerifyErased(context.Background())
	if b.must(err); len(wrong) > 0 {
		t.Errorf("the proof finds %v", wrong)
	}
	if _, err := b.Archive.Put(orphan); err != nil {
		t.Fatal(err)
	}
	if wrong, _, err = b.VerifyErased(context.Background()); err != nil || len(wrong) != 1 || !strings.Contains(wrong[0], archive.Sum(orphan)[:12]) {
		t.Errorf("the proof does not find what was put back: %v %v", wrong, err)
	}
}
