package report

import (
	"fmt"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
)

// With ten things to be done the officer reads each of them whole, counted, above the
// table of 汇总; how the table counts stands below it.
func TestWhatIsToBeDoneStandsAboveTheSums(t *testing.T) {
	f := someFacts()
	f.Faults = nil
	for i := range 10 {
		f.Faults = append(f.Faults, assist.Fault{Text: fmt.Sprintf("第%d件：%s。", i+1, strings.Repeat("请市局核对这一件；", 12))})
	}
	p := Roll(f).Pages[0]
	if len(p.Notes) != 1 || !strings.HasPrefix(p.Notes[0], "统计周：2026-W48") {
		t.Errorf("above all stands %q", p.Notes)
	}
	above, below := p.Blocks[0], p.Blocks[2]
	if above.Title != "须处理（13 项）" || p.Blocks[1].Columns[0].Header != "县区" || len(below.Rows) != 1 || !strings.HasPrefix(below.Rows[0][0].Text, "申请 = ") {
		t.Errorf("%q above, %v below", above.Title, below.Rows)
	}
	for i, fault := range f.Faults {
		if got := above.Rows[i][0].Text; got != fmt.Sprintf("%d. %s", i+1, fault.Text) {
			t.Errorf("entry %d: %s", i+1, got)
		}
	}
	for i, want := range []string{"11. 许可证状态已 37 天未更新", "12. 标准可能已更新：", "13. 缺低保标准：开发区。"} {
		if got := above.Rows[10+i][0].Text; !strings.HasPrefix(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A doubt is told whole among what is to be done; a very long one there in short, and
// whole below the table.
func TestALongDoubtIsToldInShortAboveTheSums(t *testing.T) {
	f := someFacts()
	long := strings.Repeat("第 4 行（C101）、", 40)
	f.Doubts = []assist.Doubt{
		{Receipt: "HZ-SJ-20261126-001", Kind: assist.RegisterDoubt, What: "少 3 户"},
		{Receipt: "HZ-SJ-20261126-002", Kind: assist.PlanDoubt, Week: f.Week, What: long, Holds: true},
	}
	f.Faults = nil
	for _, d := range f.Doubts {
		f.Faults = append(f.Faults, assist.Fault{Topic: assist.OfDoubt, Doubt: d, Text: d.Sentence(f.Roster, f.Terms) + "。" + assist.SettleAdvice})
	}
	p := Roll(f).Pages[0]
	told := func(b sheet.Block) string { return fmt.Sprint(b.Rows) }
	above, below := told(p.Blocks[0]), told(p.Blocks[2])
	if !strings.Contains(above, f.Faults[0].Text) || strings.Contains(below, f.Faults[0].Text) {
		t.Errorf("the short doubt: above %s\nbelow %s", above, below)
	}
	if strings.Contains(above, long) || !strings.Contains(above, "HZ-SJ-20261126-002）有疑，涉及在册") || !strings.Contains(below, f.Faults[1].Text) {
		t.Errorf("the long doubt: above %s\nbelow %s", above, below)
	}
}

// Units whose standards have held since the same day are named together, all by their
// number: thirty names would push the header of the list out of view.
func TestAgedStandardsAreToldByDay(t *testing.T) {
	f := someFacts()
	for i := range f.Terms.Dibao {
		f.Terms.Dibao[i].From = day("2025-01-01")
	}
	const want = "标准可能已更新：低保标准生效超过 18 个月仍在使用：平城区、云州区（2025-01-01 起）。请核对政策参数的“低保标准”。"
	if got := newRolling(f).standardNote()[0]; got != want {
		t.Errorf("%s", got)
	}
	f.Terms.Units = f.Terms.Units[:2]
	if got := newRolling(f).standardNote()[0]; !strings.Contains(got, "仍在使用：全部 2 个单位（2025-01-01 起）。") {
		t.Errorf("%s", got)
	}
}

// The folder of a former name tells which of its papers still hold, and that its drafts
// are not to be signed any more.
func TestAFormerFolderSaysThatItsDraftsAreOver(t *testing.T) {
	notes := strings.Join(Renamed("旧名县", "新名县", today).Pages[0].Notes, "\n")
	for _, want := range []string{"回执和定稿的供货表仍留在本文件夹，仍然有效", "标着“草案”的供货表、供货明细", "请不要再用、再签字；以 发件箱/新名县 里的为准"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %s in\n%s", want, notes)
		}
	}
}
