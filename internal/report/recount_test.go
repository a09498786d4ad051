package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bangfu/internal/assist"
	"bangfu/internal/sheet"
	"bangfu/internal/sheet/sheettest"
)

// table is a block as texts and numbers by header, found again as a reader would.
type table struct {
	heads []string
	rows  [][]sheet.Value
	total []sheet.Value
}

// find is the first table of a sheet that has all headers.
func find(t *testing.T, b sheet.Book, name string, headers ...string) table {
	t.Helper()
	for _, p := range b.Pages {
		if p.Name != name {
			continue
		}
		for _, k := range p.Blocks {
			x := table{rows: slices.Collect(k.All()), total: k.Total}
			for _, c := range k.Columns {
				x.heads = append(x.heads, string(c.Header))
			}
			all := true
			for _, h := range headers {
				all = all && x.column(h) >= 0
			}
			if all {
				return x
			}
		}
	}
	t.Fatalf("no table with %v on sheet %s", headers, name)
	return table{}
}

func (x table) column(header string) int {
	for i, h := range x.heads {
		if h == header {
			return i
		}
	}
	return -1
}

func (x table) text(row []sheet.Value, header string) string { return row[x.column(header)].String() }
func (x table) number(row []sheet.Value, header string) int  { return int(row[x.column(header)].N) }

// distinct counts the different values of some columns over the rows that are wanted.
func (x table) distinct(seen map[string]bool, want func(row []sheet.Value) bool, headers ...string) {
	for _, row := range x.rows {
		if !want(row) {
			continue
		}
		key := ""
		for _, h := range headers {
			key += "|" + x.text(row, h)
		}
		seen[key] = true
	}
}

// Every number on 汇总 is recounted from the rows of the other sheets.
func TestSummaryRecount(t *testing.T) {
	b := Roll(someFacts())
	sum := find(t, b, "汇总", "县区", "申请")
	list := find(t, b, "备案名单", "备案编号")
	wait := find(t, b, "退回与待核", "结果")
	moves := find(t, b, "变更情况", "变更")
	totals := map[string]int{}
	for _, row := range sum.rows {
		unit := sum.text(row, "县区")
		of := func(x table, header, value string) func([]sheet.Value) bool {
			return func(r []sheet.Value) bool { return x.text(r, "县区") == unit && x.text(r, header) == value }
		}
		want := map[string]int{}
		for _, outcome := range []string{"待核", "退回", "不符合"} {
			seen := map[string]bool{}
			wait.distinct(seen, func(r []sheet.Value) bool { return of(wait, "结果", outcome)(r) && wait.text(r, "本周") == "是" }, "许可证号", "来源")
			want[outcome] = len(seen)
		}
		filed := map[string]bool{}
		list.distinct(filed, of(list, "本周结果", "备案"), "许可证号")
		moves.distinct(filed, of(moves, "本周结果", "备案"), "许可证号")
		want["备案"] = len(filed)
		want["申请"] = want["备案"] + want["待核"] + want["退回"] + want["不符合"]
		for _, r := range list.rows {
			if list.text(r, "县区") == unit {
				want["在册"]++
				want[list.text(r, "困难类别")]++
			}
		}
		for _, r := range moves.rows {
			if moves.text(r, "县区") == unit && moves.text(r, "日期") >= "2026-11-23" && moves.text(r, "日期") <= "2026-11-29" {
				want[moves.text(r, "变更")]++
			}
		}
		for _, h := range []string{"申请", "备案", "待核", "退回", "不符合", "在册", "低保", "残疾", "临时困难", "新增", "退出"} {
			if got := sum.number(row, h); got != want[h] {
				t.Errorf("汇总 %s %s = %d, recounted %d", unit, h, got, want[h])
			}
			totals[h] += want[h]
		}
	}
	for h, n := range totals {
		if got := sum.number(sum.total, h); got != n {
			t.Errorf("汇总 合计 %s = %d, recounted %d", h, got, n)
		}
	}
	if totals["申请"] != 7 || totals["在册"] != 4 {
		t.Errorf("the fixture has 7 applications and 4 on the roll, recounted %d and %d", totals["申请"], totals["在册"])
	}
}

// 上期在册 + 新增 − 退出 = 本期在册, and each part is recounted from the list below.
func TestChangesAddUp(t *testing.T) {
	b := Roll(someFacts())
	sums := find(t, b, "变更情况", "上期在册")
	moves := find(t, b, "变更情况", "变更")
	for _, row := range append(sums.rows, sums.total) {
		unit := sums.text(row, "县区")
		in, out := 0, 0
		for _, r := range moves.rows {
			if unit != "合计" && moves.text(r, "县区") != unit {
				continue
			}
			switch moves.text(r, "变更") {
			case "新增":
				in++
			case "退出":
				out++
			}
		}
		before, now := sums.number(row, "上期在册"), sums.number(row, "本期在册")
		if sums.number(row, "新增") != in || sums.number(row, "退出") != out || before+in-out != now {
			t.Errorf("%s: %d + %d − %d ≠ %d", unit, before, in, out, now)
		}
	}
}

// 行数核对: every line and the sum add up.
func TestLinesAddUp(t *testing.T) {
	x := find(t, Roll(someFacts()), "行数核对", "读到")
	for _, row := range append(x.rows, x.total) {
		sum := 0
		for _, h := range []string{"备案", "待核", "退回", "不符合", "空行", "合计行", "重复表头", "已替换"} {
			sum += x.number(row, h)
		}
		if sum != x.number(row, "读到") {
			t.Errorf("%s: read %d, accounted for %d", x.text(row, "回执号"), x.number(row, "读到"), sum)
		}
	}
}

// A count that does not add up is said loudly.
func TestLinesThatDoNotAddUp(t *testing.T) {
	f := someFacts()
	f.Files[6].Counts = []assist.SheetCount{{Sheet: "申请表", Read: 5, Filed: 2, Held: 1, Ineligible: 1}}
	if dump := sheettest.Dump(Roll(f)); !strings.Contains(dump, "✗ 有 1 张表行数不符") || !strings.Contains(dump, "✗ 不符\n") {
		t.Error("the sheet 行数核对 does not say that rows are missing")
	}
}

// The control totals of 供货表 are equal on every sheet.
func TestSupplyControlTotals(t *testing.T) {
	f := someFacts()
	b := Supply(f, false)
	detail := find(t, b, "供货明细", "帮扶加量")
	extra, base, lines := 0, 0, 0
	perUnit := map[string]int{}
	perProduct := map[string]int{}
	for _, row := range detail.rows {
		lines++
		n := detail.number(row, "帮扶加量")
		extra += n
		base += detail.number(row, "原供应量")
		perUnit[detail.text(row, "县区")] += n
		perProduct[detail.text(row, "卷烟条码")] += n
		if n+detail.number(row, "原供应量") != detail.number(row, "合计") {
			t.Errorf("合计 of %v", row)
		}
	}
	balance := find(t, b, "规格平衡", "分配量")
	units := find(t, b, "县区汇总", "帮扶加量")
	rounds := find(t, b, "分配过程", "本轮分配")
	flat := find(t, b, "导入", "数量")
	imported := 0
	for _, row := range flat.rows {
		imported += flat.number(row, "数量")
	}
	for name, got := range map[string]int{
		"供货明细": detail.number(detail.total, "帮扶加量"), "规格平衡": balance.number(balance.total, "分配量"),
		"县区汇总": units.number(units.total, "帮扶加量"), "分配过程": rounds.number(rounds.total, "本轮分配"), "导入": imported,
	} {
		if got != extra || extra != 8 {
			t.Errorf("%s has %d cartons, the lines have %d", name, got, extra)
		}
	}
	for _, row := range units.rows {
		if got, want := units.number(row, "帮扶加量"), perUnit[units.text(row, "县区")]; got != want {
			t.Errorf("县区汇总 %s = %d, recounted %d", units.text(row, "县区"), got, want)
		}
		if units.number(row, "在册") != units.number(row, "供货户数")+units.number(row, "未供货户数") {
			t.Errorf("县区汇总 %s: somebody is neither supplied nor named", units.text(row, "县区"))
		}
	}
	for _, row := range balance.rows {
		if got, want := balance.number(row, "分配量"), perProduct[balance.text(row, "卷烟条码")]; got != want {
			t.Errorf("规格平衡 %s = %d, recounted %d", balance.text(row, "卷烟条码"), got, want)
		}
	}
	control := fmt.Sprintf("控制总数：帮扶加量 %d 条，受益 2 户，2 个规格，供货明细 %d 行。", extra, lines)
	for _, p := range b.Pages {
		if !p.Bare && (len(p.Notes) < 2 || p.Notes[1] != control) {
			t.Errorf("sheet %s does not show %s", p.Name, control)
		}
	}
}
