package batch

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/history"
	"bangfu/internal/precheck"
	"bangfu/internal/sheet"
	"bangfu/internal/xlsx/read"
	"bangfu/internal/xlsx/write"
)

// clerk is a county's clerk who works on a receipt: where the customers and
// the headers of its 申请表 stand.
type clerk struct {
	*town
	data []byte
	rows map[string]int // by licence as typed
	cols map[string]int // by header
}

// receipt is the workbook of a receipt as it lies in the outbox.
func (t *town) receipt(unit, number string, update int) clerk {
	t.Helper()
	data, err := os.ReadFile(t.Place.Receipt(unit, number, update))
	t.must(err)
	return t.reading(data)
}

func (t *town) reading(data []byte) clerk {
	t.Helper()
	c := clerk{t, data, map[string]int{}, map[string]int{}}
	for _, row := range t.sheetOf(data, "申请表") {
		head := headOf(row, []string{"业务类型", "许可证号"})
		if at := c.cols["许可证号"]; at > 0 && row.At(at).Text != "" {
			c.rows[row.At(at).Text] = row.Number
		}
		for col, h := range head {
			c.cols[h] = col
		}
	}
	return c
}

// mend is the receipt with other values in the row of a licence: header, value …
func (c clerk) mend(licence string, pairs ...string) clerk {
	c.Helper()
	cells := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		row, col := c.rows[licence], c.cols[pairs[i]]
		if row == 0 || col == 0 {
			c.Fatalf("no cell %s of %s", pairs[i], licence)
		}
		cells[sheet.Address(col, row)] = pairs[i+1]
	}
	return c.edit(cells)
}

func (c clerk) edit(cells map[string]string) clerk { return c.editOn("申请表", cells) }

func (c clerk) editOn(sheetName string, cells map[string]string) clerk {
	c.Helper()
	data, err := write.Edit(c.data, sheetName, cells)
	c.must(err)
	c.data = data
	return c
}

// front is the 回执 sheet, a line a row.
func (c clerk) front() string {
	c.Helper()
	var b strings.Builder
	for _, row := range c.sheetOf(c.data, "回执") {
		for i, x := range row.Cells {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(x.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// says sees that the 回执 sheet has these lines.
func (c clerk) says(lines ...string) {
	c.Helper()
	front := c.front()
	lacks := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.Contains(front, l) })
	if len(lacks) > 0 {
		c.Errorf("回执 does not say %q:\n%s", lacks, front)
	}
}

// ownOnce sees that our marks stand once: one 回执 sheet, one 结果, one 问题.
func (c clerk) ownOnce() {
	c.Helper()
	b, err := read.Open(context.Background(), bytes.NewReader(c.data), int64(len(c.data)), "a.xlsx", read.Limits{})
	c.must(err)
	fronts, heads := 0, map[string]int{}
	for _, s := range b.Sheets() {
		if strings.HasPrefix(s.Name, "回执") {
			fronts++
		}
	}
	for _, row := range c.sheetOf(c.data, "申请表") {
		if headOf(row, []string{"许可证号"}) != nil {
			for _, x := range row.Cells {
				heads[x.Text]++
			}
		}
	}
	if fronts != 1 || heads["结果"] != 1 || heads["问题"] != 1 {
		c.Errorf("%d 回执, %d 结果, %d 问题", fronts, heads["结果"], heads["问题"])
	}
}

// result is the cell of 结果 of a licence's row.
func (c clerk) result(licence string) string {
	c.Helper()
	for _, row := range c.sheetOf(c.data, "申请表") {
		if row.Number == c.rows[licence] {
			return row.At(c.cols["结果"]).Text
		}
	}
	return ""
}

// TestMendedReceiptIsFiled: what went back is mended in the receipt itself,
// in two goes, and each receipt tells what is mended, left and new.
func TestMendedReceiptIsFiled(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	good, bad, worse := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03"), b.customer("平城区", 2, "2026-07-03")
	b.register("2026-07-03", []cells{good, bad, worse}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, good,
		bad.with("家庭年收入", "1.3万"), worse.with("身份证号", worse["身份证号"][:17], "县局意见", "", "客户档位", "甲"))
	b.run("2026-07-06 09:00")
	one := b.receipt("平城区", "HZ-140213-20260706-001", 0)
	one.ownOnce()
	one.says("✗ 退回 2 行，✓ 备案 1 行", "V204 ✗ 退回 申请表 P5", "V111 ✗ 退回 申请表 F6", "V401 ✗ 退回 申请表 AI6", "V206 ✗ 退回 申请表 J6")

	// First go: one row is mended, of the other one cell, and one is spoilt.
	mended := one.mend(bad["许可证号"], "家庭年收入", "13000").mend(worse["许可证号"], "身份证号", worse["身份证号"], "家庭人口", "三口")
	b.drop("平城区", "回执_HZ-140213-20260706-001.xlsx", mended.data)
	b.run("2026-07-07 09:00")
	two := b.receipt("平城区", "HZ-140213-20260707-001", 0)
	two.ownOnce()
	two.says("上次回执 HZ-140213-20260706-001", "已改好 2 处：V111 1、V204 1", "仍未改 2 处：V206 1、V401 1", "新出现 1 处：V205 1", "✗ 退回 1 行，✓ 备案 2 行")
	if got := two.result(bad["许可证号"]) + two.result(worse["许可证号"]); got != "✓ 备案✗ 退回" {
		t.Errorf("结果: %s", got)
	}
	b.same("after the first go", b.numbers("2026-07-07 09:00"), good["许可证号"]+" 0001", bad["许可证号"]+" 0002")

	// Second go: the rest.
	mended = two.mend(worse["许可证号"], "家庭人口", "3", "客户档位", "3", "县局意见", "同意")
	b.drop("平城区", "改好了.xlsx", mended.data)
	res := b.run("2026-07-08 09:00")
	three := b.receipt("平城区", "HZ-140213-20260708-001", 0)
	three.ownOnce()
	three.says("已改好 3 处：V205 1、V206 1、V401 1", "仍未改 0 处", "新出现 0 处", "✓ 备案 3 行")
	b.same("after the second go", b.numbers("2026-07-08 09:00"),
		good["许可证号"]+" 0001", bad["许可证号"]+" 0002", worse["许可证号"]+" 0003")
	for _, f := range res.Files {
		if f.Rows != (precheck.RowCounts{Read: 3, Filed: 3}) {
			t.Errorf("%+v", f.Rows)
		}
	}
	h, err := history.Fold(b.Ledger.Entries(context.Background(), 0))
	b.must(err)
	if len(h.Roster().Changes) != 3 {
		t.Errorf("%d changes of the roll: a row sent back unchanged is no change", len(h.Roster().Changes))
	}

	// The receipt of the receipt, dropped once more as it is, changes nothing.
	b.drop("平城区", "又一次.xlsx", three.data)
	b.run("2026-07-09 09:00")
	if four := b.receipt("平城区", "HZ-140213-20260709-001", 0); true {
		four.ownOnce()
		four.says("✓ 备案 3 行", "新出现 0 处")
	}
	b.same("in the end", b.numbers("2026-07-09 09:00"),
		good["许可证号"]+" 0001", bad["许可证号"]+" 0002", worse["许可证号"]+" 0003")
}

// TestAValuePutRightOnTheFrontIsTold: what is typed under 填报值 of the 回执 sheet
// is not read, and the next receipt says so, unless the cell itself says it too.
func TestAValuePutRightOnTheFrontIsTold(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	bad := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{bad}, nil)
	b.send("平城区", "2026-07-03", assist.ApplicationForm, bad.with("家庭年收入", "1.3万"))
	b.run("2026-07-06 09:00")
	one := b.receipt("平城区", "HZ-140213-20260706-001", 0)
	at := ""
	for _, row := range b.sheetOf(one.data, "回执") {
		if i := slices.IndexFunc(row.Cells, func(x sheet.Cell) bool { return x.Text == "1.3万" }); i >= 0 {
			at = sheet.Address(row.Cells[i].Col, row.Number)
		}
	}
	for i, c := range []struct{ front, cell, told string }{
		{"13000", "1.3万", "在工作表“回执”的 " + at + " 改写的“13000”不读取，没有采用"},
		{"13000", "13000", ""},
		{"1.3万", "13000", ""},
	} {
		typed := one.editOn("回执", map[string]string{at: c.front}).mend(bad["许可证号"], "家庭年收入", c.cell)
		b.drop("平城区", "改好了.xlsx", typed.data)
		b.run(fmt.Sprintf("2026-07-%02d 09:00", 7+i))
		front := b.receipt("平城区", fmt.Sprintf("HZ-140213-202607%02d-001", 7+i), 0).front()
		if told := strings.Contains(front, "N017"); told != (c.told != "") || !strings.Contains(front, c.told) {
			t.Errorf("%+v: told %v\n%s", c, told, front)
		}
	}
}

// numbers are the licences of 备案名单 with their numbers.
func (t *town) numbers(at string) []string {
	t.Helper()
	var list []string
	for _, r := range t.table(t.Place.Roll(weekOf(t.at(at))), "备案名单", "序号", "备案编号", "许可证号") {
		_, n, _ := strings.Cut(r["备案编号"], "〕")
		list = append(list, r["许可证号"]+" "+strings.TrimSuffix(n, "号"))
	}
	return list
}

// slips are values a clerk may put wrongly under a header.
var slips = map[string][]string{
	"业务类型": {"", "增加"}, "许可证号": {"", "1402131", "1.40213E+11"}, "客户名称": {""}, "经营者姓名": {"", "贾样本"},
	"身份证号": {"", "140221700101001", "140227195502290015", "1.4E+17"}, "联系电话": {""}, "经营地址": {""}, "市场类型": {"镇上"},
	"客户档位": {"", "31", "九等"}, "订货周期": {"", "隔周"}, "订货日": {"礼拜一"}, "许可证有效期止": {"", "明年"}, "户籍类别": {"", "城里"},
	"家庭人口": {"", "0", "两口"}, "家庭年收入": {"", "1.8万", "-5", "90000"}, "困难类别": {"", "贫困"}, "低保证有效期止": {"长期"},
	"证明材料": {""}, "帮扶截止日": {"年底", "2026-07-01"}, "申请日期": {"", "2026-12-31", "昨天"}, "客户经理意见": {"", "不同意", "已阅"},
	"客户经理": {""}, "客户经理日期": {"", "2026-07-01", "2026-12-01"}, "营销部日期": {"刚才"}, "县局意见": {"不同意"}, "县局日期": {"", "2026-12-30"},
}

// TestMendingWhatTheReceiptPointsAtLeavesNothing spoils rows at random, mends
// in the receipt each cell it points at and each column it names, drops it, and
// finds nothing left but what the first receipt had named as 未核对.
func TestMendingWhatTheReceiptPointsAtLeavesNothing(t *testing.T) {
	t.Parallel()
	b := newTown(t, 1)
	const size, rounds = 8, 5
	var all []cells
	for n := range size * rounds {
		all = append(all, b.customer("平城区", n, "2026-07-03"))
	}
	b.register("2026-07-03", all, nil)
	at := func(day, hour int) string { return fmt.Sprintf("2026-07-%02d %02d:00", day, hour) }
	spoilt := 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 5))
		right := all[round*size : (round+1)*size]
		var rows []cells
		for _, c := range right {
			for _, h := range slices.Sorted(maps.Keys(slips)) {
				if r.IntN(9) == 0 {
					c = c.with(h, slips[h][r.IntN(len(slips[h]))])
					spoilt++
				}
			}
			rows = append(rows, c)
		}
		b.send("平城区", "2026-07-03", assist.ApplicationForm, rows...)
		b.run(at(6+round, 9))
		number := fmt.Sprintf("HZ-140213-202607%02d-001", 6+round)
		back := b.receipt("平城区", number, 0)
		unchecked := b.mendAll(&back, number, right)
		b.drop("平城区", "回执_"+number+".xlsx", back.data)
		b.run(at(6+round, 10))
		for place, v := range b.verdicts(fmt.Sprintf("HZ-140213-202607%02d-002", 6+round)) {
			for _, f := range v.Findings {
				if f.Level != assist.LevelNote && !f.Confirmed && !unchecked[fmt.Sprint(place.Row, f.Code)] {
					t.Errorf("round %d row %d mended, and now %s %s %s", round, place.Row, f.Code, f.Cell, f.Message)
				}
			}
		}
	}
	if spoilt < 60 {
		t.Errorf("only %d cells were spoilt", spoilt)
	}
}

// verdicts are the judgements of a receipt's rows.
func (t *town) verdicts(receipt string) map[assist.Place]assist.Judged {
	t.Helper()
	h, err := history.Fold(t.Ledger.Entries(context.Background(), 0))
	t.must(err)
	m := map[assist.Place]assist.Judged{}
	for a := range h.Rows().All() {
		if a.Receipt == receipt {
			m[a.Place] = a.Verdict
		}
	}
	if len(m) == 0 {
		t.Errorf("no rows of %s", receipt)
	}
	return m
}

// mendAll puts into a receipt the right value of each cell it points at, and
// of each column a finding names. It returns what was 未核对, by row and code.
func (t *town) mendAll(back *clerk, number string, right []cells) map[string]bool {
	t.Helper()
	verdicts := t.verdicts(number)
	first := 1 << 30
	for place := range verdicts {
		first = min(first, place.Row)
	}
	unchecked, fix := map[string]bool{}, map[string]string{}
	for place, v := range verdicts {
		row := right[place.Row-first]
		for _, u := range v.Unchecked {
			unchecked[fmt.Sprint(place.Row, u.Code)] = true
		}
		for _, f := range v.Findings {
			for h, col := range back.cols {
				at := sheet.Address(col, place.Row)
				if f.Level != assist.LevelNote && (at == f.Cell || h != "结果" && h != "问题" && strings.Contains(f.Message+f.Fix, h)) {
					fix[at] = row[h]
				}
			}
		}
	}
	*back = back.edit(fix)
	return unchecked
}

// TestConfirmationHoldsForItsValues: 属实 settles the values it was said of, is
// remembered when they come again, and lapses when one of them changes.
func TestConfirmationHoldsForItsValues(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03").with("联系电话", "13935129999")
	three := b.customer("云冈区", 2, "2026-07-03")
	one["联系电话"] = two["联系电话"]
	b.register("2026-07-03", []cells{one, two, three}, nil)
	expect := func(c cells, want string) {
		t.Helper()
		if got := b.outcome(c["许可证号"]); got != want {
			t.Errorf("%s: %s, want %s", c["许可证号"][7:], got, want)
		}
	}
	b.send("平城区", "2026-07-03", assist.ApplicationForm, one, two)
	b.send("云冈区", "2026-07-03", assist.ApplicationForm, three)
	b.run("2026-07-06 09:00")
	expect(one, "待核 Q504")
	expect(two, "待核 Q504")
	expect(three, "备案")

	// A bare 属实 answers what the receipt has shown; in the receipt itself.
	back := b.receipt("平城区", "HZ-140213-20260706-001", 0)
	back = back.mend(one["许可证号"], "核实说明", "属实，父子同住").mend(two["许可证号"], "核实说明", "属实：Q504 父子同住")
	b.drop("平城区", "回执.xlsx", back.data)
	b.run("2026-07-07 09:00")
	expect(one, "备案 (Q504)")
	expect(two, "备案 (Q504)")
	b.receipt("平城区", "HZ-140213-20260707-001", 0).says("已核实")

	// The same values again, without a word: remembered.
	b.send("平城区", "2026-07-08", assist.ApplicationForm, one.on("2026-07-08").with("业务类型", "变更", "家庭年收入", "15000"))
	b.run("2026-07-08 09:00")
	expect(one, "备案 (Q504)")

	// Another phone, that of somebody else: the old words do not settle it.
	moved := one.on("2026-07-09").with("业务类型", "变更", "联系电话", three["联系电话"], "核实说明", "属实，父子同住")
	b.send("平城区", "2026-07-09", assist.ApplicationForm, moved)
	b.run("2026-07-09 09:00")
	expect(one, "待核 Q504")
	if number := b.numbers("2026-07-09 09:00"); len(number) != 3 {
		t.Errorf("an amendment that waits leaves the filing as it is: %v", number)
	}
	b.send("平城区", "2026-07-10", assist.ApplicationForm, moved.with("核实说明", "属实：Q504 电话由亲戚代接"))
	b.run("2026-07-10 09:00")
	expect(one, "备案 (Q504)")
}

// TestSameBytesCountOnce: the same file again has the same receipt and counts
// once; in another unit's folder it is another file; a refused one is judged again.
func TestSameBytesCountOnce(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	one := b.customer("平城区", 0, "2026-07-03")
	b.register("2026-07-03", []cells{one}, nil)
	data := b.book("平城区", "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {one}})
	b.drop("平城区", "一.xlsx", data)
	b.run("2026-07-06 09:00")
	before := b.entries()
	b.drop("平城区", "二.xlsx", data)
	res := b.run("2026-07-06 10:00")
	if len(res.Files) != 1 || res.Files[0].State != "known" || *res.Files[0].Receipt != "HZ-140213-20260706-001" {
		t.Errorf("the same bytes: %+v", res.Files)
	}
	if b.entries() != before {
		t.Error("the same bytes were entered again")
	}
	if _, err := os.Stat(filepath.Join(b.Place.Inbox("平城区"), "二.xlsx")); err == nil {
		t.Error("the file still lies in the drop folder")
	}
	seen := b.table(b.Place.Sightings("平城区"), "收件情况", "文件名", "状态", "回执号")
	if !slices.ContainsFunc(seen, func(c cells) bool {
		return c["文件名"] == "二.xlsx" && c["状态"] == "已收过" && c["回执号"] == "HZ-140213-20260706-001"
	}) {
		t.Errorf("收件情况: %v", seen)
	}

	// In 云冈区's folder it is another file, and not for that folder.
	b.drop("云冈区", "一.xlsx", data)
	res = b.run("2026-07-06 11:00")
	if len(res.Files) != 1 || *res.Files[0].Receipt != "HZ-140214-20260706-001" || res.Files[0].Totals["S009"] != 1 {
		t.Errorf("another unit's folder: %+v", res.Files)
	}
	b.drop("云冈区", "一.xlsx", data)
	res = b.run("2026-07-06 12:00")
	if *res.Files[0].Receipt != "HZ-140214-20260706-001" || res.Files[0].State != "taken" {
		t.Errorf("a refused file again: %+v", res.Files)
	}
	b.receipt("云冈区", "HZ-140214-20260706-001", 1).says("整份退回", "第 1 次更新")
	b.same("备案名单", b.numbers("2026-07-06 12:00"), one["许可证号"]+" 0001")
}

// entries is how many entries the ledger has.
func (t *town) entries() int64 {
	t.Helper()
	h, err := history.Fold(t.Ledger.Entries(context.Background(), 0))
	t.must(err)
	return h.Seq()
}

// TestPreCheckedCopyIsDropped: the copy that check wrote beside a file is taken
// like the file itself, as it is and mended.
func TestPreCheckedCopyIsDropped(t *testing.T) {
	t.Parallel()
	b := newTown(t, 2)
	one, two := b.customer("平城区", 0, "2026-07-03"), b.customer("平城区", 1, "2026-07-03")
	b.register("2026-07-03", []cells{one, two}, nil)
	data := b.book("平城区", "2026-07-03", map[assist.Form][]cells{assist.ApplicationForm: {one, two.with("家庭人口", "两口")}})
	b.run("2026-07-06 09:00")
	before := b.entries()
	checked, err := b.Check(context.Background(), "申请表.xlsx", data, "平城区", b.at("2026-07-06 09:30"))
	b.must(err)
	if b.entries() != before || checked.Result.Totals["V205"] != 1 {
		t.Errorf("check: %v, %d entries more", checked.Result.Totals, b.entries()-before)
	}
	copied := b.reading(checked.Copy)
	copied.ownOnce()
	b.drop("平城区", "申请表_核对.xlsx", checked.Copy)
	res := b.run("2026-07-06 10:00")
	if got := res.Files[0]; got.Rows != (precheck.RowCounts{Read: 2, Filed: 1, Returned: 1}) || got.Totals["V205"] != 1 {
		t.Errorf("the copy as it is: %+v %v", got.Rows, got.Totals)
	}
	b.receipt("平城区", "HZ-140213-20260706-001", 0).ownOnce()
	b.drop("平城区", "申请表_核对.xlsx", copied.mend(two["许可证号"], "家庭人口", "2").data)
	res = b.run("2026-07-06 11:00")
	if got := res.Files[0]; got.Rows != (precheck.RowCounts{Read: 2, Filed: 2}) {
		t.Errorf("the mended copy: %+v %v", got.Rows, got.Totals)
	}
	b.same("备案名单", b.numbers("2026-07-06 11:00"), one["许可证号"]+" 0001", two["许可证号"]+" 0002")

	// Without a workspace: what cannot be known is named.
	alone, err := precheck.Check(context.Background(), precheck.Ask{
		Name: "申请表.xlsx", Data: data, At: b.at("2026-07-06 09:30"), Rules: precheck.Rules{Terms: b.terms, Limits: b.Settings.Limits},
	})
	b.must(err)
	b.reading(alone.Copy).says("未核对", "许可证登记 要在报送后才能核对", "V205 ✗ 退回 申请表")
}
