package batch

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// frontOf is the 回执 sheet of a receipt, as text.
func (t *town) frontOf(unit, number string, update int) string {
	t.Helper()
	var b strings.Builder
	for _, row := range t.sheetOf(t.content(t.Place.Receipt(unit, number, update)), "回执") {
		for _, c := range row.Cells {
			b.WriteString(c.Text + " ")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// todoOf is 待办 of a unit: of each row that wants something what is told of it.
func (t *town) todoOf(unit string) map[string]string {
	t.Helper()
	told := map[string]string{}
	for _, row := range t.table(t.Place.Todo(unit), assist.TodoSheet, "由谁处理", "结果", "许可证号", "规则", "问题", "处理办法") {
		told[row["规则"]+" "+row["许可证号"]] += row["问题"] + "｜" + row["处理办法"]
	}
	return told
}

// TestWhatStandsIsToldAsItIsToday: a wish that came before its customer was filed, of one
// who is not eligible, and of one who has left, is told by how he stands, in whatever
// run; an updated receipt names the rows that were sent again meanwhile.
func TestWhatStandsIsToldAsItIsToday(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	var all []cells
	for n := range 5 {
		all = append(all, b.customer("平城区", n, "2026-07-03"))
	}
	b.register("2026-07-03", all, nil)
	fire := all[0].temporary("2026-12-31")
	unfit := all[1].with("家庭年收入", "200000", "低保证号", "", "低保证有效期止", "", "证明材料", "低保证明")
	b.send("平城区", "2026-07-03", assist.ApplicationForm, fire, unfit, all[2], all[3].with("身份证号", "140202195001010000"), all[4].temporary("2026-12-31"))
	b.run("2026-07-06 09:00")
	b.send("平城区", "2026-07-06", assist.ApplicationForm, all[2].on("2026-07-06").with("业务类型", "退出", "退出原因", "不再经营"))
	b.run("2026-07-07 09:00")
	b.send("平城区", "2026-07-07", assist.WishForm, b.wish(all[3], "2026-07-07", 5, 0), b.wish(all[1], "2026-07-07", 5, 0), b.wish(all[2], "2026-07-07", 5, 0))
	b.run("2026-07-07 10:00")
	before := map[string]string{
		"V706 " + all[3]["许可证号"]: "该客户的申请（HZ-140213-20260706-001 申请表 第7行）已退回，没有备案｜请先按该行的处理办法改好申请；备案以后再报这一行",
		"V706 " + all[1]["许可证号"]: "该客户的申请（HZ-140213-20260706-001 申请表 第5行）不符合认定标准，没有备案｜这一行删去即可；申请填错的，改正、备案以后再报",
		"V706 " + all[2]["许可证号"]: "该客户 2026-07-07 已退出（不再经营），不在册｜不再帮扶的，这一行删去即可；仍需帮扶的，先报送申请，备案以后再报这一行",
	}
	b.toldIn("first", b.todoOf("平城区"), before)
	b.send("平城区", "2026-07-08", assist.ApplicationForm, all[3], all[4].temporary("2026-11-30"))
	b.run("2026-07-08 09:00")
	b.adjust("2026-07-08", all[0]["许可证号"], "确认", "2026-07-08", "")
	b.run("2026-07-08 10:00")
	before["V706 "+all[3]["许可证号"]] = "收到这一行时该客户还没有备案，这一行没有采用；现在已备案（大烟弱备〔2026〕0002号，2026-07-08）｜请把这一行重新报送"
	b.toldIn("after", b.todoOf("平城区"), before)
	front := b.frontOf("平城区", "HZ-140213-20260706-001", 1)
	for _, want := range []string{
		"（第 1 次更新：3 行的结果有变化）",
		"申请表第4行 待核 → 备案：市局已确认 Q307（临时困难待市局确认）",
		"申请表第7行 退回 → 已替换：已由 HZ-140213-20260708-001 第 4 行 替换，以那一行为准",
		"申请表第8行 待核 → 已替换：已由 HZ-140213-20260708-001 第 5 行 替换，以那一行为准",
	} {
		if !strings.Contains(front, want) {
			t.Errorf("the updated receipt lacks %s:\n%s", want, front)
		}
	}
	if strings.Contains(front, "V112") || strings.Contains(front, "等市局") {
		t.Errorf("it asks for what has come:\n%s", front)
	}
	b.must(b.sound())
}

// toldIn compares what some rows are told.
func (t *town) toldIn(when string, got, want map[string]string) {
	t.Helper()
	for key, text := range want {
		if got[key] != text {
			t.Errorf("%s: %s is told %q, want %q", when, key, got[key], text)
		}
	}
}
