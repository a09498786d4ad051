package batch

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/paper"
	"bangfu/internal/report"
)

// TestAnErasedRowStillCountsWhereItDid: after the erasure of somebody who has left, the
// figures of his unit are those that were published; the class alone is no longer told.
func TestAnErasedRowStillCountsWhereItDid(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03"), b.customer(unit, 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	b.adjust("2026-07-07", one["许可证号"], "退出", "2026-07-07", "")
	b.run("2026-07-07 09:00")
	week := assist.WeekOf(b.date("2026-07-07")).Next()
	figures := func(path, page string, columns ...string) map[string]string {
		list := map[string]string{}
		for _, row := range b.table(path, page, append([]string{"县区"}, columns...)...) {
			text := ""
			for _, c := range columns {
				text += row[c] + " "
			}
			list[row["县区"]] = strings.TrimSpace(text)
		}
		return list
	}
	counted := func() map[string]string {
		return figures(b.Place.Roll(week), "汇总", "报送状态", "申请", "备案", "在册", "新增", "退出")
	}
	before := counted()
	_, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-08 09:00"))
	b.must(err)
	after := counted()
	b.toldIn("after the erasure", after, before)
	if len(after) != len(before) || before[unit] != "已报 2 2 1 2 1" {
		t.Errorf("%v, before %v", after, before)
	}
	_, _, err = b.Summary(context.Background(), "2026Q3", b.at("2026-07-08 10:00"))
	b.must(err)
	b.toldIn("总结", figures(b.Place.SummaryXLSX(assist.City, "2026Q3"), "在册变化", "新增", "退出", "期内帮扶", "低保"), map[string]string{unit: "2 1 2 1"})
}

// TestAnErasureChangesNoNumberOfAWeek: the visits to somebody erased, and what kept the
// row from being filed, count on in 周报.
func TestAnErasureChangesNoNumberOfAWeek(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03"), b.customer(unit, 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	visit := func(who cells, service string) cells {
		return cells{"走访日期": "2026-07-06", "许可证号": who["许可证号"], "经营者姓名": who["经营者姓名"], "走访人": "样访", "服务类型": service, "问题状态": "处理中", "存在问题": "缺货"}
	}
	b.send(unit, "2026-07-07", assist.VisitForm, visit(one, "定期走访"), visit(two, "节日慰问"))
	b.adjust("2026-07-07", one["许可证号"], "退出", "2026-07-07", "")
	b.run("2026-07-07 09:00")
	again := maps.Clone(one)
	again["申请日期"], again["联系电话"] = "2026-07-07", "12"
	b.send(unit, "2026-07-08", assist.ApplicationForm, again)
	b.run("2026-07-08 08:00")
	numbers := func() []string {
		h, err := history.Fold(b.Ledger.Entries(context.Background(), 0))
		b.must(err)
		f, err := b.factsOf(context.Background(), h)
		b.must(err)
		text, list := paper.Text(report.WeeklyUnit(f, unit)), []string{}
		for _, pattern := range []string{`本周走访[^。]*。[^。]*。`, `反映的问题处理中\d+件`, `本周审核申请[^。]*。`} {
			list = append(list, regexp.MustCompile(pattern).FindString(text))
		}
		for _, line := range strings.Split(paper.Text(report.WeeklyCity(f)), "\n") {
			if strings.HasPrefix(line, "| Q603 ") {
				list = append(list, line)
			}
		}
		return list
	}
	before := numbers()
	_, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-08 09:00"))
	b.must(err)
	if after := numbers(); !slices.Equal(before, after) || len(before) < 4 || !strings.Contains(before[0], "本周走访2次") {
		t.Errorf("before %q\nafter %q", before, after)
	}
}

// TestAClosedWeekWantsNothingOfSomebodyErased: the papers of a week in which he was on the
// roll do not say that his proofs or his row of the register are missing.
func TestAClosedWeekWantsNothingOfSomebodyErased(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03"), b.customer(unit, 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	roll := b.Place.Roll(assist.WeekOf(b.date("2026-07-06")).Next())
	said := func() (unlisted bool, archive string) {
		for _, row := range b.table(roll, "备案名单", "许可证号", "档案-申请", "档案-证明", "档案-标识") {
			if row["许可证号"] == one["许可证号"] {
				archive = row["档案-申请"] + row["档案-证明"] + row["档案-标识"]
			}
		}
		return strings.Contains(b.text(roll), "没有列出在册"), archive
	}
	if unlisted, archive := said(); unlisted || archive != "✓✓✓" {
		t.Fatalf("before: %v, %s", unlisted, archive)
	}
	b.adjust("2026-07-14", one["许可证号"], "退出", "2026-07-14", "")
	b.run("2026-07-14 09:00")
	_, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-15 09:00"))
	b.must(err)
	if unlisted, archive := said(); unlisted || archive != "已清除已清除已清除" {
		t.Errorf("after: %v, %s", unlisted, archive)
	}
}

// TestANamesakeIsNotWhatIsLeft: 退回与待核 was made again; beside the licence of the erased it
// names another customer of the same name. An erasure does not call it somebody
// else's file with the person in it. A colleague's file with name and licence is still named.
func TestANamesakeIsNotWhatIsLeft(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	unit := b.terms.Units[0].Name
	one, two := b.customer(unit, 0, "2026-07-03").with("县局意见", ""), b.customer(unit, 1, "2026-07-03").with("县局意见", "")
	two["经营者姓名"] = one["经营者姓名"]
	b.register("2026-07-03", []cells{one, two}, nil)
	b.send(unit, "2026-07-03", assist.ApplicationForm, one, two)
	b.run("2026-07-06 09:00")
	notes := filepath.Join(b.Place.Outbox(assist.City), "科室笔记.txt")
	b.must(os.WriteFile(notes, []byte(one["经营者姓名"]+" "+one["许可证号"]), 0o600))
	done, err := b.Erase(context.Background(), one["许可证号"], "本人要求", "clerk", b.at("2026-07-08 09:00"))
	b.must(err)
	if got := strings.Join(done.Remains, "；"); got != "发件箱/市局/科室笔记.txt 里还有本人的内容" {
		t.Errorf("it names %s", got)
	}
	list := b.cellsOf(b.Place.Roll(assist.WeekOf(b.date("2026-07-06")).Next()), "退回与待核")
	for _, want := range []string{one["许可证号"], two["许可证号"], two["经营者姓名"]} {
		if !strings.Contains(list, want) {
			t.Errorf("no %s in\n%s", want, list)
		}
	}
}
