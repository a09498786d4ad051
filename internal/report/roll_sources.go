package report

import (
	"fmt"
	"slices"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/column"
	"bangfu/internal/sheet"
)

// balance is 行数核对: 读到 is accounted for, a line a file and sheet.
func (r rolling) balance() sheet.Page {
	p := r.page("行数核对", "收件行数核对", "行")
	p.Notes = []string{"读到 = 备案 + 待核 + 退回 + 不符合 + 已替换 + 空行 + 合计行 + 重复表头；同一批有填报日期更晚的同户申请的行计入已替换；其他表收下的行计入备案，整份退回的行计入退回。以收件那次运行的结果为准，以后的变化见更新的回执。"}
	b := sheet.Block{Empty: "本周没有收到文件", Filter: true,
		Columns: heads(column.Unit, column.Receipt, column.Sheet, column.ReadRows, column.Filed, column.Held, column.Returned, column.Ineligible, column.BlankRows, column.SumRows, column.HeaderRows, replacedWord, column.Balanced)}
	bad := 0
	for t := range r.WeekFiles() {
		counts := t.Counts
		if len(counts) == 0 {
			counts = []assist.SheetCount{{Sheet: dash}}
		}
		for _, c := range counts {
			sign := sheet.S("✓ 相符").With(sheet.Good)
			if !c.Balanced() {
				sign = sheet.S("✗ 不符").With(sheet.Bad)
				bad++
			}
			row := append(texts(t.Unit, t.Receipt, c.Sheet), ints(countInts(c)...)...)
			b.Rows = append(b.Rows, append(row, sign))
		}
		for _, name := range t.Unread {
			row := append(texts(t.Unit, t.Receipt, name), ints(countInts(assist.SheetCount{})...)...)
			b.Rows = append(b.Rows, append(row, sheet.S("没有读取").With(sheet.Hint)))
		}
	}
	b.Total = totalled(b.Columns, b.Rows, column.ReadRows, column.Filed, column.Held, column.Returned, column.Ineligible, column.BlankRows, column.SumRows, column.HeaderRows, replacedWord)
	if bad > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("✗ 有 %d 张表行数不符：结果不可用，请运维人员处理。", bad))
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// countInts are the figures of a line of 行数核对 in the order of its columns.
func countInts(all assist.SheetCount) []int {
	c := all.WithoutReplaced()
	return []int{c.Read, c.Filed, c.Held, c.Returned, c.Ineligible, c.Blank, c.Totals, c.Headers, all.Replaced()}
}

// sources is 来源: the week's files, and every earlier file that a line of this
// workbook stands on.
func (r rolling) sources() sheet.Page {
	p := r.page("来源", "来源文件", "行")
	b := sheet.Block{Empty: "没有收到文件", Filter: true,
		Columns: narrow(heads(column.Receipt, long(column.FileName), long(column.Digest), column.ReceivedAt, column.Rows, column.Unit, column.Sort, column.Verdict, column.ReportedOn, column.ThisWeek),
			map[column.Header]float64{column.FileName: 36, column.Digest: 34, column.ReceivedAt: 17, column.Verdict: 22})}
	week := map[string]bool{}
	for t := range r.WeekFiles() {
		week[t.Receipt] = true
		b.Rows = append(b.Rows, r.sourceRow(t, "是"))
	}
	b.Total = totalled(b.Columns, b.Rows, column.Rows)
	now := len(b.Rows)
	used := r.standOn()
	for _, t := range r.Files {
		if used[t.Receipt] && !week[t.Receipt] {
			b.Rows = append(b.Rows, r.sourceRow(t, ""))
		}
	}
	if earlier := len(b.Rows) - now; earlier > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("本周收到 %d 份；另有往周收到、本表内容仍依据的 %d 份列在其后，“本周”列为空。合计只计本周的行数，与“行数核对”的读到相同。", now, earlier))
		b.Total = append(texts(assist.Sum), make([]sheet.Value, len(b.Columns)-1)...)
		b.Total[slices.IndexFunc(b.Columns, func(c sheet.ColumnSpec) bool { return c.Header == column.Rows })] = sheet.I(sumOf(b.Rows[:now], 4))
	}
	p.Blocks = []sheet.Block{b}
	return p
}

// sourceRow is a line of 来源 of a file of this week, 是, or of an earlier one, "".
func (r rolling) sourceRow(t assist.Taken, week string) []sheet.Value {
	rows := 0
	for _, c := range t.Counts {
		rows += c.Read
	}
	reported := t.Reported.Cell()
	if t.Saved {
		reported = sheet.S(t.ReportedWords())
	}
	row := append(texts(t.Receipt, t.Name, t.SHA), moment(t.Seen), sheet.I(rows))
	return slices.Concat(row, texts(t.Unit, t.Kind.Word(), r.fileState(t)), []sheet.Value{reported}, texts(week))
}

// fileState says in a few words what became of a file. Of a refusal it says when that is
// done with: 退回与待核 counts the others alone.
func (r rolling) fileState(t assist.Taken) string {
	done := "，已另行报来"
	switch {
	case t.Voided():
		done = "，市局已作废"
	case r.refusalsOpen()[t.Receipt]:
		done = ""
	}
	refused := t.RefusedSheets()
	switch state := t.State(); {
	case t.Unstored:
		return "✗ 整份退回：超过上限，未存档" + done
	case state == assist.FileRefused:
		return "✗ 整份退回" + done
	case unusedSigns[state] != "":
		return unusedSigns[state]
	case len(refused) > 0 && t.NothingTaken():
		return "✗ 没有收下：" + strings.Join(refused, "、") + "整张退回" + done
	case len(refused) > 0:
		return "✓ 已收，" + strings.Join(refused, "、") + "整张退回" + done
	case t.Nothing:
		return "✓ 本期无新增"
	case t.Unfilled():
		return "✓ 已收，没有填好的行"
	}
	return "✓ 已收"
}

// unusedSigns are how 来源 tells a file that does not count as it came.
var unusedSigns = map[assist.FileState]string{
	assist.FileWaits: "？ 有疑，核实以前不作准", assist.FileUnused: "✗ 没有采用", assist.FileVoid: "✗ 市局已作废",
}

// standOn are the receipts this workbook names.
func (r rolling) standOn() map[string]bool {
	used := map[string]bool{}
	for t := range r.WeekFiles() {
		used[t.Receipt] = true
	}
	for f := range r.Enrolled("") {
		used[f.Application.Receipt] = true
	}
	from := 0
	if r.Before != nil {
		from = len(r.Before.Changes)
	}
	for _, c := range r.roster.Changes[min(from, len(r.roster.Changes)):] {
		used[c.Source.Receipt] = true
	}
	week, older := r.unfiled("")
	for _, row := range append(week, older...) {
		used[row.Receipt] = true
	}
	used[r.Register.Receipt] = r.Register.Present()
	for receipt := range r.refusalsOpen() {
		used[receipt] = true
	}
	return used
}
