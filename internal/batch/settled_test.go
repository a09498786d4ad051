package batch

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// fateIn is what 收件情况 says of the file of a receipt: state, and why.
func (t *town) fateIn(unit, receipt string) string {
	t.Helper()
	for _, row := range t.table(t.Place.Sightings(unit), "收件情况", "文件名", "状态", "回执号", "原因") {
		if row["回执号"] == receipt {
			return strings.TrimSpace(row["状态"] + " " + row["原因"])
		}
	}
	return ""
}

// endOf compares what the last receipt of a file says at its head, and 收件情况, with what
// must be told. Nothing but the said updates may have been written.
func (t *town) endOf(what, unit, receipt string, update int, fate string, want ...string) {
	t.Helper()
	if file, _ := t.fold().File(receipt); file.Update != update {
		t.Errorf("%s: %d updates, want %d", what, file.Update, update)
		return
	}
	front := t.frontOf(unit, receipt, update)
	for _, s := range want {
		if !strings.Contains(front, s) {
			t.Errorf("%s: the receipt lacks %q:\n%s", what, s, front)
		}
	}
	if strings.Contains(front, "有疑") != strings.HasPrefix(fate, "已收，有疑") {
		t.Errorf("%s: told as in doubt:\n%s", what, front)
	}
	if got := t.fateIn(unit, receipt); got != fate {
		t.Errorf("%s: 收件情况 %q, want %q", what, got, fate)
	}
}

const waits = "已收，有疑 有疑，核实以前不作准，原因见回执"

// TestTheEndOfARegistersDoubtIsTold: 作废, 确认, another register, or a doubt that comes
// back: each is told on the receipt and in 收件情况, and the first day stays.
func TestTheEndOfARegistersDoubtIsTold(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	ended := func(n int) map[string]string {
		m := map[string]string{}
		for _, c := range all[:n] {
			m[c["许可证号"]] = "注销"
		}
		return m
	}
	const one, two = "HZ-SJ-20260706-001", "HZ-SJ-20260707-001"
	b.register("2026-07-06", all, ended(3))
	b.run("2026-07-06 09:00")
	b.endOf("three end", assist.City, one, 0, waits, "？ 有疑，核实以前不作准", "各行没有发现问题；整份文件有疑，原因见“整份文件”")
	first := b.seenIn(assist.City)
	b.register("2026-07-07", all, ended(4))
	b.run("2026-07-07 09:00")
	b.endOf("another waits", assist.City, one, 1, "已收，没有采用 许可证状态：自 2026-07-07 起另有更晚的一份（回执 "+two+"，当时还待市局核实），这一份没有采用", "另有更晚的一份待核实", "这份没有采用，不用再做什么")
	b.settle("2026-07-07", two, "作废")
	b.run("2026-07-07 10:00")
	const void = "许可证状态：市局已于 2026-07-07 作废（待确认回执 HZ-SJ-20260707-002），这一份当作没有来过"
	b.endOf("void", assist.City, two, 1, "已收，已作废 "+void, "✗ 市局已作废，当作没有来过", void, "这份没有采用，不用再做什么")
	b.endOf("open again", assist.City, one, 2, waits, "疑点有变化", "？ 有疑，核实以前不作准")
	b.settle("2026-07-08", one, "确认")
	b.run("2026-07-08 09:00")
	b.endOf("confirmed", assist.City, one, 3, "已收", "✓ 市局已确认，按原样采用；✓ 已收", "市局已于 2026-07-08 确认（待确认回执 HZ-SJ-20260708-001），这一份按原样采用")
	for name, told := range first {
		if now := b.seenIn(assist.City)[name]; now[:len("2026-07-06 09:00:00")] != told[:len("2026-07-06 09:00:00")] {
			t.Errorf("%s: first seen %q, was %q", name, now, told)
		}
	}
	b.run("2026-07-08 10:00")
	b.endOf("nothing new", assist.City, one, 3, "已收")
	b.must(b.sound())
	b.done()
}

// TestTheEndOfAPlansDoubtIsTold: of a 货源计划 likewise; a sound one that comes, the plan
// that the cut-off freezes, and the last hour end a doubt, too.
func TestTheEndOfAPlansDoubtIsTold(t *testing.T) {
	t.Parallel()
	const plan = "HZ-SJ-20260706-001"
	for what, c := range map[string]struct {
		end  func(b *town)
		fate string
		head string
	}{
		"void":      {func(b *town) { b.settle("2026-07-07", plan, "作废"); b.run("2026-07-07 09:00") }, "已收，已作废 货源计划 2026-W29：市局已于 2026-07-07 作废（待确认回执 HZ-SJ-20260707-001），这一份当作没有来过", "结论 ✗ 市局已作废，当作没有来过 \n"},
		"confirm":   {func(b *town) { b.settle("2026-07-07", plan, "确认"); b.run("2026-07-07 09:00") }, "已收 货源计划 2026-W29：市局已于 2026-07-07 确认（待确认回执 HZ-SJ-20260707-001），这一份按原样采用", "✓ 市局已确认，按原样采用；"},
		"another":   {func(b *town) { b.offers("2026-07-07", "2026-W29", 90, 90); b.run("2026-07-07 09:00") }, "已收，没有采用 货源计划 2026-W29：自 2026-07-07 起以回执 HZ-SJ-20260707-001 的那一份为准，这一份没有采用", "结论 ✗ 没有采用 \n"},
		"last hour": {func(b *town) { b.run("2026-07-12 12:00") }, "已收 货源计划 2026-W29：第 5 行 畅销“一般”应为是或否；疑点一直没有了结，已于 2026-07-12 按其中可用的行定稿", "？ 疑点未了结，已按可用的行定稿；"},
	} {
		b, _ := served(t)
		rows := b.planned("2026-W29", 90, 90)
		b.send(assist.City, "2026-07-06", assist.PlanForm, rows[0], rows[1].with("畅销", "一般"))
		b.run("2026-07-06 09:00")
		b.endOf(what+", before", assist.City, plan, 0, waits)
		c.end(b)
		b.endOf(what, assist.City, plan, 1, c.fate, map[bool]string{true: "已定稿，这一份不用再改", false: "不用再做什么"}[what == "last hour"], c.head)
		b.must(b.sound())
		b.done()
	}
}

// TestAVoidedFileDroppedAgain: the same bytes are known and stay unused, whether in doubt
// or void; 收件情况 says what to do to have them used.
func TestAVoidedFileDroppedAgain(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	rows := b.planned("2026-W29", 90, 90)
	plan := b.book(assist.City, "2026-07-06", map[assist.Form][]cells{assist.PlanForm: {rows[0], rows[1].with("畅销", "一般")}})
	again := func(at, want string) {
		b.drop(assist.City, "又一次.xlsx", plan)
		res := b.run(at)
		row := b.table(b.Place.Sightings(assist.City), "收件情况", "文件名", "状态", "原因", "下一步")
		if got := row[len(row)-1]; got["文件名"] != "又一次.xlsx" || got["状态"] != "已收过" || !strings.HasPrefix(got["原因"]+"｜"+got["下一步"], want) || !strings.Contains(codesOf(res), want[:len("这一份以前收过")]) {
			t.Errorf("%s: %v %s", at, got, codesOf(res))
		}
	}
	b.drop(assist.City, "计划.xlsx", plan)
	b.run("2026-07-06 09:00")
	again("2026-07-06 10:00", "这一份以前收过，有疑，还没有核实，再放一次不起作用｜请核实：无误的在 发件箱/市局/待办_市局.xlsx 的“待确认”里填“确认”")
	b.settle("2026-07-07", "HZ-SJ-20260706-001", "作废")
	b.run("2026-07-07 09:00")
	again("2026-07-07 10:00", "这一份以前收过，已作废，再放一次不起作用｜要改回这一份，请另存一次（改 填报日期）再放入收件箱")
	b.done()
}

// TestTheEndOfARefusedFileIsTold: the unit whose file the city has given up hears so.
func TestTheEndOfARefusedFileIsTold(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	b.drop("平城区", "申请表.et", []byte("PK half a workbook"))
	b.run("2026-07-06 09:00")
	const receipt = "HZ-140213-20260706-001"
	b.run("2026-07-13 09:00")
	b.settle("2026-07-13", receipt, "作废")
	b.run("2026-07-13 10:00")
	const void = "市局已于 2026-07-13 作废（待确认回执 HZ-SJ-20260713-001）：不再等这份文件重报"
	b.endOf("void", "平城区", receipt, 1, "已收，已作废 "+void, "✗ 整份退回，没有收下任何一行；市局已作废，不用再报", void)
	b.must(b.sound())
	b.done()
}
