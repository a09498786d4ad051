package batch

import (
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// TestARenamedUnitIsCalledByItsNewName: whatever is told after a rename calls the unit as
// it is called now, also of rows that were judged before.
func TestARenamedUnitIsCalledByItsNewName(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	old, other := b.terms.Units[0].Name, b.terms.Units[1].Name
	var mine, theirs []cells
	for n := range 8 {
		mine, theirs = append(mine, b.customer(old, n, "2026-07-03")), append(theirs, b.customer(other, n, "2026-07-03"))
	}
	b.register("2026-07-03", append(append([]cells{}, mine...), theirs...), nil)
	phone := mine[0]["联系电话"]
	b.send(old, "2026-07-03", assist.ApplicationForm, mine[0], mine[1], mine[2].with("身份证号", "140202195001010000"))
	b.send(old, "2026-07-03", assist.ApplicationForm, mine[7])
	b.send(old, "2026-07-03", assist.ApplicationForm, mine[7].with("联系电话", "13900000000"))
	b.send(old, "2026-07-03", assist.ApplicationForm, theirs[5])
	b.send(other, "2026-07-03", assist.ApplicationForm, theirs[0].with("联系电话", phone), theirs[1].with("身份证号", mine[1]["身份证号"]))
	b.send(old, "2026-07-03", assist.WishForm, b.wish(mine[3], "2026-07-03", 5, 0))
	b.run("2026-07-06 09:00")
	b.send(old, "2026-07-06", assist.ApplicationForm, mine[4])
	b.run("2026-07-06 10:00")
	b.send(other, "2026-07-06", assist.ApplicationForm, theirs[4].with("身份证号", mine[4]["身份证号"]), mine[5],
		mine[4].on("2026-07-06").with("业务类型", "退出", "退出原因", "不再经营"), theirs[6].with("联系电话", mine[4]["联系电话"]))
	b.run("2026-07-06 11:00")
	for code, want := range map[string]string{
		"V503 " + theirs[4]["许可证号"]: "（" + old + "在册客户，", "V502 " + mine[5]["许可证号"]: "此证属" + old + "，", "Q504 " + theirs[6]["许可证号"]: "（" + old + "在册客户，",
		"V601 " + mine[4]["许可证号"]: "在册单位是" + old + "，退出由" + old, "V503 " + theirs[1]["许可证号"]: "（" + old + " 回执 ",
	} {
		if told := b.todoOf(other)[code]; !strings.Contains(told, want) {
			t.Errorf("before: %s is told %q, want %s in it", code, told, want)
		}
	}
	if told := b.todoOf(old)["V501 "+mine[7]["许可证号"]]; !strings.Contains(told, "与"+old+" 回执 ") {
		t.Errorf("before: V501 is told %q", told)
	}
	if told := b.todoOf(old)["V502 "+theirs[5]["许可证号"]]; !strings.Contains(told, "此证属"+other+"，不是"+old+"的客户") {
		t.Errorf("before: V502 is told %q", told)
	}
	b.terms.Units[0].Name = "新名区"
	b.rule()
	b.send(other, "2026-07-07", assist.ApplicationForm, theirs[2].with("联系电话", phone))
	b.run("2026-07-07 09:00")
	for _, unit := range []string{"新名区", other} {
		for key, text := range b.todoOf(unit) {
			if strings.Contains(text, old) {
				t.Errorf("%s: %s is told %s", unit, key, text)
			}
		}
	}
	if told := b.todoOf("新名区")["V502 "+theirs[5]["许可证号"]]; !strings.Contains(told, "此证属"+other+"，不是新名区的客户") {
		t.Errorf("V502 is told %q", told)
	}
	if told := b.todoOf(other)["Q504 "+theirs[2]["许可证号"]]; !strings.Contains(told, "（新名区 回执 HZ-") {
		t.Errorf("Q504 is told %q", told)
	}
}
