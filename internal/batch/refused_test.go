package batch

import (
	"context"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/sheet"
)

// refusals are ways in which a good row lies in a sheet or file that an S refuses.
var refusals = []struct {
	name, code string
	declared   string    // 填报单位; "" for the folder's
	header     [2]string // a header, and what stands in its place
	beside     string    // a header that stands once more behind the last
}{
	{name: "a required column is missing", code: "S007", header: [2]string{"联系电话", "电话的"}},
	{name: "the grade is missing", code: "S007", header: [2]string{"客户档位", "等"}},
	{name: "a column stands twice", code: "S008", beside: "家庭人口"},
	{name: "another unit's name", code: "S009", declared: "云冈区"},
	{name: "an income in 万元", code: "S012", header: [2]string{"家庭年收入", "家庭年收入（万元）"}},
}

// spoilt is the workbook of a row with what refuses it.
func (t *town) spoilt(day, declared string, header [2]string, beside string, row cells) []byte {
	t.Helper()
	if declared == "" {
		declared = "平城区"
	}
	c := t.reading(t.book(declared, day, map[assist.Form][]cells{assist.ApplicationForm: {row}}))
	head, last := c.rows[row["许可证号"]]-1, 0
	for _, col := range c.cols {
		last = max(last, col)
	}
	edits := map[string]string{}
	if header[0] != "" {
		edits[sheet.Address(c.cols[header[0]], head)] = header[1]
	}
	if beside != "" {
		edits[sheet.Address(last+1, head)] = beside
		edits[sheet.Address(last+1, head+1)] = row[beside]
	}
	return c.edit(edits).data
}

// TestRefusedStaysRefused: whatever later runs bring — another county's file, a
// register, the city's 确认, another year's parameters —, a row of a refused
// sheet is filed by none of them; the mended file is, once.
func TestRefusedStaysRefused(t *testing.T) {
	t.Parallel()
	for _, c := range shareOf(refusals) {
		t.Run(c.name, func(t *testing.T) {
			b := newTown(t, 2)
			row := b.customer("平城区", 0, "2026-07-03")
			other := b.customer("云冈区", 1, "2026-07-03")
			b.register("2026-07-03", []cells{other}, nil) // V104 besides, which alone would let it wait
			b.drop("平城区", "甲.xlsx", b.spoilt("2026-07-03", c.declared, c.header, c.beside, row))
			res := b.run("2026-07-06 09:00")
			if n := totals(res, "甲.xlsx")[c.code]; n == 0 {
				t.Fatalf("no %s: %v", c.code, totals(res, "甲.xlsx"))
			}
			b.send("云冈区", "2026-07-06", assist.ApplicationForm, other)
			b.adjust("2026-07-07", row["许可证号"], "确认", "2026-07-07", "")
			b.run("2026-07-07 09:00")
			b.register("2026-07-08", []cells{row, other}, nil)
			b.run("2026-07-08 09:00")
			b.rule()
			res = b.run("2026-07-15 09:00")
			if got := b.numbered(row["许可证号"]); got != "" {
				t.Fatalf("the refused row was filed as %s", got)
			}
			if out := strings.Join(res.Outputs, " "); strings.Contains(out, "更新") {
				t.Errorf("a refused file got another receipt: %s", out)
			}
			b.send("平城区", "2026-07-16", assist.ApplicationForm, row)
			b.run("2026-07-16 09:00")
			if got := b.numbered(row["许可证号"]); !strings.HasSuffix(got, "0002号") {
				t.Errorf("the mended row has the number %q", got)
			}
		})
	}
}

// totals are the findings of a file of a run, by code.
func totals(res Result, name string) map[string]int {
	for _, f := range res.Files {
		if f.Name == name {
			return f.Totals
		}
	}
	return nil
}

// numbered is the 备案编号 of a licence on the roll; "" when it is not on it.
func (t *town) numbered(licence string) string {
	t.Helper()
	h, err := history.Fold(t.Ledger.Entries(context.Background(), 0))
	t.must(err)
	f, _ := h.Roster().Find(licence)
	return f.Number
}

// TestMisfiledRowsAreNamedOnce: a row of a refused sheet that an older version
// had filed stays filed, and the city hears of it in one run.
func TestMisfiledRowsAreNamedOnce(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	row := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{row}, nil)
	b.drop("平城区", "甲.xlsx", b.spoilt("2026-07-03", "", [2]string{"联系电话", "电话的"}, "", row))
	b.run("2026-07-06 09:00")
	b.fileAsBefore("2026-07-06 10:00")
	const told = "许可证号 140213100000（回执 HZ-140213-20260706-001，申请表 第 4 行）"
	res := b.run("2026-07-07 09:00")
	if got := strings.Join(res.Faults, "\n"); !res.Urgent || !strings.Contains(got, told) {
		t.Errorf("urgent %v, faults %s", res.Urgent, got)
	}
	b.send("云冈区", "2026-07-07", assist.ApplicationForm, b.customer("云冈区", 1, "2026-07-03"))
	res = b.run("2026-07-08 09:00")
	if got := strings.Join(res.Faults, "\n"); strings.Contains(got, row["许可证号"]) {
		t.Errorf("named again: %s", got)
	}
	if b.numbered(row["许可证号"]) == "" {
		t.Error("the row is filed no more")
	}
}

// fileAsBefore enters, as older versions did, that the only row was judged
// again, waits no more, and is filed.
func (t *town) fileAsBefore(at string) {
	t.Helper()
	h, err := history.Fold(t.Ledger.Entries(context.Background(), 0))
	t.must(err)
	tx, err := t.Ledger.Begin(context.Background(), t.at(at))
	t.must(err)
	defer tx.Rollback()
	a := h.Rows()[0].Open()
	a.Verdict = assist.Judged{Place: a.Place, Form: assist.ApplicationForm, Unit: a.Unit, Licence: a.Licence, Outcome: assist.Filed, Clause: "三.1"}
	body, person := history.OfJudged(a.Verdict)
	_, err = tx.Append(history.KindJudged, a.Licence, body, person)
	t.must(err)
	for _, c := range assist.Accept(h.Roster(), a, h.Adjustments(), t.day(at[:10]), t.terms, func() string { return "大烟弱备〔2026〕0001号" }) {
		body, person := history.OfChange(c)
		_, err = tx.Append(history.KindChange, c.Licence, body, person)
		t.must(err)
	}
	t.must(tx.Commit())
}
