package batch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
)

// settle drops 待确认 with one row.
func (t *town) settle(day, receipt, action string) {
	t.Helper()
	t.send(assist.City, day, assist.SettlementForm, cells{"回执号": receipt, "动作": action, "原因": "已与来文单位核对", "经办人": "示例经办"})
}

// doubted tells what of a run is in doubt: receipt, kind and number of customers.
func doubted(res Result) string {
	var list []string
	for _, d := range res.Doubts {
		list = append(list, fmt.Sprintf("%s %s %d户", d.Receipt[len("HZ-SJ-2026"):], d.Kind, len(d.Licences)))
	}
	return strings.Join(list, "；")
}

// codesOf are the codes found in a run's files.
func codesOf(res Result) string {
	var list []string
	for _, f := range res.Files {
		for _, x := range f.Findings {
			list = append(list, x.Code+" "+x.Message)
		}
	}
	return strings.Join(list, "；")
}

// inForce is the receipt of the register in force, and how many are on the roll.
func (t *town) inForce() string {
	t.Helper()
	h := t.fold()
	return fmt.Sprintf("%s 在册%d", h.Register().Receipt[len("HZ-SJ-2026"):], h.Roster().OnRoll())
}

// TestRegistersInDoubt: a register that ends too many waits; the next one in doubt
// takes its place, 作废 gives it back, 确认 puts it in force, and a sound one ends
// every doubt. What is settled cannot be settled again.
func TestRegistersInDoubt(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	ended := func(n int) map[string]string {
		m := map[string]string{}
		for _, c := range all[:n] {
			m[c["许可证号"]] = "注销"
		}
		return m
	}
	const told = "许可证状态（回执 HZ-SJ-20260706-001）有疑：在册且原为有效的 5 户中，有 3 户不再列入或不再有效；涉及在册共 3 户（平城区 2 户、云冈区 1 户）。仍按 2026-06-26 的登记。"
	for _, step := range []struct {
		at, what string
		send     func()
		doubts   string
		force    string
	}{
		{"2026-07-06 09:00", "three end", func() { b.register("2026-07-06", all, ended(3)) }, "0706-001 register 3户", "0629-001 在册5"},
		{"2026-07-06 10:00", "nothing new", func() {}, "0706-001 register 3户", "0629-001 在册5"},
		{"2026-07-07 09:00", "four end", func() { b.register("2026-07-07", all, ended(4)) }, "0707-001 register 4户", "0629-001 在册5"},
		{"2026-07-07 10:00", "void", func() { b.settle("2026-07-07", "HZ-SJ-20260707-001", "作废") }, "0706-001 register 3户", "0629-001 在册5"},
		{"2026-07-07 11:00", "void once more", func() { b.settle("2026-07-07", "HZ-SJ-20260707-001", "确认") }, "0706-001 register 3户", "0629-001 在册5"},
		{"2026-07-08 09:00", "confirmed", func() { b.settle("2026-07-08", "HZ-SJ-20260706-001", "确认") }, "", "0706-001 在册2"},
		{"2026-07-09 09:00", "the same again is no doubt", func() { b.register("2026-07-09", all, ended(3)) }, "", "0709-001 在册2"},
	} {
		step.send()
		res := b.run(step.at)
		if got := doubted(res); got != step.doubts || b.inForce() != step.force || (step.doubts != "") != strings.Contains(strings.Join(res.Faults, "\n"), "有疑") {
			t.Errorf("%s: %s, in force %s, faults %v", step.what, got, b.inForce(), res.Faults)
		}
		if step.doubts != "" && !res.Urgent {
			t.Errorf("%s: not urgent", step.what)
		}
		switch step.what {
		case "three end":
			if !strings.HasPrefix(strings.Join(res.Faults, "\n"), told) {
				t.Errorf("told %v", res.Faults)
			}
		case "nothing new":
			if len(res.Outputs) > 0 {
				t.Errorf("wrote %v", res.Outputs)
			}
			st, err := b.Status(context.Background(), b.at(step.at), noNext)
			b.must(err)
			if len(st.Doubts) != 1 || !strings.HasPrefix(strings.Join(st.Faults, "\n"), told) {
				t.Errorf("status: %+v %v", st.Doubts, st.Faults)
			}
		case "void once more":
			if got := codesOf(res); got != "C301 这份文件的疑点已于 2026-07-07 作废，不用再填" {
				t.Errorf("settled again: %s", got)
			}
		}
	}
	b.must(b.sound())
}

// TestPlansInDoubt: a doubtful plan after a sound one does not replace it until
// 确认; after 作废 the earlier one is used; the cut-off freezes the sound one.
func TestPlansInDoubt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ action, source string }{{"", "HZ-SJ-20260706-001"}, {"作废", "HZ-SJ-20260706-001"}, {"确认", "HZ-SJ-20260707-001"}} {
		b, _ := served(t)
		b.offers("2026-07-06", "2026-W29", 90, 90)
		if res := b.run("2026-07-06 09:00"); res.Urgent {
			t.Fatalf("sound: %v", res.Faults)
		}
		rows := b.planned("2026-W29", 90, 90)
		b.send(assist.City, "2026-07-07", assist.PlanForm, rows[0], rows[1].with("帮扶可用量", "九十"))
		res := b.run("2026-07-07 09:00")
		if got := doubted(res); got != "0707-001 plan 5户" || !res.Urgent || !strings.Contains(res.Faults[0], "不是大于或等于 0 的整数") || !strings.Contains(res.Faults[0], "仍用此前收到的计划") {
			t.Errorf("a doubtful one comes: %s %v", got, res.Faults)
		}
		if c.action != "" {
			b.settle("2026-07-08", "HZ-SJ-20260707-001", c.action)
			if res := b.run("2026-07-08 09:00"); res.Urgent || doubted(res) != "" {
				t.Errorf("%s: %v", c.action, res.Faults)
			}
		}
		res = b.run("2026-07-09 18:00")
		frozen, _ := b.fold().Frozen(w29)
		if res.Plan != assist.PlanFinal || frozen.Plan.Source.Receipt != c.source || frozen.Plan.Doubt != nil {
			t.Errorf("%q: %s by %+v, doubt %+v", c.action, res.Plan, frozen.Plan.Source, frozen.Plan.Doubt)
		}
		b.whole(c.action, w29)
		b.done()
	}
}

// TestAPlanInDoubtWaitsUntilItsLastHour: the cut-off does not freeze it, nor does
// any run until the last hour; then it is frozen as it is and the run says so, on
// the Sunday or by the first run after it.
func TestAPlanInDoubtWaitsUntilItsLastHour(t *testing.T) {
	t.Parallel()
	for _, wakes := range []string{"2026-07-12 12:00", "2026-07-13 08:30"} {
		b, _ := served(t)
		rows := b.planned("2026-W29", 90, 90)
		b.send(assist.City, "2026-07-06", assist.PlanForm, rows[0], rows[1].with("畅销", "一般"))
		b.run("2026-07-06 09:00")
		for _, at := range []string{"2026-07-09 18:00", "2026-07-10 09:00", "2026-07-12 11:59"} {
			if res := b.run(at); res.Plan != assist.PlanDraft || !res.Urgent || doubted(res) != "0706-001 plan 5户" {
				t.Errorf("%s: %s %v", at, res.Plan, res.Faults)
			}
		}
		res := b.run(wakes)
		told := strings.Join(res.Faults, "\n")
		if frozen, ok := b.fold().Frozen(w29); !ok || frozen.Plan.Doubt == nil || !res.Urgent || len(res.Doubts) > 0 {
			t.Errorf("%s: frozen %v, urgent %v, %v", wakes, ok, res.Urgent, res.Doubts)
		}
		if !strings.Contains(told, "的疑点到 2026-07-12 12:00 仍未了结，已按其中可用的行定稿") || !strings.Contains(told, "在册共 5 户（平城区 3 户、云冈区 2 户）") {
			t.Errorf("%s: %s", wakes, told)
		}
		for _, c := range []struct {
			at   string
			want int
		}{{"2026-07-13 10:00", 1}, {"2026-07-20 09:00", 0}} { // while the week lasts
			told := strings.Join(b.run(c.at).Faults, "\n")
			st, err := b.Status(context.Background(), b.at(c.at), noNext)
			b.must(err)
			if n, m := strings.Count(told, "按其中可用的行定稿"), strings.Count(strings.Join(st.Faults, "\n"), "按其中可用的行定稿"); n != c.want || m != c.want {
				t.Errorf("%s, at %s: told %d times, by status %d: %s", wakes, c.at, n, m, told)
			}
		}
		b.whole(wakes, w29)
		b.done()
	}
}

// TestADraftThatDealsHalf: what the last weeks dealt is the measure; with no frozen
// week there is none.
func TestADraftThatDealsHalf(t *testing.T) {
	t.Parallel()
	b, _ := served(t) // five customers asked for 5 cartons of two products each
	for _, c := range []struct {
		at    string
		pools []int
		want  string
	}{
		{"2026-07-06 09:00", []int{13, 12}, ""},
		{"2026-07-07 09:00", []int{12, 12}, "0707-001 plan 5户"},
		{"2026-07-08 09:00", []int{25, 25}, ""},
	} {
		b.offers(c.at[:10], "2026-W29", c.pools...)
		res := b.run(c.at)
		if got := doubted(res); got != c.want {
			t.Errorf("%v: %q %v", c.pools, got, res.Faults)
		}
		if c.want != "" && !strings.Contains(res.Faults[0], "草案只分配 24 条，不到最近 1 个定稿周平均 50 条的 50%") {
			t.Errorf("told %s", res.Faults[0])
		}
	}
}

// TestAFileThatIsRefusedIsTold: a register or plan that an S refuses leaves what was
// there in force, and every run says so until one is taken.
func TestAFileThatIsRefusedIsTold(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	bad := registerOf(all, nil)
	bad[0][2] = "情况"
	b.drop(assist.City, "登记.xlsx", bad.workbook(t, "许可证状态", "2026-07-06"))
	for _, at := range []string{"2026-07-06 09:00", "2026-07-06 10:00"} {
		res := b.run(at)
		if !res.Urgent || !strings.Contains(strings.Join(res.Faults, "\n"), "许可证状态（回执 HZ-SJ-20260706-001）没有收下，仍按 2026-06-26 的登记认定在册共 5 户（平城区 3 户、云冈区 2 户）") {
			t.Errorf("%s: %v %v", at, res.Urgent, res.Faults)
		}
	}
	b.register("2026-07-06", all, nil)
	if res := b.run("2026-07-06 11:00"); strings.Contains(strings.Join(res.Faults, "\n"), "没有收下") {
		t.Errorf("a good one came: %v", res.Faults)
	}
}

// TestAFirstRegisterThatIsRefusedIsToldOnce: the sentence that names its receipt and what
// to do speaks for the register that is missing, too; without a file that is asked for.
func TestAFirstRegisterThatIsRefusedIsToldOnce(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	one := b.customer("平城区", 0, "2026-07-03")
	b.send("平城区", "2026-07-03", assist.ApplicationForm, one)
	registers := func(res Result) []string {
		return slices.DeleteFunc(slices.Clone(res.Faults), func(said string) bool { return !strings.Contains(said, "许可证状态") })
	}
	missing := "还没有许可证状态登记：请市局把《许可证状态》放入 收件箱/市局"
	b.same("none has come", registers(b.run("2026-07-03 09:00")), missing)
	refused := "许可证状态（回执 HZ-SJ-20260706-001）没有收下，仍没有登记认定在册 1 户（平城区）。请市局按回执改好后重新放入 收件箱/市局"
	b.register("2026-07-06", []cells{one}, map[string]string{one["许可证号"]: ""}) // without a row
	for _, at := range []string{"2026-07-06 09:00", "2026-07-06 10:00"} {
		res := b.run(at)
		b.same(at, registers(res), refused)
		if !res.Urgent {
			t.Errorf("%s: nobody is asked for", at)
		}
	}
	b.register("2026-07-06", []cells{one}, nil)
	b.same("a good one has come", registers(b.run("2026-07-06 11:00")))
}

// TestAColumnSortedByItself: a register whose names or units slid by a row is told
// with all whom it concerns; by it nobody loses anything, so that it is in no doubt.
func TestAColumnSortedByItself(t *testing.T) {
	t.Parallel()
	for column, word := range map[int]string{1: "经营者姓名", 4: "县区"} {
		b, all := served(t)
		bad := registerOf(all, nil)
		for i := 1; i < len(bad); i++ {
			bad[i][column] = registerOf(all, nil)[1+i%len(all)][column]
		}
		b.drop(assist.City, "登记.xlsx", bad.workbook(t, "许可证状态", "2026-07-06"))
		res := b.run("2026-07-06 09:00")
		told := "现用的许可证状态（2026-07-06）的" + word + "与名册不同的，在册"
		if !strings.Contains(strings.Join(res.Faults, "\n"), told) || len(res.Doubts) > 0 {
			t.Errorf("%s: %v %v", word, res.Doubts, res.Faults)
		}
		if said, read := b.asked(b.at("2026-07-07 08:00")); read || !strings.Contains(said, told) {
			t.Errorf("%s: a status the next day, register read %v: %s", word, read, said)
		}
		b.register("2026-07-07", all, nil)
		if res := b.run("2026-07-07 09:00"); strings.Contains(strings.Join(res.Faults, "\n"), "与名册不同") {
			t.Errorf("a good one came: %v", res.Faults)
		}
	}
}

// TestAPlanOfNoUsableWeek: a plan whose every row names a week that is over is told
// at once, not only as a plan that is missing.
func TestAPlanOfNoUsableWeek(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	b.offers("2026-07-06", "2026-W02", 50, 50)
	res := b.run("2026-07-06 09:00")
	if !res.Urgent || !strings.Contains(strings.Join(res.Faults, "\n"), "货源计划（回执 HZ-SJ-20260706-001）没有收下，没有采用其中任何一行：各行的供货周都不能用") {
		t.Errorf("%v %v", res.Urgent, res.Faults)
	}
	wanted := "缺2026-W29货源计划：报来的（回执 HZ-SJ-20260706-001）没有收下，请市局在 2026-07-09 18:00 前按回执改好《货源计划》，重新放入 收件箱/市局"
	if !slices.Contains(res.Faults, wanted) {
		t.Errorf("no %s: %v", wanted, res.Faults)
	}
}

// TestAFileInTheWrongFolderIsTold: the city hears of its plan in a county's folder, and
// of an application in its own, since no receipt goes to whose file it is.
func TestAFileInTheWrongFolderIsTold(t *testing.T) {
	t.Parallel()
	b, all := served(t)
	b.drop("平城区", "计划.xlsx", b.book(assist.City, "2026-07-06", map[assist.Form][]cells{assist.PlanForm: b.planned("2026-W29", 50)}))
	b.drop("平城区", "别人的.xlsx", b.book("云冈区", "2026-07-06", map[assist.Form][]cells{assist.ApplicationForm: all[1:2]}))
	for _, at := range []string{"2026-07-06 09:00", "2026-07-06 09:30", "2026-07-13 09:00"} { // also by runs that find nothing, and in another week
		told := strings.Join(b.run(at).Faults, "\n")
		for _, want := range []string{
			"没有收下：填报单位“云冈区”与所放收件箱“平城区”不一致。请核对是谁的，放错的改放到该单位的收件箱",
			"放错文件夹的文件（回执 HZ-140213-20260706-001，收件箱/平城区）没有收下：货源计划应放入市局的收件箱，现放在“平城区”。请核对是谁的",
		} {
			if !strings.Contains(told, want) {
				t.Errorf("%s: told %s\nwant %s", at, told, want)
			}
		}
	}
	b.offers("2026-07-13", "2026-W30", 50)
	if told := strings.Join(b.run("2026-07-13 10:00").Faults, "\n"); strings.Contains(told, "货源计划应放入") || !strings.Contains(told, "填报单位“云冈区”") {
		t.Errorf("the plan came: %s", told)
	}
}

// TestAnOlderPlanIsTold: a 货源计划 that comes after one of a later 填报日期 is used, and its
// receipt says so: perhaps the old sheet was put in once more.
func TestAnOlderPlanIsTold(t *testing.T) {
	t.Parallel()
	b, _ := served(t)
	b.offers("2026-07-06", "2026-W29", 50, 50)
	b.run("2026-07-06 09:00")
	const older = "2026-W29 现采用这一份（填报日期 2026-07-03），它比此前采用的一份（填报日期 2026-07-06，回执 HZ-SJ-20260706-001）早"
	for _, c := range []struct {
		day, at, receipt string
		told             bool
	}{{"2026-07-03", "2026-07-06 10:00", "HZ-SJ-20260706-002", true}, {"2026-07-07", "2026-07-07 10:00", "HZ-SJ-20260707-001", false}} {
		b.offers(c.day, "2026-W29", 40, 40)
		b.run(c.at)
		if got := b.words(b.content(b.Place.Receipt(assist.City, c.receipt, 0))); strings.Contains(got, older) != c.told {
			t.Errorf("of %s: %s", c.day, got)
		}
	}
}
